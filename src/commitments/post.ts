/** Putting a recommendation's card into the places of a working group. */
import { z } from 'zod'
import { placesText } from '#src/consortium/places.ts'
import { aroundIn, refusedLines, within } from '#src/consortium/reach.ts'
import type { Actor } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { GroupId, RecommendationId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { changing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { type Recommendation, recommendationItem } from '#src/recommendations/recommendation.ts'
import { postedCard, postForm } from './board-views.ts'
import { groupIn, groupsFor, mayPost, targetOf } from './posting.ts'
import type { Read } from './read.ts'

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
    const found = await read.recommendations.byId(input.recommendation)
    return {
      recommendation: found && isSeen(at.actor, found) ? found : undefined,
      target: await targetOf(input.group, read, at),
      around: await aroundIn(read),
    }
  },
  decide: (_input, { recommendation, target, around }): Decision<never> => {
    if (!recommendation) return decline(missing)
    const group = groupIn(target, 'group')
    if (isRefusal(group)) return decline(group)
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
