/** What ISO's enquiry and approval share: two electorates, exact fractions, and negatives without technical reasons left out. */
import type { Ruling } from '../poll.ts'
import { abstentions, approves, atLeast, atMost, isUnreasoned, leftOutOf, ruled, tallyOf } from './compare.ts'
import { type Return, usual } from './rule.ts'

export const isoCriteria =
  'at least 2/3 of the votes of P-members are in favour, and at most 1/4 of all votes against; abstentions, and negatives without technical reasons, are left out.'

export const isoEnquiry = {
  ...usual,
  body: 'ISO',
  needsReasons: true,
  reasonsRuled: true,
  forbidsDiscussion: true,
  judge,
} as const

/** The first condition counts P-members alone, the second everybody who voted. */
function judge(returns: readonly Return[]): Ruling {
  const kept = returns.filter((one) => one.choice !== 'abstain' && !isUnreasoned(one))
  const ofP = kept.filter(({ category }) => category === 'P')
  const unreasoned = returns.filter(isUnreasoned).length
  const leftOut = leftOutOf(abstentions(tallyOf(returns).abstain), [
    'disapproval without technical reasons',
    'disapprovals without technical reasons',
    unreasoned,
  ])
  const ruling = ruled(kept.length, leftOut, [
    atLeast({ of: 'P-members in favour', part: ofP.filter(approves).length, whole: ofP.length, over: 2, under: 3 }),
    atMost({ of: 'All votes against', part: tallyOf(kept).disapprove, whole: kept.length, over: 1, under: 4 }),
  ])
  // Without one P-member for or against, 0 of 0 would pass: there is nothing to compare.
  return ofP.length === 0 ? { ...ruling, outcome: 'undecided', arithmetic: [] } : ruling
}
