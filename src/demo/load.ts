/** Loads the demonstration consortium and the catalogue of the issue brief, through the same facts as everything else. */

import { z } from 'zod'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { operator } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import type { RecommendationFact } from '#src/recommendations/recommendation.ts'
import { card, text } from '#src/view/build.ts'
import { demoFacts } from './facts.ts'
import { consortium, groups, organisations, people } from './organisations.ts'

export const loadDemo = changing('load-demo', {
  input: z.object({}),
  says: 'Load the demonstration consortium',
  may: operator,
  founds: ([first = consortium.id, ...others]) => (others.length === 0 ? first : undefined),
  load: async (_input, read: { consortium: ConsortiumReader }) => ({
    groups: await read.consortium.groups(),
  }),
  decide: (_input, loaded, at): Decision<ConsortiumFact | RecommendationFact> => {
    if (loaded.groups.some((group) => group.id === groups[0].id)) {
      return accept([], { says: card('The demonstration was loaded before', text('Nothing was changed.')) })
    }
    if (loaded.groups.length > 0) return decline(refuse('demo-not-empty', {}))
    return accept(demoFacts(at.newId), {
      says: card(
        `${consortium.name} is loaded`,
        text(`${organisations.length} organisations, ${groups.length} working groups, ${people.length} people.`),
      ),
    })
  },
})
