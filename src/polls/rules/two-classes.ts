import type { Criterion } from '../poll.ts'
import { abstentions, atLeast, leftOutOf, moreThan, ruled, tallyOf } from './compare.ts'
import { type ApprovalRule, type Return, usual } from './rule.ts'

/** The class whose members carry the larger share; every other member belongs to the second one. */
const firstClass = 'issuer'

/**
 * Two classes for mixed constituencies: two thirds of the first (issuers) and more than half of the second (consumers), at least one in
 * favour in each, and more than half of the members return a vote; abstentions count towards that alone. The source counts the average
 * attendance of three meetings as active members; here the roster stands for it.
 */
export const twoClasses: ApprovalRule = {
  ...usual,
  name: 'Two classes',
  says: 'Two classes: at least 2/3 of the issuers’ votes and more than half of the others’ are in favour, at least one in each; more than half of the members return a vote; abstentions count towards that alone.',
  source: 'CA/Browser Forum Bylaws, 2.3',
  judge: (returns, roster) => {
    const issuers = returns.filter((one) => one.class === firstClass)
    const others = returns.filter((one) => one.class !== firstClass)
    const { abstain, returned } = tallyOf(returns)
    return ruled(returned - abstain, leftOutOf(abstentions(abstain)), [
      moreThan({ of: 'Returned', part: returned, whole: roster.length, over: 1, under: 2 }),
      ...inClass('Issuers', issuers, atLeast, { over: 2, under: 3 }),
      ...inClass('Others', others, moreThan, { over: 1, under: 2 }),
    ])
  },
}

function inClass(
  of: string,
  returns: readonly Return[],
  compare: typeof atLeast,
  share: { over: number; under: number },
): Criterion[] {
  const { approve, disapprove } = tallyOf(returns)
  const somebody = {
    criterion: `${of} in favour ${approve}, needed at least one`,
    sum: `${approve} ${approve >= 1 ? '≥' : '<'} 1`,
    met: approve >= 1,
  }
  return [compare({ of: `${of} in favour`, part: approve, whole: approve + disapprove, ...share }), somebody]
}
