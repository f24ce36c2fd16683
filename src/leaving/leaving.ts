/**
 * Leaving: an organisation ends its membership of the consortium. Its seats and memberships end, its proposals are withdrawn, its votes stand.
 * Left behind: what it promised and nobody has taken over; its owner has left.   Signatory on that day: who could bind it when it left.
 * Export: what is its own, as plain tables: taken at any time by a signatory, and for 30 days more by a signatory on the day it left.
 */

/** The longest reason. */
export const longestReason = 500

/** How many days its export can still be taken after it left. */
export const exportDays = 30

/** Up to when the export of an organisation that left can be taken. */
export function exportUntil(leftAt: Temporal.Instant): Temporal.Instant {
  return leftAt.add({ hours: 24 * exportDays })
}
