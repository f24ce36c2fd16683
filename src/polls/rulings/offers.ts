/** The buttons that a person finds on a closed poll beside those of everybody: rulings that wait, and the change that the rule still allows. */
import { type Actor, seatsOf } from '#src/core/access.ts'
import { button } from '#src/view/build.ts'
import type { Action } from '#src/view/card.ts'
import { Flipped } from '../afterwards.ts'
import { votingSeats } from '../decide.ts'
import { pollReference } from '../poll.ts'
import { rules } from '../rules/rules.ts'
import type { PollState } from '../views.ts'

/** The most contests whose ruling is offered at once. */
const mostContests = 2

export function offers(state: PollState, actor: Actor): Action[] {
  const { poll, shown, own, around, names } = state
  if (poll.status !== 'closed') return []
  const reference = pollReference(poll)
  const holds = (role: 'secretariat' | 'chair') => seatsOf(actor).some((seat) => seat.role === role)
  const rule = rules[poll.rule]
  const isReasoned = shown.remarks.some(({ choice }) => choice === 'disapprove')
  const reasons = holds('secretariat') && rule.reasonsRuled && isReasoned
  const waiting = around.contests.filter(({ ruling }) => ruling === null)
  const canFlip = own.some(
    ({ organisation, choice }) =>
      (choice === null || choice === 'disapprove') &&
      !around.flipped.named.includes(organisation) &&
      votingSeats(actor, poll).some((seat) => seat.organisation === organisation),
  )
  return [
    ...(reasons ? [button('Rule on reasons', 'rule-on-reasons', { reference }, { opens: true })] : []),
    ...(holds('chair')
      ? waiting.slice(0, mostContests).map(({ id, organisation }) => {
          const label = `Rule on ${names.get(organisation) ?? organisation}’s contest`
          return button(label, 'rule-on-contest', { contest: id }, { opens: true })
        })
      : []),
    ...(rule.flips && canFlip
      ? Flipped.options.map((choice) => button(`Change to ${choice}`, 'flip-ballot', { reference, choice }))
      : []),
  ]
}
