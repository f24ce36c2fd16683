/** What an attack leaves in the database, seen by its owner past row-level security. */
import type { Opened } from '#test/support/database.ts'

export type Owner = Opened['owner']
/** `everything` and `foreign` change with any row: of all tables but those that the clock writes, and of the other consortium. */
export type Trace = { entries: number; everything: string; foreign: string }

/** The product draws cards by itself, whoever asks what. */
const ofTheClock = ['cards']

export async function traceOf({ query }: Owner): Promise<Trace> {
  const tables = await query<{ name: string; owned: boolean }>(`
    select relname as name, relrowsecurity as owned from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`)
  const all: string[] = []
  const foreign: string[] = []
  for (const { name, owned } of tables.filter((one) => !ofTheClock.includes(one.name))) {
    const [row] = await query<{ n: string; last: string }>(
      `select count(*)::text as n, coalesce(max(xmin::text::bigint), 0)::text as last from ${name}`,
    )
    all.push(`${name} ${row?.n} ${row?.last}`)
    if (!owned) continue
    const [other] = await query<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t where consortium_id = 'con_other'`,
    )
    foreign.push(`${name} ${other?.hash}`)
  }
  const [row] = await query<{ last: number }>('select coalesce(max(n), 0)::int as last from register_entries')
  return { entries: row?.last ?? 0, everything: all.join('\n'), foreign: foreign.join('\n') }
}

/** By whom the entries after `last` are signed. */
export async function newSigners({ query }: Owner, last: number): Promise<string[]> {
  const rows = await query<{ by: string }>(
    `select distinct convert_from(bytes, 'UTF8')::jsonb ->> 'by' as by from register_entries where n > ${last}`,
  )
  return rows.map(({ by }) => by)
}
