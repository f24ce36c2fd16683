/**
 * Home: what one person has before them, in one place of each platform, drawn anew when something in it changes: what waits for them, their
 * organisations' commitments, their working groups. In Slack the app's tab Home, in Teams the last card in the 1:1 chat that shows it.
 * Kind: one sort of thing that waits, with the reader that finds it (`kinds.ts`).   Rests: nobody has opened it for a week.
 */
import type { Actor } from '#src/core/access.ts'
import type { GroupId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Action, Text } from '#src/view/card.ts'
import type { Read } from './store.ts'

/** Whose home it is. What waits does not depend on the organisation that was chosen here: `actor` has chosen none. */
export type Owner = {
  actor: Extract<Actor, { kind: 'person' }>
  groups: readonly GroupId[]
  zone: string
  now: Temporal.Instant
}

export type Page = { offset: number; limit: number }

/** One thing that waits, and what the person can do about it. */
export type Line = { words: Text; label: Tlp; action?: Action }
export type Waiting = { total: number; lines: Line[] }

export type Kind = {
  kind: string
  /** As a heading: `To confirm`. */
  title: string
  /** As in `Show 3 more to confirm`. */
  says: string
  read(read: Read, owner: Owner, page: Page): Promise<Waiting>
}

/** Lines that a kind shows at once. */
export const perKind = 5

/** A home that nobody has opened for so long says that it rests at the next change, and is not drawn until it is opened. */
const restsAfter = { hours: 7 * 24 }

export function isResting(openedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(openedAt.add(restsAfter), now) <= 0
}
