/** Whether an organisation is still of the consortium, held against its leaving at the same time. */
import { eq, inArray } from 'drizzle-orm'
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

export async function organisationsAmong(tx: Tx, ids: readonly OrganisationId[]): Promise<OrganisationRead[]> {
  return tx
    .select(organisationColumns)
    .from(organisations)
    .where(inArray(organisations.id, [...ids]))
}

/** Acts in their names share this lock, so that they never wait for each other; leaving waits for all of them, and they for it. */
export async function stillOfIt(tx: Tx, ids: readonly OrganisationId[]): Promise<void> {
  const rows = await tx
    .select({ leftAt: organisations.leftAt })
    .from(organisations)
    .where(inArray(organisations.id, [...ids]))
    .orderBy(organisations.id)
    .for('key share')
  if (rows.some(({ leftAt }) => leftAt)) throw new Conflict('the organisation has left')
}

export async function organisationForUpdate(tx: Tx, id: OrganisationId): Promise<OrganisationRead | undefined> {
  const [row] = await tx.select(organisationColumns).from(organisations).where(eq(organisations.id, id)).for('update')
  return row
}
