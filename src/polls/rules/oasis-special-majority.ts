import { abstentions, atLeast, atMost, leftOutOf, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/** Over the whole roster of voting members, so that silence acts as not approving. */
export const oasisSpecialMajority: ApprovalRule = {
  ...usual,
  name: 'OASIS special majority',
  says: 'OASIS special majority: at least 2/3 of all voting members approve, and at most 1/4 of all disapprove, whoever votes.',
  source: 'OASIS TC Handbook, “Special Majority Vote”',
  body: 'OASIS',
  judge: (returns, roster) => {
    const { approve, disapprove, abstain } = tallyOf(returns)
    return ruled(approve + disapprove, leftOutOf(abstentions(abstain)), [
      atLeast({ of: 'Approved by', part: approve, whole: roster.length, over: 2, under: 3 }),
      atMost({ of: 'Disapproved by', part: disapprove, whole: roster.length, over: 1, under: 4 }),
    ])
  },
}
