import { describe, expect, test } from 'vitest'
import type { Progress } from '#src/recommendations/axes.ts'
import { buildReport, type ReportState } from '#src/reports/build.ts'
import type { CommitmentRow, PollRow } from '#src/reports/store.ts'
import { uncounted } from '#test/support/polls.ts'

const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
const long = Temporal.Instant.from('2026-01-05T09:00:00Z')

function commitment(number: number, more: Partial<CommitmentRow> = {}): CommitmentRow {
  const base = { number, text: `Promise ${number}`, owner: 'Japan', zone: 'Asia/Tokyo', recommendations: ['4.2'] }
  const rest = { due: '2026-12-15', label: 'TLP:GREEN', progress: 'not-started', note: '', progressAt: null } as const
  return { ...base, ...rest, confirmedAt: long, ownerLeftAt: null, ...more }
}

function poll(number: number, more: Partial<PollRow> = {}): PollRow {
  const base = {
    number,
    question: 'Adopt it?',
    status: 'open',
    closesAt: now.add({ hours: 1 }),
    rule: 'simple-majority',
  } as const
  return { ...base, label: 'TLP:GREEN', voters: 6, count: null, outcome: null, ...more }
}

function state(more: Partial<ReportState> = {}): ReportState {
  const consortium = { id: 'con_a1', name: 'Forum', zone: 'Europe/Paris', label: 'TLP:GREEN' } as const
  const since = Temporal.PlainDate.from('2026-11-01')
  return { consortium, recommendations: [], commitments: [], polls: [], progress: [], leftOut: 0, since, ...more }
}

function rowsOf(name: string, given: ReportState) {
  const { tables } = buildReport('doc_1', given, now)
  const table = tables.find((one) => one.name.startsWith(name))
  return table?.rows.map((row) => Object.fromEntries(table.columns.map(({ header }, nth) => [header, row[nth]])))
}

describe('a report', () => {
  test('counts the commitments to each recommendation by progress, in the order of the codes', () => {
    const finding = { code: '4', title: 'Sharing' }
    const rows = rowsOf(
      'Recommendations',
      state({
        recommendations: (['4.10', '4.2'] as const).map((code) => ({
          code,
          title: `Do ${code}`,
          finding,
          label: 'TLP:GREEN',
        })),
        commitments: [
          commitment(1, { due: '2026-11-20' }),
          commitment(2, { progress: 'substantial' }),
          commitment(3, { progress: 'complete', due: '2026-11-20' }),
          commitment(4, { recommendations: [] }),
          commitment(5, { due: '2026-11-20', ownerLeftAt: long }),
        ],
      }),
    )
    expect(rows?.map((row) => row.Code)).toEqual(['R-4.2', 'R-4.10'])
    expect(rows?.[0]).toEqual({
      ...{ Code: 'R-4.2', Title: 'Do 4.2', Finding: '4 Sharing', Commitments: 4, Overdue: 1, 'Owner left': 1 },
      ...{ 'Not started': 2, Limited: 0, Substantial: 1, Complete: 1, Withdrawn: 0 },
    })
    expect(rows?.[1]).toMatchObject({ Commitments: 0, Overdue: 0 })
  })

  test('lists commitments by number with ISO dates', () => {
    const at = Temporal.Instant.from('2026-11-02T10:11:12.345Z')
    const rows = rowsOf(
      'Commitments',
      state({ commitments: [commitment(12, { progress: 'limited', note: 'Slow', progressAt: at }), commitment(9)] }),
    )
    expect(rows?.map((row) => row.Number)).toEqual(['C-9', 'C-12'])
    expect(rows?.[1]).toEqual({
      ...{ Number: 'C-12', Commitment: 'Promise 12', Owner: 'Japan', Recommendations: 'R-4.2', Due: '2026-12-15' },
      ...{
        Progress: 'limited',
        Note: 'Slow',
        'Reported at': '2026-11-02T10:11:12Z',
        Overdue: null,
        'Owner left': null,
      },
      ...{ 'Confirmed at': '2026-01-05T09:00:00Z', Label: 'TLP:GREEN' },
    })
  })

  test('leaves the tally of an open poll empty, and says that one past its time is closing', () => {
    const closed = {
      status: 'closed',
      closesAt: now.subtract({ hours: 30 }),
      count: { ...uncounted.count, approve: 3, disapprove: 1, abstain: 1 },
      outcome: 'not-approved',
    } as const
    const rows = rowsOf('Polls', state({ polls: [poll(2, { closesAt: now }), poll(3, closed), poll(1)] }))
    expect(rows?.map(({ Number: number, Status, Approve, Outcome }) => [number, Status, Approve, Outcome])).toEqual([
      ['P-1', 'open', null, null],
      ['P-2', 'closing', null, null],
      ['P-3', 'closed', 3, 'not approved'],
    ])
    expect(rows?.[2]).toMatchObject({ Disapprove: 1, Abstain: 1, Rule: 'simple majority', 'May vote': 6 })
  })

  test('tells what was confirmed, reported and closed since the day began in the consortium’s zone, oldest first', () => {
    const midnight = Temporal.Instant.from('2026-10-31T23:00:00Z')
    const rows = rowsOf(
      'Changes',
      state({
        commitments: [
          commitment(1, { confirmedAt: midnight }),
          commitment(2, { confirmedAt: midnight.subtract({ milliseconds: 1 }) }),
        ],
        progress: [{ number: 2, progress: 'limited', note: 'Draft sent', at: midnight.add({ hours: 2 }) }],
        polls: [poll(1, { status: 'closed', closesAt: midnight.add({ hours: 1 }), outcome: 'approved' }), poll(2)],
      }),
    )
    expect(rows?.map(({ What, Number: number, Says }) => [What, number, Says])).toEqual([
      ['confirmed', 'C-1', 'Promise 1'],
      ['poll closed', 'P-1', 'Adopt it? Approved.'],
      ['progress reported', 'C-2', 'limited: Draft sent'],
    ])
  })

  test('bears the narrowest label of anything in it', () => {
    const label = (more: Partial<ReportState>) => buildReport('doc_1', state(more), now).label
    expect(label({})).toBe('TLP:GREEN')
    expect(label({ polls: [poll(1, { label: 'TLP:RED' })], commitments: [commitment(1)] })).toBe('TLP:RED')
    expect(label({ commitments: [commitment(1, { label: 'TLP:AMBER' }), commitment(2, { label: 'TLP:CLEAR' })] })).toBe(
      'TLP:AMBER',
    )
  })

  test('of 5,000 recommendations and 300 commitments is a matter of a moment', () => {
    const recommendations = Array.from({ length: 5_000 }, (_, n) => ({
      ...{
        code: `${n % 100}.${Math.floor(n / 100)}`,
        title: 'Do it',
        finding: { code: '1', title: 'So it is' },
        label: 'TLP:GREEN' as const,
      },
    }))
    const commitments = Array.from({ length: 300 }, (_, n) => commitment(n + 1, { recommendations: [`${n % 100}.1`] }))
    const began = performance.now()
    const { tables } = buildReport('doc_1', state({ recommendations, commitments }), now)
    expect(tables[0]?.rows).toHaveLength(5_000)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

describe('overdue in the owner’s zone', () => {
  const rows: [due: string, zone: string, progress: Progress, says: 'overdue' | null][] = [
    ['2026-11-22', 'Asia/Tokyo', 'limited', 'overdue'],
    ['2026-11-23', 'Asia/Tokyo', 'limited', null],
    ['2026-11-22', 'America/New_York', 'limited', null],
    ['2026-11-21', 'America/New_York', 'not-started', 'overdue'],
    ['2026-11-01', 'Asia/Tokyo', 'complete', null],
    ['2026-11-01', 'Asia/Tokyo', 'withdrawn', null],
  ]
  test.each(rows)('due %s in %s, %s: %s', (due, zone, progress, says) => {
    const listed = rowsOf('Commitments', state({ commitments: [commitment(1, { due, zone, progress })] }))
    expect(listed?.[0]?.Overdue).toBe(says)
  })
})
