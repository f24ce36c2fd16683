/** What came in once, and what was typed so far. */
import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import { Answer } from '#src/core/answer.ts'
import type { ConsortiumId, FormId, PersonId } from '#src/core/id.ts'
import { type FormDraft, type Owner, Repeated } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { deliveries, formDrafts } from '../schema/delivery.ts'

export type Kept = { key: string; answer: Answer; person: PersonId | null }

/** Throws {@link Repeated} where one of the keys was used; a key in use by another open transaction is waited for. */
export async function keepAnswers(
  tx: Tx,
  consortium: ConsortiumId,
  answers: readonly Kept[],
  at: Temporal.Instant,
): Promise<void> {
  // In one order, so that no two transactions wait for each other.
  const rows = answers.map((kept) => ({ consortium, ...kept, at })).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const kept = await tx.insert(deliveries).values(rows).onConflictDoNothing().returning({ key: deliveries.key })
  if (kept.length < rows.length) throw new Repeated('this key was used')
}

export async function answerTo(tx: Tx, key: string): Promise<Answer | undefined> {
  const [row] = await tx.select({ answer: deliveries.answer }).from(deliveries).where(eq(deliveries.key, key))
  return row && Answer.parse(row.answer)
}

export async function draft(tx: Tx, id: FormId, owner: Owner): Promise<FormDraft | undefined> {
  const [row] = await tx
    .select({ id: formDrafts.id, use: formDrafts.use, values: formDrafts.values })
    .from(formDrafts)
    .where(and(eq(formDrafts.id, id), ownedBy(owner), gt(formDrafts.expiresAt, sql`now()`)))
  return row
}

export async function keepDraft(
  tx: Tx,
  consortium: ConsortiumId,
  { id, use, values }: FormDraft,
  { platform, workspace, account }: Owner,
  at: Temporal.Instant,
): Promise<void> {
  const expiresAt = sql`${at.toString()}::timestamptz + kept_for(${consortium}, 'drafts')`
  const set = { use, values, expiresAt }
  await tx
    .insert(formDrafts)
    .values({ consortium, id, platform, workspace, account, ...set })
    .onConflictDoUpdate({
      target: [formDrafts.consortium, formDrafts.id],
      set,
      setWhere: ownedBy({ platform, workspace, account }),
    })
}

function ownedBy({ platform, workspace, account }: Owner): SQL {
  return sql`(${formDrafts.platform}, ${formDrafts.workspace}, ${formDrafts.account}) = (${platform}, ${workspace}, ${account})`
}
