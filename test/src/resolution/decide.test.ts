import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '#src/core/access.ts'
import { isGranted } from '#src/core/access.ts'
import type { DraftCommentId, OrganisationId } from '#src/core/id.ts'
import {
  circulates,
  decidesDispositions,
  duplicatesIn,
  listed,
  needsNote,
  nextStep,
  polled,
  proposesDispositions,
  recommended,
  speaksFor,
  spokenFor,
  standsAs,
  takesPullOuts,
  tallied,
  wouldList,
  wrongWith,
} from '#src/resolution/decide.ts'
import { type Disposition, Position, type Proposed, type Settling } from '#src/resolution/resolution.ts'

const at = '2026-11-26T10:00:00Z'
const list = { id: 'consent_one' } as const
const comments = new Map([1, 2, 3].map((number) => [idOf(number), { code: 'DE', number }]))

function idOf(number: number): DraftCommentId {
  return `cmt_c${number}`
}

function proposing(more: Partial<Proposed>): Proposed {
  return { comment: idOf(1), disposition: 'accepted', text: '', duplicateOf: null, ...more }
}

/** A comment of Germany; `after`: the list after which it was proposed, undefined where nothing is. */
function settling(number: number, more: Partial<Settling> = {}, clause = '3.1'): Settling {
  const shared = { label: 'TLP:GREEN', recipients: [], policy: {} } as const
  const words = { clause, paragraph: '', line: '', text: 'A unit is missing.', proposed: 'Add it.' }
  const from = {
    author: null,
    recordedBy: null,
    file: null,
    row: null,
    raw: null,
    flags: [],
    late: false,
    received: null,
    at,
  }
  const base = { id: idOf(number), draft: 'draft_one', organisation: 'org_de', type: 'technical' } as const
  const comment = { status: 'validated', ...base, ...words, ...from, ...shared, number, code: 'DE' } as const
  return {
    comment: { ...comment, recipients: [], flags: [] },
    proposal: undefined,
    decided: undefined,
    pulled: [],
    positions: [],
    ...more,
  }
}

function proposal(number: number, after: 'consent_one' | 'consent_two' | null = null, id = `p${number}`) {
  return { ...proposing({ comment: idOf(number) }), id: `disp_${id}` as const, by: null, at, after }
}

function pulled(number: number, consent: 'consent_one' | 'consent_two' = 'consent_one', id = `p${number}`) {
  const from = { organisation: 'org_fr', reason: 'We differ.', by: null, at, policy: {} } as const
  return { comment: idOf(number), consent, proposal: `disp_${id}` as const, ...from }
}

function decided(number: number) {
  return { ...proposing({ comment: idOf(number) }), id: `disp_d${number}` as const, by: null, at, enBloc: null }
}

function actor(...roles: Role[]): Actor {
  const seats = roles.map(
    (role) => ({ organisation: 'org_de', name: 'Germany', zone: 'Europe/Berlin', role, standing: 'staff' }) as const,
  )
  return { kind: 'person', person: 'person_one', name: 'One', seats, acting: null }
}

describe('Who', () => {
  test.each<[string, typeof proposesDispositions, Role[]]>([
    ['proposes', proposesDispositions, ['editor', 'secretariat']],
    ['circulates', circulates, ['secretariat', 'chair']],
    ['decides', decidesDispositions, ['chair']],
    ['pulls out and takes positions', speaksFor, ['head-delegate', 'delegate', 'deputy']],
  ])('%s is said by role', (_what, may, roles) => {
    const all: Role[] = [
      'secretariat',
      'chair',
      'editor',
      'coordinator',
      'head-delegate',
      'delegate',
      'deputy',
      'member',
      'assessor',
      'attache',
      'observer',
    ]
    expect(all.filter((role) => isGranted(actor(role), may.grants)).sort()).toEqual([...roles].sort())
  })

  test('speaks for those alone that vote in the working group and have that seat', () => {
    const members = [
      { id: 'org_de', votes: true },
      { id: 'org_fr', votes: true },
    ] as const
    expect(spokenFor(actor('deputy'), members)).toEqual(['org_de'])
    expect(spokenFor(actor('member'), members)).toEqual([])
    expect(spokenFor(actor('deputy'), [{ id: 'org_de', votes: false }])).toEqual([])
  })
})

/** domain.md 3: rationale for all but accepted and withdrawn; withdrawn only by the submitter. */
describe('A disposition', () => {
  test.each<[Disposition, string | undefined]>([
    ['accepted', undefined],
    ['accepted-with-modification', 'rationale-needed'],
    ['not-accepted', 'rationale-needed'],
    ['noted', 'rationale-needed'],
    ['out-of-scope', 'rationale-needed'],
    ['deferred', 'rationale-needed'],
    ['withdrawn', 'withdrawn-by-submitter'],
  ])('%s without a rationale: %s', (disposition, code) => {
    expect(wrongWith(proposing({ disposition, text: '  ' }), comments, new Map())[0]?.code).toBe(code)
  })

  test.each<[string, Partial<Proposed>, [number, number][], string | undefined]>([
    ['of another', { duplicateOf: idOf(2) }, [], undefined],
    ['of a duplicate of a third', { duplicateOf: idOf(2) }, [[2, 3]], undefined],
    ['of none', {}, [], 'duplicate-of-needed'],
    ['of what is not in this draft', { duplicateOf: idOf(9) }, [], 'duplicate-of-needed'],
    ['of itself', { duplicateOf: idOf(1) }, [], 'duplicate-circle'],
    ['of its own duplicate', { duplicateOf: idOf(2) }, [[2, 1]], 'duplicate-circle'],
    [
      'in a circle of three',
      { duplicateOf: idOf(2) },
      [
        [2, 3],
        [3, 1],
      ],
      'duplicate-circle',
    ],
    [
      'beside a circle of others',
      { duplicateOf: idOf(2) },
      [
        [2, 3],
        [3, 2],
      ],
      undefined,
    ],
    ['named by what is no duplicate', { disposition: 'noted', duplicateOf: idOf(2) }, [], 'duplicate-only'],
  ])('duplicate %s', (_what, more, known, code) => {
    const duplicates = new Map(known.map(([from, to]) => [idOf(from), idOf(to)]))
    const said = proposing({ disposition: 'duplicate', text: 'The same.', ...more })
    expect(wrongWith(said, comments, duplicates)[0]?.code).toBe(code)
  })

  test('of no comment of the draft is refused', () => {
    expect(wrongWith(proposing({ comment: idOf(9) }), comments, new Map())[0]?.code).toBe('not-found')
  })

  test('said now counts over one decided, and that over one proposed', () => {
    const duplicate = { disposition: 'duplicate', text: 'Same.' } as const
    const one = settling(1, { proposal: { ...proposal(1), ...duplicate, duplicateOf: idOf(2) } })
    const two = settling(2, { ...one, decided: { ...decided(2), ...duplicate, duplicateOf: idOf(3) } })
    expect([...duplicatesIn([one, { ...two, comment: settling(2).comment }], [])]).toEqual([
      [idOf(1), idOf(2)],
      [idOf(2), idOf(3)],
    ])
    expect([...duplicatesIn([one], [proposing({})])]).toEqual([])
  })
})

describe('A comment stands as', () => {
  test.each<[string, Partial<Settling>, typeof list | undefined]>([
    ['undecided', {}, undefined],
    ['undecided', {}, list],
    ['proposed', { proposal: proposal(1) }, undefined],
    ['listed', { proposal: proposal(1) }, list],
    ['listed', { proposal: proposal(1, 'consent_two') }, list],
    ['changed', { proposal: proposal(1, 'consent_one') }, list],
    ['pulled-out', { proposal: proposal(1), pulled: [pulled(1)] }, list],
    ['pulled-out', { proposal: proposal(1, 'consent_one', 'new'), pulled: [pulled(1)] }, list],
    ['pulled-out', { proposal: proposal(1), pulled: [pulled(1, 'consent_two')] }, list],
    ['listed', { proposal: proposal(1, 'consent_two', 'new'), pulled: [pulled(1, 'consent_two')] }, list],
    ['decided', { proposal: proposal(1), pulled: [pulled(1)], decided: decided(1) }, list],
  ])('%s (row %#)', (stands, more, under) => {
    expect(standsAs(settling(1, more), under)).toBe(stands)
  })

  const anything = fc.array(
    fc.record({ proposed: fc.constantFrom('no', 'before', 'after'), out: fc.boolean(), done: fc.boolean() }),
    { maxLength: 12 },
  )

  test('exactly one of: decided, listed for the chair’s one act, or polled', () => {
    fc.assert(
      fc.property(anything, (rows) => {
        const all = rows.map(({ proposed, out, done }, nth) =>
          settling(nth + 1, {
            ...(proposed !== 'no' && { proposal: proposal(nth + 1, proposed === 'after' ? 'consent_one' : null) }),
            ...(out && proposed !== 'no' && { pulled: [pulled(nth + 1)] }),
            ...(done && { decided: decided(nth + 1) }),
          }),
        )
        const ids = (some: Settling[]) => some.map(({ comment }) => comment.id)
        const ended = all.filter((one) => one.decided)
        const sorted = [...ids(listed(all, list)), ...ids(polled(all, list)), ...ids(ended)]
        expect(sorted.sort()).toEqual(ids(all).sort())
        expect(listed(all, list).every((one) => one.pulled.length === 0 && one.proposal?.after === null)).toBe(true)
      }),
    )
  })

  test('nothing is polled or decided en bloc before a list was circulated', () => {
    const all = [settling(1), settling(2, { proposal: proposal(2) })]
    expect([polled(all, undefined), listed(all, undefined)]).toEqual([[], []])
  })

  test('a list holds again what was pulled out only where it was proposed anew', () => {
    const same = settling(1, { proposal: proposal(1), pulled: [pulled(1)] })
    const anew = settling(2, { proposal: proposal(2, 'consent_one', 'new'), pulled: [pulled(2)] })
    expect(wouldList([same, anew, settling(3)]).map(({ comment }) => comment.id)).toEqual([idOf(2)])
  })

  test('what is polled is read by clause, general first and 2 before 10', () => {
    const all = [settling(1, {}, '10'), settling(2, {}, 'A.1'), settling(3, {}, '2'), settling(4, {}, '')]
    expect(polled(all, list).map(({ comment }) => comment.clause)).toEqual(['', '2', '10', 'A.1'])
  })
})

test('Comments may be pulled out until the deadline, not at it', () => {
  const until = (deadline: string, closed = false) =>
    takesPullOuts({ deadline, closed }, Temporal.Instant.from('2026-12-02T22:59:59Z'))
  expect(until('2026-12-02T23:00:00Z')).toBe(true)
  expect(until('2026-12-02T22:59:59Z')).toBe(false)
  expect(until('2026-12-02T23:00:00Z', true)).toBe(false)
})

describe('Positions', () => {
  test.each<[number, number, number, number, Position | undefined]>([
    [0, 0, 0, 0, undefined],
    [0, 0, 0, 5, undefined],
    [3, 0, 2, 0, 'accept'],
    [2, 0, 2, 4, undefined],
    [2, 1, 1, 0, undefined],
    [1, 3, 1, 9, 'accept-with-modification'],
    [0, 0, 1, 9, 'not-accept'],
  ])('%i, %i, %i and %i abstentions recommend %s', (accept, modify, refuse, abstain, position) => {
    const counts = { accept, 'accept-with-modification': modify, 'not-accept': refuse, abstain }
    const each = Position.options.flatMap((one) => Array.from({ length: counts[one] }, () => ({ position: one })))
    expect(tallied(each)).toEqual(counts)
    expect(recommended(tallied(each))).toBe(position)
  })

  test('need a note where they would change what the editor proposes', () => {
    expect(Position.options.filter(needsNote)).toEqual(['accept-with-modification', 'not-accept'])
  })

  test('go on with the first that has none, after what was skipped and then from the beginning', () => {
    const own: OrganisationId = 'org_de'
    const taken = {
      comment: idOf(2),
      organisation: own,
      position: 'accept',
      note: '',
      by: null,
      at,
      policy: {},
    } as const
    const steps = [settling(1), settling(2, { positions: [taken] }), settling(3)]
    expect([nextStep(steps, own), nextStep(steps, own, 0), nextStep(steps, own, 2)]).toEqual([0, 2, 0])
    expect(nextStep([settling(2, { positions: [taken] })], own)).toBeUndefined()
    expect(nextStep(steps, 'org_fr', 0)).toBe(1)
  })
})
