/**
 * Cards in shared places: one row per (subject, place), there before the first message is. `wanted` counts the states that it should
 * have shown, `drawn` the one that it shows. Whoever claims a row draws it; two processes never draw the same card at once.
 */
import type { Subject } from './core/effect.ts'
import type { ConsortiumId, PersonId, PlaceId } from './core/id.ts'
import type { Address } from './core/intent.ts'

export type ClaimedCard = {
  consortium: ConsortiumId
  subject: Subject
  place: PlaceId
  address: Address
  /** The message that shows it; null before the first post. */
  ref: string | null
  wanted: number
  /** SHA-256 (hex) of the card last sent. */
  drawnHash: string | null
  /** Whose act put the card there, until that person was told that the bot may not post there. */
  askedBy: PersonId | null
}

export type CardStore = {
  /** Claims up to `limit` cards whose `wanted` is ahead, skipping those that others hold; the lease lasts 30 seconds. */
  claimWanted(limit: number): Promise<ClaimedCard[]>
  /** Claims every card of an open or recently changed subject, whatever its counters say: for the sweep. */
  claimLively(limit: number): Promise<ClaimedCard[]>
  /** Stores what was drawn and lets go. True where `wanted` has moved on meanwhile. */
  finish(card: ClaimedCard, drawn: { ref: string; hash: string }): Promise<boolean>
  /**
   * Lets go without having drawn; the card waits until then. `forget` drops the ref, so that it is posted anew; `told`: whoever asked
   * for the card knows that it can't be posted.
   */
  release(card: ClaimedCard, wait: { seconds: number; forget: boolean; told?: boolean }): Promise<void>
}
