/**
 * What keeps consortia apart, proven from outside: with the application role's own connection, without our store. Every table is tried, with a
 * row that would be valid, so that a refusal is never for another reason; a table that is added later is tried as well.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onEachDatabase } from '#test/support/database.ts'
import { type Outcome, type Outsider, outsiderOn } from './outsider.ts'
import { insertion, rowsFor, type Stated, shaped, stateRows, type Table, tablesOf } from './valid-rows.ts'

const here = 'con_here'
const elsewhere = 'con_elsewhere'
/** Another consortium's, none, and what would do harm where it were pasted into SQL or compared loosely. */
const settings: (string | null)[] = [
  elsewhere,
  null,
  '',
  'nonsense',
  'CON_HERE',
  'con_here ',
  'con_%',
  '*',
  `con_here' or '1'='1`,
  `'; set role plenary_owner; --`,
]

onEachDatabase('From outside', (on) => {
  let outsider: Outsider
  let tables: Table[]
  let owned: Table[]
  beforeAll(async () => {
    const { owner } = on()
    outsider = outsiderOn(on())
    tables = await tablesOf(owner)
    owned = tables.filter(({ forced }) => forced)
    for (const { name } of tables) {
      await stateRows(owner, rowsFor(tables, name, here, 'here'))
      await stateRows(owner, rowsFor(tables, name, elsewhere, 'elsewhere'))
    }
  }, 60_000)
  afterAll(() => outsider?.close())

  /** A valid row that does not stand yet, though all that it refers to does. */
  async function freshRow(table: Table, of: string): Promise<Stated> {
    // A consortium's own row refers to itself alone.
    const consortium = table.name === 'consortia' ? `${of}fresh` : of
    const stated = rowsFor(tables, table.name, consortium, `fresh${of}${table.name}`)
    await stateRows(on().owner, stated.slice(0, -1))
    return lastOf(stated)
  }

  const may = async (what: string, table: Table) => {
    const [row] = await on().owner.query<{ may: boolean }>(`select has_table_privilege('plenary_app', $1, $2) as may`, [
      table.name,
      what,
    ])
    return row?.may
  }

  test('every table has a valid row to try with: its own consortium reads it and states another', async () => {
    expect(owned.length).toBeGreaterThan(25)
    for (const table of owned) {
      const seen = await outsider.run(here, `select 1 as one from ${table.name}`)
      expect(rowsIn(seen), table.name).toBeGreaterThan(0)
      if (!(await may('insert', table))) continue
      const fresh = await freshRow(table, here)
      const { text, params } = insertion(fresh)
      expect(await outsider.run(fresh.row.consortium_id ?? null, text, params), table.name).toEqual({ rows: [] })
    }
  })

  describe.each(settings)('with the setting %j', (setting) => {
    const theirs = (table: Table) => `select 1 as one from ${table.name} where consortium_id = '${here}'`
    const reads: [string, (table: Table) => string][] = [
      ['read', theirs],
      [
        'counted',
        (table) => `${theirs(table)} union all select 1 from ${table.name} where consortium_id like 'con_h%'`,
      ],
      ['locked', (table) => `${theirs(table)} for update`],
      ['locked for sharing', (table) => `${theirs(table)} for key share`],
      [
        'joined',
        (table) => `select 1 as one from (values ('${here}')) v(id) join ${table.name} t on t.consortium_id = v.id`,
      ],
      [
        'changed',
        (table) => `update ${table.name} set consortium_id = consortium_id where consortium_id = '${here}' returning 1`,
      ],
      [
        'taken over',
        (table) =>
          `update ${table.name} set consortium_id = '${elsewhere}' where consortium_id = '${here}' returning 1`,
      ],
      ['removed', (table) => `delete from ${table.name} where consortium_id = '${here}' returning 1`],
    ]
    test.each(reads)('no row of any table is %s', async (_how, statement) => {
      for (const table of owned) expectNothing(await outsider.run(setting, statement(table)), table.name)
    })

    test('no table takes a row, new or old, by any kind of insert', async () => {
      for (const table of owned) {
        const fresh = insertion(await freshRow(table, here))
        const old = insertion(lastOf(rowsFor(tables, table.name, here, 'here')))
        const change = `on conflict (${table.key.join(', ')}) do update set consortium_id = excluded.consortium_id`
        for (const { text, params } of [fresh, old]) {
          // The same answer whether it stands there already: nothing is learnt by trying.
          for (const insert of [text, `${text} on conflict do nothing`, `${text} ${change}`]) {
            expect(refusalOf(await outsider.run(setting, insert, params)), table.name).toBe('42501')
          }
        }
      }
    })
  })

  test('no row of one’s own is moved into another consortium', async () => {
    for (const table of owned) {
      const move = `update ${table.name} set consortium_id = '${here}' where consortium_id = '${elsewhere}' returning 1`
      expect(refusalOf(await outsider.run(elsewhere, move)), table.name).toBe('42501')
    }
  })

  test('every foreign key bears the consortium, and so tells nothing about what stands in another', async () => {
    const referring = owned.filter(({ references }) => references.length > 0)
    expect(referring.length).toBeGreaterThan(15)
    for (const table of referring) {
      const fresh = await freshRow(table, elsewhere)
      for (const { parent, columns, parents } of table.references) {
        expect([columns[0], parents[0]], table.name).toEqual(['consortium_id', 'consortium_id'])
        // What refers to its consortium alone has nothing else to point with.
        if (columns.length === 1) continue
        const target = lastOf(rowsFor(tables, parent, here, 'here')).row
        const theirs = Object.fromEntries(columns.map((column, nth) => [column, target[parents[nth] ?? ''] ?? '']))
        const nobodys = rowsFor(tables, parent, here, 'nobody')
        const missing = Object.fromEntries(
          columns.map((column, nth) => [column, lastOf(nobodys).row[parents[nth] ?? ''] ?? '']),
        )
        for (const pointing of [theirs, missing]) {
          const row = shaped(table.name, { ...fresh.row, ...pointing, consortium_id: elsewhere })
          const { text, params } = insertion({ table, row })
          expect(refusalOf(await outsider.run(elsewhere, text, params)), `${table.name} → ${parent}`).toBe('23503')
        }
      }
    }
  })
})

function lastOf(stated: Stated[]): Stated {
  const last = stated.at(-1)
  if (!last) throw new Error('expected a row')
  return last
}

function rowsIn(outcome: Outcome): number {
  if ('refused' in outcome) throw new Error(`${outcome.refused}: ${outcome.says}`)
  return outcome.rows.length
}

function refusalOf(outcome: Outcome): string {
  return 'refused' in outcome ? outcome.refused : `${outcome.rows.length} rows, not refused`
}

/** Nothing is there for it, or the role may not even try. */
function expectNothing(outcome: Outcome, table: string): void {
  if ('refused' in outcome) expect(outcome.refused, `${table}: ${outcome.says}`).toBe('42501')
  else expect(outcome.rows, table).toEqual([])
}
