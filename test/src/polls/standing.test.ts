import { expect, test } from 'vitest'
import type { ReceivedVote } from '#src/polls/afterwards.ts'
import type { Ballot } from '#src/polls/poll.ts'
import { standingBallots } from '#src/polls/standing.ts'

const cast = (role: Ballot['role']): Ballot => ({
  ...{ organisation: 'org_japan', choice: 'approve', remarks: '', ruling: null, recorded: null },
  ...{ castBy: 'person_hana', role, castAt: '2026-11-02T00:00:00Z' },
})
const received = (role: Ballot['role'], state: ReceivedVote['state'] = 'counted'): ReceivedVote => ({
  ...{
    id: 'rvote_1',
    poll: 'poll_1',
    organisation: 'org_japan',
    choice: 'disapprove',
    remarks: 'Units',
    reasons: null,
  },
  ...{ role, means: 'letter', day: '2026-11-01', state, late: false, recordedBy: 'person_sam' },
  ...{ recordedAt: '2026-11-01T00:00:00Z', file: null, objection: null, rulings: [] },
})
const choices = (...of: Parameters<typeof standingBallots>) => standingBallots(...of).map(({ choice }) => choice)

test('a recorded vote counts where its organisation cast none, and not once it is withdrawn or while it is late', () => {
  expect(choices('simple-majority', [], [received('delegate')])).toEqual(['disapprove'])
  expect(choices('simple-majority', [], [received('delegate', 'late'), received('delegate', 'withdrawn')])).toEqual([])
})

// Which cast stands is rule data: the last one, or the primary voter's over the alternate's (IEEE SA Operations Manual, 5.4.3).
test.each([
  ['simple-majority', 'deputy', 'head-delegate', 'approve'],
  ['simple-majority', 'head-delegate', 'deputy', 'approve'],
  ['ieee-sa', 'deputy', 'head-delegate', 'disapprove'],
  ['ieee-sa', 'head-delegate', 'deputy', 'approve'],
  ['ieee-sa', 'delegate', 'delegate', 'approve'],
] as const)('under %s a vote cast by a %s beside a letter of the %s: %s', (rule, own, signed, stands) => {
  expect(choices(rule, [cast(own)], [received(signed)])).toEqual([stands])
})

test('a change after the close goes on top of what was cast and of what was recorded', () => {
  const flip = {
    poll: 'poll_1',
    organisation: 'org_japan',
    choice: 'abstain',
    by: 'person_hana',
    at: '2026-12-01',
  } as const
  const disapproved: Ballot = { ...cast('delegate'), choice: 'disapprove' }
  expect(choices('ieee-sa', [disapproved], [], [flip])).toEqual(['abstain'])
  expect(choices('ieee-sa', [], [received('delegate')], [flip])).toEqual(['abstain'])
})
