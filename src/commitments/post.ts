/** Putting a recommendation's card into the places of a working group. */
import { z } from 'zod'
import { placesText } from '#src/consortium/places.ts'
import { aroundIn, refusedLines, within } from '#src/consortium/reach.ts'
import type { Group } from '#src/consortium/store.ts'
import { type Actor, granted, grants, seatsOf, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { GroupId, RecommendationId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { type Recommendation, recommendationItem } from '#src/recommendations/recommendation.ts'
import { postedCard, postForm } from './board-views.ts'
import type { Read } from './read.ts'

export const mayPost = granted('poster', 'the secretariat, a chair, a coordinator, a delegate or a deputy', {
  ...grants(['chair', 'coordinator', ...signingRoles], 'own'),
  secretariat: 'any',
})

const missing = refuse('not-found', { reference: 'such recommendation' })

export const postRecommendation = changing('post-recommendation', {
  input: z.object({ recommendation: RecommendationId, group: optional(GroupId) }),
  says: 'Put a recommendation’s card into a working group’s places',
  may: mayPost,
  form: async (values, read: Read, at) => {
    const id = RecommendationId.safeParse(values.recommendation)
    const found = id.success ? await read.recommendations.byId(id.data) : undefined
    const groups = await groupsFor(at.actor, read)
    if (groups.length === 0) return refuse('no-seat', {})
    return found && isSeen(at.actor, found) ? postForm(found, groups) : missing
  },
  load: async (input, read, at) => {
    const groups = await groupsFor(at.actor, read)
    const here = input.group === undefined ? await groupHere(read, at) : undefined
    const id = input.group ?? here?.id ?? (groups.length === 1 ? groups[0]?.id : undefined)
    const group = id && (await read.consortium.group(id))
    const found = await read.recommendations.byId(input.recommendation)
    return {
      recommendation: found && isSeen(at.actor, found) ? found : undefined,
      // Asked in a place, it is put there alone.
      group: group && here ? { ...group, places: group.places.filter((place) => isHere(place, at)) } : group,
      isOwn: groups.some((own) => own.id === id),
      around: await aroundIn(read),
    }
  },
  decide: (_input, { recommendation, group, isOwn, around }): Decision<never> => {
    if (!recommendation) return decline(missing)
    if (!group) return decline(refuse('group-needed', {}, { field: 'group' }))
    if (!isOwn) return decline(refuse('not-in-group', { group: group.name }, { field: 'group' }))
    if (group.places.length === 0) return decline(refuse('no-place', { group: group.name }, { field: 'group' }))
    const subject = { kind: 'recommendation', id: recommendation.id } as const
    const item = recommendationItem(recommendation)
    const places = within(item, group.places)
    const lines = refusedLines(item, group.places, around)
    if (places.length === 0) return decline(refuse('place-unfit', { says: lines.join(' ') }, { field: 'group' }))
    const effects = places.map((place): Effect => ({ kind: 'post', subject, place: place.id }))
    return accept<never>([], { says: postedCard(recommendation, placesText({ ...group, places }), lines), effects })
  },
})

function isSeen(actor: Actor, recommendation: Recommendation): boolean {
  return seenBy(actor, recommendationItem(recommendation)) === 'full'
}

/** Those that the actor's organisations are in; all of them for the secretariat. */
async function groupsFor(actor: Actor, read: Read) {
  const seats = seatsOf(actor)
  if (seats.some(({ role }) => role === 'secretariat')) return read.consortium.groups()
  return read.consortium.groupsOf(seats.map(({ organisation }) => organisation))
}

async function groupHere(read: Read, { here }: At) {
  return here ? read.consortium.groupAt(here) : undefined
}

function isHere({ platform, workspace, channel }: Group['places'][number], { here }: At): boolean {
  return here?.platform === platform && here.workspace === workspace && here.channel === channel
}
