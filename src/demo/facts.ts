/** The demonstration as facts: the consortium with its people and places, and the catalogue of the issue brief. */
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { NewId } from '#src/core/id.ts'
import { Catalogue, type RecommendationFact } from '#src/recommendations/recommendation.ts'
import catalogueFile from './allied-ai-recommendations.json' with { type: 'json' }
import { consortium, groups, memberships, organisations, people, places, since, workspaces } from './organisations.ts'

/** In the order in which they are true: nothing names what is not there yet. */
export function demoFacts(newId: NewId): (ConsortiumFact | RecommendationFact)[] {
  return [...consortiumFacts(), ...catalogueFacts(Catalogue.parse(catalogueFile), newId)]
}

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
    ...places.map(({ id }) => ({
      type: 'audience-set' as const,
      place: id,
      kind: 'private' as const,
      guests: false,
      outsiders: false,
      organisations: [],
    })),
  ]
}

function personFacts({
  id,
  name,
  organisation,
  role,
  also,
  contact = '',
  accounts,
}: (typeof people)[number]): ConsortiumFact[] {
  const zone = organisations.find((one) => one.id === organisation)?.zone ?? consortium.zone
  const linked = (['slack', 'teams'] as const).flatMap((platform): ConsortiumFact[] => {
    const account = accounts[platform]
    if (account === undefined) return []
    return [{ type: 'account-linked', person: id, platform, sealed: { workspace: workspaces[platform], account } }]
  })
  const seat = { type: 'seat-given', person: id, standing: 'staff', from: since, until: null } as const
  return [
    { type: 'person-added', person: id, zone, sealed: { name, contact } },
    { ...seat, organisation, role },
    ...(also ? [{ ...seat, ...also }] : []),
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
