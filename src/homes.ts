/**
 * Homes as they are kept: one row per account that has opened its home, and workspace through which it did; none for anybody else. `wanted` counts
 * the states that it should have shown, `drawn` the one that it shows. Whoever claims a row draws it; two processes never draw the same home at once.
 */
import type { HomeKey } from './core/delivery.ts'
import type { ConsortiumId, PersonId } from './core/id.ts'
import type { Concern } from './home/concern.ts'

export type ClaimedHome = HomeKey & {
  consortium: ConsortiumId
  person: PersonId
  /** The message or tab that shows it. */
  ref: string
  wanted: number
  /** SHA-256 (hex) of the card last sent; empty where nobody knows what it shows. */
  drawnHash: string
  openedAt: Temporal.Instant
}

/** What is shown of a home from now on; `hash` is empty where that is not what was drawn last. */
export type Opened = { person: PersonId; ref: string; hash: string }

export type HomeStore = {
  /** Keeps that it was opened, and that it wants to be looked over once: after so many seconds, where somebody draws it just now. */
  opened(
    consortium: ConsortiumId,
    home: HomeKey,
    opened: Opened,
  ): Promise<{ former: string | undefined; seconds: number }>
  openedAt(consortium: ConsortiumId, home: HomeKey): Promise<Temporal.Instant | undefined>
  /**
   * Raises what the homes of all whom it concerns should show: a hint after commit. Says after how many seconds, at the most, all of these may be
   * drawn; undefined where there are none.
   */
  refresh(consortium: ConsortiumId, concern: Concern): Promise<number | undefined>
  /** Claims up to `limit` homes whose `wanted` is ahead, skipping those that others hold; the lease lasts 30 seconds. */
  claimWanted(limit: number): Promise<ClaimedHome[]>
  /** Claims homes that were opened within a month and not looked over for an hour, whatever their counters say: for the sweep. */
  claimLively(limit: number): Promise<ClaimedHome[]>
  /** Stores what was drawn and lets go; it is not drawn again for `pause` seconds. True where `wanted` has moved on meanwhile. */
  finish(home: ClaimedHome, drawn: { hash: string; rests: boolean; pause: number }): Promise<boolean>
  /** Lets go without having drawn; it waits until then. */
  release(home: ClaimedHome, seconds: number): Promise<void>
  /** It is nobody's home any more. */
  forget(home: HomeKey & { consortium: ConsortiumId }, ref?: string): Promise<void>
}
