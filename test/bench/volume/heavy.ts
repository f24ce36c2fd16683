/** An import of 10,000 rows and a report of 10,000 commitments, each beside the bare SQL that moves the same rows. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Sql } from 'postgres'
import { z } from 'zod'
import { consortium } from '../facts.ts'
import { type Compared, timed } from './compare.ts'
import type { Addresses } from './world.ts'

const Took = z.object({ took: z.number(), before: z.number(), most: z.number() })

/** `more`: what the act is given besides. */
export async function alone(name: string, at: Addresses, more = '') {
  const file = fileURLToPath(new URL('./alone.ts', import.meta.url))
  const { PATH = '', HOME = '' } = process.env
  const args = ['--expose-gc', file, name, JSON.stringify(at), more]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { PATH, HOME } })
  const { took, before, most } = Took.parse(JSON.parse(stdout))
  const inMegabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
  return { product: [took], peak: { before: inMegabytes(before), most: inMegabytes(most) } }
}

export async function heavy(at: Addresses, admin: Sql): Promise<Compared[]> {
  // First, since an import adds 10,000 recommendations to what is reported.
  const reported = await alone('report', at)
  const read = await timed(() => readAll(admin))
  const imported = await alone('import', at)
  const inserted = await timed(() => insertRows(admin, 10_000))
  return [
    {
      what: 'Import a catalogue of 10,000 rows, each an entry of the register',
      ...imported,
      yardstick: 'as many rows, entries and openings inserted, 500 a transaction',
      bare: [inserted],
    },
    {
      what: 'The plenary report of 10,000 commitments and 1,000 recommendations, as DOCX and XLSX',
      ...reported,
      yardstick: 'the rows that it is made of, read',
      bare: [read],
    },
  ]
}

async function insertRows(admin: Sql, rows: number): Promise<void> {
  // With the same keys, and the words that are looked for: what is searched is a part of what is stored.
  await admin.unsafe('create table bare_rows (like recommendations including generated including indexes)')
  const text = 'What is advised in as many words as an issue brief takes for it. '.repeat(4)
  for (let from = 0; from < rows; from += 500) {
    await admin.begin(async (sql) => {
      await sql`insert into bare_rows (consortium_id, id, code, finding_code, title, text, themes, recipients)
        select ${consortium}, 'rec_bare' || n, 'X' || n, '1', 'Title ' || n, ${text}, array['talent', 'data'], '[]'::jsonb
        from generate_series(${from}::integer, ${from + 499}::integer) n`
      await sql`with entry as (
          insert into register_entries (consortium_id, bytes, type, at)
          select ${consortium}, convert_to(repeat('x', 500), 'UTF8'), 'recommendation-recorded', now() from generate_series(1, 500) returning n
        )
        insert into register_openings (consortium_id, entry, path, salt, value)
        select ${consortium}, n, path, sha256('salt'), to_jsonb(${text}::text) from entry, unnest(array['title', 'text']) path`
    })
  }
  await admin.unsafe('drop table bare_rows')
}

/** Every row whose words stand in the report, in the order in which it tells them. */
async function readAll(admin: Sql): Promise<void> {
  await admin`select f.*, r.* from findings f join recommendations r on r.consortium_id = f.consortium_id and r.finding_code = f.code
    where f.consortium_id = ${consortium} order by f.code, r.code`
  await admin`select c.*, a.recommendation_id as answers, o.short from commitments c
    join commitment_answers a on a.consortium_id = c.consortium_id and a.commitment_id = c.id
    join organisations o on o.consortium_id = c.consortium_id and o.id = c.organisation_id
    where c.consortium_id = ${consortium} order by a.recommendation_id, c.number`
  await admin`select p.* from progress_reports p where p.consortium_id = ${consortium} order by p.commitment_id, p.n`
}
