/** Founding a consortium: its first organisation, and the first person of its secretariat. */
import type { ConsortiumId, NewId } from '#src/core/id.ts'
import { Tlp } from '#src/core/tlp.ts'
import type { ConsortiumFact } from '../consortium.ts'
import { type Known, knownAfter } from '../known.ts'
import { stateMembership } from './membership.ts'
import { stateOrganisation } from './organisation.ts'
import { addPerson } from './person.ts'
import { stateSeat } from './seat.ts'
import { lineIn, oneOf, type Stated, type Words, whole, zoneIn } from './stated.ts'

/** `words` name the consortium (`name`, `zone`, `label`), the organisation (`organisation`, `full-name`, `kind`, `country`) and the person. */
export function foundConsortium(words: Words, id: ConsortiumId, now: Temporal.Instant, newId: NewId): Stated {
  const read = whole({
    name: lineIn(words, 'name', 200, 'the name of the consortium'),
    zone: zoneIn(words, 'zone', 'UTC') ?? 'UTC',
    label: oneOf(words, 'label', Tlp.options, 'TLP:GREEN'),
    person: lineIn(words, 'person', 200, 'the name of the first person of the secretariat'),
  })
  if (read.wrong) return read
  const { person, ...consortium } = read.parts
  const founded: ConsortiumFact = { type: 'consortium-founded', id, ...consortium }
  const { organisation: short = '', 'full-name': name = short, kind, country } = words
  const home = 'organisation-zone' in words ? { zone: words['organisation-zone'] } : {}
  const organisation = {
    short,
    name,
    ...(kind !== undefined && { kind }),
    ...(country !== undefined && { country }),
    ...home,
  }
  const steps: ((known: Known) => Stated)[] = [
    (known) => stateOrganisation(organisation, known, newId),
    (known) => stateMembership({ category: 'P', ...termsIn(words), body: id, organisation: short }, known),
    (known) => addPerson({ name: person }, known, newId),
    (known) => stateSeat({ person, organisation: short, role: 'secretariat' }, known),
  ]
  let known: Known = { ...nothing, consortium: { id, ...consortium }, now }
  const facts: ConsortiumFact[] = [founded]
  for (const step of steps) {
    const stated = step(known)
    if ('wrong' in stated) return stated
    known = knownAfter(known, stated.facts)
    facts.push(...stated.facts)
  }
  return { facts, became: 'added', what: consortium.name }
}

/** How the first organisation is a member, where it is no P-member. */
function termsIn({ category, votes }: Words): Words {
  return { ...(category !== undefined && { category }), ...(votes !== undefined && { votes }) }
}

const nothing = {
  organisations: [],
  groups: [],
  memberships: [],
  people: [],
  seats: [],
  places: [],
  workspaces: null,
  elsewhere: [],
}
