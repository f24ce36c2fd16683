import { abstentions, leftOutOf, moreThan, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/** Simple majority of the votes cast: more approve than disapprove; abstentions are left out; a tie is not approval. */
export const simpleMajority: ApprovalRule = {
  ...usual,
  name: 'Simple majority',
  says: 'Simple majority of votes cast: more organisations approve than disapprove; abstentions are left out.',
  source: 'ISO/IEC Directives part 1, 1.7.5; for the tie JTC 1 Directives, chapter 9',
  judge: (returns) => {
    const { approve, disapprove, abstain } = tallyOf(returns)
    const cast = approve + disapprove
    return ruled(cast, leftOutOf(abstentions(abstain)), [
      moreThan({ of: 'In favour', part: approve, whole: cast, over: 1, under: 2 }),
    ])
  },
}
