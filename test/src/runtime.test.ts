import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { runtimeProblem } from '#src/runtime.ts'
import manifest from '../../package.json' with { type: 'json' }

test('the tests run on the Node that the package brings', () => {
  expect(process.versions.node).toBe(manifest.dependencies.node)
  expect(runtimeProblem(process.versions.node, 'Temporal' in globalThis)).toBeUndefined()
})

test.each([
  ['20.19.0', false],
  ['25.2.0', true],
  ['26.0.0', false],
])('Node %s with Temporal %s is told in one line what to do', (version, hasTemporal) => {
  const says = runtimeProblem(version, hasTemporal)
  expect(says).toContain(version)
  expect(says).toMatch(/npm start/)
  expect(says?.split('\n')).toHaveLength(1)
})

test('a process without Temporal stops before anything else, with that line', () => {
  const stopped = spawnSync(process.execPath, ['--no-harmony-temporal', 'src/main.ts'], { encoding: 'utf8' })
  expect(stopped.stderr).toBe(`${runtimeProblem(process.versions.node, false)}\n`)
  expect(stopped).toMatchObject({ status: 1, stdout: '' })
}, 30_000)
