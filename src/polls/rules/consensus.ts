import { approves, disapproves, leftOutOf } from './compare.ts'
import { type ApprovalRule, usual } from './rule.ts'

/**
 * Consensus: general agreement, characterised by the absence of sustained opposition to substantial issues. A tally never proves it:
 * positions and sustained oppositions are recorded, and the chair finds whether there is consensus.
 */
export const consensus: ApprovalRule = {
  ...usual,
  name: 'Consensus',
  says: 'Consensus: no count decides. Positions and sustained oppositions are recorded; the chair finds whether there is consensus.',
  source: 'ISO/IEC Guide 2, 1.7; ISO/IEC Directives part 1, 2.5.6',
  needsReasons: true,
  judge: (returns) => {
    const compared = returns.filter((one) => approves(one) || disapproves(one)).length
    const rest = leftOutOf(['abstention', 'abstentions', returns.length - compared])
    return { outcome: 'undecided', compared, leftOut: rest, arithmetic: [] }
  },
}
