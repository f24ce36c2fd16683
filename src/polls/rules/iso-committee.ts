import { leftOutOf, moreThan, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/** Decision of a committee: simple majority of the P-members voting; no proxy, and no formal discussion while the ballot runs. */
export const isoCommittee: ApprovalRule = {
  ...usual,
  name: 'ISO committee decision',
  says: 'ISO committee decision: more P-members approve than disapprove; abstentions and other members’ votes are left out.',
  source: 'ISO/IEC Directives part 1 (2024), 1.7.5',
  body: 'ISO',
  forbidsDiscussion: true,
  judge: (returns) => {
    const ofP = returns.filter(({ category }) => category === 'P')
    const { approve, disapprove, abstain } = tallyOf(ofP)
    const cast = approve + disapprove
    const leftOut = leftOutOf(
      ['abstention', 'abstentions', abstain],
      [
        'vote of a member that is not a P-member',
        'votes of members that are not P-members',
        returns.length - ofP.length,
      ],
    )
    return ruled(cast, leftOut, [
      moreThan({ of: 'P-members in favour', part: approve, whole: cast, over: 1, under: 2 }),
    ])
  },
}
