/** The rules of assessing: who may, of what, and until when the owner may reply. Pure. */
import { type Actor, isGranted, seatsOf } from '#src/core/access.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { replyDays } from './assessment.ts'
import type { Assessable, Made } from './store.ts'

/** Who assesses at all: whose word it is decides of what. */
export const assessing = { assessor: 'any', secretariat: 'any' } as const

/** Why the actor may not assess it: nobody assesses the word of an organisation of one's own. Source: OGP, independent assessment. */
export function assessWrong(actor: Actor, { owner, reference }: Assessable): Refusal | undefined {
  const isOwn = owner !== null && seatsOf(actor).some(({ organisation }) => organisation === owner.id)
  return isOwn ? refuse('assesses-own', { reference, owner: owner.name }) : undefined
}

/** What the actor sees whole: nobody judges a text without having read it. */
export function isAssessable(actor: Actor, of: Assessable): boolean {
  return isGranted(actor, assessing) && seenBy(actor, of.item) === 'full'
}

/** From when on everybody sees it who sees its subject: at once where nobody's word was assessed. */
export function opensAt(now: Temporal.Instant, { owner }: Pick<Assessable, 'owner'>): Temporal.Instant {
  return owner === null ? now : now.add({ hours: 24 * replyDays })
}

/** Why its owner can no longer reply, or let it be seen. */
export function replyWrong(made: Made, now: Temporal.Instant): Refusal | undefined {
  const isOver = Temporal.Instant.compare(Temporal.Instant.from(made.opensAt), now) <= 0
  return isOver || made.reply !== null ? refuse('assessment-open', { reference: made.about.reference }) : undefined
}
