/** Carrying a split or a merge out: who is asked, and what becomes of it. */
import { within } from '#src/consortium/reach.ts'
import { signingRole } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, ask, type Decision } from '#src/core/decision.ts'
import type { Effect, Subject } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import type { At } from '#src/core/use-case.ts'
import { type CommitmentFact, commitmentItem } from './commitment.ts'
import { aboutOf, answered, forOthers } from './confirm.ts'
import type { DayLine } from './day-lines.ts'
import { keepsText } from './decide.ts'
import type { Read } from './read.ts'
import type { Recast, RecastFact } from './recast.ts'
import { recastCard, recastPreview, recastProposedCard, settledRecastCard, toSignCard } from './recast-views.ts'
import { partsAs, proposedFact, recastFacts } from './recasting.ts'
import type { RecastReader } from './store.ts'
import type { Confirmed, Named } from './views.ts'

export type RecastRead = Read & { recasts: RecastReader }
export type Fact = CommitmentFact | RecastFact
type Sources = readonly [Named<Confirmed>, ...Named<Confirmed>[]]
/** `found`: the first of `all`, where all that were named are there and seen. `number`: the next free one. */
export type State = {
  found: Named<Confirmed> | undefined
  all: Named<Confirmed>[]
  signatories: { person: PersonId }[]
  number: number
}

type How = { kind: Recast['kind']; use: string; isSure: boolean }

/** Days are shown in full before anything is saved; who can sign does it at once. */
export function asked(sources: Sources, lines: readonly DayLine[], how: How, state: State, at: At): Decision<Fact> {
  if (at.actor.kind !== 'person') throw new Error('only people recast promises')
  const [{ commitment }] = sources
  const isKept = keepsText(commitment)
  const parts = lines.map(({ text, due }) => ({ text: isKept ? '' : text, due }))
  const recast = {
    ...{ id: at.newId('recast'), kind: how.kind, organisation: commitment.organisation },
    ...{ sources: sources.map(({ commitment: { id } }) => id), parts, proposedBy: at.actor.person },
  }
  const signs = signingRole(at.actor, commitment.organisation) !== undefined
  if (!how.isSure) return ask(recastPreview(sources, recast, { signs, use: how.use, form: at.draft }))
  if (signs) return made(sources, recast, state.number, at, [proposedFact(recast)])
  const told = sources.map(forOthers)
  const about = told.flatMap((one) => aboutOf(one))
  const card = toSignCard(told, recast, at.actor.name)
  return accept([proposedFact(recast)], {
    organisation: commitment.organisation,
    says: recastProposedCard(sources, recast),
    effects: state.signatories.map(({ person }): Effect => ({ kind: 'tell', person, card, about })),
  })
}

/** Numbers the parts and puts their cards where those of what they were made from may stand. */
export function made(
  sources: Sources,
  recast: Omit<Recast, 'state'>,
  number: number,
  at: At,
  before: Fact[],
): Decision<Fact> {
  if (at.actor.kind !== 'person') throw new Error('only people recast promises')
  const [first, ...others] = sources.map(({ commitment }) => commitment)
  const now = at.now.toString({ fractionalSecondDigits: 3 })
  const by = { newId: at.newId, number, confirmedBy: at.actor.person, now }
  const parts = partsAs([present(first, 'a source'), ...others], recast, by)
  const facts = recastFacts(recast, parts, { by: at.actor.person, isKept: keepsText(present(first, 'a source')) })
  const { group } = sources[0]
  const posts = parts.flatMap((part) =>
    within(commitmentItem(part), group.places).map((place): Effect => {
      return { kind: 'post', subject: { kind: 'commitment', id: part.id }, place: place.id }
    }),
  )
  const touched = sources.flatMap(({ commitment }): Subject[] => [
    { kind: 'commitment', id: commitment.id },
    ...answered(commitment),
  ])
  return accept([...before, ...facts], {
    organisation: recast.organisation,
    says: recastCard(sources, parts, recast.kind),
    refresh: touched,
    effects: [...posts, ...tellAuthor(sources, recast, at, 'confirmed')],
  })
}

/** Nobody is told what they did themselves. */
export function tellAuthor(
  sources: readonly Named<Confirmed>[],
  recast: Omit<Recast, 'state'>,
  { actor }: At,
  state: 'confirmed' | 'declined' | 'withdrawn',
): Effect[] {
  if (actor.kind !== 'person' || actor.person === recast.proposedBy) return []
  const about = sources.flatMap((one) => aboutOf(one))
  return [{ kind: 'tell', person: recast.proposedBy, card: settledRecastCard(sources, recast, state), about }]
}
