/** The consortium, its organisations and its people. */
import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Category, Organisation } from '#src/consortium/consortium.ts'
import type { Role } from '#src/core/access.ts'
import type { ConsortiumId, GroupId, OrganisationId, PersonId, PlaceId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { consortium } from './columns.ts'

export const consortia = pgTable('consortia', {
  consortium: text('consortium_id').$type<ConsortiumId>().primaryKey(),
  name: text().notNull(),
  zone: text().notNull(),
  label: text().$type<Tlp>().notNull(),
})

export const organisations = pgTable(
  'organisations',
  {
    consortium: consortium().references(() => consortia.consortium),
    id: text().$type<OrganisationId>().notNull(),
    short: text().notNull(),
    name: text().notNull(),
    kind: text().$type<Organisation['kind']>().notNull(),
    country: text().notNull(),
    zone: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] })],
)

export const people = pgTable(
  'people',
  {
    consortium: consortium().references(() => consortia.consortium),
    id: text().$type<PersonId>().notNull(),
    name: text().notNull(),
    zone: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] })],
)

export const seats = pgTable(
  'seats',
  {
    consortium: consortium(),
    person: text('person_id').$type<PersonId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    role: text().$type<Role>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.person, t.organisation, t.role] }),
    foreignKey({
      name: 'seats_person',
      columns: [t.consortium, t.person],
      foreignColumns: [people.consortium, people.id],
    }),
    foreignKey({
      name: 'seats_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    index().on(t.consortium, t.organisation),
  ],
)

export const workingGroups = pgTable(
  'working_groups',
  {
    consortium: consortium().references(() => consortia.consortium),
    id: text().$type<GroupId>().notNull(),
    name: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] })],
)

export const memberships = pgTable(
  'memberships',
  {
    consortium: consortium(),
    group: text('group_id').$type<GroupId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    category: text().$type<Category>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.group, t.organisation] }),
    foreignKey({
      name: 'memberships_group',
      columns: [t.consortium, t.group],
      foreignColumns: [workingGroups.consortium, workingGroups.id],
    }),
    foreignKey({
      name: 'memberships_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    index().on(t.consortium, t.organisation),
  ],
)

/** What people call a place; its ids stand in `places`. */
export const placeNames = pgTable(
  'place_names',
  {
    consortium: consortium(),
    place: text('place_id').$type<PlaceId>().notNull(),
    name: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.place] })],
)
