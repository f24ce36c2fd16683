/**
 * Consortium: organisations of many countries that work on one set of recommendations.
 * Organisation: a member with a seat and one vote: a ministry, a standards body, a company, a university, a civil-society body.
 * Membership: ties an organisation to a body, with a category and a class, for a time. An observer is a person who reads; an O-member is a body.
 * Working group: the part of the consortium that does one kind of work; a committee is one here.   Body: the consortium itself, or one of those.   Seat: ties a person to an organisation with a role, for a time.
 * Attaché: the person to call for a country or a body.   Liaison (A, B, C): an organisation that comments and does not vote.
 * Place: a channel on one platform, bound to a group.   Audience: who reads there.   Account: a chat identity, linked to a person.
 */
import { z } from 'zod'
import { Role, Standing } from '#src/core/access.ts'
import { CommitmentId, ConsortiumId, GroupId, OrganisationId, PersonId, PlaceId, PollId } from '#src/core/id.ts'
import { Account, Address } from '#src/core/intent.ts'
import { Release } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import type { InvitationFact } from './invitation.ts'

/** An IANA zone that this runtime knows. */
const Zone = z.string().refine((zone) => {
  try {
    return Boolean(Temporal.Now.instant().toZonedDateTimeISO(zone))
  } catch {
    return false
  }
}, 'is not a time zone, for example Asia/Tokyo')

/** A calendar day, YYYY-MM-DD. */
const Day = z.iso.date()

export const OrganisationKind = z.enum(['government', 'standards body', 'company', 'university', 'civil society'])

export const Consortium = z.object({ id: ConsortiumId, name: z.string(), zone: Zone, label: Tlp })
export type Consortium = z.infer<typeof Consortium>

export const Organisation = z.object({
  id: OrganisationId,
  /** As people say it: `Japan`. */
  short: z.string(),
  name: z.string(),
  kind: OrganisationKind,
  /** Jurisdiction: ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  zone: Zone,
})
export type Organisation = z.infer<typeof Organisation>

/** As standards bodies name them: participating, observing, liaisons, and what none of these is. */
export const Category = z.enum(['P', 'O', 'A', 'B', 'C', 'other'])
export type Category = z.infer<typeof Category>

export const Body = z.union([ConsortiumId, GroupId])
export type Body = z.infer<typeof Body>

export const Membership = z.object({
  body: Body,
  organisation: OrganisationId,
  category: Category,
  /** For rules that count by class; empty where there is none. */
  class: z.string(),
  votes: z.boolean(),
  /** Days in the consortium's zone; a member up to and with `until`. */
  from: Day,
  until: Day.nullable(),
})
export type Membership = z.infer<typeof Membership>

/** Whether it is so on a day: from `from` up to and with `until`. */
export function holdsOn({ from, until }: { from: string; until: string | null }, day: Temporal.PlainDate): boolean {
  const on = day.toString()
  return from <= on && (until === null || on <= until)
}

export const roleNames: Record<Role, string> = {
  secretariat: 'secretariat',
  chair: 'chair',
  editor: 'editor',
  coordinator: 'coordinator',
  'head-delegate': 'head delegate',
  delegate: 'delegate',
  deputy: 'deputy',
  member: 'member',
  assessor: 'assessor',
  attache: 'attaché',
  observer: 'observer',
}

export const Person = z.object({ id: PersonId, name: z.string(), zone: Zone })
export type Person = z.infer<typeof Person>

export const WorkingGroup = z.object({ id: GroupId, name: z.string(), kind: z.enum(['committee', 'working-group']) })
export type WorkingGroup = z.infer<typeof WorkingGroup>

/** A seat as it was given. Days in the organisation's zone; held up to and with `until`. */
export const SeatGiven = z.object({
  person: PersonId,
  organisation: OrganisationId,
  role: Role,
  standing: Standing,
  from: Day,
  until: Day.nullable(),
})
export type SeatGiven = z.infer<typeof SeatGiven>

/** `shared`: with another workspace or tenant (Slack Connect, a Teams shared channel). */
export const PlaceKind = z.enum(['public', 'private', 'shared'])
export type PlaceKind = z.infer<typeof PlaceKind>

export const Place = Address.extend({ id: PlaceId, group: GroupId, name: z.string() })
export type Place = z.infer<typeof Place>

/** What can be stated as a table, in the order in which one names another. */
export const TableName = z.enum(['groups', 'organisations', 'memberships', 'people', 'seats', 'places'])
export type TableName = z.infer<typeof TableName>

const ConsortiumFact = z.discriminatedUnion('type', [
  Consortium.extend({ type: z.literal('consortium-founded') }),
  Organisation.extend({ type: z.literal('organisation-admitted') }),
  Organisation.extend({ type: z.literal('organisation-changed') }),
  z.object({
    type: z.literal('organisation-left'),
    organisation: OrganisationId,
    /** Who could bind it on that day. */
    signatories: z.array(PersonId),
    /** What it left behind: from now on the secretariat may raise these labels, and nobody may lower them. */
    commitments: z.array(CommitmentId),
    polls: z.array(PollId),
    sealed: z.object({ reason: z.string() }),
  }),
  WorkingGroup.extend({ type: z.literal('working-group-formed') }),
  Membership.extend({ type: z.literal('membership-begun') }),
  Membership.extend({ type: z.literal('membership-changed') }),
  z.object({ type: z.literal('membership-ended'), body: Body, organisation: OrganisationId, until: Day }),
  z.object({
    type: z.literal('person-added'),
    person: PersonId,
    zone: Zone,
    sealed: z.object({ name: z.string(), contact: z.string() }),
  }),
  z.object({
    type: z.literal('person-changed'),
    person: PersonId,
    zone: Zone,
    sealed: z.object({ name: z.string(), contact: z.string() }),
  }),
  SeatGiven.extend({ type: z.literal('seat-given') }),
  z.object({ type: z.literal('seat-ended'), person: PersonId, organisation: OrganisationId, role: Role, until: Day }),
  z.object({
    type: z.literal('workspace-let-in'),
    platform: Account.shape.platform,
    sealed: z.object({ workspace: z.string() }),
  }),
  z.object({
    type: z.literal('account-linked'),
    person: PersonId,
    platform: Account.shape.platform,
    sealed: z.object({ workspace: z.string(), account: z.string() }),
  }),
  z.object({
    type: z.literal('account-unlinked'),
    person: PersonId,
    platform: Account.shape.platform,
    sealed: z.object({ workspace: z.string(), account: z.string() }),
  }),
  z.object({
    type: z.literal('place-bound'),
    place: PlaceId,
    group: GroupId,
    platform: Account.shape.platform,
    sealed: z.object({ workspace: z.string(), channel: z.string(), name: z.string() }),
  }),
  z.object({ type: z.literal('place-renamed'), place: PlaceId, sealed: z.object({ name: z.string() }) }),
  z.object({ type: z.literal('place-released'), place: PlaceId }),
  z.object({
    type: z.literal('audience-set'),
    place: PlaceId,
    kind: PlaceKind,
    guests: z.boolean(),
    outsiders: z.boolean(),
    /** Those that read there where it is not simply the group's members; empty where it is. */
    organisations: z.array(OrganisationId),
  }),
  /** What the platform shows of who reads there; null where it does not say. It widens what was stated. */
  z.object({
    type: z.literal('audience-observed'),
    place: PlaceId,
    kind: PlaceKind.nullable(),
    guests: z.boolean().nullable(),
    outsiders: z.boolean().nullable(),
  }),
  z.object({
    type: z.literal('release-set'),
    organisation: OrganisationId,
    /** A label, or `any` for all that have no word of their own. */
    label: z.union([Tlp, z.literal('any')]),
    what: Release,
  }),
  z.object({
    type: z.literal('acting-chosen'),
    personal: z.literal(true),
    person: PersonId,
    /** {@link placeKey} of where it holds. */
    place: z.string(),
    /** Null: to be asked each time. */
    organisation: OrganisationId.nullable(),
  }),
])
export type ConsortiumFact = z.infer<typeof ConsortiumFact> | InvitationFact
