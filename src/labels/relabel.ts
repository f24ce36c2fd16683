/** Changing the label of whatever bears one, or for whom it is. */
import { z } from 'zod'
import type { StatementFact } from '#src/advisories/statements/statement.ts'
import type { CommitmentFact } from '#src/commitments/commitment.ts'
import { LabelInput, labelledAs, type Nameable, nameableIn } from '#src/consortium/labelling.ts'
import { type Around, aroundIn, refusedLines, shownIn, within } from '#src/consortium/reach.ts'
import type { Group, PlaceRead, SeatLine } from '#src/consortium/store.ts'
import { type Actor, seatsOf } from '#src/core/access.ts'
import { assertNever } from '#src/core/assert.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect, Subject } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { Item } from '#src/core/sharing.ts'
import { type At, changing } from '#src/core/use-case.ts'
import type { DraftFact } from '#src/drafts/draft.ts'
import { signing, unnamedVoters } from '#src/polls/decide.ts'
import type { PollFact } from '#src/polls/poll.ts'
import type { StrawFact } from '#src/polls/straw/straw.ts'
import type { RecommendationFact } from '#src/recommendations/recommendation.ts'
import { type Found, isSame, isWidened, keeper, mayLower, mayRaise } from './decide.ts'
import { foundBy, groupOf, type Read, shownOn } from './read.ts'
import { labelForm, relabelledCard, unchangedCard } from './views.ts'

type Relabelled = CommitmentFact | PollFact | DraftFact | RecommendationFact | StrawFact | StatementFact

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

const Reference = z.string().trim().max(40, 'Write it like C-12, P-7, D-3, S-4, J-2 or R-4.2.')

export const relabel = changing('relabel', {
  input: z.object({ reference: Reference, ...LabelInput }),
  says: 'Change the label of a commitment, poll, draft, straw poll, joint statement or recommendation, and for whom it is',
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
    case 'straw':
      return { type: 'straw-relabelled', straw: subject.id, ...changed }
    case 'statement':
      return { type: 'statement-relabelled', statement: subject.id, ...changed }
    case 'recommendation':
      return { type: 'recommendation-relabelled', recommendation: subject.id, ...changed }
    default:
      return assertNever(subject)
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
