/** Reading a recommendation. */

import { z } from 'zod'
import { participant } from '#src/core/access.ts'
import { refuse } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { card, facts, text } from '#src/view/build.ts'
import { codeOf, recommendationReference } from './recommendation.ts'
import type { RecommendationReader } from './store.ts'

export const showRecommendation = showing('show-recommendation', {
  input: z.object({ reference: z.string() }),
  says: 'Show a recommendation',
  may: participant,
  typed: {
    word: 'show',
    usage: 'show R-4.2',
    examples: ['show R-4.2', 'show r4.2'],
    read: (rest) => (/^\s*r/i.test(rest) && codeOf(rest) ? { reference: rest.trim() } : undefined),
  },
  load: async (input, read: { recommendations: RecommendationReader }) => {
    const code = codeOf(input.reference)
    return code === undefined ? undefined : read.recommendations.byCode(code)
  },
  show: (input, found) => {
    if (!found) return refuse('not-found', { reference: input.reference })
    return card(
      `${recommendationReference(found)} ${found.title}`,
      text(found.text),
      facts(['Finding', `${found.finding.code} ${found.finding.title}`], ['Themes', found.themes.join(', ')]),
    )
  },
})
