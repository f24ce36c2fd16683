/** A valid row for every table, made from the catalog alone: a table that is added later has one without a word here. */
import type { Opened } from '#test/support/database.ts'

type Column = { name: string; type: string; identity: boolean; generated: boolean }
type Reference = { parent: string; columns: string[]; parents: string[] }
export type Table = { name: string; forced: boolean; columns: Column[]; key: string[]; references: Reference[] }
type Row = Record<string, string>
/** What is to be stated, in the order in which it can be. */
export type Stated = { table: Table; row: Row }

type Owner = Opened['owner']

/** Every table of the product, parents before children. */
export async function tablesOf({ query }: Owner): Promise<Table[]> {
  const columns = await query<Column & { table: string; forced: boolean }>(`
    select c.relname as "table", c.relrowsecurity and c.relforcerowsecurity as forced, a.attname as name,
      format_type(a.atttypid, a.atttypmod) as type, a.attidentity <> '' as identity, a.attgenerated <> '' as generated
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname, a.attnum`)
  const keys = await query<{ table: string; columns: string }>(`
    select conrelid::regclass::text as "table", ${namesOf('conrelid', 'conkey')} as columns
    from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace`)
  const references = await query<{ table: string; parent: string; columns: string; parents: string }>(`
    select conrelid::regclass::text as "table", confrelid::regclass::text as parent,
      ${namesOf('conrelid', 'conkey')} as columns, ${namesOf('confrelid', 'confkey')} as parents
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by conname`)
  const tables = [...Map.groupBy(columns, ({ table }) => table)].map(([name, own]) => ({
    name,
    forced: own.every(({ forced }) => forced),
    columns: own.map(({ name, type, identity, generated }) => ({ name, type, identity, generated })),
    key: keys.find(({ table }) => table === name)?.columns.split(',') ?? [],
    references: references
      .filter(({ table }) => table === name)
      .map((one) => ({ parent: one.parent, columns: one.columns.split(','), parents: one.parents.split(',') })),
  }))
  return inOrder(tables)
}

function namesOf(table: string, columns: string): string {
  return `(select string_agg(a.attname, ',' order by k.nth) from unnest(${columns}) with ordinality k(n, nth)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = k.n)`
}

function inOrder(tables: Table[]): Table[] {
  const done: Table[] = []
  while (done.length < tables.length) {
    const next = tables.filter(
      (table) =>
        !done.includes(table) &&
        table.references.every(({ parent }) => parent === table.name || done.some(({ name }) => name === parent)),
    )
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    done.push(...next)
  }
  return done
}

/** A row of the table with all that it refers to. `tag` (letters) makes every key its own. */
export function rowsFor(tables: Table[], name: string, consortium: string, tag: string): Stated[] {
  const stated: Stated[] = []
  const state = (of: string): Row => {
    const before = stated.find(({ table }) => table.name === of)
    if (before) return before.row
    const table = tables.find((one) => one.name === of)
    if (!table) throw new Error(`there is no table ${of}`)
    const parents = table.references.filter(({ parent }) => parent !== of)
    const referring = parents.flatMap(({ parent, columns, parents: theirs }) => {
      const row = state(parent)
      return columns.map((column, nth) => [column, row[theirs[nth] ?? ''] ?? ''] as const)
    })
    const plain = Object.entries(plainRow(table, consortium, tag)).filter(([column]) => !isOfOwnTable(table, column))
    const row = shaped(of, { ...Object.fromEntries(plain), ...Object.fromEntries(referring) })
    stated.push({ table, row })
    return row
  }
  state(name)
  return stated
}

/** Such a column may be empty. */
function isOfOwnTable({ name, key, references }: Table, column: string): boolean {
  return references.some(({ parent, columns }) => parent === name && columns.includes(column)) && !key.includes(column)
}

function plainRow({ columns }: Table, consortium: string, tag: string): Row {
  return Object.fromEntries(
    columns
      .filter(({ generated }) => !generated)
      .map(({ name, type }) => [name, name === 'consortium_id' ? consortium : valueFor(type, tag, name)]),
  )
}

const tags: string[] = []

/** Numbers are far from what the database itself would count to. */
function valueFor(type: string, tag: string, name: string): string {
  if (!tags.includes(tag)) tags.push(tag)
  if (type === 'text') return `${tag}${name}`
  const nth = tags.indexOf(tag)
  if (type === 'integer' || type === 'bigint') return String(1_000_000 + nth)
  if (type === 'timestamp with time zone') return farAhead.add({ seconds: nth }).toString()
  const value = plain[type]
  if (value === undefined) throw new Error(`no value is known for the type ${type}`)
  return value
}

const farAhead = Temporal.Instant.from('2030-01-01T00:00:00Z')
const plain: Record<string, string> = {
  boolean: 'true',
  'double precision': '1',
  date: '2030-01-01',
  jsonb: '{}',
  'text[]': '{}',
  bytea: '\\x00',
}

/** What a check constraint asks of a row. */
export function shaped(table: string, row: Row): Row {
  return table === 'memberships' ? { ...row, body_id: row.group_id ?? '' } : row
}

export function insertion({ table, row }: Stated): { text: string; params: string[] } {
  const names = Object.keys(row)
  const values = names.map((name, nth) => `$${nth + 1}::text::${table.columns.find((one) => one.name === name)?.type}`)
  const own = table.columns.some(({ identity }) => identity) ? 'overriding system value ' : ''
  return {
    text: `insert into ${table.name} (${names.join(', ')}) ${own}values (${values.join(', ')})`,
    params: Object.values(row),
  }
}

/** States them past row-level security; what stands already stays. */
export async function stateRows({ query }: Owner, stated: Stated[]): Promise<void> {
  for (const one of stated) {
    const { text, params } = insertion(one)
    await query(`${text} on conflict do nothing`, params)
  }
}
