/** The consortium, its organisations and its people. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { Body, Category, Organisation, PlaceKind, WorkingGroup } from '#src/consortium/consortium.ts'
import type { Role, Standing } from '#src/core/access.ts'
import type { ConsortiumId, GroupId, OrganisationId, PersonId, PlaceId } from '#src/core/id.ts'
import type { Release } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Rule } from '#src/polls/poll.ts'
import { consortium, instant } from './columns.ts'

export const consortia = pgTable('consortia', {
  consortium: text('consortium_id').$type<ConsortiumId>().primaryKey(),
  name: text().notNull(),
  zone: text().notNull(),
  label: text().$type<Tlp>().notNull(),
  /** The rules by which its groups decide. */
  charter: jsonb().$type<Rule[]>().notNull().default(['simple-majority']),
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
    /** When it left the consortium, until it comes back: its name stays for what it did. */
    leftAt: instant('left_at'),
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
    /** How to reach the person, as the person wants it told; empty where it is not. */
    contact: text().notNull().default(''),
    erasedAt: instant('erased_at'),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] })],
)

/** One row per person, organisation and role: given anew, it bears the new days; the register keeps the old ones. */
export const seats = pgTable(
  'seats',
  {
    consortium: consortium(),
    person: text('person_id').$type<PersonId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    role: text().$type<Role>().notNull(),
    standing: text().$type<Standing>().notNull().default('staff'),
    /** Calendar days in the organisation's zone; held up to and with `until`. */
    from: date('from_day', { mode: 'string' }).notNull().default('1970-01-01'),
    until: date('until_day', { mode: 'string' }),
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
    kind: text().$type<WorkingGroup['kind']>().notNull().default('working-group'),
    /** Its own; null where the consortium's holds. */
    charter: jsonb().$type<Rule[]>(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] })],
)

/** One row per body and organisation: begun anew, it bears the new days; the register keeps the old ones. */
export const memberships = pgTable(
  'memberships',
  {
    consortium: consortium(),
    /** The consortium itself, a committee or a working group. */
    body: text('body_id').$type<Body>().notNull(),
    /** The body where it is a group of the consortium; null where it is the consortium itself. */
    group: text('group_id').$type<GroupId>(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    category: text().$type<Category>().notNull(),
    /** For rules that count by class; empty where there is none. */
    class: text().notNull().default(''),
    votes: boolean().notNull(),
    /** Calendar days in the consortium's zone; a member up to and with `until`. */
    from: date('from_day', { mode: 'string' }).notNull().default('1970-01-01'),
    until: date('until_day', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.body, t.organisation] }),
    check('memberships_body', sql`${t.body} = coalesce(${t.group}, ${t.consortium})`),
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

/** Who reads in a place: as it was stated, and as the platform shows it, which may widen it and never narrows it. */
export const placeAudiences = pgTable(
  'place_audiences',
  {
    consortium: consortium(),
    place: text('place_id').$type<PlaceId>().notNull(),
    kind: text().$type<PlaceKind>().notNull(),
    /** Clients, contractors or guests of members read as well. */
    guests: boolean().notNull(),
    /** Somebody who is of no organisation of this consortium may read. */
    outsiders: boolean().notNull(),
    /** What the platform showed when it was last asked; null where it did not say. */
    seenKind: text('seen_kind').$type<PlaceKind>(),
    seenGuests: boolean('seen_guests'),
    seenOutsiders: boolean('seen_outsiders'),
    /** When the platform was last asked; null where nobody has asked yet. */
    observedAt: instant('observed_at'),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.place] })],
)

/** The organisations that read in a place, where they are not simply the members of its group. */
export const placeOrganisations = pgTable(
  'place_organisations',
  {
    consortium: consortium(),
    place: text('place_id').$type<PlaceId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.place, t.organisation] }),
    foreignKey({
      name: 'place_organisations_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

/** What leaves an organisation: per label, and for `any` other. */
export const releases = pgTable(
  'releases',
  {
    consortium: consortium(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    label: text().$type<Tlp | 'any'>().notNull(),
    what: text().$type<Release>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.organisation, t.label] }),
    foreignKey({
      name: 'releases_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

/** For whom a person of several organisations acts, place by place; personal, and in no register. */
export const acting = pgTable(
  'acting',
  {
    consortium: consortium(),
    person: text('person_id').$type<PersonId>().notNull(),
    /** `slack T012 C034`; without a channel for the 1:1 chat there. */
    place: text().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.person, t.place] }),
    foreignKey({
      name: 'acting_person',
      columns: [t.consortium, t.person],
      foreignColumns: [people.consortium, people.id],
    }),
  ],
)

/** A one-time code that ties an account to a person. Of its secret half only a hash stands here. */
export const invitations = pgTable(
  'invitations',
  {
    consortium: consortium(),
    /** The half of the code that finds it. */
    id: text().notNull(),
    /** SHA-256 (hex) of the whole code. */
    hash: text('code_hash').notNull(),
    person: text('person_id').$type<PersonId>().notNull(),
    /** Null where the operator made it at the shell. */
    madeBy: text('made_by').$type<PersonId>(),
    state: text().$type<'open' | 'used' | 'burnt'>().notNull(),
    tries: integer().notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    unique('invitations_id').on(t.id),
    foreignKey({
      name: 'invitations_person',
      columns: [t.consortium, t.person],
      foreignColumns: [people.consortium, people.id],
    }),
  ],
)

/** A table that is read row by row while people watch how far it is. */
export const imports = pgTable(
  'imports',
  {
    consortium: consortium(),
    id: text().notNull(),
    kind: text().notNull(),
    /** The name of the file. */
    name: text().notNull(),
    /** Null where the operator brought it. */
    person: text('person_id').$type<PersonId>(),
    /** Whole rows as they came; emptied once it is done. */
    rows: text().notNull(),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    state: text().$type<'running' | 'done' | 'stopped'>().notNull(),
    /** JSON: what became of the rows so far. */
    report: text().notNull(),
    /** The message that shows how far it is; null before the first. */
    ref: text(),
    startedAt: instant('started_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] })],
)
