/** Opening a home: in which consortium, and what is kept once a platform shows it. */
import { stamped } from './answers.ts'
import type { App } from './app.ts'
import type { Answer } from './core/answer.ts'
import type { DeliveryFailure, HomeKey, Sent, ShownHome } from './core/delivery.ts'
import { sha256 } from './core/hash.ts'
import type { ConsortiumId } from './core/id.ts'
import { type ChatPlatform, homeUse, type Intent } from './core/intent.ts'
import { movedCard } from './home/views.ts'
import type { HomeStore } from './homes.ts'
import type { Store } from './store.ts'
import { button } from './view/build.ts'
import type { Action, Card } from './view/card.ts'

export type OpenHomeOptions = {
  store: Store
  homes: HomeStore
  handle: App['handle']
  messengers: Partial<Record<ChatPlatform, { update(ref: string, card: Card): Promise<Sent> }>>
  /** Told after how many seconds a home may be drawn. */
  again: (seconds: number) => void
  /** Told where the message that showed a home before could not be told so. */
  undelivered: (failure: DeliveryFailure, platform: ChatPlatform) => void
}

/** Whoever takes part in several consortia is shown the home that was opened last, with a button for each other one. Never throws. */
export async function openHome(intent: Intent, options: OpenHomeOptions): Promise<Answer> {
  const { platform, workspace, account, via } = intent
  if (platform === 'shell') return options.handle(intent)
  const home = { platform, workspace, account, via }
  try {
    const last = await lastOpened(intent, home, options)
    const answer = await options.handle(last ? { ...intent, args: { ...intent.args, consortium: last } } : intent)
    if (answer.kind !== 'said' || !answer.home) return answer
    const others = await otherHomes(home, answer.home, options.store)
    return { ...answer, card: withOthers(answer.card, others) }
  } catch {
    // Where the database can't say, the core says so.
    return options.handle(intent)
  }
}

/** Keeps what shows a home from now on; a message that showed it before says where it went. Throws what the store throws. */
export async function homeShown(
  { consortium, ref, card, ...home }: ShownHome,
  options: OpenHomeOptions,
): Promise<void> {
  const { store, homes, messengers } = options
  const { person, consortia } = await store.locate({ ...home, place: null })
  if (person === null || !consortia.includes(consortium)) return
  const hash = card === null ? '' : await sha256(JSON.stringify(card))
  const { former, seconds } = await homes.opened(consortium, home, { person, ref, hash })
  options.again(seconds)
  for (const other of consortia) if (other !== consortium) await homes.forget({ ...home, consortium: other }, ref)
  if (former === undefined || former === ref) return
  const sent = await messengers[home.platform]?.update(former, stamped(movedCard(), consortium))
  if (sent?.sent === false) options.undelivered(sent.failure, home.platform)
}

/** Buttons for the homes of the same person in other consortia. */
export async function otherHomes(home: HomeKey, own: ConsortiumId, store: Store): Promise<Action[]> {
  const { consortia } = await store.locate({ ...home, place: null })
  const actions: Action[] = []
  for (const consortium of consortia.filter((one) => one !== own)) {
    const { name } = await store.transact(consortium, ({ read }) => read.consortium.consortium())
    actions.push(button(`Open home in ${name}`, homeUse, { consortium }))
  }
  return actions
}

export function withOthers(drawn: Card, others: readonly Action[]): Card {
  return { ...drawn, actions: [...drawn.actions, ...others] }
}

/** Where nothing says which one is meant. */
async function lastOpened(
  intent: Intent,
  home: HomeKey,
  { store, homes }: Pick<OpenHomeOptions, 'store' | 'homes'>,
): Promise<ConsortiumId | undefined> {
  if (intent.place !== null || intent.args.consortium !== undefined) return undefined
  const { consortia } = await store.locate(intent)
  if (consortia.length < 2) return undefined
  let last: { consortium: ConsortiumId; at: Temporal.Instant } | undefined
  for (const consortium of consortia) {
    const at = await homes.openedAt(consortium, home)
    if (at && (!last || Temporal.Instant.compare(at, last.at) > 0)) last = { consortium, at }
  }
  return last?.consortium
}
