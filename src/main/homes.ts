/** Homes, tied together: how they are opened, kept, drawn. */
import type { Log } from '#adapters/adapter.ts'
import type { App } from '../app.ts'
import type { Answer } from '../core/answer.ts'
import type { DeliveryFailure, Sent, ShownHome } from '../core/delivery.ts'
import type { ChatPlatform, Intent } from '../core/intent.ts'
import { drawLivelyHomes, drawWantedHomes, type HomeMessenger } from '../draw-homes.ts'
import type { HomeStore } from '../homes.ts'
import { homeShown, openHome } from '../open-home.ts'
import type { Store } from '../store.ts'
import type { Card } from '../view/card.ts'

export type Homes = Pick<HomeStore, 'refresh'> & {
  open(intent: Intent): Promise<Answer>
  /** Throws what the store throws. */
  shown(home: ShownHome): Promise<void>
  draw(): Promise<void>
  drawLively(): Promise<void>
}

type Parts = {
  store: Store
  homes: HomeStore
  messengers: Partial<Record<ChatPlatform, HomeMessenger & { update(ref: string, card: Card): Promise<Sent> }>>
  handle: App['handle']
  again: (seconds: number) => void
  log: Log
}

export function composeHomes({ store, homes, messengers, handle, again, log }: Parts): Homes {
  const undelivered = ({ kind }: DeliveryFailure, platform: ChatPlatform) =>
    log.warn({ kind, platform }, 'a home was not drawn')
  const drawing = { store, homes, messengers, undelivered, again }
  const opening = { store, homes, messengers, undelivered, again, handle }
  return {
    refresh: homes.refresh,
    open: (intent) => openHome(intent, opening),
    shown: (home) => homeShown(home, opening),
    draw: () => drawWantedHomes(drawing),
    drawLively: () => drawLivelyHomes(drawing),
  }
}
