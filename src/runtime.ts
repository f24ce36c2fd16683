/**
 * Runtime: the first import of `main.ts`, so that an older Node says what to do before anything else is run.
 * It stands outside `core`, which knows no process.
 */

/** One line that says what to do, or undefined where this Node will do. `Temporal` came with Node 26. */
export function runtimeProblem(version: string, hasTemporal: boolean): string | undefined {
  if (Number.parseInt(version, 10) >= 26 && hasTemporal) return undefined
  return `Plenary needs Node 26 or later and this is ${version}. Run it by \`npm start\`, which brings its own, after \`npm ci\`.`
}

const problem = runtimeProblem(process.versions.node, 'Temporal' in globalThis)
if (problem) {
  process.stderr.write(`${problem}\n`)
  process.exit(1)
}
