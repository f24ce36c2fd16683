/** The board: what was advised, and what was promised in answer. It stands here since a recommendation knows of no commitment. */
import { z } from 'zod'
import { type Actor, participant } from '#src/core/access.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { showing } from '#src/core/use-case.ts'
import { optional, Page } from '#src/core/words.ts'
import { codeOf, type Recommendation, recommendationItem } from '#src/recommendations/recommendation.ts'
import { type Answered, askedCard, boardCard } from './board-views.ts'
import { commitmentItem } from './commitment.ts'
import { perPage } from './list-views.ts'
import { mayPost } from './post.ts'
import type { Read, Sees } from './read.ts'

export const showRecommendations = showing('show-recommendations', {
  input: z.object({ prefix: optional(z.string().max(20)), page: Page }),
  says: 'List recommendations, with how many commitments answer each',
  may: participant,
  typed: {
    word: 'recs',
    usage: 'recs [R-4]',
    examples: ['recs', 'recs R-4'],
    read: (rest) => {
      if (rest === '') return {}
      const prefix = codeOf(rest)
      return prefix === undefined ? undefined : { prefix }
    },
  },
  load: async ({ prefix, page }, read: Read, at) => {
    const asked = { offset: (page - 1) * perPage, limit: perPage }
    const { total, rows } = await read.recommendations.page({ prefix, seenBy: at.actor }, asked)
    const answered: Answered[] = []
    for (const recommendation of rows) answered.push(await answeredOf(recommendation, read, at.now, seesOf(at.actor)))
    return { total, rows: answered }
  },
  show: ({ prefix, page }, { total, rows }) => boardCard(page, total, rows, prefix),
})

export const showRecommendation = showing('show-recommendation', {
  input: z.object({ reference: z.string(), page: Page }),
  says: 'Show a recommendation with the commitments that answer it',
  may: participant,
  typed: {
    word: 'show',
    usage: 'show R-4.2',
    examples: ['show R-4.2', 'show R-1.1'],
    read: (rest) => (/^\s*r/i.test(rest) && codeOf(rest) ? { reference: rest.trim() } : undefined),
  },
  load: async ({ reference }, read: Read, at) => {
    const code = codeOf(reference)
    const found = code === undefined ? undefined : await read.recommendations.byCode(code)
    const sees = seesOf(at.actor)
    const isSeen = found && sees(recommendationItem(found)) !== 'nothing'
    return isSeen ? answeredOf(found, read, at.now, sees) : undefined
  },
  show: ({ reference, page }, answered, { actor }) =>
    answered ? askedCard(answered, page, mayPost.test(actor, undefined)) : refuse('not-found', { reference }),
})

function seesOf(actor: Actor): Sees {
  return (item) => seenBy(actor, item)
}

/** A recommendation with what answers it and is seen whole, as of `now` by the database's clock: a reference says nothing of what it answers. */
export async function answeredOf(
  recommendation: Recommendation,
  read: Pick<Read, 'consortium' | 'commitments'>,
  now: Temporal.Instant,
  sees: Sees,
): Promise<Answered> {
  const { zone } = await read.consortium.consortium()
  const all = await read.commitments.ofRecommendation(recommendation.id, now)
  const lines = all.filter((line) => sees(commitmentItem(line)) === 'full')
  return { recommendation, lines, zone, on: now.toZonedDateTimeISO(zone).toPlainDate() }
}
