import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReceivedVote } from '#src/polls/afterwards.ts'
import { flipsShown, type Terms, votesShown } from '#src/polls/disclosed.ts'
import type { Poll } from '#src/polls/poll.ts'

const vote = (at: number): ReceivedVote => ({
  ...{ id: `rvote_${at}`, poll: 'poll_1', organisation: `org_${at}`, choice: 'disapprove', remarks: 'Secret words' },
  ...{ reasons: null, role: 'delegate', means: 'letter', day: '2026-11-01', state: 'counted', late: false },
  ...{ recordedBy: 'person_sam', recordedAt: '2026-11-01T00:00:00Z', file: null, objection: null, rulings: [] },
})
const terms = fc.record({
  status: fc.constantFrom<Poll['status']>('open', 'closing', 'closed'),
  hidden: fc.boolean(),
  unattributed: fc.boolean(),
}) satisfies fc.Arbitrary<Terms>
const committee = { own: [], isSecretary: false }

describe('of votes that were recorded is shown', () => {
  test.each<[string, Terms, number, number]>([
    ['whose they are, of an ordinary poll', { status: 'open', hidden: false, unattributed: false }, 2, 0],
    ['how many, of a hidden one before the close', { status: 'open', hidden: true, unattributed: false }, 0, 2],
    ['whose they are, of a hidden one after it', { status: 'closed', hidden: true, unattributed: false }, 2, 0],
    ['how many, of an unattributed one for ever', { status: 'closed', hidden: true, unattributed: true }, 0, 2],
  ])('%s, to the committee', (_, of, named, more) => {
    const shown = votesShown(of, 12, [vote(1), vote(2)], committee)
    expect([shown.named.length, shown.more]).toEqual([named, more])
  })

  test('to the secretariat whose they are, and never a choice that the committee may not know', () => {
    const hidden: Terms = { status: 'open', hidden: true, unattributed: false }
    const shown = votesShown(hidden, 2, [vote(1)], { own: [], isSecretary: true })
    expect(shown.named).toMatchObject([{ organisation: 'org_1', choice: null }])
    expect(votesShown(hidden, 2, [vote(1)], { own: ['org_1'], isSecretary: false }).named).toMatchObject([
      { choice: 'disapprove' },
    ])
  })
})

test('no choice of an unattributed poll is shown to anybody, no remark at all, and no vote disappears', () => {
  const viewer = fc.record({
    own: fc.subarray(['org_0', 'org_1', 'org_2'] as const),
    isSecretary: fc.boolean(),
  })
  fc.assert(
    fc.property(terms, viewer, fc.nat({ max: 3 }), fc.nat({ max: 20 }), (of, who, many, returns) => {
      const received = Array.from({ length: many }, (_, at) => vote(at))
      const shown = votesShown(of, returns, received, who)
      expect(shown.named.length + shown.more).toBe(many)
      expect(JSON.stringify(shown)).not.toContain('Secret words')
      if (of.unattributed) expect(JSON.stringify(shown)).not.toContain('disapprove')
    }),
  )
})

test('who changed a vote after the close is named, but for an unattributed poll', () => {
  const flip = { poll: 'poll_1', organisation: 'org_1', choice: 'approve', by: 'person_sam', at: '2026-12-01' } as const
  const closed: Terms = { status: 'closed', hidden: false, unattributed: false }
  expect(flipsShown(closed, [flip])).toEqual({ named: ['org_1'], count: 1 })
  expect(flipsShown({ ...closed, unattributed: true }, [flip])).toEqual({ named: [], count: 1 })
})
