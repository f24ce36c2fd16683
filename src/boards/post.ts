/** Putting the picture of a board into the places of a working group, where it is kept current for all who read there. */
import { z } from 'zod'
import { groupIn, groupsFor, mayPost, postingForm, targetOf } from '#src/commitments/posting.ts'
import type { ConsortiumReader, PlaceRead } from '#src/consortium/store.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { GroupId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import type { Viewer } from '#src/core/sharing.ts'
import { changing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import { ScopeInput } from './board.ts'
import { type Scope, scopeOf } from './scope.ts'
import { postedCard } from './views.ts'

type Read = { consortium: ConsortiumReader; recommendations: RecommendationReader }

export const postBoard = changing('post-board', {
  input: z.object({ ...ScopeInput, into: optional(GroupId) }),
  says: 'Put the picture of a board into a working group’s places',
  may: mayPost,
  form: async (typed, read: Read, at) => {
    const scope = await scopeOf(z.object(ScopeInput).parse(typed), read, at)
    const groups = await groupsFor(at.actor, read)
    if (groups.length === 0) return refuse('no-seat', {})
    if (isRefusal(scope)) return scope
    const says = `${scope.says}: its picture goes into the working group’s places, with what everyone who reads there may see.`
    return postingForm('board', 'into', groups, says)
  },
  load: async ({ into, ...typed }, read, at) => {
    const target = await targetOf(into, read, at)
    const scope = await scopeOf(typed, read, at)
    const filled: PlaceRead[] = []
    if (isRefusal(scope) || !(await holdsAny(scope, read, at.actor))) return { scope, target, filled }
    for (const place of target.group?.places ?? []) if (await holdsAny(scope, read, place)) filled.push(place)
    return { scope, target, filled }
  },
  decide: (_input, { scope, target, filled }): Decision<never> => {
    if (isRefusal(scope)) return decline(scope)
    const group = groupIn(target, 'into')
    if (isRefusal(group)) return decline(group)
    if (filled.length === 0)
      return decline(refuse('board-empty', { board: scope.says, group: group.name }, { field: 'into' }))
    const subject = { kind: 'board', id: scope.board } as const
    const empty = group.places.filter((place) => !filled.includes(place))
    const says = postedCard(scope, { ...group, places: filled }, empty)
    return accept<never>([], {
      says,
      effects: filled.map((place): Effect => ({ kind: 'post', subject, place: place.id })),
    })
  },
})

async function holdsAny({ among }: Scope, { recommendations }: Read, seenBy: Viewer): Promise<boolean> {
  const { total } = await recommendations.page({ ...among, prefix: undefined, seenBy }, { offset: 0, limit: 1 })
  return total > 0
}
