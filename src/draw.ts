/**
 * Drawing: every card in a shared place is claimed, rendered from the subject's present state, sent, and let go with what was drawn.
 * Rendering comes after claiming, so that the last one to draw has seen the last change.
 */
import { stamped } from './answers.ts'
import type { CardStore, ClaimedCard } from './cards.ts'
import { assertNever } from './core/assert.ts'
import type { DeliveryFailure, Sent } from './core/delivery.ts'
import { sha256 } from './core/hash.ts'
import type { Address, ChatPlatform } from './core/intent.ts'
import type { PictureAt } from './core/picture.ts'
import type { Audience } from './core/sharing.ts'
import type { Hosting } from './core/use-case.ts'
import { sayHowToInvite } from './invite.ts'
import type { Readers } from './readers.ts'
import type { Store } from './store.ts'
import { cardIn } from './subjects.ts'
import type { Card } from './view/card.ts'

/** How cards reach a platform: the adapter's side of it. */
export type Messenger = {
  post(address: Address, card: Card): Promise<Sent>
  update(ref: string, card: Card): Promise<Sent>
}

export type DrawOptions = {
  store: Store
  cards: CardStore
  messengers: Partial<Record<ChatPlatform, Messenger>>
  pictureAt: PictureAt
  hosting: Hosting
  /** Told of each failed delivery: its kind and the subject's kind, nothing that anybody wrote. */
  undelivered: (failure: DeliveryFailure, card: ClaimedCard) => void
  /** Told after how many seconds a card that was not delivered may be drawn again. */
  again: (seconds: number) => void
}

/** As many as are drawn at once; platforms allow about one message per second and channel anyway. */
const batch = 20
/** Seconds; a claim lapses after them. */
const lease = 30

/** Draws all cards that want it, until none is left to claim. */
export async function drawWanted(options: DrawOptions): Promise<void> {
  await drawAll(options, options.cards.claimWanted)
}

/** Draws the cards of everything that is going on, whether or not a hint came: heals what was lost. */
export async function drawLively(options: DrawOptions): Promise<void> {
  await drawAll(options, options.cards.claimLively)
}

async function drawAll(options: DrawOptions, claim: CardStore['claimWanted']): Promise<void> {
  for (;;) {
    const claimed = await claim(batch)
    await Promise.all(claimed.map((card) => drawn(card, options)))
    if (claimed.length < batch) return
  }
}

/** Where the database goes away under it, the claim can't be let go: it is drawn again when its lease ends. */
async function drawn(claimed: ClaimedCard, options: DrawOptions): Promise<void> {
  try {
    await draw(claimed, options)
  } catch (error) {
    options.again(lease)
    throw error
  }
}

async function draw(claimed: ClaimedCard, options: DrawOptions): Promise<void> {
  const messenger = options.messengers[claimed.address.platform]
  if (!messenger) return options.cards.release(claimed, { seconds: 600, forget: false })
  const { pictureAt, hosting } = options
  const card = await options.store.transact(claimed.consortium, async ({ read, now }) =>
    stamped(
      await cardIn(
        { ...claimed, now, pictureAt, hosting, audience: await audienceOf(claimed, read) },
        claimed.subject,
        read,
      ),
      claimed.consortium,
    ),
  )
  const hash = await sha256(JSON.stringify(card))
  const { ref } = claimed
  const unchanged = ref !== null && hash === claimed.drawnHash
  const sent: Sent = unchanged
    ? { sent: true, ref }
    : ref
      ? await messenger.update(ref, card)
      : await messenger.post(claimed.address, card)
  if (!sent.sent) return failed({ claimed, title: card.title }, sent.failure, options)
  const moved = await options.cards.finish(claimed, { ref: sent.ref, hash })
  if (moved) await drawWanted(options)
}

/** Asked at every draw: a label may have been raised since, and more people may read there. */
async function audienceOf({ address }: ClaimedCard, read: Readers): Promise<Audience> {
  return (await read.consortium.placeAt(address)) ?? unknownAudience
}

/** Where a place is not of the consortium any more, anybody may read. */
const unknownAudience: Audience = { organisations: [], guests: true, outsiders: true }

type Undrawn = { claimed: ClaimedCard; title: string }

async function failed({ claimed, title }: Undrawn, failure: DeliveryFailure, options: DrawOptions): Promise<void> {
  options.undelivered(failure, claimed)
  const posted = claimed.ref !== null
  const release = async (seconds: number, { forget = false, told = false } = {}) => {
    await options.cards.release(claimed, { seconds, forget, told })
    options.again(seconds)
  }
  switch (failure.kind) {
    case 'gone':
      // Somebody deleted the message: it is posted anew. A place that is gone is asked again in an hour.
      return release(posted ? 0 : 3600, { forget: true })
    case 'forbidden':
      await sayHowToInvite(claimed, title, options.store)
      return release(600, { told: true })
    case 'throttled':
      return release(failure.seconds)
    case 'unreachable':
      // A post whose fate is unknown keeps its claim until the lease ends: it may appear twice, never zero times.
      return posted ? release(5) : options.again(lease)
    case 'rejected':
      return release(3600)
    default:
      return assertNever(failure)
  }
}
