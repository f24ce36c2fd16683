/** Whether the database is as the product needs it: reachable, migrated, and with the walls between consortia standing. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { bad, type Check, clockCheck, ok, reasonOf, warn } from '#src/core/check.ts'
import { migrations } from './migrate.ts'

/** Sends one statement; rows as objects. */
export type Ask = <Row>(text: string) => Promise<Row[]>
/** As the owner of the tables, and as the role that requests act as. */
export type Sides = { owner: Ask; app: Ask }

/** They hold ids and sealed tokens only, and are read before any consortium is known. */
const withoutPolicies = [
  'chat_accounts',
  'code_attempts',
  'install_tickets',
  'installation_tokens',
  'installations',
  'participants',
  'places',
]

/** The first major version with the collation by which the search reads letters, `pg_c_utf8`. */
const leastVersion = 17

/** Each line on its own: what can't be asked is one line, and the others are asked all the same. */
export async function examineDatabase({ owner, app }: Sides): Promise<Check[]> {
  const reached = await reachable(owner)
  if (reached.some(({ state }) => state === 'bad')) return reached
  const looks = [
    ['Migrations', () => migrated(owner)],
    ['Application role', () => role(app)],
    ['Row-level security', () => policies(owner)],
    ['Clock of the database', () => clock(owner)],
  ] as const
  const found = await Promise.all(looks.map(([about, look]) => look().catch((error) => [unasked(about, error)])))
  return [...reached, ...found.flat()]
}

async function reachable(owner: Ask): Promise<Check[]> {
  const began = performance.now()
  try {
    const [row] = await owner<{ version: string }>("select current_setting('server_version') as version")
    const version = row?.version ?? ''
    const says = `PostgreSQL ${version.split(' ', 1)[0]} answers in ${Math.ceil(performance.now() - began)} ms`
    if (Number.parseInt(version, 10) >= leastVersion) return [ok('Database', says)]
    return [warn('Database', says, `Use PostgreSQL ${leastVersion} or later.`)]
  } catch (error) {
    const todo = 'Start it, and check DATABASE_URL: host, port, name and password.'
    return [bad('Database', `it can’t be reached (${reasonOf(error)})`, todo)]
  }
}

async function migrated(owner: Ask): Promise<Check[]> {
  const wanted = wantedMigrations()
  const applied = await owner<{ hash: string }>('select hash from drizzle.__drizzle_migrations').catch((error) => {
    if (['42P01', '3F000', '42501'].includes(reasonOf(error))) return []
    throw error
  })
  const known = new Set(applied.map(({ hash }) => hash))
  const missing = wanted.filter(({ hash }) => !known.has(hash))
  if (missing.length > 0) {
    const says = `${missing.length} of ${wanted.length} are missing, the first is ${missing[0]?.tag}`
    return [bad('Migrations', says, 'Start the server, or run npm run db:migrate.')]
  }
  const later = applied.length - wanted.length
  if (later > 0) return [warn('Migrations', `${later} of a later version stand`, 'Run the version that made them.')]
  return [ok('Migrations', `all ${wanted.length} stand`)]
}

/** As drizzle names them: by the SHA-256 of the file. */
function wantedMigrations(): { tag: string; hash: string }[] {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(`${migrations.migrationsFolder}/meta/_journal.json`, 'utf8'),
  )
  return journal.entries.map(({ tag }) => {
    const sql = readFileSync(`${migrations.migrationsFolder}/${tag}.sql`, 'utf8')
    return { tag, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

async function role(app: Ask): Promise<Check[]> {
  const about = 'Application role'
  const [row] = await app<{ name: string; mighty: string[] | string; owns: number }>(`
    select current_user as name,
      array_remove(array[case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,
        case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end], null)::text as mighty,
      (select count(*)::int from pg_class c where c.relnamespace = 'public'::regnamespace and c.relowner = r.oid) as owns
    from pg_roles r where rolname = current_user`)
  const powers = String(row?.mighty ?? '').replaceAll(/[{}]/g, '')
  if (powers !== '')
    return [
      bad(
        about,
        `${row?.name} is ${powers}: no wall holds it`,
        `Take it away: alter role ${row?.name} with no${powers.split(',').join(' no')}.`,
      ),
    ]
  if ((row?.owns ?? 0) > 0)
    return [bad(about, `${row?.name} owns tables`, 'Let requests log in as another role: DATABASE_APP_URL.')]
  return [ok(about, `${row?.name} logs in, and is neither superuser nor past row-level security`)]
}

async function policies(owner: Ask): Promise<Check[]> {
  const open = await owner<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity) order by 1`)
  const unnamed = open.map(({ name }) => name).filter((name) => !withoutPolicies.includes(name))
  const todo = 'Run npm run db:migrate; then look at who changed them.'
  if (unnamed.length > 0) return [bad('Row-level security', `it is not forced on ${unnamed.join(', ')}`, todo)]
  return [ok('Row-level security', `it is forced on every table but the ${withoutPolicies.length} that hold ids only`)]
}

async function clock(owner: Ask): Promise<Check[]> {
  const asked = Date.now()
  const [row] = await owner<{ now: string }>('select (extract(epoch from clock_timestamp()) * 1000)::text as now')
  return [clockCheck('Clock of the database', { asked, heard: Date.now(), theirs: Number(row?.now) })]
}

function unasked(about: string, error: unknown): Check {
  return bad(about, `it can’t be looked at (${reasonOf(error)})`, 'See the lines above; then run the doctor again.')
}
