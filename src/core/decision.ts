/**
 * Decision: what a pure rule returns. An acceptance carries past-tense facts, which are stored and registered in one transaction
 * with their effects; a refusal writes nothing.
 */
import type { Card } from '#src/view/card.ts'
import type { Effect, Subject } from './effect.ts'
import type { Refusal } from './refusal.ts'

/** A fact's plain part stands in the register as it is; `sealed` (free text, names, ballot choices) enters as salted hashes. */
export type AnyFact = { type: string; sealed?: Record<string, string> }

export type Decision<F extends AnyFact> =
  | { accepted: true; facts: F[]; effects: Effect[]; refresh: Subject[]; says: Card }
  | { accepted: false; refusal: Refusal }

export function accept<F extends AnyFact>(
  facts: F[],
  then: { says: Card; effects?: Effect[]; refresh?: Subject[] },
): Decision<F> {
  return { accepted: true, facts, effects: then.effects ?? [], refresh: then.refresh ?? [], says: then.says }
}

export function decline(refusal: Refusal): { accepted: false; refusal: Refusal } {
  return { accepted: false, refusal }
}
