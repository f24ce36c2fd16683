/** Reads what each organisation lets leave it. */
import { eq } from 'drizzle-orm'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Tx } from '../link.ts'
import { releases } from '../schema/consortium.ts'

export function releaseReader(tx: Tx): Pick<ConsortiumReader, 'release' | 'releases'> {
  return {
    release: async (organisation) =>
      policyOf(await tx.select().from(releases).where(eq(releases.organisation, organisation))),
    releases: async () => {
      const rows = Map.groupBy(await tx.select().from(releases), (row) => row.organisation)
      return new Map<OrganisationId, ReleasePolicy>(
        [...rows].map(([organisation, own]) => [organisation, policyOf(own)]),
      )
    },
  }
}

function policyOf(rows: Pick<typeof releases.$inferSelect, 'label' | 'what'>[]): ReleasePolicy {
  return Object.fromEntries(rows.map(({ label, what }) => [label, what]))
}
