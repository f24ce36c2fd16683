/** From decisions to answers: stamps the consortium on what can be clicked, and puts refusals where the person can mend them. */
import type { Answer } from './core/answer.ts'
import type { ConsortiumId } from './core/id.ts'
import { type Refusal, sentence } from './core/refusal.ts'
import { button, card, withActions } from './view/build.ts'
import type { Action, Card } from './view/card.ts'
import type { Problem } from './view/form.ts'

/** Every button belongs to one consortium: the click says which. */
export function stamped(drawn: Card, consortium: ConsortiumId): Card {
  return { ...drawn, actions: drawn.actions.map((action) => stampedAction(action, consortium)) }
}

function stampedAction(action: Action, consortium: ConsortiumId): Action {
  return 'url' in action ? action : { ...action, args: { ...action.args, consortium } }
}

export function refused(refusal: Refusal): Extract<Answer, { kind: 'refused' }> {
  return { kind: 'refused', code: refusal.code, card: refusalCard(refusal) }
}

/** A refusal with readings offers each as a button that goes on with the rest of what was typed. */
export function readingsCard(refusal: Refusal, use: string, form: string): Card {
  const field = refusal.field ?? ''
  const choices = (refusal.readings ?? []).map(({ label, value }) => button(label, use, { form, [field]: value }))
  return withActions(refusalCard(refusal), ...choices)
}

export function problemOf(refusal: Refusal): Problem {
  return { ...(refusal.field && { field: refusal.field }), says: sentence(refusal) }
}

function refusalCard(refusal: Refusal): Card {
  return { ...card(sentence(refusal)), tone: 'warning' }
}
