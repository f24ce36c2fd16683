import { describe, expect, test } from 'vitest'
import { plenaryDocument } from '#src/plenaries/build.ts'
import type { CommitmentLine, PlenaryState, RecommendationLine } from '#src/plenaries/state.ts'
import type { Found, Progress } from '#src/recommendations/axes.ts'
import type { Part } from '#src/view/document.ts'

const asOf = Temporal.Instant.from('2026-11-26T13:00:00Z')
const since = Temporal.Instant.from('2026-06-01T00:00:00Z')
const nothing = { reported: null, found: null }

function reported(progress: Progress, at: string, note: string | null = null) {
  return { progress, outlook: null, note, at }
}

function found(word: Found, at: string, reply: string | null = null) {
  const who = { id: 'assess_aa', by: 'Eva Lind', isOpen: true, repliedAt: reply && at } as const
  return { ...who, found: word, why: 'Two of three are public.', at, opensAt: at, reply }
}

const said = { axes: nothing, before: nothing, events: [], evidence: [] }

function recommendation(code: string, more: Partial<RecommendationLine> = {}): RecommendationLine {
  const base = { id: `rec_r${code.replace('.', 'x')}`, code, finding: '4', title: `Do ${code}`, text: '' } as const
  const rest = { label: 'TLP:GREEN', lead: null, supporting: [], group: null, responses: [] } as const
  return { ...base, ...rest, supporting: [], responses: [], ...said, ...more }
}

function commitment(number: number, more: Partial<CommitmentLine> = {}): CommitmentLine {
  const base = { id: `com_c${number}`, number, text: `Promise ${number}`, owner: 'Japan', zone: 'Asia/Tokyo' } as const
  const days = { due: '2027-03-01', originalDue: '2027-03-01', daysLate: null, dueChanges: [], milestones: [] }
  const kept = { kind: 'other', details: null, label: 'TLP:GREEN', ownerLeftAt: null } as const
  const confirmedAt = Temporal.Instant.from('2026-05-01T00:00:00Z')
  return { ...base, ...days, ...kept, confirmedAt, answers: [], ...said, ...more }
}

function documentOf(more: Partial<PlenaryState> = {}) {
  const consortium = { id: 'con_a1', name: 'Forum', zone: 'Europe/Paris', label: 'TLP:GREEN' } as const
  const findings = [{ code: '4', title: 'So it is', summary: 'It is so.' }]
  const empty = { recommendations: [], commitments: [], polls: [], drafts: [], passings: [], leftOut: 0 }
  return plenaryDocument('doc_aa', { asOf, since, consortium, findings, ...empty, ...more }, asOf)
}

function partsUnder(heading: string, parts: Part[] = []): Part[] {
  const at = parts.findIndex((part) => part.kind === 'heading' && part.text.startsWith(heading))
  const level = headingLevel(parts[at])
  const rest = parts.slice(at + 1)
  const end = rest.findIndex((part) => part.kind === 'heading' && part.level <= level)
  return at < 0 ? [] : rest.slice(0, end < 0 ? undefined : end)
}

function headingLevel(part: Part | undefined): number {
  return part?.kind === 'heading' ? part.level : 0
}

function factsIn(parts: Part[]): Record<string, string> {
  const facts = parts.flatMap((part) => (part.kind === 'facts' ? part.facts : []))
  return Object.fromEntries(facts.map(({ label, value }) => [label, value.join('')]))
}

function rowsIn(parts: Part[]) {
  return parts.flatMap((part) => (part.kind === 'table' ? part.rows : []))
}

describe('a recommendation in the plenary report', () => {
  test('shows both axes beside each other, and what they were', () => {
    const axes = {
      reported: reported('substantial', '2026-10-01T00:00:00Z', 'Half is done'),
      found: found('limited', '2026-10-02T00:00:00Z'),
    }
    const before = { reported: reported('limited', '2026-01-01T00:00:00Z'), found: null }
    const { parts } = documentOf({
      recommendations: [recommendation('4.2', { axes, before, lead: 'Japan', supporting: ['Kenya'] })],
    })
    expect(factsIn(partsUnder('R-4.2', parts))).toMatchObject({
      Reported: '▓▓▓░ substantial (was limited)',
      Says: 'Half is done',
      Found: '▓▓░░ limited (was not assessed yet)',
      Reply: 'No reply.',
      Lead: 'Japan, supported by Kenya',
    })
  })

  test('that nobody has reported on or assessed says so: it is a dot, not a zero', () => {
    const { parts, tables } = documentOf({ recommendations: [recommendation('4.2')] })
    const facts = factsIn(partsUnder('R-4.2', parts))
    expect(facts).toMatchObject({ Reported: '· not reported yet', Found: '· not assessed yet' })
    const [row] = tables[0]?.rows ?? []
    expect(row?.filter((cell) => cell === 'not started')).toEqual([])
  })

  test('stands in the order of the codes under its finding, with every commitment that answers it', () => {
    const { parts } = documentOf({
      recommendations: [recommendation('4.10'), recommendation('4.2')],
      commitments: [commitment(1, { answers: ['4.2', '4.10'] }), commitment(2, { answers: ['4.2'] }), commitment(3)],
    })
    const headings = parts?.flatMap((part) => (part.kind === 'heading' ? [part.text] : []))
    expect(headings).toEqual([
      'Summary',
      'Finding 4: So it is',
      'R-4.2 Do 4.2',
      'R-4.10 Do 4.10',
      'Commitments that answer no recommendation',
      'Overdue',
      'What changed since Monday 1 June 2026',
    ])
    expect(rowsIn(partsUnder('R-4.2', parts)).map(([number]) => number)).toEqual(['C-1', 'C-2'])
    expect(rowsIn(partsUnder('R-4.10', parts)).map(([number]) => number)).toEqual(['C-1'])
  })

  test('shows a finding and the reply to it together, wherever one stands', () => {
    const axes = { reported: null, found: found('limited', '2026-10-02T00:00:00Z', 'The third follows in spring.') }
    const events = [{ axis: 'found', ...axes.found }] as const
    const { parts, tables } = documentOf({
      recommendations: [recommendation('4.2')],
      commitments: [commitment(1, { answers: ['4.2'], axes, events: [...events] })],
    })
    for (const text of [JSON.stringify(parts), ...tables.map((table) => JSON.stringify(table))]) {
      const told = text.split('Two of three are public.').length
      expect(text.split('The third follows in spring.').length).toBe(told)
    }
  })
})

describe('a commitment in the plenary report', () => {
  test('shows its kind, its milestones and the day that was promised first', () => {
    const milestone = (id: string, reachedAt: Temporal.Instant | null) =>
      ({ id: `mil_${id}`, text: 'Draft', due: '2027-01-01', reachedAt }) as CommitmentLine['milestones'][number]
    const line = commitment(1, {
      ...{ answers: ['4.2'], originalDue: '2026-12-01', kind: 'talent' },
      details: { kind: 'talent', experts: 3, months: 6, host: 'the institute' },
      milestones: [milestone('aa', since), milestone('bb', null)],
    })
    const { parts } = documentOf({ recommendations: [recommendation('4.2')], commitments: [line] })
    const [row] = rowsIn(partsUnder('R-4.2', parts))
    expect(row?.[1]).toBe('Promise 1\ntalent: 3 experts, 6 months, the institute\nMilestones 1 of 2')
    expect(row?.[3]).toBe('2027-03-01\nfirst 2026-12-01')
  })

  test('that is overdue stands among those, the longest overdue first', () => {
    const { parts } = documentOf({
      commitments: [
        commitment(1, { due: '2026-11-20', daysLate: 6 }),
        commitment(2),
        commitment(3, { due: '2026-10-01', daysLate: 56 }),
      ],
    })
    expect(rowsIn(partsUnder('Overdue', parts)).map((row) => [row[0], row[5]])).toEqual([
      ['C-3', 56],
      ['C-1', 6],
    ])
  })
})

describe('what changed', () => {
  test('is told oldest first, from after the beginning of the period up to its end', () => {
    const at = (text: string) => Temporal.Instant.from(text)
    const { tables } = documentOf({
      commitments: [
        commitment(1, { confirmedAt: since }),
        commitment(2, { confirmedAt: since.add({ nanoseconds: 1000 }) }),
        commitment(3, {
          confirmedAt: at('2026-10-01T00:00:00Z'),
          events: [{ axis: 'reported', by: 'A', ...reported('limited', '2026-10-05T00:00:00Z', 'Begun') }],
          dueChanges: [{ commitment: 'com_c3', was: '2026-12-01', due: '2027-03-01', at: at('2026-10-03T00:00:00Z') }],
        }),
      ],
      passings: [{ number: 3, from: 'Kenya', to: 'Japan', at: asOf, label: 'TLP:GREEN' }],
    })
    const rows = tables.find(({ name }) => name === 'Changes')?.rows.map((row) => [row[1], row[2], row[4]])
    expect(rows).toEqual([
      ['confirmed', 'C-2', 'Promise 2'],
      ['confirmed', 'C-3', 'Promise 3'],
      ['due day changed', 'C-3', '2027-03-01 (was 2026-12-01)'],
      ['reported', 'C-3', 'limited: Begun'],
      ['transferred', 'C-3', 'From Kenya to Japan'],
    ])
  })

  test('is told at the length that can be read: the last thousand, with how many there are in the workbook', () => {
    const commitments = Array.from({ length: 1_001 }, (_, n) => commitment(n + 1, { confirmedAt: asOf }))
    const { parts, tables } = documentOf({ commitments })
    const under = partsUnder('What changed', parts)
    expect(rowsIn(under)).toHaveLength(1_000)
    expect(JSON.stringify(under[0])).toContain('The last 1000 of 1001 changes; all of them stand in the workbook.')
    expect(tables.find(({ name }) => name === 'Changes')?.rows).toHaveLength(1_001)
  })
})

describe('the document', () => {
  test('bears the narrowest label of anything in it, and the day that it is of', () => {
    const one = documentOf({ commitments: [commitment(1, { label: 'TLP:AMBER' })] })
    expect(one).toMatchObject({ label: 'TLP:AMBER', name: 'plenary-2026-11-26', asOf: { day: '2026-11-26' } })
    expect(documentOf().label).toBe('TLP:GREEN')
  })

  test('counts both axes in its summary and in its figure, at the beginning and at the end', () => {
    const axes = { reported: reported('complete', '2026-10-01T00:00:00Z'), found: null }
    const { parts } = documentOf({ recommendations: [recommendation('4.1', { axes }), recommendation('4.2')] })
    expect(factsIn(partsUnder('Summary', parts))).toMatchObject({
      Recommendations: '2',
      'Recommendations, reported': '1 complete, 1 not reported yet',
      'Recommendations, found': '2 not assessed yet',
      Overdue: '0',
    })
    const figure = parts?.find((part) => part.kind === 'figure')?.figure
    expect(figure?.columns).toEqual(['1 Jun 2026', '26 Nov 2026'])
    expect(figure?.panels[0]?.parts[0]).toEqual({ name: 'complete', shade: 4, counts: [0, 1] })
    expect(figure?.panels[1]?.parts.at(-1)).toEqual({ name: 'no finding', shade: 'unsaid', counts: [2, 2] })
  })
})

describe('A ballot in it', () => {
  const closedAt = Temporal.Instant.from('2026-10-01T00:00:00Z')
  const asked = {
    closesAt: closedAt,
    status: 'closed',
    label: 'TLP:GREEN',
    closedAt,
    eligible: 23,
  } as const
  // domain.md 2.3a: 14 in favour and 2 against of P-members, exact fractions pass.
  const counted: PlenaryState['polls'][number] = {
    decided: [],
    ...{ ...asked, number: 7, question: 'Approve DIS 42119-2?', rule: 'iso-dis', standing: 'indicative' },
    ...{ count: { approve: 12, 'approve-with-comments': 2, disapprove: 3, abstain: 4 }, outcome: 'approved' },
    ruling: {
      compared: 16,
      leftOut: [
        { why: 'abstentions', count: 4 },
        { why: 'disapproval without a reason', count: 1 },
      ],
      arithmetic: [
        { criterion: 'P-members in favour 12 of 14, needed at least 2/3', sum: '3×12 = 36 ≥ 2×14 = 28', met: true },
        { criterion: 'All votes against 2 of 16, at most 1/4', sum: '4×2 = 8 ≤ 16', met: true },
      ],
    },
  }
  const withheld: PlenaryState['polls'][number] = {
    decided: [],
    ...{ ...asked, number: 8, question: 'Keep the chair?', rule: 'simple-majority', standing: 'decision' },
    ...{ count: null, outcome: 'withheld', ruling: null },
  }

  test('has its rule in words, both sides of each comparison, and what was left out and why', () => {
    const { parts, tables } = documentOf({ polls: [counted, withheld] })
    const facts = factsIn(partsUnder('P-7', parts))
    expect(facts).toMatchObject({
      Standing: 'Indicative: the official vote is cast at ISO',
      Returned: '21 of 23 eligible',
      'Left out': '4 abstentions, 1 disapproval without a reason',
      'P-members in favour 12 of 14, needed at least 2/3': '3×12 = 36 ≥ 2×14 = 28, met',
      'All votes against 2 of 16, at most 1/4': '4×2 = 8 ≤ 16, met',
    })
    expect(facts.Rule).toMatch(/2\/3|two thirds/i)
    const rows = tables.find(({ name }) => name === 'Ballots')?.rows ?? []
    expect(rows.map((row) => [row[0], row[3], row[4], row[7], row[8]])).toEqual([
      ['P-7', 23, 21, '3×12 = 36 ≥ 2×14 = 28', 'yes'],
      ['P-7', 23, 21, '4×2 = 8 ≤ 16', 'yes'],
    ])
  })

  test('bears what the chair decided and what the body published, also where no tally is published', () => {
    const at = closedAt.add({ hours: 24 })
    const decided = [{ what: 'Chair’s decision: adopted', words: 'The rule is met', at }]
    const { parts, tables } = documentOf({
      polls: [
        { ...counted, decided },
        { ...withheld, decided },
      ],
    })
    for (const poll of ['P-7', 'P-8']) {
      expect(factsIn(partsUnder(poll, parts))).toMatchObject({ 'Chair’s decision: adopted': 'The rule is met' })
    }
    expect(tables.find(({ name }) => name === 'Ballots')?.rows[0]).toContain(
      'Chair’s decision: adopted: The rule is met',
    )
  })

  test('of which no tally is published has none here either', () => {
    const { parts, tables } = documentOf({ polls: [withheld] })
    expect(partsUnder('P-8', parts)).toEqual([])
    expect(tables.find(({ name }) => name === 'Ballots')?.rows).toEqual([])
  })
})

test('Comments on drafts are counted in it, with those that are open', () => {
  const closesAt = Temporal.Instant.from('2027-01-15T12:00:00Z')
  const draft = { number: 3, standard: 'ISO/IEC DIS 42119-2', title: 'Testing', closesAt, label: 'TLP:AMBER' } as const
  const { parts, tables, label } = documentOf({ drafts: [{ ...draft, comments: 300, open: 12 }] })
  const row = ['D-3', 'ISO/IEC DIS 42119-2 Testing', '2027-01-15', 300, 288, 12]
  expect(rowsIn(partsUnder('Comments on drafts', parts))).toEqual([row])
  expect(tables.find(({ name }) => name === 'Drafts')?.rows).toEqual([[...row, 'TLP:AMBER']])
  expect(label).toBe('TLP:AMBER')
})
