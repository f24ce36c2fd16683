/** Loads the demonstration consortium and the catalogue of the issue brief, through the same facts as everything else. */

import { z } from 'zod'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { operator } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { NewId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { Catalogue, type RecommendationFact } from '#src/recommendations/recommendation.ts'
import { card, text } from '#src/view/build.ts'
import catalogueFile from './allied-ai-recommendations.json' with { type: 'json' }
import { consortium, groups, memberships, organisations, people, places, workspaces } from './organisations.ts'

export const loadDemo = changing('load-demo', {
  input: z.object({}),
  says: 'Load the demonstration consortium',
  may: operator,
  load: async (_input, read: { consortium: ConsortiumReader }) => ({
    groups: await read.consortium.groups(),
  }),
  decide: (_input, loaded, at): Decision<ConsortiumFact | RecommendationFact> => {
    if (loaded.groups.some((group) => group.id === groups[0].id)) {
      return accept([], { says: card('The demonstration was loaded before', text('Nothing was changed.')) })
    }
    if (loaded.groups.length > 0) return decline(refuse('demo-not-empty', {}))
    const facts = [...consortiumFacts(), ...catalogueFacts(Catalogue.parse(catalogueFile), at.newId)]
    return accept(facts, {
      says: card(
        `${consortium.name} is loaded`,
        text(`${organisations.length} organisations, ${groups.length} working groups, ${people.length} people.`),
      ),
    })
  },
})

function consortiumFacts(): ConsortiumFact[] {
  return [
    { type: 'consortium-founded', ...consortium },
    ...organisations.map((organisation) => ({ type: 'organisation-admitted' as const, ...organisation })),
    ...groups.map((group) => ({ type: 'working-group-formed' as const, ...group })),
    ...memberships.map((membership) => ({ type: 'membership-begun' as const, ...membership })),
    ...people.flatMap(personFacts),
    ...places.map(({ id, group, platform, channel, name }) => ({
      type: 'place-bound' as const,
      place: id,
      group,
      platform,
      sealed: { workspace: workspaces[platform], channel, name },
    })),
  ]
}

function personFacts({ id, name, organisation, role, accounts }: (typeof people)[number]): ConsortiumFact[] {
  const zone = organisations.find((one) => one.id === organisation)?.zone ?? consortium.zone
  const linked = (['slack', 'teams'] as const).flatMap((platform): ConsortiumFact[] => {
    const account = accounts[platform]
    if (account === undefined) return []
    return [{ type: 'account-linked', person: id, platform, sealed: { workspace: workspaces[platform], account } }]
  })
  return [
    { type: 'person-added', person: id, zone, sealed: { name } },
    { type: 'seat-given', person: id, organisation, role },
    ...linked,
  ]
}

/** The facts of a catalogue, finding by finding. */
function catalogueFacts(catalogue: Catalogue, newId: NewId): RecommendationFact[] {
  return catalogue.findings.flatMap(({ code, title, summary, recommendations }): RecommendationFact[] => [
    { type: 'finding-recorded', code, sealed: { title, summary } },
    ...recommendations.map(
      (one): RecommendationFact => ({
        type: 'recommendation-recorded',
        recommendation: newId('rec'),
        code: one.code,
        finding: code,
        themes: one.themes,
        sealed: { title: one.title, text: one.text },
      }),
    ),
  ])
}
