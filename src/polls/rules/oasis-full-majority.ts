import { abstentions, leftOutOf, moreThan, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/** More than half of the whole roster of voting members, whoever votes. */
export const oasisFullMajority: ApprovalRule = {
  ...usual,
  name: 'OASIS full majority',
  says: 'OASIS full majority: more than half of all voting members approve, whoever votes.',
  source: 'OASIS TC Handbook, “Full Majority Vote”',
  body: 'OASIS',
  judge: (returns, roster) => {
    const { approve, disapprove, abstain } = tallyOf(returns)
    return ruled(approve + disapprove, leftOutOf(abstentions(abstain)), [
      moreThan({ of: 'Approved by', part: approve, whole: roster.length, over: 1, under: 2 }),
    ])
  },
}
