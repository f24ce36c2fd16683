/** The bare two-write transaction: BEGIN, two inserts of what a vote weighs, COMMIT. */
import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'

export type Transaction = { write(): Promise<void>; version: string; close(): Promise<void> }
export type Where = { kind: 'postgres'; url: string } | { kind: 'pglite'; folder: string }

/** As many connections as the product opens where nothing else is set. */
const pool = 10
const body = 'x'.repeat(300)

export function openTransaction(where: Where): Promise<Transaction> {
  return where.kind === 'postgres' ? overPostgres(where.url) : overPglite(where.folder)
}

async function overPostgres(url: string): Promise<Transaction> {
  const sql = postgres(url, { max: pool, onnotice: () => {} })
  await sql.unsafe(tables)
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`
  return {
    write: async () => {
      await sql.begin(async (tx) => {
        await tx`insert into first (body) values (${body})`
        await tx`insert into second (body) values (${body})`
      })
    },
    version: row?.version ?? '',
    close: () => sql.end(),
  }
}

async function overPglite(folder: string): Promise<Transaction> {
  const pglite = await PGlite.create({ dataDir: folder, relaxedDurability: true })
  await pglite.exec(tables)
  const { rows } = await pglite.query<{ version: string }>(`select current_setting('server_version') as version`)
  return {
    write: () =>
      pglite.transaction(async (tx) => {
        await tx.query('insert into first (body) values ($1)', [body])
        await tx.query('insert into second (body) values ($1)', [body])
      }),
    version: rows[0]?.version ?? '',
    close: () => pglite.close(),
  }
}

const tables = ['first', 'second']
  .map(
    (name) =>
      `create table if not exists ${name} (n bigint generated always as identity primary key, body text not null)`,
  )
  .join(';')
