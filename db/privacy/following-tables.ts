/** What a person follows, and said or settled about commitments and recommendations. */
import { and, asc, eq, or } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { PersonId } from '#src/core/id.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { follows, subjectComments } from '../schema/following.ts'
import { commitmentSupports, recasts } from '../schema/supports.ts'
import { trackedItems } from '../stores/following-held.ts'
import { itemOf } from './act-tables.ts'
import { table, tableOfItems } from './held.ts'

export async function followingOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const followed = await tx
    .select({ Of: follows.subject, Since: follows.since })
    .from(follows)
    .where(eq(follows.person, person))
    .orderBy(asc(follows.since))
  const said = await tx
    .select()
    .from(subjectComments)
    .where(eq(subjectComments.saidBy, person))
    .orderBy(asc(subjectComments.saidAt))
  const about = await trackedItems(
    tx,
    said.map(({ subject }) => subject),
  )
  const comments = said.map(({ subject, organisation, words, saidAt }) => {
    const { reference, item } = present(about.get(subject), 'what a comment is about')
    return { item, row: { Of: reference, For: organisation, Comment: words, At: saidAt } }
  })
  return [
    table('Following', followed),
    tableOfItems('Comments', 'Comment', comments),
    ...(await supportsOf(tx, person)),
  ]
}

async function supportsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const asked = await tx
    .select({ support: commitmentSupports, of: commitments })
    .from(commitmentSupports)
    .innerJoin(
      commitments,
      and(eq(commitments.consortium, commitmentSupports.consortium), eq(commitments.id, commitmentSupports.commitment)),
    )
    .where(or(eq(commitmentSupports.askedBy, person), eq(commitmentSupports.settledBy, person)))
    .orderBy(asc(commitmentSupports.n))
  const made = await tx
    .select()
    .from(recasts)
    .where(or(eq(recasts.proposedBy, person), eq(recasts.settledBy, person)))
    .orderBy(asc(recasts.proposedAt))
  const sources = await trackedItems(
    tx,
    made.flatMap((one) => one.sources),
  )
  return [
    tableOfItems(
      'Parts in commitments',
      'Part',
      asked.map(({ support: { organisation, part, state, askedBy, askedAt, settledBy, settledAt }, of }) => ({
        item: itemOf(of),
        row: {
          ...{ Commitment: of.number, Organisation: organisation, Part: part, State: state },
          ...{ 'Asked by you': askedBy === person, 'Asked at': askedAt },
          ...{ 'Settled by you': settledBy === person, 'Settled at': settledAt },
        },
      })),
    ),
    tableOfItems(
      'Splits and merges',
      'Into',
      made.map(({ kind, sources: ids, parts, state, proposedBy, proposedAt, settledBy, settledAt }) => {
        const of = ids.map((id) => present(sources.get(id), 'what is recast'))
        return {
          item: of.map(({ item }) => item),
          row: {
            ...{ Kind: kind, Of: of.map(({ reference }) => reference).join(' ') },
            ...{ Into: JSON.stringify(parts), State: state },
            ...{ 'Proposed by you': proposedBy === person, 'Proposed at': proposedAt },
            ...{ 'Settled by you': settledBy === person, 'Settled at': settledAt },
          },
        }
      }),
    ),
  ]
}
