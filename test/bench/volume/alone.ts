/** One heavy thing, done in a process of its own, so that what it holds in memory can be told. Prints what it took as JSON. */
import { readFile } from 'node:fs/promises'
import { fileArgs } from '#adapters/files/attachment.ts'
import { documentToFiles } from '#adapters/files/render.ts'
import { sheetIn } from '#adapters/files/sheets/sheet.ts'
import { present } from '#src/core/assert.ts'
import { asked } from './comments.ts'
import { timed } from './compare.ts'
import { type Addresses, openWorld, type World } from './world.ts'

type Act = (world: World, more: string) => Promise<void>

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
  comments: async (world) => {
    await world.say('export-comments', { draft: 'D-1' })
    const files = await documentToFiles(await asked(world))
    if (files.length !== 4) throw new Error(`the table has ${files.length} files`)
  },
  'read-back': async ({ say }, more) => {
    const sheet = await sheetIn('edited.docx', await readFile(more))
    const file = { name: 'edited.docx', draft: 'D-1', file: JSON.stringify(sheet) }
    await say('read-back', file)
    const done = await say('read-back', { ...file, sure: 'yes' })
    const says = JSON.stringify(done)
    if (!says.includes('500 changed')) throw new Error(`reading it back ended with ${says.slice(0, 500)}`)
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

const [name = '', address = '{}', more = ''] = process.argv.slice(2)
const world = await openWorld(JSON.parse(address) as Addresses)
const act = present(acts[name], `something called ${name}`)
globalThis.gc?.()
const before = process.memoryUsage.rss()
const took = await timed(() => act(world, more))
const most = process.resourceUsage().maxRSS * 1024
await world.close()
process.stdout.write(JSON.stringify({ took, before, most }))
