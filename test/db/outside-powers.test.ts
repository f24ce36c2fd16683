/** What the application role's own connection can't do to get past row-level security; what stands open to it is listed by name. */
import { readFile } from 'node:fs/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onEachDatabase, onPostgres } from '#test/support/database.ts'
import { type Outsider, outsiderOn } from './outsider.ts'
import { rowsFor, stateRows, type Table, tablesOf } from './valid-rows.ts'

const here = 'con_here'
const elsewhere = 'con_elsewhere'

/** Tables that every request reads and writes, whatever its setting; with each column, so that one more is thought about. */
const withoutPolicies: Record<string, string> = {
  chat_accounts: 'platform, workspace, account, person_id, linked_at',
  code_attempts: 'platform, workspace, account, tries, since',
  install_tickets: 'ticket_hash, expires_at, used_at',
  installation_tokens: 'platform, workspace, sealed, key_id, bot_user, scopes, installed_at',
  installations: 'platform, workspace, service_url, removed_at',
  participants: 'person_id, consortium_id',
  places: 'id, platform, workspace, channel, consortium_id, group_id',
}

/** Functions that look across consortia, with all that comes out of them. */
const acrossConsortia: Record<string, string> = {
  // In the own consortium alone: how many messages were not sent, and how long what is kept.
  cancel_messages: 'integer',
  claim_lively_cards: 'TABLE(consortium_id text, subject_kind text, subject_id text, place_id text)',
  claim_lively_homes: 'TABLE(consortium_id text, platform text, via text, workspace text, account text)',
  claim_wanted_cards: 'TABLE(consortium_id text, subject_kind text, subject_id text, place_id text)',
  claim_wanted_homes: 'TABLE(consortium_id text, platform text, via text, workspace text, account text)',
  consortium_ids: 'SETOF text',
  digests_due: 'TABLE(consortium_id text, person_id text)',
  forget_expired: 'void',
  found_items: 'TABLE(kind text, place integer, id text, bare boolean, rank real, nth integer)',
  invitation_consortium: 'text',
  consents_due: 'TABLE(consortium_id text, consent_id text)',
  polls_to_remind: 'TABLE(consortium_id text, poll_id text)',
  is_small: 'boolean',
  kept_for: 'interval',
  marks_in: 'tsvector',
  milliseconds_until_closing: 'double precision',
  plain_words: 'text',
  statements_due: 'TABLE(consortium_id text, statement_id text)',
  straws_due: 'TABLE(consortium_id text, straw_id text)',
  polls_due: 'TABLE(consortium_id text, poll_id text)',
  query_of: 'tsquery',
  usual_days: 'integer',
  words_in: 'tsvector',
}

/** What the role may touch outside the product's tables: it sends jobs, and reads when one starts. */
const ofJobs = ['pgboss.job_common INSERT', 'pgboss.queue SELECT']

/** Unique over all consortia: whoever states a second one learns that the first is there. It is half of a code, and no secret. */
const uniqueEverywhere = ['invitations_id']

onEachDatabase('What stands open to every consortium', (on) => {
  let tables: Table[]
  beforeAll(async () => {
    tables = await tablesOf(on().owner)
  })

  test('is these tables, which hold ids and sealed tokens and nothing else', () => {
    const open = tables.filter(({ forced }) => !forced).toSorted((a, b) => a.name.localeCompare(b.name))
    expect(
      Object.fromEntries(open.map(({ name, columns }) => [name, columns.map((one) => one.name).join(', ')])),
    ).toEqual(withoutPolicies)
  })

  test('is these functions, of which ids and numbers come out and nothing else', async () => {
    const functions = await on().owner.query<{ name: string; result: string }>(`
      select proname as name, pg_get_function_result(oid) as result from pg_proc
      where pronamespace = 'public'::regnamespace and has_function_privilege('plenary_app', oid, 'execute') order by 1`)
    expect(Object.fromEntries(functions.map(({ name, result }) => [name, result]))).toEqual(acrossConsortia)
  })

  test('is these keys, over which one consortium learns of another’s', async () => {
    const keys = await on().owner.query<{ name: string }>(`
      select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and i.indisunique
        and a.attname <> 'consortium_id' order by 1`)
    expect(keys.map(({ name }) => name)).toEqual(uniqueEverywhere)
  })

  test('is these rights to jobs, and none to anything else outside the tables', async () => {
    const rights = await on().owner.query<{ name: string }>(`
      select n.nspname || '.' || c.relname || ' ' || p.what as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p(what)
      where n.nspname not in ('public', 'information_schema') and n.nspname not like 'pg\\_%' and c.relkind in ('r', 'p', 'v')
        and has_table_privilege('plenary_app', c.oid, p.what) order by 1`)
    expect(rights.map(({ name }) => name)).toEqual(ofJobs)
  })

  test('is told in the README by name', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    const named = [...Object.keys(withoutPolicies), ...Object.keys(acrossConsortia), ...uniqueEverywhere]
    expect(named.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})

onPostgres('The application role', (on) => {
  let outsider: Outsider
  let sql: postgres.Sql
  let owned: Table[]
  const notices: string[] = []
  beforeAll(async () => {
    const { owner, addresses } = on()
    outsider = outsiderOn(on())
    sql = postgres(addresses?.appUrl ?? '', { max: 1, onnotice: ({ message }) => notices.push(message ?? '') })
    const tables = await tablesOf(owner)
    owned = tables.filter(({ forced }) => forced)
    for (const { name } of tables) await stateRows(owner, rowsFor(tables, name, here, 'secret'))
  }, 60_000)
  afterAll(async () => {
    await outsider?.close()
    await sql?.end()
  })

  const forbidden = [
    'set role plenary_owner',
    'set role plenary_sweeper',
    'set role postgres',
    'set session authorization postgres',
    'set session authorization plenary_owner',
    'alter role plenary_app bypassrls',
    'alter role plenary_app superuser',
    'grant plenary_sweeper to plenary_app',
    'create role mallory',
    'alter table polls disable row level security',
    'alter table polls no force row level security',
    'alter table polls owner to plenary_app',
    'drop policy own_consortium on polls',
    'create policy open_all on polls using (true)',
    'create trigger peek before insert on polls for each row execute function suppress_redundant_updates_trigger()',
    'create rule peek as on insert to polls do also nothing',
    'truncate polls cascade',
    'drop table polls',
    'create table public.mine (id text)',
    'create view public.peek as select * from polls',
    'create function public.peek() returns setof polls language sql security definer as $$ select * from polls $$',
    'create or replace function public.polls_due() returns table (consortium_id text, poll_id text) language sql as $$ select question, id from polls $$',
    'alter function public.polls_due() reset search_path',
    'create schema mine',
    'create extension pg_trgm',
    `copy polls to 'plenary-polls'`,
    `copy polls to program 'cat'`,
    `copy polls from 'postgresql.conf'`,
    `select pg_read_file('postgresql.conf')`,
    `select lo_import('postgresql.conf')`,
    `select pg_ls_dir('.')`,
    'select * from pg_authid',
    'select * from pg_statistic',
    'select * from pgboss.job',
    'select data from pgboss.job_common',
    'update pgboss.job_common set data = data',
    'delete from pgboss.job_common',
  ]
  test.each(forbidden)('may not: %s', async (statement) => {
    expect(await outsider.run(elsewhere, statement)).toMatchObject({ refused: '42501' })
  })

  test('gets an error, and no row, where it switches row-level security off', async () => {
    for (const { name } of owned) {
      const off = await outsider.run(elsewhere, `select set_config('row_security', 'off', true)`)
      expect(off).toEqual({ rows: [{ set_config: 'off' }] })
      await expect(
        sql.begin(async (tx) => {
          await tx`set local row_security = off`
          await tx`select set_config('plenary.consortium', ${elsewhere}, true)`
          return tx.unsafe(`select 1 from ${name}`)
        }),
        name,
      ).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('copies nothing of another consortium out, and nothing in', async () => {
    for (const { name } of owned) {
      const copied: Buffer[] = []
      const out = sql.begin(async (tx) => {
        await tx`select set_config('plenary.consortium', ${elsewhere}, true)`
        for await (const piece of await tx.unsafe(`copy (select * from ${name}) to stdout`).readable())
          copied.push(piece)
        return Buffer.concat(copied).toString()
      })
      expect(await out.catch((error) => error.code), name).toSatisfy((got) => got === '' || got === '42501')
      const into = sql.begin(async (tx) => {
        await tx`select set_config('plenary.consortium', ${elsewhere}, true)`
        return tx.unsafe(`copy ${name} from stdin`).writable()
      })
      await expect(into, name).rejects.toMatchObject({ code: expect.stringMatching(/^(0A000|42501)$/) })
    }
  })

  test('sees no hidden row by a function or an error in a condition that is asked first', async () => {
    await sql.begin(async (tx) => {
      await tx`create function pg_temp.told(words text) returns boolean language plpgsql cost 0.0000001 as $$
        begin raise notice 'told %', words; return true; end $$`
      await tx`select set_config('plenary.consortium', ${elsewhere}, true)`
      for (const { name } of owned) {
        if (!(await readable(name))) continue
        expect(await tx.unsafe(`select 1 from ${name} t where pg_temp.told(t::text)`), name).toEqual([])
        expect(
          await tx.unsafe(`select 1 from ${name} t where 1 / (length(t::text) - length(t::text)) = 1`),
          name,
        ).toEqual([])
      }
    })
    expect(notices.filter((notice) => notice.startsWith('told'))).toEqual([])
  })

  test('is told nothing of hidden rows by the statistics', async () => {
    await on().owner.query('analyze')
    const rows = await sql`select tablename from pg_stats where schemaname = 'public'`
    const open = Object.keys(withoutPolicies)
    expect(rows.map(({ tablename }) => tablename).filter((name) => !open.includes(name))).toEqual([])
  })

  test('takes no waiting message of another consortium from the jobs', async () => {
    const { database } = on()
    const card = { title: 'Waits', tone: 'neutral' as const, blocks: [], actions: [] }
    await database.store.transact(here, (unit) => unit.enqueue([{ kind: 'tell', person: 'person_secret', card }]))
    const cancel = `select cancel_messages('person_secret', array['Waits', 'person_secret', '']) as n`
    for (const setting of [elsewhere, null, '', '%']) {
      expect(await outsider.run(setting, cancel)).toEqual({ rows: [{ n: 0 }] })
    }
    expect(await outsider.run(here, cancel)).toEqual({ rows: [{ n: 1 }] })
  })

  test('lets no function that looks across consortia run on a table of its own making', async () => {
    // A temporary table would be found before the real one, and its trigger would act as the function's owner, who sees all.
    const attempt = sql.begin(async (tx) => {
      await tx`create temp table form_drafts (expires_at timestamptz)`
      await tx`create temp table seen (words text)`
      await tx`grant all on pg_temp.form_drafts, pg_temp.seen to public`
      await tx`insert into pg_temp.form_drafts values ('2000-01-01')`
      await tx.unsafe(`create function pg_temp.peek() returns trigger language plpgsql as $$
        begin insert into pg_temp.seen select question from public.polls; return old; end $$`)
      await tx`create trigger peek before delete on pg_temp.form_drafts for each row execute function pg_temp.peek()`
      await tx`select forget_expired()`
      return tx`select * from pg_temp.seen`
    })
    expect(await attempt).toEqual([])
    const paths = await on().owner.query<{ path: string[] }>(
      `select proconfig as path from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
    )
    for (const { path } of paths) expect(path).toEqual(['search_path=pg_catalog, public, pg_temp'])
  })

  describe('its setting', () => {
    const own = `select count(*)::int as n from polls where consortium_id = '${here}'`

    test('ends with its transaction, whether that commits or not', async () => {
      for (const end of ['commit', 'rollback']) {
        await sql.unsafe('begin')
        await sql`select set_config('plenary.consortium', ${here}, true)`
        expect(await sql.unsafe(own)).toMatchObject([{ n: expect.any(Number) }])
        await sql.unsafe(end)
        expect(await sql.unsafe(own)).toEqual([{ n: 0 }])
      }
    })

    test('is back where a savepoint is rolled back to', async () => {
      await sql.begin(async (tx) => {
        await tx`select set_config('plenary.consortium', ${elsewhere}, true)`
        await tx
          .savepoint(async (inner) => {
            await inner`select set_config('plenary.consortium', ${here}, true)`
            throw new Error('back')
          })
          .catch(() => {})
        expect(await tx.unsafe(own)).toEqual([{ n: 0 }])
      })
    })

    test('is read at each execution: a plan made for one consortium shows another nothing', async () => {
      await sql.unsafe(`prepare counted as ${own}`)
      for (let time = 0; time < 6; time++) {
        await sql.begin(async (tx) => {
          await tx`select set_config('plenary.consortium', ${here}, true)`
          expect((await tx.unsafe('execute counted'))[0]?.n).toBeGreaterThan(0)
        })
      }
      await sql.begin(async (tx) => {
        await tx`select set_config('plenary.consortium', ${elsewhere}, true)`
        expect(await tx.unsafe('execute counted')).toEqual([{ n: 0 }])
      })
    })

    test('is no other connection’s', async () => {
      const { addresses } = on()
      const other = postgres(addresses?.appUrl ?? '', { max: 1 })
      await sql.begin(async (tx) => {
        await tx`select set_config('plenary.consortium', ${here}, true)`
        expect((await tx.unsafe(own))[0]?.n).toBeGreaterThan(0)
        expect(await other.unsafe(own)).toEqual([{ n: 0 }])
      })
      await other.end()
    })
  })

  async function readable(name: string): Promise<boolean> {
    const [row] = await on().owner.query<{ may: boolean }>(
      `select has_table_privilege('plenary_app', $1, 'select') as may`,
      [name],
    )
    return row?.may ?? false
  }
})
