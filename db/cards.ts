/** Cards in shared places: which want drawing, and who draws them. */
import { and, eq, gt, sql } from 'drizzle-orm'
import type { CardStore, ClaimedCard } from '#src/cards.ts'
import { Subject } from '#src/core/effect.ts'
import type { ConsortiumId, PersonId, PlaceId } from '#src/core/id.ts'
import type { Link, Tx } from './link.ts'
import { places } from './schema/addresses.ts'
import { cards } from './schema/delivery.ts'

/** The row is there before the first message is. */
export async function wantCard(
  tx: Tx,
  consortium: ConsortiumId,
  { subject, place }: { subject: Subject; place: PlaceId },
  askedBy: PersonId | null,
): Promise<void> {
  const key = { consortium, subjectKind: subject.kind, subject: subject.id, place }
  await tx
    .insert(cards)
    .values({ ...key, wanted: 1, drawing: 0, drawn: 0, askedBy })
    .onConflictDoUpdate({
      target: [cards.consortium, cards.subjectKind, cards.subject, cards.place],
      set: { wanted: sql`${cards.wanted} + 1` },
    })
}

/** Those that somebody is drawing just now are left: their claims end within the lease. */
export async function restCards(tx: Tx, place: PlaceId, until: Temporal.Instant): Promise<void> {
  const isDrawn = sql`${cards.claimedUntil} between now() and now() + make_interval(secs => ${lease})`
  await tx
    .update(cards)
    .set({ claimedUntil: until })
    .where(and(eq(cards.place, place), sql`(${isDrawn}) is not true`))
}

/** Raises what the subject's cards should show; those that wait for a claim anyway will show it without. */
export async function refreshCards(tx: Tx, subject: Subject): Promise<void> {
  await tx
    .update(cards)
    .set({ wanted: sql`${cards.wanted} + 1` })
    .where(
      and(
        eq(cards.subjectKind, subject.kind),
        eq(cards.subject, subject.id),
        sql`${cards.wanted} = greatest(${cards.drawn}, ${cards.drawing})`,
      ),
    )
}

/** Seconds after which a claim lapses. */
const lease = 30

export function cardsOver(link: Link): CardStore {
  return {
    claimWanted: (limit) => claim(link, sql`claim_wanted_cards(${limit}::integer, ${lease}::integer)`),
    claimLively: (limit) => claim(link, sql`claim_lively_cards(${limit}::integer, ${lease}::integer)`),
    finish: (card, { ref, hash }) =>
      link.bound(card.consortium, async (tx) => {
        const [row] = await tx
          .update(cards)
          .set({ ref, drawnHash: hash, drawn: sql`greatest(${cards.drawn}, ${card.wanted})`, claimedUntil: null })
          .where(isCard(card))
          .returning({ wanted: cards.wanted })
        return row !== undefined && row.wanted > card.wanted
      }),
    release: (card, { seconds, forget, told = false }) =>
      link.bound(card.consortium, async (tx, now) => {
        const claimedUntil = now.add({ seconds: Math.ceil(seconds) })
        const posted = forget
          ? { ref: null, drawnHash: null, wanted: sql`greatest(${cards.wanted}, ${cards.drawn} + 1)` }
          : {}
        await tx
          .update(cards)
          .set({ claimedUntil, ...posted, ...(told && { askedBy: null }) })
          .where(isCard(card))
      }),
  }
}

type Id = { consortium_id: ConsortiumId; subject_kind: Subject['kind']; subject_id: string; place_id: PlaceId }

/** Ids come from all consortia at once; what each card needs is read in its own consortium. */
async function claim(link: Link, call: ReturnType<typeof sql>): Promise<ClaimedCard[]> {
  const ids = await link.bound(null, (tx) => tx.execute<Id>(sql`select * from ${call}`))
  const claimed: ClaimedCard[] = []
  for (const [consortium, own] of Map.groupBy(ids, (id) => id.consortium_id)) {
    claimed.push(...(await link.bound(consortium, (tx) => readCards(tx, consortium, own))))
  }
  return claimed
}

async function readCards(tx: Tx, consortium: ConsortiumId, ids: Id[]): Promise<ClaimedCard[]> {
  const keys = ids.map((id) => sql`(${id.subject_kind}, ${id.subject_id}, ${id.place_id})`)
  const rows = await tx
    .select({
      subject: { kind: cards.subjectKind, id: cards.subject },
      place: cards.place,
      address: { platform: places.platform, workspace: places.workspace, channel: places.channel },
      ref: cards.ref,
      wanted: cards.drawing,
      drawnHash: cards.drawnHash,
      askedBy: cards.askedBy,
    })
    .from(cards)
    .innerJoin(places, eq(places.id, cards.place))
    .where(
      and(
        gt(cards.wanted, 0),
        sql`(${cards.subjectKind}, ${cards.subject}, ${cards.place}) in (${sql.join(keys, sql`, `)})`,
      ),
    )
  return rows.map((row) => ({ ...row, consortium, subject: Subject.parse(row.subject) }))
}

function isCard({ subject, place }: ClaimedCard) {
  return sql`(${cards.subjectKind}, ${cards.subject}, ${cards.place}) = (${subject.kind}, ${subject.id}, ${place})`
}
