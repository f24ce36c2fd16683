/** The tables of the desk, row by row, as a list shows them: what holds today first, what ended last. */
import { zoneName } from '#src/core/dates.ts'
import { platformNames } from '#src/core/intent.ts'
import { button } from '#src/view/build.ts'
import type { Button } from '#src/view/card.ts'
import { holdsOn, type TableName } from './consortium.ts'
import { countries } from './countries.ts'
import { isOver, type Known, todayIn } from './known.ts'
import { bodyName } from './rules/named.ts'
import { roleText } from './rules/seat.ts'
import type { PlaceRead } from './store.ts'

/** `words`: what can be found in it. `rank`: 0 holds, 1 is still to begin, 2 is over. */
export type Row = { name: string; says: string; words: string; rank: number; action: Button }

/** `places`: who reads there by all that is known, which may be more than was stated. */
export function rowsOf(table: TableName, known: Known, places: readonly PlaceRead[]): Row[] {
  return tables[table](known, places)
    .map((row) => ({ ...row, words: `${row.name} ${row.says}` }))
    .toSorted((a, b) => a.rank - b.rank || inOrder.compare(a.name, b.name))
}

const inOrder = new Intl.Collator('en', { numeric: true })

const tables: Record<TableName, (known: Known, places: readonly PlaceRead[]) => Omit<Row, 'words'>[]> = {
  organisations: ({ organisations }) =>
    organisations.map(({ id, short, name, kind, country, zone, leftAt }) => ({
      name: short,
      says: [
        ...(leftAt ? ['has left'] : []),
        name,
        kind,
        `${countries.get(country) ?? country} (${country})`,
        zoneName(zone),
      ].join(' · '),
      rank: leftAt ? 2 : 0,
      action: opens(`Change ${short}`, 'change-organisation', { organisation: id }),
    })),
  groups: (known) =>
    known.groups.map(({ id, name, kind }) => {
      const today = todayIn(known, known.consortium.zone)
      const members = known.memberships.filter((one) => one.body === id && holdsOn(one, today)).length
      const says = `${kind.replace('-', ' ')} · ${members === 1 ? '1 member' : `${members} members`} today`
      return {
        name,
        says,
        rank: 0,
        action: button(`Show members of ${name}`, 'show-table', { table: 'memberships', find: `in ${name}` }),
      }
    }),
  memberships: (known) =>
    known.memberships.map((membership) => {
      const { body, organisation, category, votes } = membership
      const where = body === known.consortium.id ? 'the consortium' : bodyName(known, body)
      const name = `${shortOf(known, organisation)} in ${where}`
      const terms = [
        category,
        ...(membership.class === '' ? [] : [membership.class]),
        votes ? 'votes' : 'does not vote',
      ]
      const action = opens(`Change ${name}`, 'change-membership', { body, organisation })
      return { name, ...termOf(membership, terms, todayIn(known, known.consortium.zone)), action }
    }),
  people: (known) =>
    known.people.map(({ id, name, zone, contact }) => {
      const seats = known.seats.filter(
        (seat) => seat.person === id && holdsOn(seat, todayIn(known, zoneOf(known, seat.organisation))),
      )
      const held = seats.map((seat) => `${roleText(seat.role)} of ${shortOf(known, seat.organisation)}`)
      const says = [held.join(', ') || 'no seat today', ...(contact === '' ? [] : [contact]), zoneName(zone)].join(
        ' · ',
      )
      return { name, says, rank: 0, action: opens(`Change ${name}`, 'change-person', { person: id }) }
    }),
  seats: (known) =>
    known.seats.map((seat) => {
      const { person, organisation, role, standing } = seat
      const who = known.people.find(({ id }) => id === person)?.name ?? person
      const name = `${who}, ${roleText(role)} of ${shortOf(known, organisation)}`
      const isOnly = known.seats.filter((one) => one.person === person).length === 1
      const action = opens(`Change ${isOnly ? who : name}`, 'change-seat', { person, organisation, role })
      return { name, ...termOf(seat, [standing], todayIn(known, zoneOf(known, organisation))), action }
    }),
  places: (known, places) =>
    known.places.map((stated) => {
      const { id, name, platform, group, organisations } = stated
      const real = places.find((one) => one.id === id) ?? stated
      const named = organisations.map((one) => shortOf(known, one)).join(', ')
      const more = (['guests', 'outsiders'] as const).filter((who) => real[who])
      const unsaid = more.filter((who) => !stated[who]).map((who) => `${who} were seen there`)
      const readers = `read by ${[named === '' ? 'its members' : named, ...more].join(', ')}`
      const says = [platformNames[platform], bodyName(known, group), real.kind, readers, ...unsaid].join(' · ')
      return { name, says, rank: 0, action: opens(`Change ${name}`, 'change-place', { channel: id }) }
    }),
}

function opens(label: string, use: string, args: Record<string, string>): Button {
  return button(label, use, args, { opens: true })
}

function termOf(term: { from: string; until: string | null }, says: string[], today: Temporal.PlainDate) {
  if (isOver(term, today)) return { says: [`ended ${inShort(term.until ?? '')}`, ...says].join(' · '), rank: 2 }
  const last = term.until === null ? [] : [`until ${inShort(term.until)}`]
  const isToCome = term.from > today.toString()
  return {
    says: [...says, `${isToCome ? 'from' : 'since'} ${inShort(term.from)}`, ...last].join(' · '),
    rank: isToCome ? 1 : 0,
  }
}

const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

function inShort(day: string): string {
  return dayAndYear.format(Temporal.PlainDate.from(day))
}

function shortOf({ organisations }: Known, id: string): string {
  return organisations.find((one) => one.id === id)?.short ?? id
}

function zoneOf({ organisations }: Known, id: string): string {
  return organisations.find((one) => one.id === id)?.zone ?? 'UTC'
}
