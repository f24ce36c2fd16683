/** Admitting an organisation, or changing it; forming a committee or a working group. */
import type { NewId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { OrganisationKind, WorkingGroup } from '../consortium.ts'
import { countryOf, zonesOf } from '../countries.ts'
import type { Known } from '../known.ts'
import type { OrganisationRead } from '../store.ts'
import { consortiumWord, organisationNamed } from './named.ts'
import { clean, isSameName, lineIn, oneOf, type Stated, type Words, whole, zoneIn } from './stated.ts'

/** By `id`, else by `short`; where neither is known, it is admitted. */
export function stateOrganisation(words: Words, known: Known, newId: NewId): Stated {
  const id = clean(words.id ?? '')
  const before = known.organisations.find((one) => one.id === id)
  if (id !== '' && !before) return { wrong: [refuse('id-unknown', { id }, { field: 'id' })] }
  return before ? organisationStated(words, known, before, newId) : stateByName(words, known, newId)
}

function stateByName(words: Words, known: Known, newId: NewId): Stated {
  return organisationStated(words, known, organisationNamed(known, clean(words.short ?? '')), newId)
}

function organisationStated(words: Words, known: Known, before: OrganisationRead | undefined, newId: NewId): Stated {
  const country = countryIn(words, before?.country)
  const read = whole({
    short: shortIn(words, known, before),
    name: lineIn(words, 'name', 200, 'the full name', before?.name),
    kind: oneOf(words, 'kind', OrganisationKind.options, before?.kind),
    country,
    zone: zoneOfCountry(words, country, before?.zone, known.now),
  })
  if (read.wrong) return read
  const { short } = read.parts
  if (!before) {
    return { facts: [{ type: 'organisation-admitted', id: newId('org'), ...read.parts }], became: 'added', what: short }
  }
  const same = Object.entries(read.parts).every(([key, value]) => before[key as keyof typeof before] === value)
  if (same) return { facts: [], became: 'unchanged', what: short }
  return { facts: [{ type: 'organisation-changed', id: before.id, ...read.parts }], became: 'changed', what: short }
}

/** What the words of a list or of a file mean already. */
const reserved = [consortiumWord, 'mine', 'overdue', 'none']

function shortIn(words: Words, known: Known, before: OrganisationRead | undefined): string | Refusal {
  const short = lineIn(words, 'short', 60, 'a short name, for example Japan', before?.short)
  if (isRefusal(short) || short === before?.short) return short
  const field = 'short'
  if (/[,;]/.test(short) || reserved.includes(short.toLowerCase()))
    return refuse('name-unusable', { name: short }, { field })
  const other = known.organisations.find((one) => one.id !== before?.id && isSameName(one.short, short))
  return other ? refuse('name-taken', { name: short, by: other.name }, { field }) : short
}

function countryIn(words: Words, before: string | undefined): string | Refusal {
  const typed = words.country
  if (typed === undefined && before !== undefined) return before
  if (clean(typed ?? '') === '') return refuse('needed', { what: 'the country, for example JP' }, { field: 'country' })
  return countryOf(typed ?? '') ?? refuse('country-unknown', { typed: clean(typed ?? '') }, { field: 'country' })
}

/** A country of one zone needs no word about it. */
function zoneOfCountry(
  words: Words,
  country: string | Refusal,
  before: string | undefined,
  now: Temporal.Instant,
): string | Refusal {
  const zone = zoneIn(words, 'zone', before)
  if (zone !== undefined) return zone
  if (isRefusal(country)) return 'UTC'
  const [only, ...others] = zonesOf(country, now)
  if (only !== undefined && others.length === 0) return only
  const example = only === undefined ? 'Europe/Brussels' : [only, ...others.slice(0, 2)].join(', ')
  return refuse('needed', { what: `its time zone, for example ${example}` }, { field: 'zone' })
}

/** Committees and working groups are formed once, under a name of their own. */
export function stateGroup(words: Words, known: Known, newId: NewId): Stated {
  const read = whole({
    name: lineIn(words, 'name', 100, 'a name, for example Evaluation'),
    kind: oneOf(words, 'kind', WorkingGroup.shape.kind.options),
  })
  if (read.wrong) return read
  const { name, kind } = read.parts
  const before = known.groups.find((one) => isSameName(one.name, name))
  if (before?.kind === kind && before.name === name) return { facts: [], became: 'unchanged', what: name }
  if (before)
    return { wrong: [refuse('name-taken', { name, by: `a ${before.kind.replace('-', ' ')}` }, { field: 'name' })] }
  const isReserved = isSameName(name, consortiumWord) || isSameName(name, known.consortium.name)
  if (isReserved) return { wrong: [refuse('name-unusable', { name }, { field: 'name' })] }
  return { facts: [{ type: 'working-group-formed', id: newId('wg'), name, kind }], became: 'added', what: name }
}
