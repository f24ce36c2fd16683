import type { Count } from '../poll.ts'
import type { ApprovalRule, Ruling } from './rule.ts'

/**
 * Simple majority of the votes cast: more approve than disapprove; abstentions are left out; a tie is not approval.
 * Source: ISO/IEC Directives part 1, 1.7.5 ("simple majority … voting"), abstentions excluded; JTC 1 chapter 9 for the tie.
 */
export const simpleMajority: ApprovalRule = {
  says: 'Simple majority of votes cast: more organisations approve than disapprove; abstentions are left out.',
  judge,
}

function judge({ approve, disapprove, abstain }: Count): Ruling {
  const cast = approve + disapprove
  const leftOut = abstain === 0 ? '' : `${abstain} ${abstain === 1 ? 'abstention' : 'abstentions'}`
  if (cast === 0) return { outcome: 'undecided', leftOut, arithmetic: [] }
  const met = 2 * approve > cast
  const sum = `2×${approve} = ${2 * approve} ${met ? '>' : '≤'} ${cast}`
  return {
    outcome: met ? 'approved' : 'not-approved',
    leftOut,
    arithmetic: [{ criterion: `In favour ${approve} of ${cast}, needed more than half`, sum, met }],
  }
}
