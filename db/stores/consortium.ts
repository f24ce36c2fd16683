/** Reads organisations, people and places of the bound consortium; row-level security keeps the others out. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import { signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { GroupId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { chatAccounts, places } from '../schema/addresses.ts'
import {
  consortia,
  memberships,
  organisations,
  people,
  placeNames,
  seats,
  workingGroups,
} from '../schema/consortium.ts'

export function consortiumReader(tx: Tx): ConsortiumReader {
  return {
    consortium: async () => {
      const [row] = await tx
        .select({ id: consortia.consortium, name: consortia.name, zone: consortia.zone, label: consortia.label })
        .from(consortia)
      return present(row, 'the consortium')
    },
    actor: (person) => actor(tx, person),
    person: async (id) => (await tx.select(personColumns).from(people).where(eq(people.id, id)))[0],
    people: () => tx.select(personColumns).from(people).orderBy(asc(people.name), asc(people.id)),
    organisation: async (id) => {
      const [row] = await tx.select(organisationColumns).from(organisations).where(eq(organisations.id, id))
      return row
    },
    organisations: () =>
      tx.select(organisationColumns).from(organisations).orderBy(asc(organisations.short), asc(organisations.id)),
    group: (id) => group(tx, id),
    groups: () => tx.select(groupColumns).from(workingGroups).orderBy(asc(workingGroups.name), asc(workingGroups.id)),
    groupsOf: (ids) => groupsOf(tx, ids),
    signatories: (organisation) => signatories(tx, organisation),
    secretariat: () =>
      tx
        .selectDistinct(personColumns)
        .from(seats)
        .innerJoin(people, and(eq(people.consortium, seats.consortium), eq(people.id, seats.person)))
        .where(eq(seats.role, 'secretariat'))
        .orderBy(asc(people.name), asc(people.id)),
    ...addressReader(tx),
  }
}

type AddressReader = Pick<ConsortiumReader, 'groupAt' | 'accounts' | 'personOf' | 'isStrangers' | 'isElsewhere'>

/** Accounts and places stand in tables without policies: what is not of this consortium must be left out by the join. */
function addressReader(tx: Tx): AddressReader {
  return {
    groupAt: async ({ platform, workspace, channel }) => {
      const [row] = await tx
        .select(groupColumns)
        .from(places)
        .innerJoin(
          workingGroups,
          and(eq(workingGroups.consortium, places.consortium), eq(workingGroups.id, places.group)),
        )
        .where(and(eq(places.platform, platform), eq(places.workspace, workspace), eq(places.channel, channel)))
      return row
    },
    accounts: (person) =>
      tx
        .select({ platform: chatAccounts.platform, workspace: chatAccounts.workspace, account: chatAccounts.account })
        .from(people)
        .innerJoin(chatAccounts, eq(chatAccounts.person, people.id))
        .where(eq(people.id, person))
        .orderBy(desc(chatAccounts.linkedAt), asc(chatAccounts.account)),
    personOf: async ({ platform, workspace, account }) => {
      const [row] = await tx
        .select(personColumns)
        .from(chatAccounts)
        .innerJoin(people, eq(people.id, chatAccounts.person))
        .where(
          and(
            eq(chatAccounts.platform, platform),
            eq(chatAccounts.workspace, workspace),
            eq(chatAccounts.account, account),
          ),
        )
      return row
    },
    isStrangers: async ({ platform, workspace, account }) => {
      const [row] = await tx
        .select({ own: people.id })
        .from(chatAccounts)
        .leftJoin(people, eq(people.id, chatAccounts.person))
        .where(
          and(
            eq(chatAccounts.platform, platform),
            eq(chatAccounts.workspace, workspace),
            eq(chatAccounts.account, account),
          ),
        )
      return row !== undefined && row.own === null
    },
    isElsewhere: async ({ platform, workspace, channel }) => {
      const [row] = await tx
        .select({ own: consortia.consortium })
        .from(places)
        .leftJoin(consortia, eq(consortia.consortium, places.consortium))
        .where(and(eq(places.platform, platform), eq(places.workspace, workspace), eq(places.channel, channel)))
      return row !== undefined && row.own === null
    },
  }
}

const personColumns = { id: people.id, name: people.name, zone: people.zone }
const groupColumns = { id: workingGroups.id, name: workingGroups.name }
const organisationColumns = {
  id: organisations.id,
  short: organisations.short,
  name: organisations.name,
  kind: organisations.kind,
  country: organisations.country,
  zone: organisations.zone,
}
const seatOf = and(eq(organisations.consortium, seats.consortium), eq(organisations.id, seats.organisation))

async function actor(tx: Tx, person: PersonId): ReturnType<ConsortiumReader['actor']> {
  const rows = await tx
    .select({
      name: people.name,
      seat: { organisation: seats.organisation, name: organisations.short, zone: organisations.zone, role: seats.role },
    })
    .from(people)
    .leftJoin(seats, and(eq(seats.consortium, people.consortium), eq(seats.person, people.id)))
    .leftJoin(organisations, seatOf)
    .where(eq(people.id, person))
    .orderBy(asc(organisations.short), asc(seats.role))
  const [first] = rows
  if (!first) return undefined
  const held = rows.flatMap(({ seat: { organisation, name, zone, role } }) =>
    organisation && name && zone && role ? [{ organisation, name, zone, role }] : [],
  )
  return { kind: 'person', person, name: first.name, seats: held }
}

async function group(tx: Tx, id: GroupId): Promise<Group | undefined> {
  const found = tx.select(groupColumns).from(workingGroups).where(eq(workingGroups.id, id))
  const members = tx
    .select({ ...organisationColumns, category: memberships.category })
    .from(memberships)
    .innerJoin(
      organisations,
      and(eq(organisations.consortium, memberships.consortium), eq(organisations.id, memberships.organisation)),
    )
    .where(eq(memberships.group, id))
    .orderBy(asc(organisations.short))
  const meetsAt = tx
    .select({
      id: places.id,
      group: places.group,
      platform: places.platform,
      workspace: places.workspace,
      channel: places.channel,
      name: placeNames.name,
    })
    .from(placeNames)
    .innerJoin(places, and(eq(places.consortium, placeNames.consortium), eq(places.id, placeNames.place)))
    .where(eq(places.group, id))
    .orderBy(asc(places.platform), asc(placeNames.name))
  const [[row], sitting, meeting] = await Promise.all([found, members, meetsAt])
  return row && { ...row, members: sitting, places: meeting }
}

async function groupsOf(tx: Tx, ids: readonly OrganisationId[]) {
  if (ids.length === 0) return []
  return tx
    .selectDistinct(groupColumns)
    .from(memberships)
    .innerJoin(
      workingGroups,
      and(eq(workingGroups.consortium, memberships.consortium), eq(workingGroups.id, memberships.group)),
    )
    .where(inArray(memberships.organisation, [...ids]))
    .orderBy(asc(workingGroups.name), asc(workingGroups.id))
}

async function signatories(tx: Tx, organisation: OrganisationId): ReturnType<ConsortiumReader['signatories']> {
  const rows = await tx
    .select({ person: people.id, name: people.name, role: seats.role })
    .from(seats)
    .innerJoin(people, and(eq(people.consortium, seats.consortium), eq(people.id, seats.person)))
    .where(and(eq(seats.organisation, organisation), inArray(seats.role, [...signingRoles])))
    .orderBy(asc(people.name), asc(people.id))
  return signingRoles.flatMap((role) => rows.filter((row) => row.role === role).map((row) => ({ ...row, role })))
}
