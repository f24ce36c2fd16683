/** What an attack leaves in the database, seen by its owner past row-level security. */
import type { Opened } from '#test/support/database.ts'

export type Owner = Opened['owner']
/** Both change with any row: `everything` has a line for each table, `foreign` is of the other consortium. */
export type Trace = { entries: number; everything: string[]; foreign: string }

/** Cards and homes are drawn, and files and their links are made, by jobs that end some time after whoever asked was answered. */
const ofJobs = ['cards', 'homes', 'documents', 'links']
/** An entry of theirs: that files were made. */
const ofRequests = "type <> 'report-made'"
/** What a request can change of them. */
const opened = `select count(*)::text || ' ' || md5(coalesce(string_agg(concat(token_hash, redeemed_at, session_hash, confirm_hash), '|' order by token_hash), '')) as of
  from links where redeemed_at is not null or session_hash is not null`

/** The same of homes: who has opened one, and when. */
const homesOpened = `select count(*)::text || ' ' || md5(coalesce(string_agg(concat(person_id, ' ', opened_at), '|' order by person_id, platform), '')) as of from homes`

export async function traceOf({ query }: Owner): Promise<Trace> {
  const tables = await query<{ name: string; owned: boolean }>(`
    select relname as name, relrowsecurity as owned from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`)
  const all: string[] = []
  const foreign: string[] = []
  for (const { name, owned } of tables) {
    const [row] = await query<{ n: string; last: string }>(
      `select count(*)::text as n, coalesce(max(xmin::text::bigint), 0)::text as last from ${name}
       ${name === 'register_entries' ? `where ${ofRequests}` : ''}`,
    )
    if (!ofJobs.includes(name)) all.push(`${name} ${row?.n} ${row?.last}`)
    if (!owned) continue
    const [other] = await query<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t where consortium_id = 'con_other'`,
    )
    foreign.push(`${name} ${other?.hash}`)
  }
  const [links] = await query<{ of: string }>(opened)
  const [homes] = await query<{ of: string }>(homesOpened)
  all.push(`links opened: ${links?.of}`, `homes opened: ${homes?.of}`)
  const [row] = await query<{ last: number }>('select coalesce(max(n), 0)::int as last from register_entries')
  return { entries: row?.last ?? 0, everything: all, foreign: foreign.join('\n') }
}

/** By whom the entries after `last` are signed. */
export async function newSigners({ query }: Owner, last: number): Promise<string[]> {
  const rows = await query<{ by: string }>(
    `select distinct convert_from(bytes, 'UTF8')::jsonb ->> 'by' as by from register_entries where n > ${last} and ${ofRequests}`,
  )
  return rows.map(({ by }) => by)
}
