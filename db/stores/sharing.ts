/** Sharing in SQL: what lists page over must be what a person may see. Held to `src/core/sharing.ts` by a property test. */
import { type AnyColumn, and, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, type Seat, seatsOf } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Audience, isAudience, type ReleasePolicy, type Viewer } from '#src/core/sharing.ts'
import { releases } from '../schema/consortium.ts'

/** Where an item's parts stand; `source` is null for what comes from the consortium. */
export type ItemColumns = {
  consortium: AnyColumn
  label: AnyColumn | SQL
  source: AnyColumn | null
  recipients: AnyColumn
}

/** What an item's source lets leave it, read with the item. */
export function policyOf({ consortium, source }: { consortium: AnyColumn; source: AnyColumn }) {
  return sql<ReleasePolicy>`(
    select coalesce(json_object_agg(r.label, r.what), '{}') from ${releases} r
    where r.consortium_id = ${whole(consortium)} and r.organisation_id = ${whole(source)}
  )`.mapWith((text: string): ReleasePolicy => JSON.parse(text))
}

/** With its table: drizzle leaves that out where it selects from one, and the name would then be the inner table's. */
function whole(column: AnyColumn): SQL {
  return sql`${column.table}.${sql.identifier(column.name)}`
}

/** {@link sightOf} is not `nothing`; undefined is true. */
export function isSeenBy(viewer: Viewer, item: ItemColumns): SQL | undefined {
  const enough = sql`<> 'nothing'`
  return isAudience(viewer) ? isShownIn(viewer, item, enough) : isSeen(viewer, item, enough)
}

/** {@link seenBy} is `full`; undefined is true. */
export function isSeenWhole(actor: Actor, item: ItemColumns): SQL | undefined {
  return isSeen(actor, item, sql`= 'full'`)
}

/** `enough`: what must be true of what its own organisation lets leave it. */
function isSeen(actor: Actor, item: ItemColumns, enough: SQL): SQL | undefined {
  if (actor.kind === 'system') return undefined
  if (actor.kind === 'operator') return leaves(item, [], enough)
  if (actor.kind !== 'person') return sql`false`
  const seats = seatsOf(actor)
  return and(maySee(actor.person, seats, item), leaves(item, organisationsOf(seats), enough))
}

/** In a shared place: what may reach all who read there. */
function isShownIn({ organisations, guests, outsiders }: Audience, item: ItemColumns, enough: SQL): SQL | undefined {
  const isAt = (label: string) => sql`${item.label} = ${label}`
  const readers = outsiders ? [] : [...new Set(organisations)]
  const isNamed = readers.length === 0 ? sql`false` : and(...readers.map((one) => concerns(item, [one])))
  const mayReach = or(
    isAt('TLP:CLEAR'),
    outsiders ? undefined : isAt('TLP:GREEN'),
    and(isAt('TLP:AMBER'), isNamed),
    guests ? undefined : and(isAt('TLP:AMBER+STRICT'), isNamed),
  )
  return and(mayReach, leaves(item, readers.length === 1 ? readers : [], enough))
}

function maySee(person: string, seats: readonly Seat[], item: ItemColumns): SQL | undefined {
  const isAt = (label: string) => sql`${item.label} = ${label}`
  if (seats.length === 0) return isAt('TLP:CLEAR')
  const among = (held: readonly Seat[]) => concerns(item, organisationsOf(held))
  return or(
    isAt('TLP:CLEAR'),
    isAt('TLP:GREEN'),
    and(isAt('TLP:AMBER'), among(seats.filter(({ standing }) => standing !== 'guest'))),
    and(isAt('TLP:AMBER+STRICT'), among(seats.filter(({ standing }) => standing === 'staff'))),
    and(isAt('TLP:RED'), names(item, [person])),
  )
}

function concerns(item: ItemColumns, organisations: OrganisationId[]): SQL | undefined {
  if (organisations.length === 0) return sql`false`
  return or(item.source ? inArray(item.source, organisations) : undefined, names(item, organisations))
}

function names({ recipients }: ItemColumns, ids: string[]): SQL {
  return sql`jsonb_exists_any(${recipients}, array[${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )}]::text[])`
}

/** What its own organisation lets leave it, or is of one's own. */
function leaves({ consortium, label, source }: ItemColumns, own: OrganisationId[], enough: SQL): SQL | undefined {
  if (source === null) return undefined
  const said = (of: AnyColumn | SQL | string) => sql`(
    select r.what from ${releases} r
    where r.consortium_id = ${consortium} and r.organisation_id = ${source} and r.label = ${of}
  )`
  const isEnough = sql`coalesce(${said(label)}, ${said('any')}, 'full') ${enough}`
  return or(sql`${source} is null`, own.length === 0 ? undefined : inArray(source, own), isEnough)
}

function organisationsOf(seats: readonly Seat[]): OrganisationId[] {
  return [...new Set(seats.map(({ organisation }) => organisation))]
}
