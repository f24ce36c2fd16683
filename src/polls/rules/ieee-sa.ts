import { abstentions, approves, atLeast, disapproves, leftOutOf, lessThan, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/**
 * IEEE SA: three quarters of the group return a ballot, fewer than three in ten of those abstain, and three quarters of those for or
 * against approve. A disapproval without a comment counts as returned, not as against (802.11 letter ballot 191: 249 of 261, 2 left out).
 */
export const ieeeSa: ApprovalRule = {
  ...usual,
  name: 'IEEE SA',
  says: 'IEEE SA: at least 3/4 return a ballot, less than 3/10 of those abstain, and at least 3/4 of those for or against approve; disapprovals without a comment are left out of that.',
  source: 'IEEE SA Standards Board Operations Manual, 5.4.3; IEEE SA balloting help',
  body: 'IEEE SA',
  stands: 'primary-over-alternate',
  countsBare: false,
  flips: true,
  judge: (returns, roster) => {
    const uncommented = returns.filter((one) => disapproves(one) && one.reasons === 'none').length
    const { abstain } = tallyOf(returns)
    const yes = returns.filter(approves).length
    const compared = returns.length - abstain - uncommented
    const leftOut = leftOutOf(abstentions(abstain), [
      'disapproval without a comment',
      'disapprovals without a comment',
      uncommented,
    ])
    return ruled(compared, leftOut, [
      atLeast({ of: 'Returned', part: returns.length, whole: roster.length, over: 3, under: 4 }),
      lessThan({ of: 'Abstentions', part: abstain, whole: returns.length, over: 3, under: 10 }),
      atLeast({ of: 'In favour', part: yes, whole: compared, over: 3, under: 4 }),
    ])
  },
}
