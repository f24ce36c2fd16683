/** Who may have a document: the person for whom it was made, while that person is what it needs and may see its label. Asked at each step. */
import { type Actor, seatsOf, signingRole } from './core/access.ts'
import { assertNever } from './core/assert.ts'
import { maySee, seenBy } from './core/sharing.ts'
import type { Owner } from './documents/store.ts'
import { evidenceItem } from './evidence/evidence.ts'
import { exportUntil } from './leaving/leaving.ts'
import { speaksFor } from './polls/outside/speakers.ts'
import type { Unit } from './store.ts'
import { seenOf } from './subjects.ts'

type Person = Extract<Actor, { kind: 'person' }>

export async function mayHave(actor: Person, owner: Owner, unit: Pick<Unit, 'read' | 'now'>): Promise<boolean> {
  if (actor.person !== owner.person) return false
  const { needs } = owner
  switch (needs) {
    case 'self':
      return maySeeFiles(actor, owner)
    case 'secretary':
      return seatsOf(actor).some(({ role }) => role === 'secretariat') && maySeeFiles(actor, owner)
    case 'evidence':
      return seesEvidence(actor, owner, unit)
    case 'letter':
      return readsLetters(actor, owner)
    case 'signatory':
      return signs(actor, owner) || signedLast(actor, owner, unit)
    default:
      return assertNever(needs)
  }
}

/**
 * What has a source is its organisation's; what has none was put together of what the person might see: then the standing of any seat counts. The
 * person is named by the making.
 */
function maySeeFiles(actor: Person, { label, organisation }: Owner): boolean {
  const own = organisation === null ? seatsOf(actor).map((seat) => seat.organisation) : []
  return maySee(actor, { label, source: organisation, recipients: [actor.person, ...own] })
}

function signs(actor: Person, owner: Owner): boolean {
  return (
    owner.organisation !== null && signingRole(actor, owner.organisation) !== undefined && maySeeFiles(actor, owner)
  )
}

/** The secretariat, and whoever speaks for the organisation whose vote came in it. */
function readsLetters(actor: Person, owner: Owner): boolean {
  if (seatsOf(actor).some(({ role }) => role === 'secretariat') && maySeeFiles(actor, { ...owner, organisation: null }))
    return true
  return owner.organisation !== null && speaksFor(actor, owner.organisation) && maySeeFiles(actor, owner)
}

/** Whoever could bind an organisation on the day it left takes its export away for some days more, though the seat has ended. */
async function signedLast(actor: Person, { organisation }: Owner, { read, now }: Pick<Unit, 'read' | 'now'>) {
  const left = organisation === null ? undefined : await read.leaving.lastLeaving(organisation)
  if (!left?.signatories.includes(actor.person)) return false
  return Temporal.Instant.compare(now, exportUntil(left.leftAt)) < 0
}

/** As long as it stands and the person sees it whole, and what it is about. */
async function seesEvidence(actor: Person, { evidence }: Owner, { read }: Pick<Unit, 'read'>): Promise<boolean> {
  const piece = evidence ? await read.evidence.byId(evidence) : undefined
  if (!piece || seenBy(actor, evidenceItem(piece)) !== 'full') return false
  return (await seenOf(actor, piece.subject, read)) === 'full'
}
