/** From decisions to answers: stamps the consortium on what can be clicked, and puts refusals where the person can mend them. */
import { type Actor, chosenOf, organisationsOf } from './core/access.ts'
import type { Answer } from './core/answer.ts'
import type { Effect } from './core/effect.ts'
import type { ConsortiumId, OrganisationId } from './core/id.ts'
import { type Refusal, sentence } from './core/refusal.ts'
import { button, card, note, withActions } from './view/build.ts'
import type { Action, Card } from './view/card.ts'
import type { Form, Problem } from './view/form.ts'

/** Every button belongs to one consortium: the click says which. */
export function stamped(drawn: Card, consortium: ConsortiumId): Card {
  const stamp = (actions: Action[]) => actions.map((action) => stampedAction(action, consortium))
  const blocks = drawn.blocks.map((block) =>
    block.kind === 'buttons' ? { ...block, actions: stamp(block.actions) } : block,
  )
  return { ...drawn, blocks, actions: stamp(drawn.actions) }
}

export function stampedEffect(effect: Effect, consortium: ConsortiumId): Effect {
  if (effect.kind !== 'tell') return effect
  const { otherwise } = effect
  return {
    ...effect,
    card: stamped(effect.card, consortium),
    ...(otherwise && { otherwise: stamped(otherwise, consortium) }),
  }
}

function stampedAction(action: Action, consortium: ConsortiumId): Action {
  return 'url' in action ? action : { ...action, args: { ...action.args, consortium } }
}

/** `spokenIn`: the place whose choice can be changed, wherever the answer is read. */
type Addressee = { consortium: ConsortiumId; actor: Actor; organisation: OrganisationId | null; spokenIn: string }

/**
 * An answer as the person gets it: whoever has several organisations reads for which of them it is, and can change that. A stranger's
 * buttons name no consortium: which one a code belongs to is nobody's business before it opens.
 */
export function addressed(answer: Answer, { consortium, actor, organisation, spokenIn }: Addressee): Answer {
  const several = organisationsOf(actor)
  const acted = several.length > 1 ? several.find(({ id }) => id === organisation) : undefined
  const whose = acted ?? chosenOf(actor)
  if (answer.kind === 'form') return { kind: 'form', form: whose ? signedForm(answer.form, whose.name) : answer.form }
  const signed = whose ? signedCard(answer.card, whose.name, spokenIn) : answer.card
  return { ...answer, card: actor.kind === 'stranger' ? signed : stamped(signed, consortium) }
}

const choosing = 'act-for'

function signedForm(form: Form, name: string): Form {
  return { ...form, note: [...(form.note ? [...form.note, '\n'] : []), `For ${name}.`] }
}

/** A card that offers the choice itself says so already. */
function signedCard(drawn: Card, name: string, where: string): Card {
  if (drawn.actions.some((action) => 'use' in action && action.use === choosing)) return drawn
  return {
    ...drawn,
    blocks: [...drawn.blocks, note(`For ${name}.`)],
    actions: [...drawn.actions, button('Change organisation', choosing, { where })],
  }
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
  return { ...card(sentence(refusal)), tone: 'warning', actions: refusal.offers ?? [] }
}
