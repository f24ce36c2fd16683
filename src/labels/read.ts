/** What is read of something whose label is changed, and of where it is shown. */
import { statementItem, statementReference } from '#src/advisories/statements/statement.ts'
import type { StatementReader } from '#src/advisories/store.ts'
import { commitmentItem, commitmentReference } from '#src/commitments/commitment.ts'
import { seen as seenCommitment } from '#src/commitments/decide.ts'
import type { CommitmentReader } from '#src/commitments/store.ts'
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import { assertNever } from '#src/core/assert.ts'
import type { Labelled, Subject } from '#src/core/effect.ts'
import type { GroupId, OrganisationId } from '#src/core/id.ts'
import { seenBy } from '#src/core/sharing.ts'
import { draftItem, draftReference } from '#src/drafts/draft.ts'
import type { DraftReader } from '#src/drafts/store.ts'
import { seen as seenPoll } from '#src/polls/decide.ts'
import { pollItem, pollReference } from '#src/polls/poll.ts'
import type { PollReader, StrawReader } from '#src/polls/store.ts'
import { strawItem, strawReference } from '#src/polls/straw/straw.ts'
import { codeOf, recommendationItem, recommendationReference } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { ResolutionReader } from '#src/resolution/store.ts'
import type { Found } from './decide.ts'

export type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitments: CommitmentReader
  polls: PollReader
  straws: StrawReader
  statements: StatementReader
  drafts: DraftReader
  resolution: Pick<ResolutionReader, 'list'>
}

/** Undefined is as if it did not exist. */
export async function foundBy(typed: string, read: Read, actor: Actor): Promise<Found | undefined> {
  const [, kind, digits] = /^\s*([cpdsj])-?(\d{1,9})\s*$/i.exec(typed) ?? []
  const number = Number(digits)
  switch (kind?.toLowerCase()) {
    case 'c':
      return commitmentBy(number, read, actor)
    case 'p':
      return pollBy(number, read, actor)
    case 'd':
      return draftBy(number, read, actor)
    case 's':
      return strawBy(number, read, actor)
    case 'j':
      return statementBy(number, read, actor)
    default:
      return recommendationBy(typed, read, actor)
  }
}

async function draftBy(number: number, read: Read, actor: Actor): Promise<Found | undefined> {
  const one = await read.drafts.byNumber(number)
  if (!one || seenBy(actor, draftItem(one)) === 'nothing') return undefined
  const subject = { kind: 'draft', id: one.id } as const
  const kept = { author: one.registeredBy, source: null, hasPassed: false }
  return { subject, reference: draftReference(one), item: draftItem(one), ...kept }
}

async function commitmentBy(number: number, read: Read, actor: Actor): Promise<Found | undefined> {
  const one = await read.commitments.byNumber(number)
  if (one?.status !== 'confirmed' || seenCommitment(actor, one) === 'nothing') return undefined
  const source = await sourceOf(one.organisation, one.ownerLeftAt !== null, read)
  const reference = commitmentReference(one)
  return {
    subject: { kind: 'commitment', id: one.id },
    reference,
    item: commitmentItem(one),
    author: one.proposedBy,
    source,
    hasPassed: one.ownedSince !== null,
  }
}

async function pollBy(number: number, read: Read, actor: Actor): Promise<Found | undefined> {
  const one = await read.polls.byNumber(number)
  if (!one || seenPoll(actor, one) === 'nothing') return undefined
  const source = await sourceOf(one.source, one.sourceLeftAt !== null, read)
  const reference = pollReference(one)
  const subject = { kind: 'poll', id: one.id } as const
  return { subject, reference, item: pollItem(one), author: one.openedBy, source, hasPassed: false }
}

async function strawBy(number: number, read: Read, actor: Actor): Promise<Found | undefined> {
  const one = await read.straws.byNumber(number)
  if (!one || seenBy(actor, strawItem(one)) === 'nothing') return undefined
  const source = await sourceOf(one.source, one.sourceLeftAt !== null, read)
  const subject = { kind: 'straw', id: one.id } as const
  const reference = strawReference(one)
  return { subject, reference, item: strawItem(one), author: one.openedBy, source, hasPassed: false }
}

async function statementBy(number: number, read: Read, actor: Actor): Promise<Found | undefined> {
  const one = await read.statements.byNumber(number)
  if (!one || seenBy(actor, statementItem(one)) === 'nothing') return undefined
  const source = await sourceOf(one.source, one.sourceLeftAt !== null, read)
  const subject = { kind: 'statement', id: one.id } as const
  const reference = statementReference(one)
  return { subject, reference, item: statementItem(one), author: one.openedBy, source, hasPassed: false }
}

async function recommendationBy(typed: string, read: Read, actor: Actor): Promise<Found | undefined> {
  const code = /^\s*r/i.test(typed) ? codeOf(typed) : undefined
  const one = code === undefined ? undefined : await read.recommendations.byCode(code)
  if (!one || seenBy(actor, recommendationItem(one)) === 'nothing') return undefined
  const reference = recommendationReference(one)
  return {
    subject: { kind: 'recommendation', id: one.id },
    reference,
    item: recommendationItem(one),
    author: null,
    source: null,
    hasPassed: false,
  }
}

/** An organisation that came back has what it promised since, and not what it left behind. */
async function sourceOf(id: OrganisationId | null, hasLeft: boolean, read: Read): Promise<Found['source']> {
  const organisation = id && (await read.consortium.organisation(id))
  return organisation ? { id: organisation.id, name: organisation.short, hasLeft } : null
}

export async function groupOf(subject: Labelled, read: Read): Promise<Group | undefined> {
  const id = await groupIdOf(subject, read)
  return id && read.consortium.group(id)
}

async function groupIdOf(subject: Labelled, read: Read): Promise<GroupId | undefined> {
  switch (subject.kind) {
    case 'commitment':
      return (await read.commitments.byId(subject.id))?.group
    case 'poll':
      return (await read.polls.byId(subject.id))?.group
    case 'draft':
      return (await read.drafts.byId(subject.id))?.group
    case 'straw':
      return (await read.straws.byId(subject.id))?.group
    case 'statement':
      return (await read.statements.byId(subject.id))?.group
    case 'recommendation':
      return undefined
    default:
      return assertNever(subject)
  }
}

/** A commitment's recommendation counts it, a recommendation's commitments name it, and boards count both. */
export async function shownOn(subject: Labelled, read: Read): Promise<Subject[]> {
  if (subject.kind === 'poll' || subject.kind === 'straw' || subject.kind === 'statement') return []
  if (subject.kind === 'draft') {
    const list = await read.resolution.list(subject.id)
    return list ? [{ kind: 'consent', id: list.id }] : []
  }
  const boards = (await read.recommendations.boards()).map((id): Subject => ({ kind: 'board', id }))
  if (subject.kind === 'commitment') {
    const answers = (await read.commitments.byId(subject.id))?.recommendations ?? []
    return [...boards, ...answers.map((id): Subject => ({ kind: 'recommendation', id }))]
  }
  const shown = await read.recommendations.shown()
  return [...boards, ...shown.filter(({ recommendation }) => recommendation === subject.id).map((one) => one.subject)]
}
