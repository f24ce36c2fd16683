/** Homes: which want drawing, and who draws them. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { HomeKey } from '#src/core/delivery.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Concern } from '#src/home/concern.ts'
import type { ClaimedHome, HomeStore } from '#src/homes.ts'
import type { Link, Tx } from './link.ts'
import { commitments } from './schema/commitments.ts'
import { memberships, seats } from './schema/consortium.ts'
import { draftComments } from './schema/drafts.ts'
import { homes } from './schema/homes.ts'
import { polls } from './schema/polls.ts'

/** Seconds after which a claim lapses. */
const lease = 30

export function homesOver(link: Link): HomeStore {
  return {
    opened: (consortium, home, { person, ref, hash }) =>
      link.bound(consortium, async (tx, now) => {
        const [before] = await tx.select(whereShown).from(homes).where(isHome(home)).for('update')
        const claimedUntil = before?.ref === ref ? before.claimedUntil : null
        const shown = { person, ref, openedAt: now, rests: false, drawnHash: hash, claimedUntil }
        await tx
          .insert(homes)
          .values({ consortium, ...keyOf(home), ...shown, wanted: 1, drawing: 0, drawn: 0, sweptAt: now })
          .onConflictDoUpdate({
            target: [homes.consortium, homes.platform, homes.via, homes.workspace, homes.account],
            set: { ...shown, wanted: sql`${homes.wanted} + 1` },
          })
        return { former: before?.ref, seconds: secondsTo(claimedUntil, now) }
      }),
    openedAt: (consortium, home) =>
      link.bound(consortium, async (tx) => {
        const [row] = await tx.select({ openedAt: homes.openedAt }).from(homes).where(isHome(home))
        return row?.openedAt
      }),
    refresh: (consortium, concern) => link.bound(consortium, (tx, now) => refresh(tx, concern, now)),
    claimWanted: (limit) => claim(link, sql`claim_wanted_homes(${limit}::integer, ${lease}::integer)`),
    claimLively: (limit) => claim(link, sql`claim_lively_homes(${limit}::integer, ${lease}::integer)`),
    finish: (home, { hash, rests, pause }) =>
      link.bound(home.consortium, async (tx, now) => {
        const drawn = sql`greatest(${homes.drawn}, ${home.wanted})`
        const claimedUntil = now.add({ seconds: pause })
        const [row] = await tx
          .update(homes)
          .set({ drawnHash: hash, rests, drawn, claimedUntil })
          .where(isShownBy(home))
          .returning({ wanted: homes.wanted })
        return row !== undefined && row.wanted > home.wanted
      }),
    release: (home, seconds) =>
      link.bound(home.consortium, async (tx, now) => {
        const claimedUntil = now.add({ seconds: Math.ceil(seconds) })
        await tx.update(homes).set({ claimedUntil }).where(isShownBy(home))
      }),
    forget: ({ consortium, ...home }, ref) =>
      link.bound(consortium, async (tx) => {
        await tx.delete(homes).where(and(isHome(home), ref === undefined ? undefined : eq(homes.ref, ref)))
      }),
  }
}

/** Those that wait for a claim anyway will show it without; those that rest say already that something has changed. */
async function refresh(tx: Tx, concern: Concern, now: Temporal.Instant): Promise<number | undefined> {
  const raised = await tx
    .update(homes)
    .set({ wanted: sql`${homes.wanted} + 1` })
    .where(
      and(
        eq(homes.rests, false),
        sql`${homes.wanted} = greatest(${homes.drawn}, ${homes.drawing})`,
        sql`${homes.person} in (${concerned(concern)})`,
      ),
    )
    .returning({ claimedUntil: homes.claimedUntil })
  if (raised.length === 0) return undefined
  return Math.max(...raised.map(({ claimedUntil }) => secondsTo(claimedUntil, now)))
}

const whereShown = { ref: homes.ref, claimedUntil: homes.claimedUntil }

function secondsTo(until: Temporal.Instant | null, now: Temporal.Instant): number {
  return until ? Math.max(0, now.until(until).total('seconds')) : 0
}

/** People by their seats, whatever the day: who holds none today is shown so. */
function concerned({
  people,
  organisations,
  met,
  groups,
  commitments: promised,
  polls: asked,
  comments: written,
}: Concern): SQL {
  const inGroups = sql`
    ${each(groups)}
    union select group_id from ${commitments} where id in (${each(promised)})
    union select group_id from ${polls} where id in (${each(asked)})
    union select group_id from ${memberships} where organisation_id in (${each(met)})`
  return sql`
    ${each(people)}
    union select person_id from ${seats} where organisation_id in (
      ${each(organisations)}
      union select organisation_id from ${commitments} where id in (${each(promised)})
      union select organisation_id from ${draftComments} where id in (${each(written)})
      union select organisation_id from ${memberships} where group_id in (${inGroups}))`
}

/** Any number of ids as one parameter. */
function each(ids: readonly string[]): SQL {
  return sql`select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)`
}

type Id = { consortium_id: ConsortiumId; platform: ChatPlatform; via: string; workspace: string; account: string }

/** Ids come from all consortia at once; what each home needs is read in its own consortium. */
async function claim(link: Link, call: SQL): Promise<ClaimedHome[]> {
  const ids = await link.bound(null, (tx) => tx.execute<Id>(sql`select * from ${call}`))
  const claimed: ClaimedHome[] = []
  for (const [consortium, own] of Map.groupBy(ids, (id) => id.consortium_id)) {
    claimed.push(...(await link.bound(consortium, (tx) => readHomes(tx, consortium, own))))
  }
  return claimed
}

async function readHomes(tx: Tx, consortium: ConsortiumId, ids: Id[]): Promise<ClaimedHome[]> {
  const keys = ids.map(({ platform, via, workspace, account }) => sql`(${platform}, ${via}, ${workspace}, ${account})`)
  const rows = await tx
    .select({
      platform: homes.platform,
      via: homes.via,
      workspace: homes.workspace,
      account: homes.account,
      person: homes.person,
      ref: homes.ref,
      wanted: homes.drawing,
      drawnHash: homes.drawnHash,
      openedAt: homes.openedAt,
    })
    .from(homes)
    .where(sql`(${homes.platform}, ${homes.via}, ${homes.workspace}, ${homes.account}) in (${sql.join(keys, sql`, `)})`)
  return rows.map((row) => ({ ...row, consortium }))
}

function keyOf({ platform, via, workspace, account }: HomeKey): HomeKey {
  return { platform, via, workspace, account }
}

function isHome({ platform, via, workspace, account }: HomeKey): SQL {
  return sql`(${homes.platform}, ${homes.via}, ${homes.workspace}, ${homes.account}) = (${platform}, ${via}, ${workspace}, ${account})`
}

/** The claimed home, unless it was opened elsewhere meanwhile: what was drawn is not what is shown then. */
function isShownBy(home: ClaimedHome): SQL | undefined {
  return and(isHome(home), eq(homes.ref, home.ref))
}
