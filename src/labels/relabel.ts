/** Changing the label of a commitment, a poll, a draft or a recommendation, or for whom it is. */
import { z } from 'zod'
import { type CommitmentFact, commitmentItem, commitmentReference } from '#src/commitments/commitment.ts'
import { seen as seenCommitment } from '#src/commitments/decide.ts'
import type { CommitmentReader } from '#src/commitments/store.ts'
import { LabelInput, labelledAs, type Nameable, nameableIn } from '#src/consortium/labelling.ts'
import { type Around, aroundIn, refusedLines, shownIn, within } from '#src/consortium/reach.ts'
import type { ConsortiumReader, Group, PlaceRead, SeatLine } from '#src/consortium/store.ts'
import { type Actor, seatsOf } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect, Labelled, Subject } from '#src/core/effect.ts'
import type { GroupId, OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type Item, seenBy } from '#src/core/sharing.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { type DraftFact, draftItem, draftReference } from '#src/drafts/draft.ts'
import type { DraftReader } from '#src/drafts/store.ts'
import { seen as seenPoll, signing, unnamedVoters } from '#src/polls/decide.ts'
import { type PollFact, pollItem, pollReference } from '#src/polls/poll.ts'
import type { PollReader } from '#src/polls/store.ts'
import {
  codeOf,
  type RecommendationFact,
  recommendationItem,
  recommendationReference,
} from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { ResolutionReader } from '#src/resolution/store.ts'
import { type Found, isSame, isWidened, keeper, mayLower, mayRaise } from './decide.ts'
import { labelForm, relabelledCard, unchangedCard } from './views.ts'

type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitments: CommitmentReader
  polls: PollReader
  drafts: DraftReader
  resolution: Pick<ResolutionReader, 'list'>
}

type Relabelled = CommitmentFact | PollFact | DraftFact | RecommendationFact

type State = {
  found: Found | undefined
  nameable: Nameable
  around: Around
  /** Where its working group meets; of a recommendation, everywhere. */
  places: PlaceRead[]
  /** Where it takes ballots: its group and who may vote. */
  voting: { group: Group; seats: SeatLine[] } | undefined
  /** Other cards that show it. */
  shownOn: Subject[]
}

const Reference = z.string().trim().max(40, 'Write it like C-12, P-7, D-3 or R-4.2.')

export const relabel = changing('relabel', {
  input: z.object({ reference: Reference, ...LabelInput }),
  says: 'Change the label of a commitment, a poll, a draft or a recommendation, and for whom it is',
  may: keeper,
  typed: {
    word: 'label',
    usage: 'label C-12 TLP:AMBER for NAMES',
    examples: ['label C-12 TLP:AMBER for Japan, France', 'label R-4.2 TLP:GREEN'],
    read: (rest) => {
      const [, reference, label, names] = /^(\S+)(?:\s+(\S+))?(?:\s+for\s+(.*))?$/is.exec(rest.trim()) ?? []
      const named = /red$/i.test(label ?? '') ? 'people' : 'recipients'
      return { ...(reference && { reference }), ...(label && { label }), ...(names && { [named]: names }) }
    },
  },
  form: async (values, read: Read, at) => {
    const found = await foundBy(values.reference ?? '', read, at.actor)
    if (found && !mayRaise(at.actor, found)) return othersLabel(found)
    return labelForm(found, await nameableIn(read, at.now))
  },
  load: async ({ reference }, read: Read, at): Promise<State> => {
    const found = await foundBy(reference, read, at.actor)
    const group = found && (await groupOf(found.subject, read))
    return {
      found,
      nameable: await nameableIn(read, at.now),
      around: await aroundIn(read),
      places: group?.places ?? (await read.consortium.places()),
      voting: group && found.subject.kind === 'poll' ? { group, seats: await read.consortium.seats() } : undefined,
      shownOn: found ? await shownOn(found.subject, read) : [],
    }
  },
  decide: (input, state, at): Decision<Relabelled> => {
    const { found, nameable, around, places } = state
    if (!found)
      return decline(refuse('not-found', { reference: input.reference.toUpperCase() }, { field: 'reference' }))
    if (!mayRaise(at.actor, found)) return decline(othersLabel(found))
    if (input.label === undefined)
      return decline(refuse('text-needed', { what: 'Choose the label.' }, { field: 'label' }))
    const labelled = labelledAs(input, { source: found.source, author: found.author }, nameable)
    if (Array.isArray(labelled)) {
      const [first = refuse('not-found', { reference: input.reference }), ...also] = labelled
      return decline(first, also)
    }
    const { label, recipients, says } = labelled
    const after: Found = { ...found, item: { ...found.item, label, recipients } }
    if (isSame(found.item, after.item)) return accept([], { says: unchangedCard(found) })
    const wrong = widenedWrong(found, after.item, at.actor) ?? votersWrong(after, state, at)
    if (wrong) return decline(wrong)
    const names = recipients.map((one) => nameOf(one, nameable))
    const lines = [...says, `Shown in ${shownIn(after.item, places)}`, ...refusedLines(after.item, places, around)]
    const organisation = signedFor(at.actor, found)
    return accept([factOf(found, after.item)], {
      ...(organisation && { organisation }),
      says: relabelledCard(after, found.item.label, names, lines),
      refresh: [found.subject, ...state.shownOn],
      effects: newlyPosted(found, after, state),
    })
  },
})

async function foundBy(typed: string, read: Read, actor: Actor): Promise<Found | undefined> {
  const [, kind, number] = /^\s*([cpd])-?(\d{1,9})\s*$/i.exec(typed) ?? []
  if (kind?.toLowerCase() === 'c') return commitmentBy(Number(number), read, actor)
  if (kind?.toLowerCase() === 'p') return pollBy(Number(number), read, actor)
  if (kind?.toLowerCase() === 'd') return draftBy(Number(number), read, actor)
  return recommendationBy(typed, read, actor)
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

async function groupOf(subject: Labelled, read: Read): Promise<Group | undefined> {
  const id = await groupIdOf(subject, read)
  return id && read.consortium.group(id)
}

async function groupIdOf(subject: Labelled, read: Read): Promise<GroupId | undefined> {
  if (subject.kind === 'commitment') return (await read.commitments.byId(subject.id))?.group
  if (subject.kind === 'poll') return (await read.polls.byId(subject.id))?.group
  if (subject.kind === 'draft') return (await read.drafts.byId(subject.id))?.group
  return undefined
}

/** A commitment's recommendation counts it, a recommendation's commitments name it, and boards count both. */
async function shownOn(subject: Labelled, read: Read): Promise<Subject[]> {
  if (subject.kind === 'poll') return []
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

function othersLabel({ reference, source }: Found): Refusal {
  return refuse('label-of-others', { reference, source: source?.name ?? 'the secretariat' })
}

/** Where its working group could not have it before, its card is put now; a recommendation's is put by hand alone. */
function newlyPosted({ subject, item }: Found, after: Found, { places }: State): Effect[] {
  if (subject.kind === 'recommendation') return []
  const before = within(item, places)
  return within(after.item, places)
    .filter((place) => !before.includes(place))
    .map((place) => ({ kind: 'post', subject, place: place.id }))
}

function widenedWrong(found: Found, after: Item, actor: Actor): Refusal | undefined {
  if (mayLower(actor, found) || !isWidened(found.item, after, found.author)) return undefined
  const { reference, item } = found
  if (found.source?.hasLeft || found.hasPassed) {
    return refuse('label-upward', { reference, label: item.label }, { field: 'label' })
  }
  return refuse('label-lowered', { reference, label: item.label, source: found.source?.name ?? '' }, { field: 'label' })
}

/** While it takes ballots, those who vote must see the question. */
function votersWrong({ item, source }: Found, { voting }: State, { now }: At): Refusal | undefined {
  if (!voting) return undefined
  const unnamed = unnamedVoters(item, voting.group, source?.id, signing(voting.seats, now))
  if (unnamed.length === 0) return undefined
  const field = item.label === 'TLP:RED' ? 'people' : 'recipients'
  return refuse('electorate-unnamed', { label: item.label, names: unnamed.map(({ short }) => short) }, { field })
}

function factOf({ subject, item }: Found, after: Item): Relabelled {
  const changed = { was: item.label, label: after.label, recipients: [...after.recipients] }
  switch (subject.kind) {
    case 'commitment':
      return { type: 'commitment-relabelled', commitment: subject.id, ...changed }
    case 'poll':
      return { type: 'poll-relabelled', poll: subject.id, ...changed }
    case 'draft':
      return { type: 'draft-relabelled', draft: subject.id, ...changed }
    case 'recommendation':
      return { type: 'recommendation-relabelled', recommendation: subject.id, ...changed }
  }
}

/** The organisation for which it is done: the source, where the actor sits there. */
function signedFor(actor: Actor, { source }: Found): OrganisationId | undefined {
  return seatsOf(actor).some(({ organisation }) => organisation === source?.id) ? source?.id : undefined
}

function nameOf(recipient: string, { organisations, people }: Nameable): string {
  return (
    organisations.find(({ id }) => id === recipient)?.short ?? people.find(({ id }) => id === recipient)?.name ?? '…'
  )
}
