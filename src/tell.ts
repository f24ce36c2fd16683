/** Telling one person something, 1:1, on the platform of choice or the one linked last, whichever works; else a mention without content where they meet. */
import type { PlaceRead } from './consortium/store.ts'
import { type Actor, seatsOf } from './core/access.ts'
import type { DeliveryFailure, Sent } from './core/delivery.ts'
import type { About, UnlessVoted } from './core/effect.ts'
import type { Account, Address, ChatPlatform } from './core/intent.ts'
import { takesBallots } from './polls/decide.ts'
import type { Readers } from './readers.ts'
import type { JobHandlers, JobOutcome, Store, Unit } from './store.ts'
import { seenOf } from './subjects.ts'
import { text } from './view/build.ts'
import type { Card } from './view/card.ts'

export type TellOptions = {
  store: Store
  messengers: Partial<
    Record<
      ChatPlatform,
      {
        tell(account: Account, card: Card, via: string): Promise<Sent>
        post(address: Address, card: Card): Promise<Sent>
      }
    >
  >
}

type Reach = { name: string; isSeen: boolean; accounts: Account[]; places: PlaceRead[] }

export async function tell(job: Job, { store, messengers }: TellOptions): Promise<JobOutcome> {
  const reach = await store.transact(job.consortium, (unit) => reachOf(job, unit))
  if (!reach) return { cancel: 'not of this consortium any more, or needless by now' }
  const card = reach.isSeen ? job.card : job.otherwise
  if (!card) return { cancel: 'not for this person any more' }
  const accounts = reach.accounts.filter((account) => !job.through || isSame(account, job.through))
  const preferred = accounts.filter(({ platform }) => platform === job.prefers)
  for (const account of new Set([...preferred, ...accounts])) {
    for (const via of waysTo(account, reach.places)) {
      const sent = await messengers[account.platform]?.tell(account, card, via)
      if (sent?.sent) return { done: true }
      if (sent && isPassing(sent.failure)) return { again: secondsOf(sent.failure) }
    }
  }
  for (const account of accounts) {
    const place = meetingPlace(account, reach.places)
    const sent = place && (await messengers[place.platform]?.post(place, mention(reach.name, account)))
    if (sent?.sent) return { done: true }
    if (sent && isPassing(sent.failure)) return { again: secondsOf(sent.failure) }
  }
  return { cancel: 'no chat reaches this person' }
}

function isSame(one: Account, other: Account): boolean {
  return one.platform === other.platform && one.workspace === other.workspace && one.account === other.account
}

/** The own workspace first; else those whose places are shared with others, since the app need not be installed in the person's own. */
export function waysTo(account: Account, places: readonly PlaceRead[]): Set<string> {
  const shared = places.filter(({ platform, kind }) => platform === account.platform && kind === 'shared')
  return new Set([account.workspace, ...shared.map(({ workspace }) => workspace)])
}

function meetingPlace({ platform, workspace }: Account, places: readonly PlaceRead[]): PlaceRead | undefined {
  const near = places.filter((one) => one.platform === platform)
  return near.find((one) => one.workspace === workspace) ?? near.find(({ kind }) => kind === 'shared')
}

/** No content: everyone in the place reads it. */
function mention(name: string, account: Account): Card {
  const says = text(
    { person: name, account },
    ': something waits for you. Open a chat with me and type proposals or digest now.',
  )
  return { title: 'For you', tone: 'neutral', blocks: [says], actions: [] }
}

type Job = Parameters<JobHandlers['tell']>[0]

async function reachOf({ person, about = [], unlessVoted }: Job, unit: Unit): Promise<Reach | undefined> {
  const { read } = unit
  const actor = await read.consortium.actor(person)
  if (!actor || (unlessVoted && (await isNeedless(unlessVoted, unit)))) return undefined
  const groups = await read.consortium.groupsOf(seatsOf(actor).map((seat) => seat.organisation))
  const places: PlaceRead[] = []
  for (const { id } of groups) places.push(...((await read.consortium.group(id))?.places ?? []))
  const isSeen = await seesAll(actor, about, read)
  return { name: actor.name, isSeen, accounts: await read.consortium.accounts(person), places }
}

/** Asked at the moment of sending, as the job may have waited: it voted, or voting is over. */
async function isNeedless({ poll, organisation }: UnlessVoted, { read, now }: Unit): Promise<boolean> {
  const found = await read.polls.byId(poll)
  if (!found || !takesBallots(found, now)) return true
  return (await read.polls.ballots(poll)).some((ballot) => ballot.organisation === organisation)
}

/** The job may have waited: a label may have been raised meanwhile, and a seat may have ended. */
async function seesAll(actor: Actor, about: About[], read: Readers): Promise<boolean> {
  for (const { subject, as } of about) {
    const release = await seenOf(actor, subject, read)
    if (release !== 'full' && release !== as) return false
  }
  return true
}

export function isPassing(failure: DeliveryFailure): boolean {
  return failure.kind === 'throttled' || failure.kind === 'unreachable'
}

export function secondsOf(failure: DeliveryFailure): number {
  return failure.kind === 'throttled' ? failure.seconds : 10
}
