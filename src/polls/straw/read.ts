/** What the use cases of straw polls load. */
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, seatsOf } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { draftItem } from '#src/drafts/draft.ts'
import type { DraftReader } from '#src/drafts/store.ts'
import { recommendationItem } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import { seen } from '../decide.ts'
import { pollReference } from '../poll.ts'
import { rules } from '../rules/rules.ts'
import type { PollReader, StrawReader } from '../store.ts'
import { type AskedOf, silencedBy } from './silence.ts'
import { type Straw, strawAsSeen, strawItem } from './straw.ts'
import type { StrawState } from './views.ts'

export type Read = {
  consortium: ConsortiumReader
  polls: PollReader
  straws: StrawReader
  drafts: DraftReader
  recommendations: RecommendationReader
}

/** The straw poll with the names that its card shows. */
export async function strawState(straw: Straw, read: Pick<Read, 'consortium'>): Promise<StrawState> {
  const [{ zone }, group, organisations] = await Promise.all([
    read.consortium.consortium(),
    read.consortium.group(straw.group),
    read.consortium.organisations(),
  ])
  const source = organisations.find(({ id }) => id === straw.source)?.short
  return { straw, group: present(group, 'the working group').name, source: source ?? 'its organisation', zone }
}

/** As much of it as the actor may have. */
export function seenStraw(actor: Actor, straw: Straw | undefined): Straw | undefined {
  return straw && strawAsSeen(straw, seenBy(actor, strawItem(straw)))
}

/** Whether the actor is of an organisation of its working group. */
export async function isOfGroup(actor: Actor, straw: Straw, read: Pick<Read, 'consortium'>): Promise<boolean> {
  const group = await read.consortium.group(straw.group)
  return seatsOf(actor).some(({ organisation }) => group?.members.some(({ id }) => id === organisation))
}

/** Why it may not be asked just now; a ballot that the actor may not see is not named. */
export async function silence(asked: AskedOf, read: Read, actor: Actor): Promise<Refusal | undefined> {
  const open = await read.polls.open()
  const poll = open.length > 0 ? silencedBy(asked, open, await read.drafts.all()) : undefined
  if (!poll) return undefined
  const reference = seen(actor, poll) === 'nothing' ? null : pollReference(poll)
  return refuse('straw-silenced', { reference, rule: rules[poll.rule].name })
}

/** Whether what a straw poll is said to be about exists, as far as the actor may know. */
export async function isKnown(about: string, read: Read, actor: Actor): Promise<boolean> {
  const [kind, code = ''] = about.split('-')
  if (kind === 'D') {
    const draft = await read.drafts.byNumber(Number(code))
    return draft !== undefined && seenBy(actor, draftItem(draft)) !== 'nothing'
  }
  if (kind === 'P') {
    const poll = await read.polls.byNumber(Number(code))
    return poll !== undefined && seen(actor, poll) !== 'nothing'
  }
  const recommendation = await read.recommendations.byCode(code)
  return recommendation !== undefined && seenBy(actor, recommendationItem(recommendation)) !== 'nothing'
}
