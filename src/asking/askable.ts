/** What is asked about: who would answer, and how far it is. */
import { isOwnerLeft } from '#src/commitments/commitment.ts'
import type { CommitmentReader, SupportReader } from '#src/commitments/store.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, OrganisationId, PersonId, RecommendationId } from '#src/core/id.ts'
import { seenBy } from '#src/core/sharing.ts'
import type { At } from '#src/core/use-case.ts'
import { type FoundSubject, subjectBy } from '#src/filing/subject.ts'
import type { Reported } from '#src/recommendations/axes.ts'
import { codeOf } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { RequestReader } from '#src/requests/store.ts'

export type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitments: CommitmentReader
  supports: SupportReader
  requests: RequestReader
}

type Contact = { person: PersonId; name: string }

/** Whoever asks. */
type Asks = Pick<At, 'actor'>

export type Askable = {
  found: FoundSubject
  /** Whose people answer: its owner, or its lead; null where nobody leads it. */
  owner: { id: OrganisationId; name: string; zone: string; hasLeft: boolean } | null
  /** Null where nobody has reported. */
  reported: Pick<Reported, 'progress' | 'outlook' | 'at'> | null
  /** Of a commitment. */
  due: string | null
  /** Of the recommendation, or of those that the commitment answers. */
  coordinators: PersonId[]
  /** Who is asked: nobody where no one of its people may see it. */
  contact: Contact | undefined
}

/** As the actor sees it; undefined is as if it did not exist. */
export async function askableBy(typed: string, read: Read, { actor }: Asks): Promise<Askable | undefined> {
  const found = await subjectBy(typed, read, actor)
  if (!found) return undefined
  const { kind, id } = found.subject
  return kind === 'commitment' ? commitmentAsked(found, id, read) : recommendationAsked(found, id, read)
}

/** The same, locked until the transaction ends: for deciding about it. */
export async function lockedBy(typed: string, read: Read, asks: Asks): Promise<Askable | undefined> {
  const found = await subjectBy(typed, read, asks.actor)
  if (found?.subject.kind === 'commitment') await read.commitments.forChange(found.subject.id)
  if (found?.subject.kind === 'recommendation') await read.recommendations.forChange(codeOf(typed) ?? '')
  return askableBy(typed, read, asks)
}

async function commitmentAsked(found: FoundSubject, id: CommitmentId, read: Read): Promise<Askable> {
  const one = present(await read.commitments.byId(id), 'the commitment')
  if (one.status !== 'confirmed') throw new Error('a proposal is asked about by nobody')
  const { progress, outlook, progressAt, due, contact, proposedBy } = one
  const owner = present(await read.consortium.organisation(one.organisation), 'the owner')
  return {
    found,
    owner: { id: owner.id, name: owner.short, zone: owner.zone, hasLeft: isOwnerLeft(one) },
    reported: progressAt === null ? null : { progress, outlook, at: progressAt },
    due,
    coordinators: await read.recommendations.coordinators(one.recommendations),
    contact: await firstOf(found, owner.id, contact === null ? [proposedBy] : [contact, proposedBy], read),
  }
}

async function recommendationAsked(found: FoundSubject, id: RecommendationId, read: Read): Promise<Askable> {
  const lead = (await read.recommendations.assignments([id])).get(id)?.lead ?? null
  return {
    found,
    owner: lead && { id: lead.id, name: lead.name, zone: lead.zone, hasLeft: false },
    reported: await read.recommendations.reported(id),
    due: null,
    coordinators: await read.recommendations.coordinators([id]),
    contact: lead ? await firstOf(found, lead.id, [], read) : undefined,
  }
}

/** Those named, else whoever can sign for the organisation: the first who holds a seat there today and may see it. */
async function firstOf(
  { item }: FoundSubject,
  organisation: OrganisationId,
  named: readonly PersonId[],
  read: Read,
): Promise<Contact | undefined> {
  const signatories = await read.consortium.signatories(organisation)
  for (const person of new Set([...named, ...signatories.map((one) => one.person)])) {
    const actor = await read.consortium.actor(person)
    const isOfIt = actor?.seats.some((seat) => seat.organisation === organisation) ?? false
    if (actor && isOfIt && seenBy(actor, item) !== 'nothing') return { person, name: actor.name }
  }
  return undefined
}
