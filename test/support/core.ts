/** The core's side of installations, for adapters that are tested without a database. */
import type { Core } from '#adapters/adapter.ts'
import type { ShownHome } from '#src/core/delivery.ts'
import type { Access } from '#src/core/installation.ts'

export type Tokens = Map<string, Access>

/** Every workspace is in unless `isIn` says otherwise; tickets stand under their hashes, and `removals` says who was put out. */
export function coreParts(isIn: (workspace: string) => boolean = () => true) {
  const tokens: Tokens = new Map()
  const removals: { workspace: string; happened: Temporal.Instant | null }[] = []
  const moves: { workspace: string; channel: string; came: boolean }[] = []
  const homes: ShownHome[] = []
  const looks: { workspace: string; channel: string }[] = []
  const tickets = new Set<string>()
  const heard = new Set<string>()
  const installations: Core['installations'] = {
    find: async (workspace) => (isIn(workspace) ? { serviceUrl: null } : undefined),
    keepServiceUrl: async () => undefined,
    access: async (workspace) => ({ in: isIn(workspace), access: tokens.get(workspace) ?? null }),
    async install(workspace, access, ticket) {
      if (!tickets.delete(ticket)) return false
      tokens.set(workspace, access)
      return true
    },
    removed: async (workspace, happened) => void removals.push({ workspace, happened }),
    tickets: {
      keep: async (hash) => void tickets.add(hash),
      isOpen: async (hash) => tickets.has(hash),
      use: async (hash) => tickets.delete(hash),
    },
  }
  const parts: Pick<Core, 'installations' | 'homeShown' | 'firstHeard' | 'putOut' | 'comeBack' | 'readersChanged'> = {
    installations,
    homeShown: async (home) => void homes.push(home),
    firstHeard: async (key) => !heard.has(key) && Boolean(heard.add(key)),
    putOut: async (place) => void moves.push({ ...place, came: false }),
    comeBack: async (place) => void moves.push({ ...place, came: true }),
    readersChanged: (place) => void looks.push(place),
  }
  return { parts, tokens, removals, looks, moves, tickets, homes }
}
