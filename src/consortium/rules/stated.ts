/**
 * Stated: what somebody writes at the desk, word by word, read against what is known. A form, the shell and a row of a table say the
 * same words under the same names, so that one rule reads them all. What is not said stays as it was; an empty word is a word.
 */
import { assertNever } from '#src/core/assert.ts'
import { dayInFull, readDay } from '#src/core/dates.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import type { ConsortiumFact } from '../consortium.ts'

export type Words = Readonly<Partial<Record<string, string>>>

export type Wrong = { wrong: [Refusal, ...Refusal[]] }
/** What follows from what was stated. `what`: whose or which, as a list names it. */
export type Stated = { facts: ConsortiumFact[]; became: 'added' | 'changed' | 'unchanged'; what: string } | Wrong

/** All parts, or everything that is wrong with any of them. */
export function whole<P extends Record<string, unknown>>(
  parts: P,
): (Wrong & { parts?: never }) | { parts: { [K in keyof P]: Exclude<P[K], Refusal> }; wrong?: never } {
  const [first, ...others] = Object.values(parts).filter(isRefusal)
  if (first) return { wrong: [first, ...others] }
  return { parts: parts as { [K in keyof P]: Exclude<P[K], Refusal> } }
}

/** Without what no database can keep: the null character, and halves of characters; one line. */
export function clean(typed: string): string {
  return typed.replaceAll('\u0000', '').toWellFormed().replace(/\s+/g, ' ').trim()
}

/** A line that must be there; `what` says what to give, `a name`. */
export function lineIn(words: Words, field: string, most: number, what: string, before?: string): string | Refusal {
  const line = mayBeLineIn(words, field, most, before)
  return line === '' ? refuse('needed', { what }, { field }) : line
}

/** A line that may be empty. */
export function mayBeLineIn(words: Words, field: string, most: number, before = ''): string | Refusal {
  const typed = words[field]
  if (typed === undefined) return before
  const line = clean(typed)
  return line.length > most ? refuse('too-long', { length: line.length, most }, { field }) : line
}

/** One of a few; `Head delegate` and `attaché` are read as well. */
export function oneOf<T extends string>(words: Words, field: string, among: readonly T[], before?: T): T | Refusal {
  const typed = words[field]
  if (typed === undefined && before !== undefined) return before
  const found = among.find((one) => folded(one) === folded(typed ?? ''))
  return found ?? refuse('not-among', { typed: clean(typed ?? ''), among: [...among] }, { field })
}

export function yesNo(words: Words, field: string, before: boolean): boolean | Refusal {
  const typed = words[field]
  if (typed === undefined || typed.trim() === '') return before
  const said = oneOf(words, field, ['yes', 'no'])
  return isRefusal(said) ? said : said === 'yes'
}

/** A day, from `today` on where the words leave it open. */
export function dayIn(words: Words, field: string, today: Temporal.PlainDate, before: string): string | Refusal {
  const typed = words[field]
  if (typed === undefined || typed.trim() === '') return before
  const read = readDay(typed, today)
  switch (read.read) {
    case 'one':
      return read.value.toString()
    case 'none':
      return refuse('date-unreadable', { typed: clean(typed), example: `${dayInFull(today)} or ${today}` }, { field })
    case 'ambiguous': {
      const readings = read.values.map((day) => ({ label: dayInFull(day), value: day.toString() }))
      const labels = readings.map(({ label }) => label)
      return refuse('date-ambiguous', { typed: clean(typed), readings: labels }, { field, readings })
    }
    default:
      return assertNever(read)
  }
}

/** The last day; empty or `none` where it has no end. */
export function lastDayIn(
  words: Words,
  today: Temporal.PlainDate,
  before: string | null = null,
): string | null | Refusal {
  const typed = words.until
  if (typed === undefined) return before
  return /^\s*(none)?\s*$/i.test(typed) ? null : dayIn(words, 'until', today, '')
}

/** A term ends on its first day or later. */
export function termProblem({ from, until }: { from: string; until: string | null }): Refusal[] {
  if (until === null || until >= from) return []
  return [refuse('until-before-from', { from: inFull(from), until: inFull(until) }, { field: 'until' })]
}

export function inFull(day: string): string {
  return dayInFull(Temporal.PlainDate.from(day))
}

/** Zones are written as IANA does, in any case. */
export function zoneIn(words: Words, field: string, before: string | undefined): string | Refusal | undefined {
  const typed = words[field]
  if (typed === undefined || typed.trim() === '') return before
  return zoneOf(clean(typed)) ?? refuse('zone-unknown', { typed: clean(typed) }, { field })
}

function zoneOf(typed: string): string | undefined {
  const zone = typed.replaceAll(' ', '_')
  if (!/^[a-z]/i.test(zone)) return undefined
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId
  } catch {
    return undefined
  }
}

/** Kept, since a row of an import is held against every name there is; a limit, since anybody may type anything. */
const foldings = new Map<string, string>()
const mostFoldings = 50_000

function folded(word: string): string {
  const kept = foldings.get(word)
  if (kept !== undefined) return kept
  if (foldings.size >= mostFoldings) foldings.clear()
  const bare = clean(word)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_]+/g, '-')
    .toLowerCase()
  foldings.set(word, bare)
  return bare
}

/** The same in any case, accents apart. */
export function isSameName(a: string, b: string): boolean {
  return isNamed(a)(b)
}

/** The same, for holding one name against many. */
export function isNamed(name: string): (other: string) => boolean {
  const bare = folded(name)
  return (other) => folded(other) === bare
}
