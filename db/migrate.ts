/** Migrations: the same files for both databases, in order, each once. Run by itself it migrates the server that the environment names. */
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migrateTablesOfPglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migrateTablesOfPostgres } from 'drizzle-orm/postgres-js/migrator'
import { fromPglite } from 'pg-boss'
import postgres from 'postgres'
import { readConfig } from '#src/config.ts'
import { type BossOptions, migrateJobs } from './jobs.ts'

export const migrations = { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) }

export async function migratePglite(pglite: PGlite): Promise<void> {
  await migrateTablesOfPglite(drizzlePglite({ client: pglite }), migrations)
  await migrateJobs({ db: fromPglite(pglite), backend: 'pglite' }, (statement) => pglite.exec(statement))
}

/** One process at a time; the others wait and find it done. `appUrl` names the role that requests log in as. */
export async function migratePostgres(url: string, appUrl: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, max_lifetime: null, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${advisoryKey})`
    await migrateTablesOfPostgres(drizzlePostgres({ client: sql }), migrations)
    await ensureLogin(sql, new URL(appUrl))
    await migrateJobs(bossOptionsFor(url), (statement) => sql.unsafe(statement))
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/**
 * pg-boss keeps a small pool of its own, as the owner of its schema; its statements may take a minute. `query_timeout` is pg's own: without
 * it a connection that died in silence holds a worker until the system gives it up, after a quarter of an hour.
 */
export function bossOptionsFor(url: string): BossOptions {
  const options = '-c statement_timeout=60000 -c idle_in_transaction_session_timeout=10000'
  const patience = { connectionTimeoutMillis: 1500, query_timeout: 65_000 }
  return { connectionString: url, max: 3, options, ...patience }
}

/** Any number that no other program on this database uses. */
const advisoryKey = 7_079_110

/** The role of `appUrl` may log in and is, or belongs to, the application role. An existing password is left as it is. */
async function ensureLogin(sql: postgres.Sql, app: URL): Promise<void> {
  const name = decodeURIComponent(app.username)
  const [row] = await sql<{ canLogIn: boolean; enable: string; join: string }[]>`
    select coalesce((select rolcanlogin from pg_roles where rolname = ${name}), false) as "canLogIn",
      format(case when exists (select from pg_roles where rolname = ${name}) then 'alter role %I' else 'create role %I' end
        || ' login password %L', ${name}::text, ${decodeURIComponent(app.password)}::text) as enable,
      format('grant plenary_app to %I', ${name}::text) as join`
  if (!row) throw new Error('expected one row')
  if (!row.canLogIn) await sql.unsafe(row.enable)
  if (name !== 'plenary_app') await sql.unsafe(row.join)
}

if (import.meta.main) {
  const { database } = readConfig()
  if (database.kind === 'postgres') await migratePostgres(database.url, database.appUrl)
  else process.stdout.write('DATABASE_URL is not set: the embedded database is migrated whenever it is opened.\n')
}
