/** What rows of commitments are judged on, and what comes of one. */
import { namedBy } from '#src/bulk/names.ts'
import type { Consortium } from '#src/consortium/consortium.ts'
import { type Nameable, nameableIn } from '#src/consortium/labelling.ts'
import type { ConsortiumReader, Group, OrganisationRead, SeatLine } from '#src/consortium/store.ts'
import type { Actor, Seat } from '#src/core/access.ts'
import type { Subject } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, seenBy } from '#src/core/sharing.ts'
import type { At } from '#src/core/use-case.ts'
import { codeOf, type Recommendation, recommendationItem, referencesIn } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { ChangeFact } from '../change.ts'
import type { CommitmentFact } from '../commitment.ts'
import { dueOf } from '../decide.ts'
import { CommitmentKind, type Terms } from '../kind.ts'
import type { Alike, CommitmentRow, CommitmentRowReader } from '../store.ts'
import { termsOf } from '../terms.ts'
import type { Names, Words } from './columns.ts'

export type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitmentRows: CommitmentRowReader
}

/** Somebody, since an import promises in a person's name. */
export type Importer = Extract<Actor, { kind: 'person' }>

export type Known = {
  by: Importer
  consortium: Consortium
  organisations: readonly OrganisationRead[]
  groups: readonly Group[]
  /** Seats that are held today. */
  seats: readonly SeatLine[]
  nameable: Nameable
  /** What each organisation lets leave it. */
  releases: ReadonlyMap<OrganisationId, ReleasePolicy>
  /** Those that the importer sees. */
  recommendations: readonly Recommendation[]
  standing: ReadonlyMap<number, CommitmentRow>
  /** New rows that stand already, by {@link alikeKey}: with the number, or null where it waits. */
  alike: ReadonlyMap<string, number | null>
  /** The first free one. */
  number: number
}

export type RowFact = CommitmentFact | ChangeFact

/** What comes of a row that is not refused. `waits`: for whose delegates; `binds`: whom the importer bound with it. */
export type Outcome = {
  became: 'added' | 'changed' | 'unchanged'
  what: string
  says?: string
  facts: RowFact[]
  waits?: OrganisationId
  binds?: OrganisationId
  refresh: Subject[]
}

/** More than any catalogue has. */
const mostRecommendations = 100_000

export type Wrong = { wrong: Refusal[] }

/** An organisation's own place among promises, whoever writes them down. */
export function seatOf({ id, name, zone }: { id: OrganisationId; name: string; zone: string }): Seat {
  return { organisation: id, name, zone, role: 'member', standing: 'staff' }
}

/** `isSure`: the rows are locked and numbers are taken, since they are about to be saved. */
export async function knownFor(
  lines: readonly { words: Words }[],
  read: Read,
  at: At,
  isSure: boolean,
): Promise<Known> {
  if (at.actor.kind !== 'person') throw new Error('only people promise')
  const organisations = await read.consortium.organisations()
  const groups: Group[] = []
  for (const { id } of await read.consortium.groups()) {
    const group = await read.consortium.group(id)
    if (group) groups.push(group)
  }
  const everything = { offset: 0, limit: mostRecommendations }
  const seen = await read.recommendations.page({ prefix: undefined, seenBy: at.actor }, everything)
  const numbers = lines.flatMap(({ words }) => numberIn(words.reference ?? '') ?? [])
  const found = await read.commitmentRows.standing(numbers, isSure)
  const news = lines.flatMap(({ words }) => newIn(words, organisations, at.now))
  return {
    by: at.actor,
    consortium: await read.consortium.consortium(),
    organisations,
    groups,
    seats: await read.consortium.seatsHeld(),
    nameable: await nameableIn(read, at.now),
    releases: await read.consortium.releases(),
    recommendations: seen.rows.filter((one) => seenBy(at.actor, recommendationItem(one)) === 'full'),
    standing: new Map(found.map((row) => [row.commitment.number, row])),
    alike: new Map((await read.commitmentRows.alike(news)).map((one) => [alikeKey(one), one.number])),
    number: isSure && news.length > 0 ? await read.commitmentRows.nextNumber() : 0,
  }
}

/** What a new row would promise, where that can be told. */
function newIn(words: Words, organisations: readonly OrganisationRead[], now: Temporal.Instant): Alike[] {
  const names = organisations.map(({ id, short }) => ({ id, name: short }))
  const [named] = namedBy(words.owner ?? '', names)
  const owner = organisations.find(({ id }) => id === named)
  if (words.reference || !owner) return []
  const due = dueOf(words.due ?? '', now.toZonedDateTimeISO(owner.zone).toPlainDate())
  return isRefusal(due) ? [] : [{ organisation: owner.id, text: words.text ?? '', due: due.toString() }]
}

export function alikeKey({
  organisation,
  text,
  due,
}: {
  organisation: OrganisationId
  text: string
  due: string
}): string {
  return JSON.stringify([organisation, text, due])
}

/** `C-12`, as typed. */
export function numberIn(typed: string): number | undefined {
  const digits = /^\s*c-?(\d{1,9})\s*$/i.exec(typed)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

export function namesIn({ organisations, groups, seats, recommendations, nameable }: Known): Names {
  const people = new Map([
    ...nameable.people.map(({ id, name }) => [id, { id, name }] as const),
    ...seats.map(({ person, name }) => [person, { id: person, name }] as const),
  ])
  return {
    organisations: organisations.map(({ id, short }) => ({ id, name: short })),
    groups,
    people: [...people.values()],
    recommendations: new Map(recommendations.map((one) => [one.id, one])),
  }
}

/** What a row names as answered, each once; what is none that the importer sees is unknown. */
export function answersIn(typed: string, { recommendations }: Known) {
  const found: Recommendation[] = []
  const unknown: string[] = []
  for (const one of referencesIn(typed)) {
    const code = codeOf(one)
    const named = recommendations.find((known) => known.code === code)
    if (!named) unknown.push(one)
    else if (!found.includes(named)) found.push(named)
  }
  return { recommendations: found, unknown }
}

/** As people say it and as the table has it: `Data sharing`. */
export function wordIn(typed: string): string {
  return typed.trim().toLowerCase().replace(/\s+/g, '-')
}

/** The fields of a kind as a row says them. */
export function termsIn(words: Words): Terms | Refusal[] {
  const { kind: typed = '', experts, months, host, amount, currency, what, whom } = words
  const kind = CommitmentKind.safeParse(typed === '' ? 'other' : wordIn(typed))
  if (!kind.success) return [refuse('not-among', { typed, among: [...CommitmentKind.options] })]
  return termsOf({ kind: kind.data, experts, months, host, amount, currency, what, whom })
}
