/** What the use cases ask of the search. */
import type { Actor } from '#src/core/access.ts'
import type { Findable } from '#src/core/effect.ts'
import type { Asked } from './search.ts'

export type SearchReader = {
  /**
   * What has every asked word and may be seen by the actor, the most fitting first. Of what only a reference is seen no word counts, its marks
   * alone do. `total` counts every page, and stops
   * at a thousand: `isMore` says that there are more.
   */
  find(
    asked: readonly Asked[],
    seenBy: Actor,
    page: { offset: number; limit: number },
  ): Promise<{ total: number; isMore: boolean; subjects: Findable[] }>
}
