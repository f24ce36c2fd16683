/** What the use cases ask about digests: a person's setting, and what a window holds. */
import type { Commitment } from '#src/commitments/commitment.ts'
import type { GroupId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Poll } from '#src/polls/poll.ts'
import type { Progress } from '#src/recommendations/axes.ts'
import type { Digest, Window } from './digest.ts'

/** What concerns a person: the organisations that the person has a seat for, and the working groups that these are in. */
export type Scope = { organisations: readonly OrganisationId[]; groups: readonly GroupId[] }

type Confirmed = Extract<Commitment, { status: 'confirmed' }>
/** A commitment with its owner's short name and zone. */
export type Owned = { commitment: Confirmed; owner: string; zone: string }
/** The last report of a commitment in a window. */
export type Moved = Owned & { now: Progress; was: Progress }
/** An open poll, and which of the organisations asked about have not voted in it. */
export type Undecided = { poll: Poll; missing: { id: OrganisationId; name: string }[] }

export type News = { confirmed: Owned[]; opened: Poll[]; closed: Poll[]; moved: Moved[] }

export type DigestReader = {
  of(person: PersonId): Promise<Digest | undefined>
  /** The same, locked until the transaction ends: of two sweeps one sends. */
  forSending(person: PersonId): Promise<Digest | undefined>
  /**
   * Up to when everything that happened can be read: now, or just before the oldest change still under way began. A fact bears the time
   * at which its transaction began and is seen when that ends, so a window that ends later would leave it out.
   */
  settledUntil(): Promise<Temporal.Instant>
  /** Polls that take ballots and lack those of these organisations, the nearest closing time first. */
  undecided(organisations: readonly OrganisationId[]): Promise<Undecided[]>
  /** Commitments in scope, neither complete nor withdrawn, due up to and with that day; the earliest first. */
  due(scope: Scope, until: Temporal.PlainDate): Promise<Owned[]>
  /** Open commitments whose owner left: of these working groups, or of all of them; the earliest due first. */
  ownerLeft(groups: readonly GroupId[] | 'all'): Promise<Owned[]>
  /** What happened in the window, the earliest first. A poll that closed in it is not named as opened as well. */
  news(scope: Scope, window: Window): Promise<News>
}
