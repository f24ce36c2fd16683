/** What is exported is imported with no change, through the very bytes of a CSV file; and what a row that says otherwise makes of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tableToCsv } from '#adapters/files/csv.ts'
import { tableIn } from '#adapters/files/table.ts'
import { seen } from '#src/commitments/decide.ts'
import { CommitmentKind, type Details } from '#src/commitments/kind.ts'
import type { CommitmentRow } from '#src/commitments/store.ts'
import { commitmentLinesIn } from '#src/commitments/table/columns.ts'
import { tableOf } from '#src/commitments/table/export.ts'
import { judgeRows } from '#src/commitments/table/judge.ts'
import type { Known } from '#src/commitments/table/known.ts'
import type { Role } from '#src/core/access.ts'
import type { NewId } from '#src/core/id.ts'
import { Release, type ReleasePolicy } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import type { At } from '#src/core/use-case.ts'
import { Outlook, Progress } from '#src/recommendations/axes.ts'

const now = Temporal.Instant.from('2026-11-26T12:00:00Z')
let serial = 0
const newId: NewId = (prefix) => `${prefix}_n${serial++}`
const at: At = {
  now,
  actor: { kind: 'system' },
  platform: 'slack',
  account: null,
  here: null,
  spokenIn: 'slack T C',
  draft: 'form_one',
  heard: false,
  overheard: {},
  hosting: { host: 'plenary.example', country: 'FR' },
  pictureAt: () => 'https://plenary.example/a.png',
  newId,
}

const of = { kind: 'government', country: 'FR', zone: 'Europe/Paris', leftAt: null } as const
const organisations = [
  { id: 'org_japan', short: 'Japan', name: 'Japan', ...of },
  { id: 'org_france', short: 'France', name: 'France', ...of },
  { id: 'org_odd', short: '=A; B', name: 'Odd', ...of },
] as const
const recommendations = ['1.1', '4.10', 'B2'].map((code, nth) => ({
  id: `rec_r${nth}` as const,
  code,
  finding: { code: '1', title: 'One' },
  title: 'One',
  text: '',
  themes: [],
  label: 'TLP:GREEN' as const,
  recipients: [],
}))

/** Whoever brings the file, with one seat of Japan. */
function knownBy(role: Role, rows: readonly CommitmentRow[] = []): Known {
  const seat = { organisation: 'org_japan', name: 'Japan', zone: 'Europe/Paris', role, standing: 'staff' } as const
  const held = { person: 'person_ann', name: 'Ann', organisation: 'org_japan', role: 'delegate' } as const
  return {
    by: { kind: 'person', person: 'person_ann', name: 'Ann', seats: [seat], acting: null },
    consortium: { id: 'con_one', name: 'One', zone: 'Europe/Paris', label: 'TLP:GREEN' },
    organisations,
    groups: ['Data', 'Safety'].map((name) => ({
      id: `wg_${name.toLowerCase()}` as const,
      name,
      kind: 'working-group',
      members: organisations.map((one) => ({ ...one, category: 'P', class: '', votes: true })),
      places: [],
    })),
    seats: [
      { ...held, organisationName: 'Japan', contact: '', standing: 'staff', from: '2020-01-01', until: null },
      {
        ...held,
        ...{ person: 'person_bea', name: 'Bea', organisationName: 'Japan', contact: '' },
        ...{ standing: 'staff', from: '2020-01-01', until: null },
      },
    ],
    nameable: {
      consortium: { id: 'con_one', name: 'One', zone: 'Europe/Paris', label: 'TLP:GREEN' },
      organisations: organisations.map(({ id, short }) => ({ id, short })),
      people: [{ id: 'person_ann', name: 'Ann', organisations: ['Japan'] }],
    },
    releases: new Map(),
    recommendations,
    standing: new Map(rows.map((row) => [row.commitment.number, row])),
    alike: new Map(),
    number: 100,
  }
}

/** As they are stored: trimmed, with nothing that a database can't keep. */
const words = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.stringMatching(/^['=+\-@"; ,\r\n\ta]{0,8}$/),
    fc.constantFrom('=1+1', "'=1", 'مرحبا 👩‍🚀', 'line\r\nline', '4.10', 'Draft by 2027-01-01'),
  )
  .map((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
const line = words.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
const day = fc
  .integer({ min: -900, max: 900 })
  .map((days) => Temporal.PlainDate.from('2026-11-26').add({ days }).toString())
const detailsOf = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant('talent' as const),
    experts: fc.integer({ min: 1, max: 99 }),
    months: fc.integer({ min: 1, max: 99 }),
    host: line,
  }),
  fc.record({
    kind: fc.constant('funding' as const),
    amount: fc.constantFrom('250000', '0.5', '1234.567'),
    currency: fc.constantFrom('EUR', 'JPY'),
  }),
  fc.record({
    kind: fc.constant('continuity' as const),
    what: line,
    whom: line,
    months: fc.integer({ min: 1, max: 99 }),
  }),
)
const plainKinds = CommitmentKind.options.filter((kind) => !['talent', 'funding', 'continuity'].includes(kind))

const row = fc
  .record({
    text: words.filter((text) => text !== ''),
    due: day,
    organisation: fc.constantFrom(...organisations.map(({ id }) => id)),
    group: fc.constantFrom('wg_data' as const, 'wg_safety' as const),
    recommendations: fc.uniqueArray(fc.constantFrom('rec_r0' as const, 'rec_r1' as const, 'rec_unseen' as const)),
    details: detailsOf,
    kind: fc.constantFrom(...plainKinds),
    label: fc.constantFrom(...Tlp.options.filter((label) => label !== 'TLP:RED')),
    recipients: fc.uniqueArray(fc.constantFrom('org_japan' as const, 'org_odd' as const, 'person_ann' as const)),
    contact: fc.constantFrom(null, 'person_bea' as const, 'person_gone' as const),
    progress: fc.constantFrom(...Progress.options),
    outlook: fc.constantFrom(null, ...Outlook.options),
    progressNote: fc.oneof(
      fc.constant(null),
      words.filter((text) => text !== ''),
    ),
    progressAt: fc.constantFrom(null, '2026-11-01T09:00:00.123Z'),
    revision: fc.integer({ min: 1, max: 9 }),
    milestones: fc.array(fc.record({ text: line, due: day }), { maxLength: 3 }),
    policy: fc.option(fc.constantFrom(...Release.options), { nil: undefined }),
  })
  .map(
    ({
      details,
      kind,
      milestones,
      policy,
      ...plain
    }): Omit<CommitmentRow['commitment'], 'number'> & { steps: typeof milestones } => ({
      ...plain,
      status: 'confirmed',
      id: newId('com'),
      kind: details?.kind ?? kind,
      details: details as Details | null,
      originalDue: plain.due,
      proposedBy: 'person_ann',
      confirmedBy: 'person_ann',
      confirmedAt: '2026-01-01T00:00:00Z',
      ownerLeftAt: null,
      ownedSince: null,
      policy: (policy === undefined ? {} : { any: policy }) as ReleasePolicy,
      steps: milestones,
    }),
  )

function rowsOf(drawn: readonly ReturnType<typeof row.generate>['value'][]): CommitmentRow[] {
  return drawn.map(({ steps, ...commitment }, nth) => ({
    commitment: { ...commitment, number: nth + 1 },
    milestones: steps.map((step) => ({ id: newId('mil'), ...step, reachedAt: null })),
    waiting: [],
    pieces: 0,
  }))
}

function judged(table: string[][] | undefined, known: Known) {
  const lines = commitmentLinesIn(JSON.stringify({ kind: 'table', rows: table }))
  if ('missing' in lines) throw new Error(`the columns are ${JSON.stringify(lines)}`)
  return judgeRows(lines, known, at)
}

test('commitments that are exported and imported again change nothing, whoever does', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 6 }),
      fc.constantFrom<Role>('secretariat', 'delegate', 'member'),
      (drawn, role) => {
        const known = knownBy(role, rowsOf(drawn))
        const table = tableIn(
          tableToCsv(
            tableOf(
              [...known.standing.values()].filter(({ commitment }) => seen(known.by, commitment) !== 'nothing'),
              known,
            ),
          ),
        )
        const { facts, results } = judged(table, known)
        expect(facts).toEqual([])
        expect(results.map(({ became, says }) => says ?? became)).toEqual(results.map(() => 'unchanged'))
      },
    ),
    { numRuns: 300 },
  )
})

const standing: CommitmentRow = {
  commitment: {
    ...{ status: 'confirmed', id: 'com_one', number: 1, organisation: 'org_japan', group: 'wg_data' },
    ...{ recommendations: ['rec_r0', 'rec_unseen'], kind: 'other', details: null, due: '2026-01-01' },
    ...{ originalDue: '2026-01-01', revision: 2, contact: null, label: 'TLP:GREEN', recipients: [] },
    ...{ text: 'Publish', proposedBy: 'person_ann', confirmedBy: 'person_ann', confirmedAt: '2025-01-01T00:00:00Z' },
    ...{ progress: 'limited', outlook: 'on-track', progressNote: 'Begun', progressAt: '2026-11-01T09:00:00Z' },
    ...{ ownerLeftAt: null, ownedSince: null, policy: {} },
  },
  milestones: [{ id: 'mil_one', text: 'Draft', due: '2025-06-01', reachedAt: null }],
  waiting: [],
  pieces: 0,
}

describe('a row of C-1, whose day has passed,', () => {
  const says = (role: Role, cells: Record<string, string>, over: Partial<CommitmentRow> = {}) => {
    const table = [Object.keys(cells), Object.values(cells)]
    return judged(
      [
        ['reference', ...(table[0] ?? [])],
        ['C-1', ...(table[1] ?? [])],
      ],
      knownBy(role, [{ ...standing, ...over }]),
    )
  }

  test.each<[string, Role, Record<string, string>, string[]]>([
    ['with other words by a delegate is a change', 'delegate', { text: 'Publish all' }, ['change-made']],
    ['with other words by a member is proposed', 'member', { text: 'Publish all' }, ['change-proposed']],
    ['with other words by the secretariat is proposed', 'secretariat', { text: 'Publish all' }, ['change-proposed']],
    ['with another day to come is a change', 'delegate', { due: '2027-01-01' }, ['change-made']],
    [
      'with more milestones is a change',
      'delegate',
      { milestones: 'Draft by 2025-06-01\nEnd by 2027-01-01' },
      ['change-made'],
    ],
    ['without its milestone is a change', 'delegate', { milestones: '' }, ['change-made']],
    ['with more progress is a report', 'member', { progress: 'Substantial' }, ['progress-reported']],
    ['with another outlook is a report', 'member', { outlook: 'at risk' }, ['progress-reported']],
    ['with another contact names one', 'member', { contact: 'bea' }, ['contact-named']],
    [
      'with all of these says all of these',
      'delegate',
      { text: 'All', contact: 'Bea', progress: 'substantial' },
      ['change-made', 'contact-named', 'progress-reported'],
    ],
    [
      'with the same in other letters says nothing',
      'delegate',
      { progress: 'LIMITED', outlook: 'On track', kind: 'Other' },
      [],
    ],
    ['with what it answers in other order says nothing', 'delegate', { answers: 'R-1.1' }, []],
  ])('%s', (_, role, cells, types) => {
    const { facts, results } = says(role, cells)
    expect(results.filter(({ became }) => became === 'refused')).toEqual([])
    expect(facts.map(({ type }) => type)).toEqual(types)
  })

  test.each<[string, Role, Record<string, string>, string]>([
    ['of another owner', 'delegate', { owner: 'France' }, 'A file does not change the owner of C-1'],
    ['of another label', 'delegate', { label: 'TLP:CLEAR' }, 'type label C-1'],
    ['of another revision', 'delegate', { text: 'All', revision: '1' }, 'was changed since this file was made'],
    ['of an older report', 'delegate', { progress: 'complete', updated: '2026-10-01T09:00:00Z' }, 'was changed since'],
    ['with a day that has passed', 'delegate', { due: '2026-02-01' }, '1 February 2026 has passed'],
    ['without words', 'delegate', { text: '' }, 'Write what the organisation will do.'],
    [
      'that goes backwards without a reason',
      'member',
      { progress: 'not-started', note: 'Begun' },
      'Say in the note why',
    ],
    ['that is complete without evidence', 'member', { progress: 'complete' }, 'evidence'],
    ['with progress that is none', 'member', { progress: 'soon' }, '“soon” is none of'],
    ['with a contact who holds no seat there', 'member', { contact: 'Eva' }, '“Eva” is none of: Ann, Bea'],
    ['with a milestone that can’t be read', 'delegate', { milestones: 'Draft by 2025-06-01\nLater' }, 'write it like'],
    ['with a recommendation that is not seen', 'delegate', { answers: 'R-9' }, 'There is no recommendation “R-9”'],
    ['with progress by the secretariat alone', 'secretariat', { progress: 'complete' }, 'write'],
  ])('%s is refused', (_, role, cells, words) => {
    const known =
      role === 'secretariat' ? { commitment: { ...standing.commitment, organisation: 'org_france' as const } } : {}
    const { facts, results } = says(role, cells, known)
    expect(facts).toEqual([])
    expect(results[0]?.became).toBe('refused')
    expect(results[0]?.says).toContain(role === 'secretariat' ? 'is reported on by France alone' : words)
  })

  test('keeps what it answers that its bringer does not see', () => {
    const { facts } = says('delegate', { answers: 'R-4.10' })
    expect(facts).toMatchObject([{ type: 'change-made', recommendations: ['rec_r1', 'rec_unseen'] }])
  })

  test('that is proposed already says nothing more', () => {
    const patch = { text: { was: 'Publish', now: 'Publish all' }, milestones: [] }
    const { facts, results } = says('member', { text: 'Publish all' }, { waiting: [patch] })
    expect(facts).toEqual([])
    expect(results).toEqual([{ row: 2, became: 'unchanged', what: 'C-1', says: 'It waits for a delegate.' }])
  })
})

describe('a new row', () => {
  const head = ['owner', 'group', 'text', 'due', 'label', 'recipients', 'milestones']
  test('takes the next number for each that its bringer signs for, and none where a delegate is awaited', () => {
    const rows = [head, ['', 'Data', 'One', '2027-01-01'], ['', 'Data', 'Two', '2027-01-01']]
    const own = judged(rows, knownBy('delegate'))
    expect(own.facts.map((fact) => ('number' in fact ? fact.number : fact.type))).toEqual([
      'commitment-proposed',
      'commitment-proposed',
      100,
      101,
    ])
    expect(own.binds).toEqual(new Map([['org_japan', 2]]))
    const others = judged([head, ['France', 'Data', 'One', '2027-01-01']], knownBy('secretariat'))
    expect(others.facts.map(({ type }) => type)).toEqual(['commitment-proposed'])
    expect(others.waits).toEqual(new Map([['org_france', 1]]))
  })

  test.each<[string, string[], string]>([
    ['for another organisation', ['France', 'Data', 'One', '2027-01-01'], 'You can promise nothing for France'],
    ['without a group, where there are two', ['', '', 'One', '2027-01-01'], 'Choose the working group'],
    ['with a day that can be two', ['', 'Data', 'One', '4/12'], 'can be two days'],
    ['of 501 characters', ['', 'Data', 'x'.repeat(501), '2027-01-01'], 'Shorten it by 1.'],
    ['for named people alone', ['', 'Data', 'One', '2027-01-01', 'red', 'Ann'], 'TLP:RED goes into no file'],
    ['for somebody unknown', ['', 'Data', 'One', '2027-01-01', 'amber', 'Zed'], 'There is no “Zed” here'],
    ['with milestones', ['', 'Data', 'One', '2027-01-01', '', '', 'End by 2027-01-01'], 'A new row has no milestones'],
  ])('%s is refused, and says what to do', (_, cells, says) => {
    const { facts, results } = judged([head, cells], knownBy('delegate'))
    expect(facts).toEqual([])
    expect(results[0]?.says).toContain(says)
  })

  test('whose words its organisation keeps is told apart, so that no draft holds the file', () => {
    const known = { ...knownBy('delegate'), releases: new Map([['org_japan' as const, { any: 'reference' as const }]]) }
    expect(judged([head, ['', 'Data', 'One', '2027-01-01']], known).kept).toEqual({ rows: [2], organisation: 'Japan' })
  })
})
