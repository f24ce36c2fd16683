/** Installation: the bot in one workspace or tenant. Ticket: lets one workspace be installed, once. */

/** With what the bot speaks in a workspace, as the platform gave it. */
export type Access = { token: string; botUser: string | null; scopes: readonly string[] }

/** Whether a workspace is in, and the bot's own token there; null where none came by OAuth. */
export type Standing = { in: boolean; access: Access | null }

/** Named by their hashes: a ticket itself is kept nowhere. */
export type Tickets = {
  keep(hash: string, lasts: { hours?: number; minutes?: number }): Promise<void>
  isOpen(hash: string): Promise<boolean>
  /** False where it was used, is too old or was never made. */
  use(hash: string): Promise<boolean>
}
