/** Reach: in which places an item is shown, why not in others, and where it would be. Pure. */
import { platformNames } from '#src/core/intent.ts'
import { mayReach, shownIn as releaseIn, type Shared, unnamed } from '#src/core/sharing.ts'
import type { Hosting } from '#src/core/use-case.ts'
import { capital, counted, listed } from '#src/view/phrases.ts'
import type { ConsortiumReader, PlaceRead } from './store.ts'

/** Every place there is, and what organisations are called. */
export type Around = { places: PlaceRead[]; names: ReadonlyMap<string, string> }

type Read = { consortium: Pick<ConsortiumReader, 'places' | 'organisations'> }

export async function aroundIn({ consortium }: Read): Promise<Around> {
  const organisations = await consortium.organisations()
  return { places: await consortium.places(), names: new Map(organisations.map(({ id, short }) => [id, short])) }
}

/** Those of the places in which at least its reference is shown. */
export function within(item: Shared, places: readonly PlaceRead[]): PlaceRead[] {
  return places.filter((place) => releaseIn(place, item) !== 'nothing')
}

/** `#allied-evals (Slack, 6 organisations) and Evaluation (Teams, 4)`. */
function readersText(places: readonly PlaceRead[]): string {
  const named = places.map(({ name, platform, organisations }, nth) => {
    const count = nth === 0 ? counted(organisations.length, 'organisation') : organisations.length
    return `${name} (${platformNames[platform]}, ${count})`
  })
  return listed(named)
}

/** Where it is stored, and who will read it: told before anything of it leaves anybody. */
export function releaseLines(item: Shared, places: readonly PlaceRead[], around: Around, at: Hosting): string[] {
  return [`Stored at ${hostText(at)}; shown in ${shownIn(item, places)}`, ...refusedLines(item, places, around)]
}

/** `plenary.example (France)`. */
export function hostText({ host, country }: Hosting): string {
  return country === null ? host : `${host} (${countryName(country)})`
}

/** Which places show it, and how much of it where its organisation keeps the text; or that none does. */
export function shownIn(item: Shared, places: readonly PlaceRead[]): string {
  const shown = within(item, places)
  if (shown.length === 0) return 'no channel: it is kept in the register, and those who may see it ask for it.'
  const isReduced = shown.some((place) => releaseIn(place, item) === 'reference')
  const reduced = isReduced ? ', as number, owner, date and state where others read' : ''
  return `${readersText(shown)}${reduced}.`
}

/** For each place that may not have it: why, and which would do. */
export function refusedLines(item: Shared, places: readonly PlaceRead[], around: Around): string[] {
  return places.filter((place) => !mayReach(item, place)).map((place) => refusedLine(item, place, around))
}

/** `TLP:AMBER for Japan and France can't go to #allied-evals: people of 4 other organisations read it. Name them as recipients, or post it to …` */
function refusedLine(item: Shared, place: PlaceRead, around: Around): string {
  const { why, remedy } = obstacle(item, place, around)
  const near = nearest(item, place, around)
  const instead = near && `post it to ${near.name} (${platformNames[near.platform]})`
  const remedies = [remedy, instead].filter((one) => one !== undefined)
  const advice = remedies.length === 0 ? '' : ` ${capital(remedies.join(', or '))}.`
  return `${forText(item, around)} can’t go to ${place.name}: ${why}.${advice}`
}

function obstacle(item: Shared, place: PlaceRead, { names }: Around): { why: string; remedy?: string } {
  if (item.label === 'TLP:RED') return { why: 'it is for 1:1 chats alone' }
  if (place.outsiders) return { why: 'people of no organisation of this consortium may read it' }
  if (place.organisations.length === 0) return { why: 'nobody has said who reads it' }
  const others = unnamed(item, place)
  if (others.length === 0) return { why: 'clients, contractors or guests may read it' }
  const who = others.length === 1 ? names.get(others[0] ?? '') : `${others.length} other organisations`
  return {
    why: `people of ${who} read it`,
    remedy: `name ${others.length === 1 ? 'it as a recipient' : 'them as recipients'}`,
  }
}

/** Where it may stand: on the same platform first, with the most organisations of those for whom it is. */
function nearest(item: Shared, place: PlaceRead, { places }: Around): PlaceRead | undefined {
  const isNear = (one: PlaceRead) => (one.platform === place.platform ? 1 : 0)
  const [first] = within(item, places)
    .filter(({ id }) => id !== place.id)
    .toSorted((a, b) => isNear(b) - isNear(a) || b.organisations.length - a.organisations.length)
  return first
}

/** `TLP:AMBER for Japan and France`. */
function forText({ label, source, recipients }: Shared, { names }: Around): string {
  if (label === 'TLP:RED' || label === 'TLP:GREEN' || label === 'TLP:CLEAR') return label
  const named = [...(source ? [source] : []), ...recipients].flatMap((id) => names.get(id) ?? [])
  return named.length === 0 ? label : `${label} for ${listed(named)}`
}

function countryName(country: string): string {
  return new Intl.DisplayNames(['en-GB'], { type: 'region' }).of(country) ?? country
}
