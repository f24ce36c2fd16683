/** Tickets that let one workspace be installed. Of each only a hash is kept, and each is used once. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Tickets } from '#src/core/installation.ts'
import type { Link, Tx } from '../link.ts'
import { installTickets } from '../schema/addresses.ts'

export function ticketsOver(link: Link): Tickets {
  return {
    keep: (hash, lasts) =>
      link.bound(null, async (tx, now) => {
        await tx.insert(installTickets).values({ hash, expiresAt: now.add(lasts) })
      }),
    isOpen: (hash) =>
      link.once(async (tx) => {
        const rows = await tx.select({ hash: installTickets.hash }).from(installTickets).where(isOpen(hash))
        return rows.length > 0
      }),
    use: (hash) => link.bound(null, (tx, now) => useTicket(tx, hash, now)),
  }
}

/** False where it was used, is too old or was never made. */
export async function useTicket(tx: Tx, hash: string, now: Temporal.Instant): Promise<boolean> {
  const used = await tx
    .update(installTickets)
    .set({ usedAt: now })
    .where(isOpen(hash))
    .returning({ hash: installTickets.hash })
  return used.length > 0
}

function isOpen(hash: string) {
  return and(eq(installTickets.hash, hash), isNull(installTickets.usedAt), gt(installTickets.expiresAt, sql`now()`))
}
