/** The rules of digests: when the next one comes, what its window is, and what stands in it. Pure. */
import { daysLeft, isOwnerLeft, soonDays, withoutText } from '#src/commitments/commitment.ts'
import { seen } from '#src/commitments/decide.ts'
import { type Actor, seatsOf } from '#src/core/access.ts'
import type { About } from '#src/core/effect.ts'
import { asSeen, seen as seenPoll } from '#src/polls/decide.ts'
import type { Poll } from '#src/polls/poll.ts'
import { isOver } from '#src/recommendations/axes.ts'
import { type Digest, type Setting, Weekday, type Window } from './digest.ts'
import type { Moved, News, Owned, Undecided } from './store.ts'

/** What the first digest tells of, since nothing was sent before. */
const firstWindow = { hours: 7 * 24 }

/**
 * The next time after `now` at which the clock of the zone shows the set time on the set weekday. A time that a change of the clocks
 * skips comes as much later as was skipped; of one that comes twice, the first counts.
 */
export function nextAfter(now: Temporal.Instant, setting: Omit<Setting, 'platform'>): Temporal.Instant {
  const { weekday, minute, zone } = setting
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const daysBack = (today.dayOfWeek - 1 - Weekday.options.indexOf(weekday) + 7) % 7
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  // From the last such day on: where a zone left out a whole day, its time may be still to come.
  for (let day = today.subtract({ days: daysBack }); ; day = day.add({ days: 7 })) {
    const at = day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
    if (Temporal.Instant.compare(at, now) > 0) return at
  }
}

export function isDue(digest: Digest | undefined, now: Temporal.Instant): digest is Digest & { set: Setting } {
  return Boolean(digest?.set && Temporal.Instant.compare(digest.set.nextAt, now) <= 0)
}

/** From the end of the last window to `until`; never backwards. */
export function windowOf(digest: Digest | undefined, until: Temporal.Instant): Window {
  const since = digest?.sentUntil ?? firstSince(until)
  return { since, until: Temporal.Instant.compare(until, since) < 0 ? since : until }
}

/** Where the window of somebody begins who never had a digest: a week ago. */
export function firstSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract(firstWindow)
}

/** Everything that one digest tells, in the order in which it is told. */
export type Contents = {
  toDecide: Undecided[]
  overdue: Owned[]
  dueSoon: Owned[]
  /** What its owner left behind. */
  ownerLeft: Owned[]
  confirmed: Owned[]
  opened: Poll[]
  closed: Poll[]
  moved: Moved[]
}

/** Sorts what was read for the person; what the person may not see is not in it, and of what is kept elsewhere the reference. */
export function contentsOf(
  actor: Actor,
  read: { undecided: Undecided[]; due: Owned[]; ownerLeft: Owned[]; news: News },
  now: Temporal.Instant,
): Contents {
  const visible = <T extends Owned>(all: T[]) => all.flatMap((one) => seenOwned(actor, one))
  const polls = (all: Poll[]) => all.flatMap((poll) => asSeen(poll, seenPoll(actor, poll)) ?? [])
  const left = ({ commitment, zone }: Owned) => daysLeft(commitment.due, now.toZonedDateTimeISO(zone).toPlainDate())
  const open = ownFirst(actor, visible(read.due)).filter(
    ({ commitment }) => !isOver(commitment.progress) && !isOwnerLeft(commitment),
  )
  const toDecide = read.undecided.flatMap((one) => polls([one.poll]).map((poll) => ({ ...one, poll })))
  const asked = new Set(toDecide.map(({ poll }) => poll.id))
  return {
    toDecide,
    overdue: open.filter((one) => left(one) < 0),
    dueSoon: open.filter((one) => left(one) >= 0 && left(one) <= soonDays),
    ownerLeft: visible(read.ownerLeft).filter(({ commitment }) => isOwnerLeft(commitment)),
    confirmed: visible(read.news.confirmed),
    opened: polls(read.news.opened).filter(({ id }) => !asked.has(id)),
    closed: polls(read.news.closed),
    moved: visible(read.news.moved),
  }
}

/** Everything that a digest names. */
export function toldOf({ toDecide, opened, closed, ...owned }: Contents): About[] {
  const polls = [...toDecide.map(({ poll }) => poll), ...opened, ...closed]
  const commitments = Object.values(owned).flatMap((all: Owned[]) => all.map(({ commitment }) => commitment))
  const as = (words: string) => (words === '' ? 'reference' : 'full')
  return [
    ...polls.map(({ id, question }): About => ({ subject: { kind: 'poll', id }, as: as(question) })),
    ...commitments.map(({ id, text }): About => ({ subject: { kind: 'commitment', id }, as: as(text) })),
  ]
}

function seenOwned<T extends Owned>(actor: Actor, one: T): T[] {
  const release = seen(actor, one.commitment)
  if (release === 'nothing') return []
  return [release === 'full' ? one : { ...one, commitment: withoutText(one.commitment) }]
}

/** The own organisations' first, else in the order that it came in. */
function ownFirst(actor: Actor, all: Owned[]): Owned[] {
  const own = new Set(seatsOf(actor).map(({ organisation }) => organisation))
  const isOwn = ({ commitment }: Owned) => own.has(commitment.organisation)
  return [...all.filter(isOwn), ...all.filter((one) => !isOwn(one))]
}
