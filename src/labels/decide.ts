/** The rules of relabelling: a label is raised by those who keep the item, and lowered by its source alone. Pure. */
import { type Actor, grants, type May, secretariat, signingRole, signingRoles } from '#src/core/access.ts'
import type { Labelled } from '#src/core/effect.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import type { Item, Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

/** What is relabelled, whatever it is. */
export type Found = {
  subject: Labelled
  /** As people say it: `C-12`. */
  reference: string
  item: Shared
  /** Of TLP:RED always in; null for what nobody wrote. */
  author: PersonId | null
  /** The organisation that it comes from; null: the consortium. */
  source: { id: OrganisationId; name: string; hasLeft: boolean } | null
  /** Whoever first promised it is not the one that keeps it now: its label goes up, never down. */
  hasPassed: boolean
}

/** Who may do more to it than read. What came from the consortium, or from an organisation that left, is in the secretariat's keeping. */
export const keeper: May<{ found: Found | undefined }> = {
  name: 'keeper',
  says: 'a delegate or deputy of the organisation that it comes from; the secretariat for what comes from the consortium, and to raise what an organisation left behind',
  grants: { ...grants(signingRoles, 'own'), ...secretariat.grants },
  test: (actor, { found }) => !found || secretariat.test(actor, undefined) || mayRaise(actor, found),
}

export function mayRaise(actor: Actor, { source }: Found): boolean {
  if (source === null || source.hasLeft) return secretariat.test(actor, undefined)
  return signingRole(actor, source.id) !== undefined
}

/** What an organisation left behind, and what passed from one to another, is lowered by nobody. */
export function mayLower(actor: Actor, found: Found): boolean {
  return found.source?.hasLeft !== true && !found.hasPassed && mayRaise(actor, found)
}

/** Whether anybody may see it afterwards who might not before; `author` wrote it, and knows it anyway. */
export function isWidened(before: Item, after: Item, author: PersonId | null): boolean {
  const rank = (label: Tlp) => Tlp.options.indexOf(label)
  if (rank(after.label) < rank(before.label)) return true
  const namesBefore = before.label === 'TLP:CLEAR' || before.label === 'TLP:GREEN'
  return !namesBefore && after.recipients.some((one) => one !== author && !before.recipients.includes(one))
}

export function isSame(before: Item, after: Item): boolean {
  const same = (one: Item, other: Item) => one.recipients.every((each) => other.recipients.includes(each))
  return before.label === after.label && same(before, after) && same(after, before)
}
