/**
 * Drawing homes: each is claimed, rendered from the present state for its person, sent where it differs, and let go with what was drawn. An account
 * that is not that person's any more is shown nothing of theirs.
 */
import { addressed } from './answers.ts'
import { placeKey } from './consortium/places.ts'
import { said } from './core/answer.ts'
import { assertNever } from './core/assert.ts'
import type { DeliveryFailure, HomeKey, Sent } from './core/delivery.ts'
import { sha256 } from './core/hash.ts'
import type { ChatPlatform } from './core/intent.ts'
import { isResting } from './home/home.ts'
import { homeOf } from './home/show.ts'
import { goneCard, restingCard } from './home/views.ts'
import type { ClaimedHome, HomeStore } from './homes.ts'
import { otherHomes, withOthers } from './open-home.ts'
import type { Store, Unit } from './store.ts'
import type { Card } from './view/card.ts'

/** How a home reaches its person: the adapter's side of it. */
export type HomeMessenger = {
  /** Draws a home anew where it is shown. */
  showHome(home: HomeKey & { ref: string }, card: Card): Promise<Sent>
}

export type DrawHomesOptions = {
  store: Store
  homes: HomeStore
  messengers: Partial<Record<ChatPlatform, HomeMessenger>>
  /** Told of each failed delivery: its kind and platform. */
  undelivered: (failure: DeliveryFailure, platform: ChatPlatform) => void
  /** Told after how many seconds a home may be drawn again. */
  again: (seconds: number) => void
}

/** Drawn at once: whoever waits for an answer comes first. */
const batch = 5
/** Seconds; a claim lapses after them. */
const lease = 30
/** Seconds between two drawings of one home, however many things change. */
const pause = 2

/** Draws all homes that want it, until none is left to claim. */
export async function drawWantedHomes(options: DrawHomesOptions): Promise<void> {
  await drawAll(options, options.homes.claimWanted)
}

/** Looks over homes that somebody looked at lately: days pass, and a hint may have been lost. */
export async function drawLivelyHomes(options: DrawHomesOptions): Promise<void> {
  await drawAll(options, options.homes.claimLively)
}

async function drawAll(options: DrawHomesOptions, claim: HomeStore['claimWanted']): Promise<void> {
  for (;;) {
    const claimed = await claim(batch)
    await Promise.all(claimed.map((home) => drawn(home, options)))
    if (claimed.length < batch) return
  }
}

async function drawn(home: ClaimedHome, options: DrawHomesOptions): Promise<void> {
  try {
    await draw(home, options)
  } catch (error) {
    options.again(lease)
    throw error
  }
}

async function draw(home: ClaimedHome, options: DrawHomesOptions): Promise<void> {
  const { homes, store, again } = options
  const messenger = options.messengers[home.platform]
  if (!messenger) return homes.release(home, 600)
  const { ends = false, rests = false, ...found } = await store.transact(home.consortium, (unit) => shown(home, unit))
  const others = ends || rests ? [] : await otherHomes(home, home.consortium, store)
  const card = withOthers(found.card, others)
  const hash = await sha256(JSON.stringify(card))
  const { platform, workspace, account, via, ref } = home
  const sent: Sent =
    hash === home.drawnHash
      ? { sent: true, ref }
      : await messenger.showHome({ platform, workspace, account, via, ref }, card)
  if (!sent.sent) return failed(home, sent.failure, options)
  if (ends) return homes.forget(home)
  if (await homes.finish(home, { hash, rests, pause })) again(pause)
}

type Shown = { card: Card; ends?: boolean; rests?: boolean }

/** What the account may be shown now. */
async function shown(home: ClaimedHome, { read, now }: Unit): Promise<Shown> {
  const { consortium, platform, workspace, account, via, person } = home
  const spokenIn = placeKey(platform, via, null)
  const owner = await read.consortium.personOf({ platform, workspace, account })
  const actor = owner?.id === person ? await read.consortium.actor(person, spokenIn) : undefined
  if (!actor || actor.seats.length === 0) return { card: goneCard(), ends: true }
  const rests = isResting(home.openedAt, now)
  const card = rests ? restingCard() : await homeOf(actor, read, now)
  const answer = addressed(said(card), { consortium, actor, organisation: null, spokenIn })
  if (answer.kind === 'form') throw new Error('a home is no form')
  return { card: answer.card, rests }
}

async function failed(home: ClaimedHome, failure: DeliveryFailure, options: DrawHomesOptions): Promise<void> {
  options.undelivered(failure, home.platform)
  const release = async (seconds: number) => {
    await options.homes.release(home, seconds)
    options.again(seconds)
  }
  switch (failure.kind) {
    case 'gone':
    case 'forbidden':
      // The message was deleted, or the app was put out: opening it makes a new one.
      return options.homes.forget(home)
    case 'throttled':
      return release(failure.seconds)
    case 'unreachable':
      return release(5)
    case 'rejected':
      return release(3600)
    default:
      return assertNever(failure)
  }
}
