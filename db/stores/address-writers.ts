/** Writes which account is whose, where a group meets, and who reads there. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ConsortiumId, GroupId, PlaceId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { chatAccounts, installations, places } from '../schema/addresses.ts'
import { placeAudiences, placeNames, placeOrganisations } from '../schema/consortium.ts'
import { cards, formDrafts } from '../schema/delivery.ts'
import { unstated } from './places.ts'

type AddressFact =
  | 'workspace-let-in'
  | 'account-linked'
  | 'account-unlinked'
  | 'place-bound'
  | 'place-renamed'
  | 'place-released'
  | 'audience-set'
  | 'audience-observed'

/** Others read there now than when its cards were drawn. */
async function wantAnew(tx: Tx, place: PlaceId): Promise<void> {
  await tx
    .update(cards)
    .set({ wanted: sql`${cards.wanted} + 1` })
    .where(eq(cards.place, place))
}

/** The same for every place of a group, whose members have changed. */
export async function wantAnewIn(tx: Tx, group: GroupId): Promise<void> {
  const own = tx.select({ id: places.id }).from(places).where(eq(places.group, group))
  await tx
    .update(cards)
    .set({ wanted: sql`${cards.wanted} + 1` })
    .where(inArray(cards.place, own))
}

/** Notes when a place was looked at where that showed nothing new. */
export async function looked(tx: Tx, consortium: ConsortiumId, place: PlaceId, at: Temporal.Instant): Promise<void> {
  const set = { observedAt: at }
  await tx
    .insert(placeAudiences)
    .values({ consortium, place, ...unstated, ...set })
    .onConflictDoUpdate({ target: [placeAudiences.consortium, placeAudiences.place], set })
}

export function addressWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, AddressFact> {
  /** What the operator took out stays out. */
  const letIn = async (platform: ChatPlatform, workspace: string) => {
    await tx.insert(installations).values({ platform, workspace }).onConflictDoNothing()
  }
  return {
    'workspace-let-in': ({ platform, sealed: { workspace } }) => letIn(platform, workspace),
    'account-linked': async ({ person, platform, sealed: { workspace, account } }) => {
      // Not the transaction's time: of two accounts linked in one transaction the later one comes first as well.
      const owned = { person, linkedAt: sql`clock_timestamp()` }
      const linked = await tx
        .insert(chatAccounts)
        .values({ platform, workspace, account, ...owned })
        .onConflictDoUpdate({
          target: [chatAccounts.platform, chatAccounts.workspace, chatAccounts.account],
          set: owned,
          setWhere: eq(chatAccounts.person, person),
        })
        .returning({ person: chatAccounts.person })
      if (linked.length === 0) throw new Conflict('this account was linked to somebody else meanwhile')
    },
    'place-bound': async ({ place, group, platform, sealed: { workspace, channel, name } }) => {
      await letIn(platform, workspace)
      await tx.insert(places).values({ id: place, platform, workspace, channel, consortium, group })
      await tx.insert(placeNames).values({ consortium, place, name })
    },
    'account-unlinked': async ({ person, platform, sealed: { workspace, account } }) => {
      const isAccount = and(
        eq(chatAccounts.platform, platform),
        eq(chatAccounts.workspace, workspace),
        eq(chatAccounts.account, account),
      )
      await tx.delete(chatAccounts).where(and(isAccount, eq(chatAccounts.person, person)))
      // Whoever is linked to it next must not go on with what this person typed.
      await tx
        .delete(formDrafts)
        .where(
          and(eq(formDrafts.platform, platform), eq(formDrafts.workspace, workspace), eq(formDrafts.account, account)),
        )
    },
    'place-renamed': async ({ place, sealed: { name } }) => {
      await tx.delete(placeNames).where(eq(placeNames.place, place))
      await tx.insert(placeNames).values({ consortium, place, name })
    },
    'place-released': async ({ place }) => {
      await tx.delete(places).where(and(eq(places.id, place), eq(places.consortium, consortium)))
      await tx.delete(placeNames).where(eq(placeNames.place, place))
      await tx.delete(placeAudiences).where(eq(placeAudiences.place, place))
      await tx.delete(placeOrganisations).where(eq(placeOrganisations.place, place))
      await tx.delete(cards).where(eq(cards.place, place))
    },
    'audience-set': async ({ place, kind, guests, outsiders, organisations: named }) => {
      const set = { kind, guests, outsiders }
      await tx
        .insert(placeAudiences)
        .values({ consortium, place, ...set })
        .onConflictDoUpdate({ target: [placeAudiences.consortium, placeAudiences.place], set })
      await tx.delete(placeOrganisations).where(eq(placeOrganisations.place, place))
      const rows = named.map((organisation) => ({ consortium, place, organisation }))
      if (rows.length > 0) await tx.insert(placeOrganisations).values(rows)
      await wantAnew(tx, place)
    },
    'audience-observed': async (
      { place, kind: seenKind, guests: seenGuests, outsiders: seenOutsiders },
      observedAt,
    ) => {
      const set = { seenKind, seenGuests, seenOutsiders, observedAt }
      await tx
        .insert(placeAudiences)
        .values({ consortium, place, ...unstated, ...set })
        .onConflictDoUpdate({ target: [placeAudiences.consortium, placeAudiences.place], set })
      await wantAnew(tx, place)
    },
  }
}
