import { abstentions, atLeast, leftOutOf, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/** All votes cast are in favour; who abstains does not stand in the way. */
export const unanimity: ApprovalRule = {
  ...usual,
  name: 'Unanimity',
  says: 'Unanimity of votes cast: nobody disapproves and somebody approves; abstentions do not stand in the way.',
  source: 'Treaty on the Functioning of the European Union, article 238(4), for abstentions under unanimity',
  judge: (returns) => {
    const { approve, disapprove, abstain } = tallyOf(returns)
    const cast = approve + disapprove
    return ruled(cast, leftOutOf(abstentions(abstain)), [
      atLeast({ of: 'In favour', part: approve, whole: cast, over: 1, under: 1 }),
    ])
  },
}
