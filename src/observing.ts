/**
 * Observing: asks the platforms who reads in a place, and keeps what they show beside what was stated. It is asked when a place is bound,
 * when its readers have changed, and each hour; what can't be seen now leaves everything as it was.
 */
import { sightToSeen } from './consortium/audience.ts'
import type { PlaceRead } from './consortium/store.ts'
import type { ConsortiumId } from './core/id.ts'
import type { Address, ChatPlatform } from './core/intent.ts'
import type { Sight } from './core/sight.ts'
import type { Fact } from './readers.ts'
import type { Store } from './store.ts'

export type Observing = {
  /** Looks at a channel in the background, at most one look at a time; no place of ours, no look. */
  at(address: Address): void
  /** After commit: looks at places that were bound. */
  committed(facts: readonly Fact[]): void
  /** Once an hour: looks at every place that nobody has looked at meanwhile. */
  all(): Promise<void>
  /** Waits for what is under way. */
  stop(): Promise<void>
}

export type ObservingOptions = {
  store: Store
  eyes: Partial<Record<ChatPlatform, { observe(address: Address): Promise<Sight> }>>
  /** Told after what was seen changed who reads in a place: its cards are drawn anew. */
  changed: () => void
  /** Told why nothing could be seen, by a code. */
  unseen: (code: string, platform: ChatPlatform) => void
  /** A look failed; the next hour looks again. */
  failed: (error: unknown) => void
}

const hour = Temporal.Duration.from({ hours: 1 })

export function createObserving(options: ObservingOptions): Observing {
  const { store } = options
  const looks = new Map<string, { again: boolean }>()
  const underWay = new Set<Promise<void>>()
  let stopped = false
  let nextLook = 0

  const background = (look: () => Promise<void>) => {
    if (stopped) return
    const running = look()
      .catch(options.failed)
      .finally(() => underWay.delete(running))
    underWay.add(running)
  }
  const at = (address: Address) => {
    const key = JSON.stringify(address)
    const looking = looks.get(key)
    if (looking) {
      looking.again = true
      return
    }
    const look = { again: false }
    looks.set(key, look)
    background(async () => {
      const { platform, workspace, channel } = address
      const asked = { platform, workspace, via: workspace, account: '', place: channel }
      const { here } = await store.locate(asked).finally(() => looks.delete(key))
      if (here) await observe(here, address, options)
      if (look.again) at(address)
    })
  }
  return {
    at,
    committed(facts) {
      for (const fact of facts) {
        if (fact.type === 'place-bound') {
          const { workspace, channel } = fact.sealed
          at({ platform: fact.platform, workspace, channel })
        } else if (fact.type === 'audience-set') options.changed()
      }
    },
    async all() {
      if (Date.now() < nextLook) return
      nextLook = Date.now() + hour.total('milliseconds')
      for (const consortium of await store.consortia()) {
        const { places, now } = await store.transact(consortium, async ({ read, now }) => ({
          places: await read.consortium.places(),
          now,
        }))
        for (const place of places) if (!stopped && isDue(place, now)) await observe(consortium, place, options)
      }
    },
    async stop() {
      stopped = true
      await Promise.allSettled(underWay)
    },
  }
}

function isDue({ observedAt }: PlaceRead, now: Temporal.Instant): boolean {
  return observedAt === null || Temporal.Instant.compare(observedAt.add(hour), now) <= 0
}

async function observe(
  consortium: ConsortiumId,
  { platform, workspace, channel }: Address,
  { store, eyes, changed, unseen }: ObservingOptions,
): Promise<void> {
  const eye = eyes[platform]
  if (!eye) return
  const sight = await eye.observe({ platform, workspace, channel })
  if (!sight.seen) return unseen(sight.code, platform)
  const isNew = await store.transact(consortium, async (unit) => {
    const place = await unit.read.consortium.placeAt({ platform, workspace, channel })
    if (!place) return false
    const seen = sightToSeen(sight, platform, await unit.read.consortium.workspaces())
    const before = place.seen
    const isSame = seen.kind === before.kind && seen.guests === before.guests && seen.outsiders === before.outsiders
    if (isSame) await unit.looked(place.id)
    else
      await unit.save([{ type: 'audience-observed', place: place.id, ...seen }], { by: 'system', organisation: null })
    return !isSame
  })
  if (isNew) changed()
}
