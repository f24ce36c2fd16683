/** 5,000 comments on a draft, each with a proposal: collated and taken away, and read back as edited in Word. */
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { documentToFiles } from '#adapters/files/render.ts'
import { present } from '#src/core/assert.ts'
import type { Fact } from '#src/readers.ts'
import { Document } from '#src/view/document.ts'
import { draftFacts } from '#test/support/drafts.ts'
import { consortium, operator, voters } from '../facts.ts'
import { type Compared, timed } from './compare.ts'
import { alone } from './heavy.ts'
import type { Addresses, World } from './world.ts'

const count = 5_000
const draft = 'draft_1'

export async function comments(at: Addresses, world: World): Promise<Compared[]> {
  await found(world)
  const made = await alone('comments', at)
  const read = await timed(() => readRows(world))
  const file = join(tmpdir(), `plenary-bench-${process.pid}.docx`)
  await writeFile(file, await edited(await asked(world)))
  try {
    const back = await alone('read-back', at, file)
    const of = `${count.toLocaleString('en')} comments`
    return [
      {
        what: `The table of ${of}, each with a proposal, collated, as DOCX, XLSX and two of CSV`,
        ...made,
        yardstick: 'the comments and their proposals, read',
        bare: [read],
      },
      {
        what: `The same DOCX with a tenth of its rows edited, read back: compared, shown and proposed`,
        ...back,
        yardstick: 'the comments and their proposals, read',
        bare: [read],
      },
    ]
  } finally {
    await rm(file, { force: true })
  }
}

/** The delegate of the first organisation is the editor. */
async function found({ database }: World): Promise<void> {
  const editor = present(voters[0], 'voters')
  const text =
    'What is asked for is given without its unit, and cannot be compared with what the other clauses say. '.repeat(3)
  const said = Array.from({ length: count }, (_, n) => {
    const { organisation } = present(voters[n % voters.length], 'voters')
    return { organisation, code: 'FR', type: 'technical' as const, clause: `${n % 90}.${n % 7}`, text: `${n}. ${text}` }
  })
  const proposed = said.map((_, n): Fact => {
    const of = { comment: `cmt_1c${n + 1}` as const, draft: draft as typeof draft, duplicateOf: null }
    const words = { text: `We say it of ${n + 1}. ${text.slice(0, 100)}` }
    return {
      ...{ type: 'disposition-proposed', id: `disp_b${n}`, ...of, after: null, proposedBy: editor.person },
      ...{ disposition: 'accepted-with-modification', sealed: words },
    }
  })
  const seat = { person: editor.person, organisation: editor.organisation, role: 'editor', standing: 'staff' } as const
  const facts: Fact[] = [
    ...draftFacts('wg_assembly', 1, said),
    { type: 'seat-given', ...seat, from: '2020-01-01', until: null },
    ...proposed,
  ]
  await database.store.transact(consortium, (unit) => unit.save(facts, operator))
}

async function readRows({ admin }: World): Promise<void> {
  await admin`select c.*, d.* from draft_comments c
    join dispositions d on d.consortium_id = c.consortium_id and d.comment_id = c.id
    where c.consortium_id = ${consortium} and c.draft_id = ${draft} order by c.number`
}

/** The document of the export that was asked for last: nothing takes jobs here. */
export async function asked({ admin }: Pick<World, 'admin'>): Promise<Document> {
  const [job] = await admin<{ document: unknown }[]>`
    select data -> 'data' -> 'document' as document from pgboss.job where name = 'file' order by created_on desc limit 1`
  return Document.parse(job?.document)
}

async function edited(document: Document): Promise<Uint8Array> {
  const files = await documentToFiles(document)
  const parts = unzipSync(present(files[0], 'a DOCX').bytes)
  const xml = strFromU8(present(parts['word/document.xml'], 'its text'))
  const other = xml.replaceAll(/We say it of (\d*)0\./g, 'We write it of $10.')
  return zipSync({ ...parts, 'word/document.xml': strToU8(other) })
}
