/** The board: what was advised, and what was promised in answer. It stands here since a recommendation knows of no commitment. */
import { z } from 'zod'
import { type Actor, participant } from '#src/core/access.ts'
import type { RecommendationId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy, sightOf, type Viewer } from '#src/core/sharing.ts'
import { showing } from '#src/core/use-case.ts'
import { optional, Page } from '#src/core/words.ts'
import {
  codeOf,
  markIn,
  markOf,
  type Recommendation,
  recommendationItem,
  responseItem,
  type StatedResponse,
} from '#src/recommendations/recommendation.ts'
import { asksAbout, Wanted } from '#src/requests/request.ts'
import { type Answered, askedCard, boardCard } from './board-views.ts'
import { commitmentItem } from './commitment.ts'
import { perPage } from './list-views.ts'
import { mayPost } from './posting.ts'
import { assessedLines, type Look, lookOf, type Read } from './read.ts'

export const showRecommendations = showing('show-recommendations', {
  input: z.object({ prefix: optional(z.string().max(20)), page: Page }),
  says: 'List recommendations, with how many commitments answer each',
  may: participant,
  typed: {
    word: 'recs',
    usage: 'recs [R-4]',
    examples: ['recs', 'recs R-4', 'recs R-B'],
    read: (rest) => {
      if (rest === '') return {}
      const prefix = codeOf(rest) ?? markIn(rest)
      return prefix === undefined ? undefined : { prefix }
    },
  },
  load: async ({ prefix, page }, read: Read, at) => {
    const asked = { offset: (page - 1) * perPage, limit: perPage }
    const { total, rows } = await read.recommendations.page({ prefix, seenBy: at.actor }, asked)
    const answered: Answered[] = []
    for (const recommendation of rows) answered.push(await answeredOf(recommendation, read, lookOf(at)))
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
    const isSeen = found && seenBy(at.actor, recommendationItem(found)) !== 'nothing'
    return isSeen ? answeredOf(found, read, lookOf(at)) : undefined
  },
  show: ({ reference, page }, answered, { actor }) =>
    answered
      ? askedCard(answered, page, {
          mayPost: mayPost.test(actor, undefined),
          asks: Wanted.options.filter((wanted) => mayAskFor(wanted, answered, actor)),
        })
      : refuse('not-found', { reference }),
})

/** Its lead is asked, while something remains: evidence of what is complete as well. */
function mayAskFor(wanted: Wanted, { assignment, axes }: Answered, actor: Actor): boolean {
  if (!assignment?.lead) return false
  const progress = axes.reported?.progress
  const isDone = progress === 'withdrawn' || (progress === 'complete' && wanted === 'update')
  const { lead, coordinators } = assignment
  return !isDone && asksAbout(actor, wanted, { organisation: lead.id, coordinators: coordinators.map(({ id }) => id) })
}

/** A recommendation with what answers it and is seen whole, as of `now` by the database's clock: a reference says nothing of what it answers. */
export async function answeredOf(
  recommendation: Recommendation,
  read: Omit<Read, 'evidence'>,
  look: Look,
): Promise<Answered> {
  const { viewer, now } = look
  const { id } = recommendation
  const { zone } = await read.consortium.consortium()
  const all = await read.commitments.ofRecommendation(id, now)
  const lines = all.filter((line) => sightOf(viewer, commitmentItem(line)) === 'full')
  const axes = await read.axes.of([{ kind: 'recommendation', id }], viewer, now)
  const stated = await read.recommendations.responses([id])
  const catalogues = await read.recommendations.catalogues()
  return {
    recommendation,
    lines: await assessedLines(lines, read, look),
    axes: axes.get(id) ?? { reported: null, found: null },
    assignment: (await read.recommendations.assignments([id])).get(id),
    catalogue: catalogues.find(({ mark }) => mark === markOf(recommendation.code)),
    responses: stated.flatMap((one) => seenResponse(recommendation, one, viewer)),
    parts: await partsOf(id, read, viewer),
    zone,
    on: now.toZonedDateTimeISO(zone).toPlainDate(),
  }
}

/** A response as it is seen: whole, without its reason, or not at all. */
function seenResponse(of: Recommendation, stated: StatedResponse, viewer: Viewer): StatedResponse[] {
  const release = sightOf(viewer, responseItem(of, stated))
  if (release === 'nothing') return []
  return [release === 'full' ? stated : { ...stated, reason: '' }]
}

/** Its own parts, and what it is a part of, as far as they are seen. */
async function partsOf(id: RecommendationId, read: Pick<Read, 'recommendations'>, viewer: Viewer) {
  const { whole, parts } = await read.recommendations.family(id)
  const isSeen = (one: Recommendation) => sightOf(viewer, recommendationItem(one)) !== 'nothing'
  return { whole: whole && isSeen(whole) ? whole : undefined, parts: parts.filter(isSeen) }
}
