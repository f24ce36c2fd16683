/** Binding a channel to a group, saying who reads there, and releasing it. */
import type { NewId } from '#src/core/id.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type ConsortiumFact, PlaceKind } from '../consortium.ts'
import { type Known, unstated } from '../known.ts'
import type { PlaceStated } from '../store.ts'
import { groupIn, organisationNamed, placeIn } from './named.ts'
import { clean, isSameName, lineIn, mayBeLineIn, oneOf, type Stated, type Words, whole, yesNo } from './stated.ts'

/** By its address; where that is not bound, it is bound. */
export function statePlace(words: Words, known: Known, newId: NewId): Stated {
  const read = whole({
    platform: oneOf(words, 'platform', ChatPlatform.options),
    workspace: lineIn(words, 'workspace', 100, 'the Slack team id or the Entra tenant id'),
    channel: lineIn(words, 'channel', 300, 'the Slack channel id or the Teams conversation id'),
  })
  if (read.wrong) return read
  const { platform, workspace, channel } = read.parts
  const isHere = (one: { platform: string; workspace: string; channel: string }) =>
    one.platform === platform && one.workspace === workspace && one.channel === channel
  const bound = known.places.find(isHere)
  if (bound) return boundStated(words, known, bound)
  if (known.elsewhere.some(isHere)) return { wrong: [refuse('already-bound', { group: 'another consortium' })] }
  if (known.workspaces && !known.workspaces.includes(`${platform} ${workspace}`)) {
    return { wrong: [refuse('workspace-elsewhere', { workspace }, { field: 'workspace' })] }
  }
  const more = whole({ group: groupIn(known, words), name: mayBeLineIn(words, 'name', 100) })
  if (more.wrong) return more
  const { group } = more.parts
  const name = more.parts.name === '' ? channel : more.parts.name
  const place = newId('place')
  const fact: ConsortiumFact = {
    type: 'place-bound',
    place,
    group: group.id,
    platform,
    sealed: { workspace, channel, name },
  }
  const fresh = { id: place, group: group.id, platform, workspace, channel, name, ...unstated }
  const audience = audienceFact(words, known, fresh)
  if (isRefusal(audience)) return { wrong: [audience] }
  return { facts: [fact, ...audience], became: 'added', what: name }
}

/** A place that is bound, by name or id: its name and who reads there. */
export function changePlace(words: Words, known: Known): Stated {
  const place = placeIn(known, words)
  return isRefusal(place) ? { wrong: [place] } : renamed(words, known, place)
}

export function releasePlace(words: Words, known: Known): Stated {
  const place = placeIn(known, words)
  if (isRefusal(place)) return { wrong: [place] }
  return { facts: [{ type: 'place-released', place: place.id }], became: 'changed', what: place.name }
}

function boundStated(words: Words, known: Known, bound: PlaceStated): Stated {
  const named = clean(words.group ?? '')
  const group = known.groups.find(({ id }) => id === bound.group)
  const isSameGroup = named === bound.group || (group !== undefined && isSameName(group.name, named))
  if (named !== '' && !isSameGroup)
    return { wrong: [refuse('already-bound', { group: group?.name ?? '' }, { field: 'group' })] }
  return renamed(words, known, bound)
}

function renamed(words: Words, known: Known, place: PlaceStated): Stated {
  const audience = audienceFact(words, known, place)
  if (isRefusal(audience)) return { wrong: [audience] }
  const name = mayBeLineIn(words, 'name', 100, place.name)
  if (isRefusal(name)) return { wrong: [name] }
  const isRenamed = name !== '' && name !== place.name
  const fact: ConsortiumFact[] = isRenamed ? [{ type: 'place-renamed', place: place.id, sealed: { name } }] : []
  const facts = [...fact, ...audience]
  return { facts, became: facts.length === 0 ? 'unchanged' : 'changed', what: name === '' ? place.name : name }
}

function audienceFact(words: Words, known: Known, place: PlaceStated): ConsortiumFact[] | Refusal {
  const read = whole({
    kind: oneOf(words, 'kind', PlaceKind.options, place.kind),
    guests: yesNo(words, 'guests', place.guests),
    outsiders: yesNo(words, 'outsiders', place.outsiders),
    organisations: organisationsIn(words, known, place.organisations),
  })
  if (read.wrong) return read.wrong[0]
  const { organisations } = read.parts
  const same =
    place.kind === read.parts.kind && place.guests === read.parts.guests && place.outsiders === read.parts.outsiders
  const sameNamed = organisations.toSorted().join() === place.organisations.toSorted().join()
  return same && sameNamed ? [] : [{ type: 'audience-set', place: place.id, ...read.parts }]
}

/** Names or ids between commas or semicolons. */
function organisationsIn(words: Words, known: Known, before: PlaceStated['organisations']) {
  const field = 'organisations'
  if (words.organisations === undefined) return [...before]
  const typed = words.organisations
    .split(/[;,]/)
    .map(clean)
    .filter((name) => name !== '' && !isSameName(name, 'none'))
  const found = typed.map((name) => organisationNamed(known, name) ?? name)
  const unknown = found.find((one) => typeof one === 'string')
  if (unknown !== undefined) return refuse('none-such', { what: 'organisation', typed: unknown }, { field })
  return [...new Set(found.flatMap((one) => (typeof one === 'string' ? [] : [one.id])))]
}
