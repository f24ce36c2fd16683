/** Tickets: what stands in the address of a file in Teams, which lets its holder fetch that one file for ten minutes. */
import { mintId } from './dialogs.ts'

export type Tickets = { issue(file: string): string; admits(ticket: unknown, file: string): boolean }

/** Makes tickets; `now` in milliseconds. */
export function createTickets(now: () => number): Tickets {
  const issued = new Map<string, { file: string; until: number }>()
  return {
    issue(file) {
      for (const [ticket, { until }] of issued) if (until < now()) issued.delete(ticket)
      const ticket = mintId('')
      issued.set(ticket, { file, until: now() + 10 * 60_000 })
      return ticket
    },
    admits(ticket, file) {
      const found = typeof ticket === 'string' ? issued.get(ticket) : undefined
      return found?.file === file && found.until >= now()
    },
  }
}
