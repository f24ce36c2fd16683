/** What the use cases ask about organisations, people and places of the consortium that the transaction is bound to. */
import type { Actor, SigningRole } from '#src/core/access.ts'
import type { GroupId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Account, Address } from '#src/core/intent.ts'
import type { Category, Consortium, Organisation, Person, Place, WorkingGroup } from './consortium.ts'

/** A working group with who sits in it and where it meets. */
export type Group = WorkingGroup & {
  members: (Organisation & { category: Category })[]
  places: Place[]
}

export type ConsortiumReader = {
  consortium(): Promise<Consortium>
  /** The person with all seats; undefined where the person is not of this consortium. */
  actor(person: PersonId): Promise<Extract<Actor, { kind: 'person' }> | undefined>
  person(id: PersonId): Promise<Person | undefined>
  people(): Promise<Person[]>
  organisation(id: OrganisationId): Promise<Organisation | undefined>
  /** All of them, by short name. */
  organisations(): Promise<Organisation[]>
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
