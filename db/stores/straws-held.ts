/** Straw polls that were opened for an organisation, for it to take away. */
import { asc, eq } from 'drizzle-orm'
import type { OrganisationId } from '#src/core/id.ts'
import type { HeldStraw } from '#src/leaving/store.ts'
import type { Tx } from '../link.ts'
import { straws } from '../schema/straws.ts'

export async function heldStraws(tx: Tx, organisation: OrganisationId): Promise<HeldStraw[]> {
  const rows = await tx.select().from(straws).where(eq(straws.source, organisation)).orderBy(asc(straws.number))
  return rows.map(({ id, number, question, answers, label, recipients, closesAt, people, count }) => ({
    ...{ id, number, question, answers: answers.split('\n'), label, recipients, closesAt },
    // Until it is closed it counts nothing that is kept.
    tally: people === null || count === null ? null : { people, count },
  }))
}
