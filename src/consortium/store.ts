/** What the use cases ask about organisations, people and places of the consortium that the transaction is bound to. */

import type { Actor, SigningRole } from '#src/core/access.ts'
import type { Subject } from '#src/core/effect.ts'
import type { ConsortiumId, GroupId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Account, Address } from '#src/core/intent.ts'
import type { Audience, Release, ReleasePolicy } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Seen } from './audience.ts'
import type {
  Consortium,
  Membership,
  Organisation,
  Person,
  Place,
  PlaceKind,
  SeatGiven,
  WorkingGroup,
} from './consortium.ts'
import type { Attempts, Invitation } from './invitation.ts'

/** A working group with who sits in it today and where it meets. */
export type Group = WorkingGroup & {
  members: (Organisation & Pick<Membership, 'category' | 'class' | 'votes'>)[]
  places: PlaceRead[]
}

/** A place with who reads there: the organisations named for it, else the members of its group today; widened by what was seen. */
export type PlaceRead = Place & Audience & { kind: PlaceKind; seen: Seen; observedAt: Temporal.Instant | null }

/** A place as it was stated: `organisations` are those that were named. */
export type PlaceStated = Place & Audience & { kind: PlaceKind }

/** A seat with the names that a list shows. */
export type SeatLine = SeatGiven & { name: string; organisationName: string; contact: string }

/** One of a person's seats, and whether it is held today. */
export type SeatRead = SeatLine & { when: 'past' | 'now' | 'ahead' }

export type ReleaseStated = { label: Tlp | 'any'; what: Release; by: string | null; at: Temporal.Instant }

export type OrganisationRead = Organisation & { leftAt: Temporal.Instant | null }

export type ConsortiumReader = {
  /** The consortium that the transaction is bound to, also before it is founded. */
  bound(): Promise<ConsortiumId>
  isFounded(): Promise<boolean>
  /** Keeps others out who state something at the desk, until the transaction ends. */
  holdDesk(): Promise<void>
  /** Places with the audience that was stated, the organisations alone that were named. */
  statedPlaces(): Promise<PlaceStated[]>

  consortium(): Promise<Consortium>
  /** The person with every seat held today, and for whom the person acts in a place ({@link placeKey}); undefined where the person is not of this consortium. */
  actor(person: PersonId, actingIn?: string): Promise<Extract<Actor, { kind: 'person' }> | undefined>
  person(id: PersonId): Promise<(Person & { contact: string }) | undefined>
  people(): Promise<(Person & { contact: string })[]>
  /** Every membership and every seat as last stated, also those that ended or are still to begin. */
  memberships(): Promise<Membership[]>
  seats(): Promise<SeatLine[]>
  /** Every seat of one person, and every seat that anybody holds today, by name. */
  seatsOf(person: PersonId): Promise<SeatRead[]>
  seatsHeld(): Promise<SeatLine[]>
  /** Every place of the consortium, by name. */
  places(): Promise<PlaceRead[]>
  placeAt(address: Address): Promise<PlaceRead | undefined>
  /** In which its people have accounts or it has places. */
  workspaces(): Promise<Pick<Address, 'platform' | 'workspace'>[]>
  /** What leaves an organisation; all of it where nothing was said. */
  release(organisation: OrganisationId): Promise<ReleasePolicy>
  /** Each word of an organisation on what leaves it, the last one for each label, and who said it: null for the operator. */
  releaseStated(organisation: OrganisationId): Promise<ReleaseStated[]>
  /** What of the organisation's has a card in a shared place, and each recommendation card that counts it. */
  shownOf(organisation: OrganisationId): Promise<Subject[]>
  releases(): Promise<Map<OrganisationId, ReleasePolicy>>
  organisation(id: OrganisationId): Promise<OrganisationRead | undefined>
  /** All of them, by short name, also those that left. */
  organisations(): Promise<OrganisationRead[]>
  group(id: GroupId): Promise<Group | undefined>
  groups(): Promise<WorkingGroup[]>
  /** The working groups that any of these organisations is in, by name. */
  groupsOf(organisations: readonly OrganisationId[]): Promise<WorkingGroup[]>
  /** The working group whose place this is. */
  groupAt(address: Address): Promise<WorkingGroup | undefined>
  /** People who can bind the organisation, strongest role first. */
  signatories(organisation: OrganisationId): Promise<{ person: PersonId; name: string; role: SigningRole }[]>
  /** Those who keep the consortium's record, by name. */
  secretariat(): Promise<Person[]>
  /** The person's chat accounts, the one last linked first. */
  accounts(person: PersonId): Promise<Account[]>
  /** Whose account this is, in this consortium. */
  personOf(account: Account): Promise<Person | undefined>
  /** True where the account is linked to somebody who is not of this consortium. */
  isStrangers(account: Account): Promise<boolean>
  /** True where the place is bound in another consortium. */
  isElsewhere(address: Address): Promise<boolean>
}

export type InvitationReader = {
  /** The invitation of a code's first half, locked until the transaction ends; undefined where there is none, or its person was erased. */
  byHalf(half: string): Promise<Invitation | undefined>
  /** The halves of a person's open invitations. */
  openFor(person: PersonId): Promise<string[]>
  /** Whether an invitation of any consortium bears it. */
  isTaken(half: string): Promise<boolean>
  /** What the account tried in vain; nobody else tries for it, or links it, until the transaction ends. */
  attempts(account: Account): Promise<Attempts | undefined>
}
