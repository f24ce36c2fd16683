/**
 * Decision: what a pure rule returns. An acceptance carries past-tense facts, which are stored and registered in one transaction
 * with their effects; a question and a refusal write nothing.
 */
import type { Card } from '#src/view/card.ts'
import type { Effect, Subject } from './effect.ts'
import type { OrganisationId } from './id.ts'
import type { Refusal } from './refusal.ts'

/**
 * A fact's plain part stands in the register as it is; `sealed` (free text, names, ballot choices) enters as salted hashes. A `personal`
 * one is about a single person's settings: it is stored and not registered. Of an `unopened` one no opening is kept: nobody can ever prove what was sealed.
 */
export type AnyFact = { type: string; sealed?: Record<string, string>; personal?: true; unopened?: true | undefined }

export type Decision<F extends AnyFact> =
  | {
      kind: 'accepted'
      facts: F[]
      /** The organisation that the actor acts for. */
      organisation: OrganisationId | null
      effects: Effect[]
      refresh: Subject[]
      says: Card
      /** What a repeat of the same attempt is told, and what is stored, where `says` holds what is shown only once. */
      kept: Card
      /** The reference under which the receipt of the first entry is said; null where nobody is given one. */
      receipt: string | null
    }
  /** Shows what would be done and asks for a yes; the arguments wait in the draft. An effect of it tells the asker more, and changes nothing. */
  | { kind: 'asked'; asks: Card; effects: Effect[] }
  /** `also`: what else is wrong, so that a form shows it all at once. */
  | { kind: 'declined'; refusal: Refusal; also: Refusal[] }

export function accept<F extends AnyFact>(
  facts: F[],
  then: {
    says: Card
    kept?: Card
    organisation?: OrganisationId
    effects?: Effect[]
    refresh?: Subject[]
    receipt?: string
  },
): Decision<F> {
  const { says, kept = says, organisation = null, effects = [], refresh = [], receipt = null } = then
  return { kind: 'accepted', facts, organisation, effects, refresh, says, kept, receipt }
}

export function ask(asks: Card, effects: Effect[] = []): Decision<never> {
  return { kind: 'asked', asks, effects }
}

export function decline(refusal: Refusal, also: Refusal[] = []): Decision<never> {
  return { kind: 'declined', refusal, also }
}
