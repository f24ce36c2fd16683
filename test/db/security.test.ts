import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ConsortiumId } from '#src/core/id.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, found, pollOpened, state } from '#test/support/database-facts.ts'

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
const acrossConsortia = [
  'cancel_messages',
  'claim_lively_cards',
  'claim_lively_homes',
  'claim_wanted_cards',
  'claim_wanted_homes',
  'consents_due',
  'consortium_ids',
  'digests_due',
  'forget_expired',
  'found_items',
  'invitation_consortium',
  'milliseconds_until_closing',
  'polls_due',
  'polls_to_remind',
  'statements_due',
  'straws_due',
]
const other = ConsortiumId.parse('con_elsewhere')

onEachDatabase('what keeps consortia apart', (on) => {
  test('is forced on every table but the ones named here', async () => {
    const tables = await on().owner.query<{ name: string; forced: boolean; leading: string }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, a.attname as leading
       from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
       join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
    )
    expect(tables.filter(({ forced }) => !forced).map(({ name }) => name)).toEqual(withoutPolicies)
    const owned = tables.filter(({ forced }) => forced)
    expect(owned.length).toBeGreaterThan(15)
    expect(new Set(owned.map(({ leading }) => leading))).toEqual(new Set(['consortium_id']))
  })

  test('has no table without a primary key', async () => {
    const bare = await on().owner.query(
      `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
    )
    expect(bare).toEqual([])
  })

  test('is passed only by the functions named here, which belong to a role that nobody logs in as', async () => {
    const functions = await on().owner.query<{ name: string; owner: string; login: boolean; path: string[] }>(
      `select p.proname as name, r.rolname as owner, r.rolcanlogin as login, p.proconfig as path
       from pg_proc p join pg_roles r on r.oid = p.proowner
       where p.pronamespace = 'public'::regnamespace and p.prosecdef order by p.proname`,
    )
    expect(functions.map(({ name }) => name)).toEqual(acrossConsortia)
    for (const { owner, login, path } of functions) {
      expect({ owner, login, path }).toEqual({
        owner: 'plenary_sweeper',
        login: false,
        path: ['search_path=pg_catalog, public, pg_temp'],
      })
    }
  })

  test('binds the role that serves requests', async () => {
    const roles = await on().owner.query(
      `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty from pg_roles
       where rolname in ('plenary_app', 'plenary_sweeper')`,
    )
    expect(roles).toEqual([{ mighty: false }, { mighty: false }])
    const [acting] = await on().bound(null, (tx) => tx.execute(sql`select current_user as role`))
    expect(acting).toEqual({ role: 'plenary_app' })
  })

  test('shows no row of one consortium to another', async () => {
    const { database, bound, owner } = on()
    const ids = await found(database.store, 'here')
    const soon = Temporal.Instant.from('2100-01-01T00:00:00Z')
    await state(database.store, ids.id, [pollOpened(ids, 'poll_here', 1, soon), commitmentProposed(ids, 'com_here')])
    await database.store.transact(ids.id, (unit) =>
      unit.enqueue([{ kind: 'post', subject: { kind: 'poll', id: 'poll_here' }, place: ids.place }]),
    )
    const tables = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
    )
    for (const { name } of tables) {
      const count = sql`select count(*)::int as rows from ${sql.identifier(name)}`
      expect(await bound(other, (tx) => tx.execute(count)), name).toEqual([{ rows: 0 }])
      expect(await bound(null, (tx) => tx.execute(count)), name).toEqual([{ rows: 0 }])
    }
    const visible = await bound(ids.id, (tx) => tx.execute(sql`select count(*)::int as rows from register_entries`))
    expect(visible).toEqual([{ rows: 15 }])
    expect(await database.store.transact(other, (unit) => unit.read.polls.byId('poll_here'))).toBeUndefined()
  })

  test('lets nobody write into another consortium', async () => {
    const write = on().bound(other, (tx) =>
      tx.execute(sql`insert into counters (consortium_id, kind, last) values ('con_here', 'poll', 9)`),
    )
    await expect(write).rejects.toThrow('42501')
  })

  test('lets nobody change or remove an entry of the register', async () => {
    const { bound } = on()
    const statements = [sql`update register_entries set type = 'x'`, sql`delete from register_entries`]
    for (const statement of [...statements, sql`truncate register_entries`, sql`delete from ballots`]) {
      await expect(bound(other, (tx) => tx.execute(statement))).rejects.toThrow('42501')
    }
  })

  test('keeps jobs from being read by requests', async () => {
    const { bound } = on()
    await expect(bound(other, (tx) => tx.execute(sql`select data from pgboss.job`))).rejects.toThrow('42501')
    await expect(bound(other, (tx) => tx.execute(sql`select data from pgboss.job_common`))).rejects.toThrow('42501')
  })

  test('does not outlive the transaction', async () => {
    const { bound } = on()
    await bound(other, async (tx) => tx.execute(sql`select 1`))
    const rows = await bound(null, (tx) => tx.execute(sql`select current_setting('plenary.consortium', true) as it`))
    expect(rows).toEqual([{ it: '' }])
  })

  test('hides rows and parameters from error messages', async () => {
    const fault = state(on().database.store, other, [
      { type: 'person-added', person: 'person_x', zone: 'UTC', sealed: { name: 'Carol Secret', contact: '' } },
    ])
    await expect(fault).rejects.toThrow(/^the database refused a statement: 23503 people_consortium_id\w*$/)
  })
})
