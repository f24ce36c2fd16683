/** The drafts that a person registered, and the comments on them that a person wrote, recorded or validated. */
import { and, asc, eq, or } from 'drizzle-orm'
import type { PersonId } from '#src/core/id.ts'
import { draftReference } from '#src/drafts/draft.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { commentFiles, draftComments, drafts } from '../schema/drafts.ts'
import { tableOfItems } from './held.ts'

export async function draftsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const registered = await tx.select().from(drafts).where(eq(drafts.registeredBy, person)).orderBy(asc(drafts.number))
  const { author, recordedBy, validatedBy, at, id } = draftComments
  const said = await tx
    .select({ row: draftComments, of: drafts })
    .from(draftComments)
    .innerJoin(drafts, and(eq(drafts.consortium, draftComments.consortium), eq(drafts.id, draftComments.draft)))
    .where(or(eq(author, person), eq(recordedBy, person), eq(validatedBy, person)))
    .orderBy(asc(at), asc(id))
  const brought = await tx
    .select({ row: commentFiles, of: drafts })
    .from(commentFiles)
    .innerJoin(drafts, and(eq(drafts.consortium, commentFiles.consortium), eq(drafts.id, commentFiles.draft)))
    .where(eq(commentFiles.importedBy, person))
    .orderBy(asc(commentFiles.at), asc(commentFiles.id))
  return [
    tableOfItems(
      'Files of comments brought',
      'Words',
      brought.map(({ row, of }) => ({
        item: draftItemOf(of),
        row: { Draft: draftReference(of), At: row.at, Words: row.name },
      })),
    ),
    tableOfItems(
      'Drafts registered',
      'Words',
      registered.map((row) => ({
        item: draftItemOf(row),
        row: { Draft: draftReference(row), Words: [row.standard, row.title, row.body, row.stage, row.url].join(' ') },
      })),
    ),
    tableOfItems(
      'Comments on drafts',
      'Words',
      said.map(({ row, of }) => ({
        item: { ...draftItemOf(of), source: row.organisation },
        row: {
          ...{ Draft: draftReference(of), For: row.organisation, Status: row.status, At: row.at },
          Words: [row.clause, row.paragraph, row.line, row.text, row.proposed, ...(row.raw ?? [])].join(' '),
          ...{ 'Written by you': row.author === person, 'Recorded by you': row.recordedBy === person },
          'Validated by you': row.validatedBy === person,
        },
      })),
    ),
  ]
}

export function draftItemOf({ label, recipients }: typeof drafts.$inferSelect) {
  return { label, source: null, recipients }
}
