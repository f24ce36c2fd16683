/** Whom and what the words name: by id, else by name in any case. */
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { Body } from '../consortium.ts'
import type { Known } from '../known.ts'
import type { OrganisationRead, PlaceStated } from '../store.ts'
import { clean, isSameName, type Words } from './stated.ts'

/** The word for the consortium itself among its bodies. */
export const consortiumWord = 'consortium'

export function organisationIn(known: Known, words: Words, field = 'organisation'): OrganisationRead | Refusal {
  const typed = clean(words[field] ?? '')
  if (typed === '') return refuse('needed', { what: 'an organisation by its short name' }, { field })
  const found = organisationNamed(known, typed)
  return found ?? refuse('none-such', { what: 'organisation', typed }, { field })
}

export function organisationNamed({ organisations }: Known, typed: string): OrganisationRead | undefined {
  return organisations.find(({ id }) => id === typed) ?? organisations.find(({ short }) => isSameName(short, typed))
}

export function personIn({ people }: Pick<Known, 'people'>, words: Words): Known['people'][number] | Refusal {
  const field = 'person'
  const typed = clean(words.person ?? '')
  if (typed === '') return refuse('needed', { what: 'a person by name or id' }, { field })
  const byId = people.find(({ id }) => id === typed)
  if (byId) return byId
  const [found, ...others] = people.filter(({ name }) => isSameName(name, typed))
  if (!found) return refuse('none-such', { what: 'person', typed }, { field })
  if (others.length === 0) return found
  return refuse('several-people', { name: found.name, ids: [found, ...others].map(({ id }) => id) }, { field })
}

export function groupIn({ groups }: Known, words: Words): Known['groups'][number] | Refusal {
  const typed = clean(words.group ?? '')
  if (typed === '') return refuse('needed', { what: 'a committee or working group' }, { field: 'group' })
  const found = groups.find(({ id }) => id === typed) ?? groups.find(({ name }) => isSameName(name, typed))
  return found ?? refuse('none-such', { what: 'committee or working group', typed }, { field: 'group' })
}

export function bodyIn(known: Known, words: Words): { id: Body; name: string } | Refusal {
  const { consortium } = known
  const typed = clean(words.body ?? '')
  if (typed === '')
    return refuse('needed', { what: `${consortiumWord}, or a committee or working group` }, { field: 'body' })
  if (typed === consortium.id || isSameName(typed, consortiumWord) || isSameName(typed, consortium.name))
    return consortium
  const found = known.groups.find(({ id }) => id === typed) ?? known.groups.find(({ name }) => isSameName(name, typed))
  return found ?? refuse('none-such', { what: 'committee or working group', typed }, { field: 'body' })
}

/** A place that is bound, by id, by the channel’s id or by its name. */
export function placeIn({ places }: Known, words: Words): PlaceStated | Refusal {
  const typed = clean(words.channel ?? '')
  if (typed === '') return refuse('needed', { what: 'a channel by its name' }, { field: 'channel' })
  const byId = places.find(({ id, channel }) => id === typed || channel === typed)
  if (byId) return byId
  const [found, ...others] = places.filter(({ name }) => isSameName(name, typed))
  if (!found) return refuse('none-such', { what: 'channel', typed }, { field: 'channel' })
  return others.length === 0
    ? found
    : refuse('several-places', { name: found.name, ids: [found, ...others].map(({ id }) => id) }, { field: 'channel' })
}

/** The name of a body as tables write it. */
export function bodyName({ consortium, groups }: Known, body: Body): string {
  return body === consortium.id ? consortiumWord : (groups.find(({ id }) => id === body)?.name ?? body)
}
