/** A comment under the card of what it is about: posted where the card shows it whole, at the moment of posting. */
import { stamped } from './answers.ts'
import type { Sent } from './core/delivery.ts'
import type { ChatPlatform } from './core/intent.ts'
import { shownIn } from './core/sharing.ts'
import { commentCard } from './following/views.ts'
import { toldOf } from './moved.ts'
import type { Readers } from './readers.ts'
import type { JobHandlers, JobOutcome, Store } from './store.ts'
import { itemOf } from './subjects.ts'
import { isPassing, secondsOf } from './tell.ts'
import type { Card } from './view/card.ts'

export type ReplyOptions = {
  store: Store
  messengers: Partial<Record<ChatPlatform, { reply(ref: string, card: Card): Promise<Sent> }>>
}

type Job = Parameters<JobHandlers['reply']>[0]

/** Seconds until a card that was not posted yet is looked for again. */
const soon = 5

export async function reply(job: Job, { store, messengers }: ReplyOptions): Promise<JobOutcome> {
  const found = await store.transact(job.consortium, ({ read }) => replyOf(job, read))
  if (typeof found === 'string') return { cancel: found }
  if (found.ref === null) return { again: soon }
  const messenger = messengers[found.platform]
  if (!messenger) return { cancel: 'the platform is not set up' }
  const sent = await messenger.reply(found.ref, stamped(found.card, job.consortium))
  if (sent.sent) return { done: true }
  return isPassing(sent.failure) ? { again: secondsOf(sent.failure) } : { cancel: 'the card takes no comments' }
}

type Found = { platform: ChatPlatform; ref: string | null; card: Card }

async function replyOf(job: Job, read: Readers): Promise<Found | string> {
  const comment = await read.following.comment(job.comment)
  if (!comment) return 'the comment is not there'
  const { subject } = comment
  const place = (await read.consortium.places()).find(({ id }) => id === job.place)
  const at = (await read.following.cardsOf(subject)).find((one) => one.place === job.place)
  const item = await itemOf(subject, read)
  if (!place || !at || !item || shownIn(place, item) !== 'full') return 'its card is not shown there any more'
  const told = await toldOf(subject, 'full', read)
  if (!told) return 'what it is about is not there any more'
  const { zone } = await read.consortium.consortium()
  return { platform: place.platform, ref: at.ref, card: commentCard(comment, told, zone) }
}
