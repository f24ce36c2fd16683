/** The tables of the desk as plain cells: what an export writes is what an import reads back. */
import type { Column } from '#src/bulk/lines.ts'
import type { Cell, Table } from '#src/view/document.ts'
import type { TableName } from './consortium.ts'
import { said } from './forms.ts'
import type { Known } from './known.ts'
import { bodyName, organisationNamed } from './rules/named.ts'
import { namesakes } from './rules/person.ts'

export const columnsOf: Record<TableName, readonly Column[]> = {
  groups: [needs('name', 30), needs('kind', 16)],
  organisations: [
    ...columns('id', 38),
    needs('short', 20),
    ...columns('name', 50, 'kind', 18, 'country', 9, 'zone', 20),
  ],
  memberships: [
    needs('body', 30),
    needs('organisation', 20),
    ...columns('category', 10, 'class', 14, 'votes', 7, 'from', 12, 'until', 12),
  ],
  people: [...columns('id', 40), needs('name', 30), ...columns('zone', 20, 'contact', 40)],
  seats: [
    needs('person', 30),
    needs('organisation', 20),
    needs('role', 16),
    ...columns('standing', 12, 'from', 12, 'until', 12),
  ],
  places: [
    needs('platform', 10),
    needs('workspace', 38),
    needs('channel', 40),
    ...columns('name', 24, 'group', 24, 'kind', 10, 'guests', 8, 'outsiders', 10, 'organisations', 40),
  ],
}

export function exportTable(name: TableName, known: Known): Table {
  const titles = columnsOf[name].map(({ header, width }) => ({ header, width }))
  return { name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`, columns: titles, rows: rowsOf[name](known) }
}

const rowsOf: Record<TableName, (known: Known) => Cell[][]> = {
  groups: ({ groups }) => groups.map(({ name, kind }) => [name, kind]),
  organisations: ({ organisations }) =>
    organisations.map(({ id, short, name, kind, country, zone }) => [id, short, name, kind, country, zone]),
  // Those of the consortium come first: the others lie within them.
  memberships: (known) =>
    known.memberships
      .toSorted((a, b) => Number(b.body === known.consortium.id) - Number(a.body === known.consortium.id))
      .map((one) => [
        ...[bodyName(known, one.body), organisationCell(known, one.organisation), one.category, one.class],
        ...[said(one.votes), one.from, one.until ?? ''],
      ]),
  people: ({ people }) => people.map(({ id, name, zone, contact }) => [id, name, zone, contact]),
  seats: (known) =>
    known.seats.map(({ person, organisation, role, standing, from, until }) => [
      ...[personCell(known, person), organisationCell(known, organisation), role, standing, from, until ?? ''],
    ]),
  places: (known) =>
    known.places.map((place) => [
      ...[place.platform, place.workspace, place.channel, place.name, bodyName(known, place.group), place.kind],
      ...[said(place.guests), said(place.outsiders)],
      place.organisations.map((id) => organisationCell(known, id)).join('; '),
    ]),
}

/** The name where it leads back to the same one; else the id. */
function organisationCell(known: Known, id: string): string {
  const short = known.organisations.find((one) => one.id === id)?.short ?? id
  return organisationNamed(known, short)?.id === id && !/[,;]/.test(short) ? short : id
}

function personCell(known: Known, id: string): string {
  const name = known.people.find((one) => one.id === id)?.name ?? ''
  const isId = known.people.some((one) => one.id === name)
  return name !== '' && !isId && namesakes(known, name).length === 1 ? name : id
}

function needs(header: string, width: number) {
  return { header, width, needed: true as const }
}

function columns(...pairs: (string | number)[]): { header: string; width: number }[] {
  return pairs.flatMap((header, at) => (typeof header === 'string' ? [{ header, width: Number(pairs[at + 1]) }] : []))
}
