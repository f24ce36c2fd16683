/** Whether an organisation is still of the consortium, held against its leaving at the same time. */
import { eq } from 'drizzle-orm'
import type { OrganisationRead } from '#src/consortium/store.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { organisations } from '../schema/consortium.ts'

export const organisationColumns = {
  id: organisations.id,
  short: organisations.short,
  name: organisations.name,
  kind: organisations.kind,
  country: organisations.country,
  zone: organisations.zone,
  leftAt: organisations.leftAt,
}

/** Acts in its name share this lock, so that they never wait for each other; leaving waits for all of them, and they for it. */
export async function stillOfIt(tx: Tx, organisation: OrganisationId): Promise<void> {
  const [row] = await tx
    .select({ leftAt: organisations.leftAt })
    .from(organisations)
    .where(eq(organisations.id, organisation))
    .for('key share')
  if (row?.leftAt) throw new Conflict('the organisation has left')
}

export async function organisationForUpdate(tx: Tx, id: OrganisationId): Promise<OrganisationRead | undefined> {
  const [row] = await tx.select(organisationColumns).from(organisations).where(eq(organisations.id, id)).for('update')
  return row
}
