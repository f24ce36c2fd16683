/** Reads places with who reads there. Places stand in a table without policies: the join with their names keeps other consortia's out. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { widened } from '#src/consortium/audience.ts'
import { holdsOn } from '#src/consortium/consortium.ts'
import type { ConsortiumReader, PlaceRead } from '#src/consortium/store.ts'
import type { GroupId, OrganisationId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { chatAccounts, places } from '../schema/addresses.ts'
import { consortia, memberships, people, placeAudiences, placeNames, placeOrganisations } from '../schema/consortium.ts'

export function placeReader(
  tx: Tx,
  now: Temporal.Instant,
): Pick<ConsortiumReader, 'places' | 'statedPlaces' | 'placeAt' | 'workspaces'> {
  const complete = async (rows: Row[]): Promise<PlaceRead[]> => {
    const members = await membersOf(tx, now, [...new Set(rows.map(({ place }) => place.group))])
    return rows.map((row) => rowToPlace(row, members.get(row.place.group) ?? []))
  }
  return {
    places: async () => complete(await lines(tx)),
    workspaces: () => workspaces(tx),
    statedPlaces: async () =>
      (await lines(tx)).map(({ place, audience, named }) => {
        const { kind, guests, outsiders } = audience ?? unstated
        return { ...place, kind, guests, outsiders, organisations: named }
      }),
    placeAt: async ({ platform, workspace, channel }) => {
      const isAt = and(eq(places.platform, platform), eq(places.workspace, workspace), eq(places.channel, channel))
      const [place] = await complete(await lines(tx).where(isAt))
      return place
    },
  }
}

/** The places of a group, whose members today {@link rowToPlace} is told. */
export function placesOf(tx: Tx, group: GroupId) {
  return lines(tx).where(eq(places.group, group))
}

/** Where nobody has said who reads there, guests may. */
export function rowToPlace({ place, audience, named }: Row, members: OrganisationId[]): PlaceRead {
  const { observedAt, seenKind, seenGuests, seenOutsiders, ...stated } = audience ?? unseen
  const seen = { kind: seenKind, guests: seenGuests, outsiders: seenOutsiders }
  return { ...place, ...widened(stated, seen), seen, observedAt, organisations: named.length > 0 ? named : members }
}

export const unstated = { kind: 'private', guests: true, outsiders: false } as const
const unseen = { ...unstated, seenKind: null, seenGuests: null, seenOutsiders: null, observedAt: null }

type Row = Awaited<ReturnType<typeof lines>>[number]

const named = sql<OrganisationId[]>`(
  select coalesce(json_agg(o.organisation_id order by o.organisation_id), '[]') from ${placeOrganisations} o
  where o.consortium_id = ${placeNames.consortium} and o.place_id = ${placeNames.place}
)`.mapWith((text: string) => JSON.parse(text))

function lines(tx: Tx) {
  return tx
    .select({
      place: {
        id: places.id,
        group: places.group,
        platform: places.platform,
        workspace: places.workspace,
        channel: places.channel,
        name: placeNames.name,
      },
      audience: {
        kind: placeAudiences.kind,
        guests: placeAudiences.guests,
        outsiders: placeAudiences.outsiders,
        observedAt: placeAudiences.observedAt,
        seenKind: placeAudiences.seenKind,
        seenGuests: placeAudiences.seenGuests,
        seenOutsiders: placeAudiences.seenOutsiders,
      },
      named,
    })
    .from(placeNames)
    .innerJoin(places, and(eq(places.consortium, placeNames.consortium), eq(places.id, placeNames.place)))
    .leftJoin(
      placeAudiences,
      and(eq(placeAudiences.consortium, placeNames.consortium), eq(placeAudiences.place, placeNames.place)),
    )
    .orderBy(asc(places.platform), asc(placeNames.name))
    .$dynamic()
}

/** Accounts stand in a table without policies: the join with people keeps other consortia's out. */
async function workspaces(tx: Tx): Promise<Pick<PlaceRead, 'platform' | 'workspace'>[]> {
  const linked = tx
    .selectDistinct({ platform: chatAccounts.platform, workspace: chatAccounts.workspace })
    .from(people)
    .innerJoin(chatAccounts, eq(chatAccounts.person, people.id))
  const meeting = tx
    .selectDistinct({ platform: places.platform, workspace: places.workspace })
    .from(placeNames)
    .innerJoin(places, and(eq(places.consortium, placeNames.consortium), eq(places.id, placeNames.place)))
  return [...(await linked), ...(await meeting)]
}

async function membersOf(tx: Tx, now: Temporal.Instant, groups: GroupId[]): Promise<Map<GroupId, OrganisationId[]>> {
  if (groups.length === 0) return new Map()
  const rows = await tx
    .select({
      group: memberships.group,
      organisation: memberships.organisation,
      from: memberships.from,
      until: memberships.until,
      zone: consortia.zone,
    })
    .from(memberships)
    .innerJoin(consortia, eq(consortia.consortium, memberships.consortium))
    .where(inArray(memberships.group, groups))
    .orderBy(asc(memberships.organisation))
  const today = rows.filter((row) => holdsOn(row, now.toZonedDateTimeISO(row.zone).toPlainDate()))
  const members = new Map<GroupId, OrganisationId[]>()
  for (const { group, organisation } of today) {
    if (group !== null) members.set(group, [...(members.get(group) ?? []), organisation])
  }
  return members
}
