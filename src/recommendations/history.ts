/** What was said about a recommendation, in order: by its lead, by assessors, and by each organisation in response. */
import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { participant } from '#src/core/access.ts'
import { seenBy } from '#src/core/sharing.ts'
import { showing } from '#src/core/use-case.ts'
import { Page } from '#src/core/words.ts'
import { recommendationBy, unknownRecommendation } from './named.ts'
import { responseItem } from './recommendation.ts'
import { historyCard, toldOf } from './report-views.ts'
import type { AxesReader, RecommendationReader } from './store.ts'
import { namesRecommendation, RecommendationTyped } from './typed.ts'

type Read = { consortium: ConsortiumReader; recommendations: RecommendationReader; axes: AxesReader }

export const showRecommendationHistory = showing('show-recommendation-history', {
  input: z.object({ reference: RecommendationTyped, page: Page }),
  says: 'Show every report, finding and response on a recommendation',
  may: participant,
  typed: {
    word: 'history',
    usage: 'history R-4.2',
    examples: ['history R-4.2', 'history R-1.1'],
    read: (rest) => (namesRecommendation(rest) ? { reference: rest } : undefined),
  },
  load: async ({ reference }, read: Read, { actor, now }) => {
    const found = await recommendationBy(reference, read, actor)
    if (!found) return undefined
    const { id } = found
    const events = await read.axes.histories([{ kind: 'recommendation', id }], actor, now)
    const responses = (await read.recommendations.responseHistory(id)).flatMap((one) => {
      const release = seenBy(actor, responseItem(found, one))
      if (release === 'nothing') return []
      return [release === 'full' ? one : { ...one, reason: '', by: '' }]
    })
    const { zone } = await read.consortium.consortium()
    return { found, told: toldOf(events.get(id) ?? [], responses, zone) }
  },
  show: ({ reference, page }, loaded) =>
    loaded ? historyCard(loaded.found, loaded.told, page) : unknownRecommendation(reference),
})
