import { expect, test } from 'vitest'
import { examineDatabase } from '#db/examine.ts'
import { lookIntoServer } from '#db/look.ts'
import { onEachDatabase, onPostgres } from '#test/support/database.ts'

onEachDatabase('The database, looked at by the doctor', (on) => {
  async function lineOf(about: string) {
    const look = on().database.look()
    try {
      return (await look.examine()).find((check) => check.about === about)
    } finally {
      await look.close()
    }
  }

  test.each(['Database', 'Migrations', 'Application role', 'Row-level security', 'Clock of the database'])(
    'is well as it was migrated: %s',
    async (about) => {
      expect(await lineOf(about)).toMatchObject({ state: 'ok' })
    },
  )

  test('lacks a migration: the first is named', async () => {
    const { owner } = on()
    const [last] = await owner.query<{ id: number; hash: string }>(
      'delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations) returning id, hash',
    )
    expect(await lineOf('Migrations')).toMatchObject({
      state: 'bad',
      says: expect.stringMatching(/^1 of \d+ are missing, the first is \d{4}_/),
    })
    await owner.query('insert into drizzle.__drizzle_migrations (id, hash, created_at) values ($1, $2, 0)', [
      last?.id,
      last?.hash,
    ])
    await owner.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 0)")
    expect(await lineOf('Migrations')).toMatchObject({ state: 'warn', says: '1 of a later version stand' })
    await owner.query("delete from drizzle.__drizzle_migrations where hash = 'of tomorrow'")
  })

  test('has a table on which row-level security is not forced: it is named', async () => {
    const { owner } = on()
    await owner.query('alter table polls no force row level security')
    await owner.query('create table stray (id text primary key)')
    expect(await lineOf('Row-level security')).toMatchObject({ state: 'bad', says: 'it is not forced on polls, stray' })
    await owner.query('alter table polls force row level security')
    await owner.query('drop table stray')
    expect(await lineOf('Row-level security')).toMatchObject({ state: 'ok' })
  })

  test('is asked as a role that is too mighty', async () => {
    const { owner } = on()
    const ask = <Row>(text: string) => owner.query<Row>(text)
    const checks = await examineDatabase({ owner: ask, app: ask })
    expect(checks.find(({ about }) => about === 'Application role')).toMatchObject({
      state: 'bad',
      says: expect.stringMatching(/^postgres is superuser,bypassrls/),
    })
  })

  test('fails in one line, and the others are looked at all the same', async () => {
    const { owner } = on()
    const ask = <Row>(text: string) => owner.query<Row>(text)
    const gone = () => Promise.reject(Object.assign(new Error('secret'), { code: '28P01' }))
    const checks = await examineDatabase({ owner: ask, app: gone })
    expect(checks.map(({ about, state }) => [about, state])).toEqual([
      ['Database', 'ok'],
      ['Migrations', 'ok'],
      ['Application role', 'bad'],
      ['Row-level security', 'ok'],
      ['Clock of the database', 'ok'],
    ])
    expect(JSON.stringify(checks)).not.toContain('secret')
  })
})

onPostgres('A database server', (on) => {
  test.each([
    ['is not there', 'postgres://someone:hidden@127.0.0.1:1/plenary', 'ECONNREFUSED'],
    ['knows no such database', null, '3D000'],
  ])('that %s is told in one line, without its password', async (_, url, code) => {
    const known = on().addresses?.url ?? ''
    const gone = url ?? known.replace(/\/[^/]*$/, '/nowhere')
    const look = lookIntoServer({ url: gone, appUrl: gone, prepare: true })
    const checks = await look.examine()
    await look.close()
    expect(checks).toHaveLength(1)
    expect(checks[0]).toMatchObject({ about: 'Database', state: 'bad', says: `it can’t be reached (${code})` })
    expect(JSON.stringify(checks)).not.toMatch(/hidden|someone/)
  })

  test('names its bound channels and workspaces without a consortium', async () => {
    const look = on().database.look()
    await on().owner.query("insert into places values ('place_x', 'slack', 'T1', 'C1', 'con_x', 'wg_x')")
    expect(await look.places()).toEqual([{ platform: 'slack', workspace: 'T1', channel: 'C1' }])
    await look.close()
  })
})
