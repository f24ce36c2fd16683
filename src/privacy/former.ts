/** What stands where an erased person's name stood: the act stays the organisation's. Pure. */
import { roleNames } from '#src/consortium/consortium.ts'
import type { SeatLine } from '#src/consortium/store.ts'
import { Role } from '#src/core/access.ts'

const nouns: Record<Role, string> = { ...roleNames, secretariat: 'member of the secretariat' }

/** `a former delegate of France`, by the seat that lasted longest and weighs most. */
export function formerly(seats: readonly Pick<SeatLine, 'role' | 'organisationName' | 'until'>[]): string {
  const [seat] = seats.toSorted(
    (a, b) =>
      (b.until ?? '9999').localeCompare(a.until ?? '9999') ||
      Role.options.indexOf(a.role) - Role.options.indexOf(b.role) ||
      a.organisationName.localeCompare(b.organisationName),
  )
  if (!seat) return 'a former participant'
  const joined = seat.role === 'secretariat' ? ', ' : ' of '
  return `a former ${nouns[seat.role]}${joined}${seat.organisationName}`
}
