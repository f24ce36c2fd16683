/** Posts, updates and tells. Nothing is retried here: the SDK's own retries post twice, and the caller knows what may be repeated. */
import type { Adapter, Log } from '#adapters/adapter.ts'
import type { DeliveryFailure, Sent } from '#src/core/delivery.ts'
import type { Card } from '#src/view/card.ts'
import type { Clients, SlackClient } from './clients.ts'
import { codeOf, failureOf, isRevoked, isUnfetched } from './errors.ts'
import { decodeRef, encodeRef } from './ref.ts'
import { cardToBlocks, cardToNotification, withoutImages } from './render-card.ts'
import { cardToHome } from './render-form.ts'

export type Deliverer = Pick<Adapter, 'post' | 'update' | 'reply' | 'tell' | 'showHome'>

/** Slack keeps one home for each person: the tab of the app. */
const tab = 'slack:home'

export function createDeliverer(clients: Clients, log: Log): Deliverer {
  const attempt = attemptsWithin(clients, log)
  /** Slack fetches images before it takes a message, and takes none of it where that fails. */
  const say = async <T>(budget: Budget, doing: 'post' | 'update', card: Card, call: Say<T>) => {
    const say = (drawn: Card) => attempt(budget, doing, (client) => call(client, cardToMessage(drawn, log)))
    const said = await say(card)
    return 'failure' in said && isUnfetched(said.failure) ? say(withoutImages(card)) : said
  }
  const post = async (workspace: string, channel: string, card: Card, under?: string): Promise<Sent> => {
    const budget = { workspace, method: 'chat.postMessage', on: channel }
    const posted = await say(budget, 'post', card, (client, message) =>
      client.chat.postMessage({
        ...{ channel, ...message, unfurl_links: false, unfurl_media: false },
        ...(under !== undefined && { thread_ts: under }),
      }),
    )
    if ('failure' in posted) return { sent: false, failure: posted.failure }
    const { ts } = posted.value
    // Slack's answer lacks nothing; a proxy's may, and then nobody knows whether it was posted.
    if (!ts) return { sent: false, failure: { kind: 'unreachable' } }
    return { sent: true, ref: encodeRef({ workspace, channel: posted.value.channel ?? channel, ts }) }
  }
  return {
    post: ({ workspace, channel }, card) => post(workspace, channel, card),
    reply: async (ref, card) => {
      const at = decodeRef(ref)
      if (!at) return { sent: false, failure: { kind: 'rejected', reason: 'ref' } }
      return post(at.workspace, at.channel, card, at.ts)
    },
    update: async (ref, card) => {
      const at = decodeRef(ref)
      if (!at) return { sent: false, failure: { kind: 'rejected', reason: 'ref' } }
      const { workspace, channel, ts } = at
      const budget = { workspace, method: 'chat.update', on: channel }
      const updated = await say(budget, 'update', card, (client, message) =>
        client.chat.update({ channel, ts, ...message }),
      )
      return 'failure' in updated ? { sent: false, failure: updated.failure } : { sent: true, ref }
    },
    showHome: async ({ account, via }, card) => {
      const { view, shortened } = cardToHome(card)
      if (shortened.length > 0) log.warn({ shortened }, 'A Slack home was shortened')
      const budget = { workspace: via, method: 'views.publish', on: account }
      const shown = await attempt(budget, 'update', (client) => client.views.publish({ user_id: account, view }))
      return 'failure' in shown ? { sent: false, failure: shown.failure } : { sent: true, ref: tab }
    },
    tell: async ({ account }, card, via) => {
      const opened = await attempt({ workspace: via, method: 'conversations.open', on: account }, 'post', (client) =>
        client.conversations.open({ users: account }),
      )
      if ('failure' in opened) return { sent: false, failure: opened.failure }
      const chat = opened.value.channel?.id
      return chat ? post(via, chat, card) : { sent: false, failure: { kind: 'unreachable' } }
    },
  }
}

/** A card as a message that may notify: the notice beside it keeps to what its label allows. */
export function cardToMessage(card: Card, log: Log) {
  const { blocks, shortened } = cardToBlocks(card)
  if (shortened.length > 0) log.warn({ shortened }, 'A Slack message was shortened')
  return { text: cardToNotification(card), blocks }
}

type Say<T> = (client: SlackClient, message: ReturnType<typeof cardToMessage>) => Promise<T>
type Budget = { workspace: string; method: string; on: string }

/** Does not call again before the time that Slack named for this budget: a workspace, a method and a channel. */
function attemptsWithin(clients: Clients, log: Log) {
  const until = new Map<string, number>()
  return async <T>(
    { workspace, method, on }: Budget,
    doing: 'post' | 'update',
    call: (client: SlackClient) => Promise<T>,
  ): Promise<{ value: T } | { failure: DeliveryFailure }> => {
    const budget = `${workspace} ${method} ${on}`
    const wait = Math.ceil(((until.get(budget) ?? 0) - Date.now()) / 1000)
    if (wait > 0) return { failure: { kind: 'throttled', seconds: wait } }
    until.delete(budget)
    try {
      const speaker = await clients.of(workspace)
      return speaker ? { value: await call(speaker.client) } : { failure: { kind: 'forbidden' } }
    } catch (error) {
      const failure = failureOf(error, doing)
      log.warn({ kind: failure.kind, code: codeOf(error), doing }, 'Slack did not take a message')
      if (failure.kind === 'throttled') until.set(budget, Date.now() + failure.seconds * 1000)
      if (isRevoked(error)) await clients.doubt(workspace)
      return { failure }
    }
  }
}
