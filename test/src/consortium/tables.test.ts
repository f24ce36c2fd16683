import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileArgs } from '#adapters/files/attachment.ts'
import { tableToCsv } from '#adapters/files/csv.ts'
import {
  Category,
  type ConsortiumFact,
  type Membership,
  OrganisationKind,
  PlaceKind,
  TableName,
} from '#src/consortium/consortium.ts'
import { countries } from '#src/consortium/countries.ts'
import { judge } from '#src/consortium/judge.ts'
import { type Known, knownAfter } from '#src/consortium/known.ts'
import { stateMembership } from '#src/consortium/rules/membership.ts'
import { clean } from '#src/consortium/rules/stated.ts'
import { deskLinesIn } from '#src/consortium/sheet.ts'
import { exportTable } from '#src/consortium/tables.ts'
import { Role, Standing } from '#src/core/access.ts'
import { known, newIds } from './known.ts'

/** The rows of a file, as its bytes would bring them. */
function linesOf(table: TableName, bytes: Uint8Array) {
  const { file = '' } = fileArgs('table.csv', { bytes })
  const lines = deskLinesIn(table, file)
  if ('missing' in lines) throw new Error(`missing ${lines.missing}, unknown ${lines.unknown}`)
  return lines
}

function imported(table: TableName, text: string, before: Known = known) {
  return judge(table, linesOf(table, Buffer.from(text)), before, newIds())
}

const told = (text: string, table: TableName) =>
  imported(table, text).results.map(({ row, became, says }) => `${row} ${became}${says ? `: ${says}` : ''}`)

describe('A table', () => {
  test('is read row by row, each on what the rows before it left behind', () => {
    const text = ['body,organisation,category,votes', 'Evaluation,France,O,no', 'consortium,France,P,yes'].join('\n')
    expect(told(text, 'memberships')).toEqual(['3 added', '2 added'])
  })

  test('says by row what is wrong, and leaves nothing of that row', () => {
    const text = [
      'short,name,kind,country',
      'Kenya,ICT,government,KE',
      'Kenya,ICT,government,KE',
      'Oz,Oz,government,OZ',
    ].join('\n')
    expect(told(text, 'organisations')).toEqual([
      '2 added',
      '3 refused: This is in row 2 already, which counts.',
      '4 refused: “OZ” is no country of ISO 3166-1. Write its two letters, for example JP, or its name in English.',
    ])
  })

  test('gives no seat to a person or an organisation of another consortium', () => {
    const text = [
      'person,organisation,role',
      'person_other,Japan,delegate',
      'Hana Sato,org_other,delegate',
      'Hana Sato,Japan,king',
    ].join('\n')
    expect(told(text, 'seats').map((line) => line.slice(0, 60))).toEqual([
      '2 refused: There is no person “person_other” in this consort',
      '3 refused: There is no organisation “org_other” in this cons',
      '4 refused: “king” is none of: secretariat, chair, editor, co',
    ])
  })

  test('does not end the last seat of the secretariat', () => {
    const text = ['person,organisation,role,until', 'Eva Lind,France,secretariat,2026-12-01'].join('\n')
    expect(told(text, 'seats')[0]).toContain('Nobody of the secretariat would be left.')
  })

  test.each([
    ['lacks a column', 'people', 'contact\nx', { missing: ['name'], unknown: [] }],
    ['has a column that nobody knows', 'people', 'name,telephone\nx,1', { missing: [], unknown: ['telephone'] }],
    ['has a column twice', 'people', 'name,name\nx,y', { missing: [], unknown: ['name'] }],
    [
      'is another',
      'people',
      'person,organisation,role\na,b,c',
      { missing: ['name'], unknown: ['person', 'organisation', 'role'] },
    ],
    ['is empty', 'people', '', { missing: ['name'], unknown: [] }],
  ] as const)('that %s is not read', (_, table, text, problem) => {
    const { file = '' } = fileArgs('a.csv', { bytes: Buffer.from(text) })
    expect(deskLinesIn(table, file)).toEqual(problem)
  })

  test('leaves as it was what it has no column for, and empties what it has an empty cell for', () => {
    expect(imported('people', 'name\nHana Sato').results[0]?.became).toBe('unchanged')
    expect(imported('people', 'name,contact\nHana Sato,').facts).toMatchObject([{ sealed: { contact: '' } }])
  })
})

/** Words that a spreadsheet might run, quote or cut. */
const Word = fc
  .string({
    unit: fc.constantFrom('a', 'É', '=', '+', '-', '@', "'", '"', ',', ';', '\n', ' ', '＝', '1', '\u0000', '🙂'),
    minLength: 1,
    maxLength: 12,
  })
  .map(clean)
  .filter((word) => word !== '')
const Day = fc
  .integer({ min: 0, max: 800 })
  .map((days) => Temporal.PlainDate.from('2025-12-01').add({ days }).toString())
const Term = fc
  .record({ from: Day, until: fc.option(Day) })
  .map(({ from, until }) => ({ from, until: until !== null && until < from ? from : until }))
const zones = ['Asia/Tokyo', 'Europe/Paris', 'UTC', 'America/New_York']

/** A consortium of any names and dates that the rules let in. */
const Consortium = fc
  .record({
    organisations: fc.uniqueArray(
      fc.record({
        short: Word.filter((short) => !/[,;]/.test(short)),
        name: Word,
        kind: fc.constantFrom(...OrganisationKind.options),
        country: fc.constantFrom(...countries.keys()),
        zone: fc.constantFrom(...zones),
      }),
      {
        selector: ({ short }) => short.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, '-').toLowerCase(),
        maxLength: 5,
      },
    ),
    people: fc.array(
      fc.record({ name: Word, zone: fc.constantFrom(...zones), contact: fc.oneof(Word, fc.constant('')) }),
      { maxLength: 5 },
    ),
    memberships: fc.array(
      fc.record({
        nth: fc.nat(4),
        category: fc.constantFrom(...Category.options),
        class: fc.oneof(Word, fc.constant('')),
        isGroup: fc.boolean(),
        term: Term,
      }),
    ),
    seats: fc.array(
      fc.record({
        nth: fc.nat(4),
        of: fc.nat(4),
        role: fc.constantFrom(...Role.options),
        standing: fc.constantFrom(...Standing.options),
        term: Term,
      }),
    ),
    places: fc.array(
      fc.record({
        channel: fc.stringMatching(/^C[0-9A-Z]{3,6}$/),
        name: Word,
        kind: fc.constantFrom(...PlaceKind.options),
        guests: fc.boolean(),
        outsiders: fc.boolean(),
        nth: fc.nat(4),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ organisations, people, memberships, seats, places }) => {
    const facts: ConsortiumFact[] = [
      ...organisations.map((one, n) => ({ type: 'organisation-admitted' as const, id: `org_x${n}` as const, ...one })),
      ...people.map(({ name, zone, contact }, n) => ({
        type: 'person-added' as const,
        person: `person_x${n}` as const,
        zone,
        sealed: { name, contact },
      })),
    ]
    let made = knownAfter(known, facts)
    const add = (fact: ConsortiumFact) => {
      made = knownAfter(made, [fact])
    }
    for (const { nth, category, class: inClass, isGroup, term } of memberships) {
      const organisation = made.organisations[nth % made.organisations.length]?.id ?? 'org_japan'
      const next: Membership = {
        body: isGroup ? 'wg_eval' : 'con_a',
        organisation,
        category,
        class: inClass,
        votes: false,
        ...term,
      }
      const stated = stateMembership({ ...next, votes: 'no', until: term.until ?? '' }, made)
      if ('facts' in stated) made = knownAfter(made, stated.facts)
    }
    for (const { nth, of, role, standing, term } of seats) {
      const [person, organisation] = [
        made.people[nth % made.people.length]?.id,
        made.organisations[of % made.organisations.length]?.id,
      ]
      if (person && organisation) add({ type: 'seat-given', person, organisation, role, standing, ...term })
    }
    for (const [n, { channel, name, kind, guests, outsiders, nth }] of places.entries()) {
      if (made.places.some((one) => one.channel === channel)) continue
      add({
        type: 'place-bound',
        place: `place_x${n}`,
        group: 'wg_eval',
        platform: 'slack',
        sealed: { workspace: 'T1', channel, name },
      })
      const named = nth === 0 ? [] : made.organisations.slice(0, nth).map(({ id }) => id)
      add({ type: 'audience-set', place: `place_x${n}`, kind, guests, outsiders, organisations: named })
    }
    return made
  })

describe('An export', () => {
  test('read back changes nothing, whatever the names, contacts and days', () => {
    fc.assert(
      fc.property(Consortium, fc.constantFrom(...TableName.options), (made, table) => {
        const lines = linesOf(table, tableToCsv(exportTable(table, made)))
        const { facts, results } = judge(table, lines, made, newIds())
        expect(results.filter(({ became }) => became !== 'unchanged')).toEqual([])
        expect(facts).toEqual([])
        expect(results.length).toBe(exportTable(table, made).rows.length)
      }),
      { numRuns: 400 },
    )
  })

  test('of what was imported is what was imported', () => {
    fc.assert(
      fc.property(Consortium, (made) => {
        // Ids are this consortium's own: what they name is made anew.
        const without = { ...made, organisations: [], people: [], memberships: [], seats: [], places: [] }
        let read: Known = without
        for (const table of TableName.options) {
          const exported = exportTable(table, made)
          const lines = linesOf(table, tableToCsv(exported)).map((line) => ({ ...line, words: withoutId(line.words) }))
          read = knownAfter(read, judge(table, lines, read, newIds()).facts)
        }
        for (const table of ['organisations', 'memberships', 'places'] as const) {
          expect(plain(exportTable(table, read))).toEqual(plain(exportTable(table, made)))
        }
      }),
      { numRuns: 200 },
    )
  })
})

function withoutId({ id: _, ...words }: Record<string, string>): Record<string, string> {
  return words
}

/** Rows without ids, in any order. */
function plain({ columns, rows }: ReturnType<typeof exportTable>): string[] {
  const at = columns.findIndex(({ header }) => header === 'id')
  return rows.map((row) => JSON.stringify(row.filter((_, n) => n !== at))).sort()
}
