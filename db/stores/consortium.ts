/** Reads organisations, people and places of the bound consortium; row-level security keeps the others out. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { holdsOn } from '#src/consortium/consortium.ts'
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import type { Seat } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { GroupId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { chatAccounts, places } from '../schema/addresses.ts'
import { acting, consortia, memberships, organisations, people, seats, workingGroups } from '../schema/consortium.ts'
import { deskReader } from './desk.ts'
import { placeReader, placesOf, rowToPlace } from './places.ts'
import { releaseReader } from './releases.ts'
import { seatReader } from './seats.ts'
import { organisationColumns, organisationsAmong } from './standing.ts'

export function consortiumReader(tx: Tx, now: Temporal.Instant): ConsortiumReader {
  return {
    consortium: async () => {
      const [row] = await tx
        .select({ id: consortia.consortium, name: consortia.name, zone: consortia.zone, label: consortia.label })
        .from(consortia)
      return present(row, 'the consortium')
    },
    actor: async (person, actingIn = '') => (await actors(tx, now, [{ person, actingIn }]))[0],
    person: async (id) => (await tx.select(personColumns).from(people).where(eq(people.id, id)))[0],
    people: () =>
      tx.select(personColumns).from(people).where(isNull(people.erasedAt)).orderBy(asc(people.name), asc(people.id)),
    organisation: async (id) => (await organisationsAmong(tx, [id]))[0],
    organisations: () =>
      tx.select(organisationColumns).from(organisations).orderBy(asc(organisations.short), asc(organisations.id)),
    group: (id) => group(tx, now, id),
    groups: () => tx.select(groupColumns).from(workingGroups).orderBy(asc(workingGroups.name), asc(workingGroups.id)),
    groupsOf: (ids) => groupsOf(tx, now, ids),
    memberships: () =>
      tx.select(membershipColumns).from(memberships).orderBy(asc(memberships.body), asc(memberships.organisation)),
    ...seatReader(tx, now),
    ...placeReader(tx, now),
    ...deskReader(tx),
    ...releaseReader(tx),
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
        .where(and(eq(people.id, person), isNull(people.erasedAt)))
        .orderBy(desc(chatAccounts.linkedAt), asc(chatAccounts.account)),
    personOf: async ({ platform, workspace, account }) => {
      const [row] = await tx
        .select(personColumns)
        .from(chatAccounts)
        .innerJoin(people, eq(people.id, chatAccounts.person))
        .where(
          and(
            isNull(people.erasedAt),
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

const personColumns = { id: people.id, name: people.name, zone: people.zone, contact: people.contact }
const groupColumns = { id: workingGroups.id, name: workingGroups.name, kind: workingGroups.kind }
const membershipColumns = {
  body: memberships.body,
  organisation: memberships.organisation,
  category: memberships.category,
  class: memberships.class,
  votes: memberships.votes,
  from: memberships.from,
  until: memberships.until,
}
const seatOf = and(eq(organisations.consortium, seats.consortium), eq(organisations.id, seats.organisation))

/** In one statement, in the order in which they are asked for; undefined for who is not of the consortium. */
export async function actors(
  tx: Tx,
  now: Temporal.Instant,
  asked: readonly { person: PersonId; actingIn: string }[],
): Promise<Awaited<ReturnType<ConsortiumReader['actor']>>[]> {
  const pairs = sql`json_to_recordset(${JSON.stringify(asked.map((one, nth) => ({ ...one, nth })))}::json)
    as asked (person text, "actingIn" text, nth integer)`
  const rows = await tx
    .select({
      nth: sql<number>`asked.nth`,
      name: people.name,
      acting: acting.organisation,
      seat: { organisation: seats.organisation, name: organisations.short, zone: organisations.zone },
      held: { role: seats.role, standing: seats.standing, from: seats.from, until: seats.until },
    })
    .from(pairs)
    .innerJoin(people, and(sql`${people.id} = asked.person`, isNull(people.erasedAt)))
    .leftJoin(seats, and(eq(seats.consortium, people.consortium), eq(seats.person, people.id)))
    .leftJoin(organisations, seatOf)
    .leftJoin(
      acting,
      and(
        eq(acting.consortium, people.consortium),
        eq(acting.person, people.id),
        sql`${acting.place} = asked."actingIn"`,
      ),
    )
    .orderBy(asc(organisations.short), asc(seats.role))
  const found = Map.groupBy(rows, ({ nth }) => nth)
  return asked.map(({ person }, nth) => {
    const own = found.get(nth) ?? []
    const [first] = own
    if (!first) return undefined
    const held = own.flatMap(({ seat: { organisation, name, zone }, held: term }): Seat[] => {
      if (!organisation || !name || !zone || !term) return []
      const { role, standing } = term
      const isHeld = holdsOn(term, now.toZonedDateTimeISO(zone).toPlainDate())
      return isHeld ? [{ organisation, name, zone, role, standing }] : []
    })
    return { kind: 'person', person, name: first.name, seats: held, acting: first.acting }
  })
}

/** Members of a group today, by the calendar of the consortium's zone. */
const isMember = and(
  eq(organisations.consortium, memberships.consortium),
  eq(organisations.id, memberships.organisation),
)
const isOf = eq(consortia.consortium, memberships.consortium)
const dates = { from: memberships.from, until: memberships.until, zone: consortia.zone }

function holdsToday(
  { zone, ...term }: { from: string; until: string | null; zone: string },
  now: Temporal.Instant,
): boolean {
  return holdsOn(term, now.toZonedDateTimeISO(zone).toPlainDate())
}

async function group(tx: Tx, now: Temporal.Instant, id: GroupId): Promise<Group | undefined> {
  const found = tx.select(groupColumns).from(workingGroups).where(eq(workingGroups.id, id))
  const { category, class: inClass, votes } = memberships
  const members = tx
    .select({ member: { ...organisationColumns, category, class: inClass, votes }, dates })
    .from(memberships)
    .innerJoin(organisations, isMember)
    .innerJoin(consortia, isOf)
    .where(eq(memberships.group, id))
    .orderBy(asc(organisations.short))
  const [[row], sitting, meeting] = await Promise.all([found, members, placesOf(tx, id)])
  if (!row) return undefined
  const today = sitting
    .filter((one) => holdsToday(one.dates, now))
    .map(({ member: { leftAt: _, ...member } }) => member)
  const ids = today.map((member) => member.id)
  return { ...row, members: today, places: meeting.map((place) => rowToPlace(place, ids)) }
}

async function groupsOf(tx: Tx, now: Temporal.Instant, ids: readonly OrganisationId[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ group: groupColumns, dates })
    .from(memberships)
    .innerJoin(
      workingGroups,
      and(eq(workingGroups.consortium, memberships.consortium), eq(workingGroups.id, memberships.group)),
    )
    .innerJoin(consortia, isOf)
    .where(inArray(memberships.organisation, [...ids]))
    .orderBy(asc(workingGroups.name), asc(workingGroups.id))
  const today = rows.filter((row) => holdsToday(row.dates, now))
  return [...new Map(today.map((row) => [row.group.id, row.group])).values()]
}
