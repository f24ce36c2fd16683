import { abstentions, atLeast, leftOutOf, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/** Two thirds of the votes cast for or against; exactly two thirds pass. */
export const twoThirds: ApprovalRule = {
  ...usual,
  name: 'Two thirds',
  says: 'Two thirds of votes cast: at least 2/3 of those that approve or disapprove are in favour; abstentions are left out.',
  source: 'ANSI Z136 procedures: two thirds of the responses less abstentions',
  judge: (returns) => {
    const { approve, disapprove, abstain } = tallyOf(returns)
    const cast = approve + disapprove
    return ruled(cast, leftOutOf(abstentions(abstain)), [
      atLeast({ of: 'In favour', part: approve, whole: cast, over: 2, under: 3 }),
    ])
  },
}
