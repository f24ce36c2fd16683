/** Giving a seat, changing and ending it. The consortium is never left without a secretariat. */
import { Role, Standing } from '#src/core/access.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { ConsortiumFact, SeatGiven } from '../consortium.ts'
import { isOver, isSeat, type Known, knownAfter, todayIn } from '../known.ts'
import { organisationIn, personIn } from './named.ts'
import { dayIn, lastDayIn, oneOf, type Stated, termProblem, type Words, whole } from './stated.ts'

/** `anew`: a seat that is over begins again, today where no day is said. */
export function stateSeat(words: Words, known: Known, anew = false): Stated {
  const named = namedIn(words, known)
  if (named.wrong) return named
  const { person, organisation, role } = named.parts
  const key = { person: person.id, organisation: organisation.id, role }
  const before = known.seats.find(isSeat(key))
  const today = todayIn(known, organisation.zone)
  const base = anew && before && isOver(before, today) ? undefined : before
  const read = whole({
    standing: oneOf(words, 'standing', Standing.options, before?.standing ?? 'staff'),
    from: dayIn(words, 'from', today, base?.from ?? today.toString()),
    until: lastDayIn(words, today, base?.until),
  })
  if (read.wrong) return read
  const next: SeatGiven = { ...key, ...read.parts }
  const what = `${person.name}, ${roleText(role)} of ${organisation.short}`
  if (before && isSame(before, next)) return { facts: [], became: 'unchanged', what }
  const isAnew = !before || (before.until !== null && before.until < next.from)
  const fact = factOf(before, next)
  const left = organisation.leftAt
    ? [refuse('has-left', { organisation: organisation.short }, { field: 'organisation' })]
    : []
  const [first, ...others] = [...left, ...termProblem(next), ...keeperProblem(known, fact)]
  if (first) return { wrong: [first, ...others] }
  return { facts: [fact], became: isAnew ? 'added' : 'changed', what }
}

/** Ends on `until`, today where nothing is said. */
export function endSeat(words: Words, known: Known): Stated {
  const named = namedIn(words, known)
  if (named.wrong) return named
  const { person, organisation, role } = named.parts
  const before = known.seats.find(isSeat({ person: person.id, organisation: organisation.id, role }))
  if (!before) {
    const data = { person: person.name, organisation: organisation.short, role: roleText(role) }
    return { wrong: [refuse('no-such-seat', data)] }
  }
  return stateSeat({ until: todayIn(known, organisation.zone).toString(), ...words }, known)
}

export function roleText(role: Role): string {
  return role === 'attache' ? 'attaché' : role.replace('-', ' ')
}

/** Whether somebody holds a seat of the secretariat on this day and on every later one. */
export function isKept(seats: readonly SeatGiven[], from: Temporal.PlainDate): boolean {
  const keepers = seats.filter(({ role }) => role === 'secretariat')
  let day = from.toString()
  for (;;) {
    const held = keepers.filter((seat) => seat.from <= day && (seat.until === null || seat.until >= day))
    if (held.some(({ until }) => until === null)) return true
    const last = held
      .map(({ until }) => until ?? '')
      .sort()
      .at(-1)
    if (last === undefined) return false
    day = Temporal.PlainDate.from(last).add({ days: 1 }).toString()
  }
}

function namedIn(words: Words, known: Known) {
  const role = oneOf(words, 'role', Role.options)
  return whole({ person: personIn(known, words), organisation: organisationIn(known, words), role })
}

function keeperProblem(known: Known, fact: ConsortiumFact): Refusal[] {
  const today = todayIn(known, known.consortium.zone)
  const isLost = isKept(known.seats, today) && !isKept(knownAfter(known, [fact]).seats, today)
  return isLost ? [refuse('secretariat-needed', {}, { field: 'until' })] : []
}

function factOf(before: SeatGiven | undefined, next: SeatGiven): ConsortiumFact {
  const { person, organisation, role, until } = next
  const isEnd = before && until !== null && isSame({ ...before, until }, next)
  return isEnd ? { type: 'seat-ended', person, organisation, role, until } : { type: 'seat-given', ...next }
}

function isSame(a: SeatGiven, b: SeatGiven): boolean {
  return a.standing === b.standing && a.from === b.from && a.until === b.until
}
