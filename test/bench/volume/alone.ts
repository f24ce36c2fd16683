/** One heavy thing, done in a process of its own, so that what it holds in memory can be told. Prints what it took as JSON. */
import { fileArgs } from '#adapters/files/attachment.ts'
import { documentToFiles } from '#adapters/files/render.ts'
import { present } from '#src/core/assert.ts'
import { timed } from './compare.ts'
import { type Addresses, openWorld, type World } from './world.ts'

type Act = (world: World) => Promise<void>

const acts: Record<string, Act> = {
  import: async ({ operate }) => {
    const file = fileArgs('many.csv', { bytes: Buffer.from(catalogue(10_000)) })
    let answer = await operate('import-catalogue', { ...file, sure: 'yes' })
    for (let left = true; left; ) {
      const actions = answer.kind === 'said' ? answer.card.actions : []
      const next = actions.find((action) => 'use' in action && action.use.startsWith('continue-'))
      left = next !== undefined
      if (next && 'use' in next) answer = await operate(next.use, next.args)
    }
    const ends = answer.kind === 'said' ? answer.card.title : ''
    if (ends !== 'many.csv is imported') throw new Error(`the import ended with ${ends}`)
  },
  report: async ({ operate }) => {
    const answer = await operate('export-plenary-report', { since: '2020-01-01' })
    const document = present(answer.kind === 'said' ? answer.document : undefined, 'the report')
    const files = await documentToFiles(document)
    if (files.length !== 2) throw new Error(`the report has ${files.length} files`)
  },
}

/** Codes that no other import has. */
function catalogue(rows: number): string {
  const text = 'What is advised in as many words as an issue brief takes for it. '.repeat(4)
  const lines = Array.from(
    { length: rows },
    (_, n) => `B${Math.floor(n / 900)}.${n % 900},Title ${n},${text},talent;data,1`,
  )
  return ['code,title,text,themes,finding', ...lines].join('\r\n')
}

const [name = '', address = '{}'] = process.argv.slice(2)
const world = await openWorld(JSON.parse(address) as Addresses)
const act = present(acts[name], `something called ${name}`)
globalThis.gc?.()
const before = process.memoryUsage.rss()
const took = await timed(() => act(world))
const most = process.resourceUsage().maxRSS * 1024
await world.close()
process.stdout.write(JSON.stringify({ took, before, most }))
