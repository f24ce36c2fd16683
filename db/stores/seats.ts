/** Reads seats: who may sign for an organisation, who keeps the record, and the list of all. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { holdsOn } from '#src/consortium/consortium.ts'
import type { ConsortiumReader, SeatLine } from '#src/consortium/store.ts'
import { signingRoles } from '#src/core/access.ts'
import type { Tx } from '../link.ts'
import { organisations, people, seats } from '../schema/consortium.ts'

export function seatReader(
  tx: Tx,
  now: Temporal.Instant,
): Pick<ConsortiumReader, 'seats' | 'seatsOf' | 'seatsHeld' | 'signatories' | 'secretariat'> {
  const today = (zone: string) => now.toZonedDateTimeISO(zone).toPlainDate()
  const heldToday = ({ seat, zone }: { seat: SeatLine; zone: string }) => holdsOn(seat, today(zone))
  const whenIs = ({ seat, zone }: { seat: SeatLine; zone: string }) =>
    heldToday({ seat, zone }) ? 'now' : seat.from > today(zone).toString() ? 'ahead' : 'past'
  return {
    seats: async () => (await lines(tx)).map(({ seat }) => seat),
    seatsOf: async (person) =>
      (await lines(tx).where(eq(seats.person, person))).map((row) => ({ ...row.seat, when: whenIs(row) })),
    seatsHeld: async () => (await lines(tx)).filter(heldToday).map(({ seat }) => seat),
    signatories: async (organisation) => {
      const found = await lines(tx).where(
        and(eq(seats.organisation, organisation), inArray(seats.role, [...signingRoles])),
      )
      const held = found.filter(heldToday).map(({ seat }) => seat)
      return signingRoles.flatMap((role) =>
        held.filter((seat) => seat.role === role).map(({ person, name }) => ({ person, name, role })),
      )
    },
    secretariat: async () => {
      const held = (await lines(tx).where(eq(seats.role, 'secretariat'))).filter(heldToday)
      return [
        ...new Map(
          held.map(({ seat, home }) => [seat.person, { id: seat.person, name: seat.name, zone: home }]),
        ).values(),
      ]
    },
  }
}

function lines(tx: Tx) {
  return tx
    .select({
      seat: {
        person: seats.person,
        organisation: seats.organisation,
        role: seats.role,
        standing: seats.standing,
        from: seats.from,
        until: seats.until,
        name: people.name,
        organisationName: organisations.short,
        contact: people.contact,
      },
      home: people.zone,
      zone: organisations.zone,
    })
    .from(seats)
    .innerJoin(people, and(eq(people.consortium, seats.consortium), eq(people.id, seats.person)))
    .innerJoin(
      organisations,
      and(eq(organisations.consortium, seats.consortium), eq(organisations.id, seats.organisation)),
    )
    .orderBy(asc(people.name), asc(people.id))
    .$dynamic()
}
