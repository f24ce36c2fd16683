/** What a person follows and moved in a window, as far as the person sees it. */
import type { SupportReader } from '#src/commitments/store.ts'
import type { Actor } from '#src/core/access.ts'
import type { About, Tracked } from '#src/core/effect.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { subjectFound } from '#src/filing/subject.ts'
import { type SaysRead, saidOf } from '#src/following/says.ts'
import type { Window } from './digest.ts'

export type Followed = {
  subject: Tracked
  reference: string
  title: string
  label: Tlp
  release: About['as']
  /** Each as it follows the reference, oldest first. */
  says: string[]
}

export type FollowedRead = SaysRead & { supports: SupportReader }

export async function followedIn(
  window: Window,
  actor: Extract<Actor, { kind: 'person' }>,
  read: FollowedRead,
  now: Temporal.Instant,
): Promise<Followed[]> {
  const moves = await read.following.moves(actor.person, window)
  const followed: Followed[] = []
  for (const [, own] of Map.groupBy(moves, ({ subject }) => subject.id)) {
    const [first] = own
    const found = first && (await subjectFound(first.subject, read, actor))
    if (!found) continue
    const { subject, reference, title, release } = found
    const { label } = found.item
    const says: string[] = []
    for (const { move } of own) {
      const line = await saidOf(move, { actor, release, label, now }, read)
      if (line !== undefined && says.at(-1) !== line) says.push(line)
    }
    if (says.length > 0) followed.push({ subject, reference, title, label, release, says })
  }
  return followed
}

export function followedAbout(followed: readonly Followed[]): About[] {
  return followed.map(({ subject, release }) => ({ subject, as: release }))
}
