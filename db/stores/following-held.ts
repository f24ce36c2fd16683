/** What an organisation said about commitments and recommendations, and did with them, for it to take away. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, OrganisationId, RecommendationId } from '#src/core/id.ts'
import type { Item } from '#src/core/sharing.ts'
import type { Belongings, HeldComment, HeldRecast, HeldSupport } from '#src/leaving/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { consortia, people } from '../schema/consortium.ts'
import { subjectComments } from '../schema/following.ts'
import { recommendations } from '../schema/recommendations.ts'
import { commitmentSupports, recasts } from '../schema/supports.ts'

type Around = Pick<Belongings, 'supports' | 'recasts' | 'comments'>

export async function heldAround(tx: Tx, id: OrganisationId): Promise<Around> {
  return { supports: await supportsOf(tx, id), recasts: await recastsOf(tx, id), comments: await commentsOf(tx, id) }
}

async function supportsOf(tx: Tx, id: OrganisationId): Promise<HeldSupport[]> {
  const rows = await tx
    .select({ support: commitmentSupports, of: commitments })
    .from(commitmentSupports)
    .innerJoin(
      commitments,
      and(eq(commitments.consortium, commitmentSupports.consortium), eq(commitments.id, commitmentSupports.commitment)),
    )
    .where(eq(commitmentSupports.organisation, id))
    .orderBy(asc(commitmentSupports.n))
  return rows.map(({ support: { part, state, askedAt: at }, of }) => ({
    id: of.id,
    of: `C-${of.number}`,
    part,
    state,
    at,
    item: itemOf(of),
  }))
}

async function recastsOf(tx: Tx, id: OrganisationId): Promise<HeldRecast[]> {
  const rows = await tx.select().from(recasts).where(eq(recasts.organisation, id)).orderBy(asc(recasts.proposedAt))
  const sources = await commitmentsOf(
    tx,
    rows.flatMap((row) => row.sources),
  )
  return rows.map(({ id: recast, kind, state, parts, proposedAt: at, ...row }) => {
    const own = row.sources.map((one) => present(sources.get(one), 'what is recast'))
    return {
      id: recast,
      kind,
      state,
      parts,
      at,
      of: own.map(({ number }) => `C-${number}`).join(' '),
      items: own.map(itemOf),
    }
  })
}

async function commentsOf(tx: Tx, id: OrganisationId): Promise<HeldComment[]> {
  const rows = await tx
    .select({ comment: subjectComments, by: people.name })
    .from(subjectComments)
    .innerJoin(people, and(eq(people.consortium, subjectComments.consortium), eq(people.id, subjectComments.saidBy)))
    .where(eq(subjectComments.organisation, id))
    .orderBy(asc(subjectComments.saidAt), asc(subjectComments.id))
  const about = await trackedItems(
    tx,
    rows.map(({ comment }) => comment.subject),
  )
  return rows.map(({ comment: { id: comment, subject, words, saidAt: at }, by }) => {
    const { reference, item } = present(about.get(subject), 'what a comment is about')
    return { id: comment, of: reference, words, by, at, item }
  })
}

/** Commitments and recommendations with their references and labels, by id. */
export async function trackedItems(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { reference: string; item: Item }>> {
  if (ids.length === 0) return new Map()
  const promised = await commitmentsOf(tx, ids)
  const advised = await tx
    .select({ recommendation: recommendations, usual: consortia.label })
    .from(recommendations)
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
    .where(inArray(recommendations.id, [...ids] as RecommendationId[]))
  const found = new Map<string, { reference: string; item: Item }>()
  for (const [id, row] of promised) found.set(id, { reference: `C-${row.number}`, item: itemOf(row) })
  for (const { recommendation, usual } of advised) {
    const { id, code, label, recipients } = recommendation
    found.set(id, { reference: `R-${code}`, item: { label: label ?? usual, source: null, recipients } })
  }
  return found
}

type Row = typeof commitments.$inferSelect

async function commitmentsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(commitments)
    .where(inArray(commitments.id, [...ids] as CommitmentId[]))
  return new Map(rows.map((row) => [row.id, row]))
}

function itemOf({ label, organisation, recipients }: Row): Item {
  return { label, source: organisation, recipients }
}
