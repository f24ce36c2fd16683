/**
 * Consortium: organisations of many countries that work on one set of recommendations.
 * Organisation: a member with a seat and one vote: a ministry, a standards body, a company, a university, a civil-society body.
 * Membership: ties an organisation to a working group as a voting member or as an observer.
 * Seat: ties a person to an organisation with a role.   Working group: the part of the consortium that does one kind of work.
 * Place: a channel on one platform, bound to a working group.   Account: a chat identity, linked to a person.
 */
import { z } from 'zod'
import { Role } from '#src/core/access.ts'
import { ConsortiumId, GroupId, OrganisationId, PersonId, PlaceId } from '#src/core/id.ts'
import { Account, Address } from '#src/core/intent.ts'
import { Tlp } from '#src/core/tlp.ts'

/** An IANA zone that this runtime knows. */
const Zone = z.string().refine((zone) => {
  try {
    return Boolean(Temporal.Now.instant().toZonedDateTimeISO(zone))
  } catch {
    return false
  }
}, 'is not a time zone, for example Asia/Tokyo')

const OrganisationKind = z.enum(['government', 'standards body', 'company', 'university', 'civil society'])

export const Consortium = z.object({ id: ConsortiumId, name: z.string(), zone: Zone, label: Tlp })
export type Consortium = z.infer<typeof Consortium>

export const Organisation = z.object({
  id: OrganisationId,
  /** As people say it: `Japan`. */
  short: z.string(),
  name: z.string(),
  kind: OrganisationKind,
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  zone: Zone,
})
export type Organisation = z.infer<typeof Organisation>

export const Category = z.enum(['voting', 'observer'])
export type Category = z.infer<typeof Category>

export const Person = z.object({ id: PersonId, name: z.string(), zone: Zone })
export type Person = z.infer<typeof Person>

export const WorkingGroup = z.object({ id: GroupId, name: z.string() })
export type WorkingGroup = z.infer<typeof WorkingGroup>

export const Place = Address.extend({ id: PlaceId, group: GroupId, name: z.string() })
export type Place = z.infer<typeof Place>

const ConsortiumFact = z.discriminatedUnion('type', [
  Consortium.extend({ type: z.literal('consortium-founded') }),
  Organisation.extend({ type: z.literal('organisation-admitted') }),
  WorkingGroup.extend({ type: z.literal('working-group-formed') }),
  z.object({
    type: z.literal('membership-begun'),
    group: GroupId,
    organisation: OrganisationId,
    category: Category,
  }),
  z.object({
    type: z.literal('person-added'),
    person: PersonId,
    zone: Zone,
    sealed: z.object({ name: z.string() }),
  }),
  z.object({ type: z.literal('seat-given'), person: PersonId, organisation: OrganisationId, role: Role }),
  z.object({
    type: z.literal('account-linked'),
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
])
export type ConsortiumFact = z.infer<typeof ConsortiumFact>
