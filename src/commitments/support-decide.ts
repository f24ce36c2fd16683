/** The rules of support: who may be asked to take part in a commitment, and what its part may say. Pure. */
import type { OrganisationRead } from '#src/consortium/store.ts'
import type { PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { isOver, progressText } from '#src/recommendations/axes.ts'
import { commitmentReference } from './commitment.ts'
import { longestPart, type Support } from './support.ts'
import type { Confirmed, Named } from './views.ts'

/** Who is meant, and what it is to do, as far as it could be read. */
export type Meant = { typed: string | undefined; by: OrganisationRead | undefined; part: string }

/** `Korea Provide test data`: the longest name at its beginning is meant, the rest is its part. */
export function meantBy(typed: string | undefined, part: string | undefined, all: OrganisationRead[]): Meant {
  if (typed === undefined) return { typed, by: undefined, part: part ?? '' }
  const exact = all.find(({ id }) => id === typed)
  if (exact) return { typed, by: exact, part: part ?? '' }
  const names = all.flatMap((one) => [one.short, one.name].map((name) => ({ one, name })))
  const begun = names
    .filter(({ name }) => new RegExp(`^${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'iu').test(typed))
    .toSorted((a, b) => b.name.length - a.name.length)
  const [longest] = begun
  if (!longest) return { typed, by: undefined, part: part ?? '' }
  const rest = typed.slice(longest.name.length).replace(/^[\s:,;.–—-]+/u, '')
  return { typed, by: longest.one, part: part ?? rest }
}

export type Asking = Meant & {
  found: Named<Confirmed>
  /** Who could bind it. */
  signatories: { person: PersonId }[]
  standing: Support[]
  /** Whom it can be. */
  names: string[]
}

export function askingWrong({ found, typed, by, part, signatories, standing, names }: Asking): Refusal[] {
  const { commitment } = found
  const reference = commitmentReference(commitment)
  const onBy = { field: 'by' }
  if (isOver(commitment.progress))
    return [refuse('support-of-done', { reference, progress: progressText(commitment.progress) })]
  return [
    ...(typed === undefined ? [refuse('supporter-needed', { names }, onBy)] : []),
    ...(typed !== undefined && !by
      ? [refuse('no-such-organisation', { typed: typed.slice(0, 100), names }, onBy)]
      : []),
    ...(by ? supporterWrong(found, by, { signatories, standing }) : []),
    ...(part.length > longestPart
      ? [refuse('too-long', { length: part.length, most: longestPart }, { field: 'part' })]
      : []),
  ]
}

function supporterWrong(
  { commitment, owner }: Named<Confirmed>,
  by: OrganisationRead,
  { signatories, standing }: Pick<Asking, 'signatories' | 'standing'>,
): Refusal[] {
  const reference = commitmentReference(commitment)
  const onBy = { field: 'by' }
  if (by.id === commitment.organisation) return [refuse('owner-already', { reference, owner: by.short }, onBy)]
  if (by.leftAt !== null) return [refuse('supporter-left', { organisation: by.short }, onBy)]
  const { label, recipients, policy } = commitment
  const isNamed = [by.id, ...signatories.map(({ person }) => person)].some((id) => recipients.includes(id))
  if ((isAboveGreen(label) && !isNamed) || whatLeaves(policy, commitment) === 'nothing') {
    return [refuse('supporter-blind', { organisation: by.short, reference, owner: owner.short, label }, onBy)]
  }
  if (signatories.length === 0) return [refuse('nobody-signs', { organisation: by.short }, onBy)]
  const stands = standing.find(({ organisation }) => organisation === by.id)
  return stands ? [refuse('support-stands', { organisation: by.short, reference, state: stands.state }, onBy)] : []
}
