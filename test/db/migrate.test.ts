import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#db/connect.ts'
import { migratePglite, migratePostgres } from '#db/migrate.ts'
import { freshDatabase, silent } from '#test/support/database.ts'

const count = 'select count(*)::int as applied from drizzle.__drizzle_migrations'

describe('migrations', () => {
  test('run twice change nothing, on PGlite', { timeout: 40_000 }, async () => {
    const pglite = await PGlite.create()
    await migratePglite(pglite)
    const before = await pglite.query(count)
    await migratePglite(pglite)
    expect((await pglite.query(count)).rows).toEqual(before.rows)
    await pglite.close()
  })

  test('run by several processes at once are applied once, on PostgreSQL', async () => {
    const { url, appUrl } = await freshDatabase(inject('postgresUrl'))
    const owner = postgres(url, { max: 1, onnotice: () => {} })
    const before = await owner.unsafe(count)
    await owner.unsafe('drop schema drizzle, pgboss, public cascade; create schema public')
    await Promise.all([migratePostgres(url, appUrl), migratePostgres(url, appUrl), migratePostgres(url, appUrl)])
    expect(await owner.unsafe(count)).toEqual(before)
    await owner.end()
  })

  test('make the role that DATABASE_APP_URL names, with its password', async () => {
    const { url, appUrl } = await freshDatabase(inject('postgresUrl'))
    const login = new URL(appUrl)
    login.username = 'plenary_web'
    login.password = "it's%20secret"
    const served = { kind: 'postgres', url, appUrl: login.href, pool: 1, prepare: false, log: silent } as const
    const database = await openDatabase(served)
    expect(await database.ready()).toBe(true)
    expect(await database.store.consortia()).toEqual([])
    await database.close()
  })
})
