/** Posts, updates and tells. Nothing is retried here: the SDK's own retries post twice, and the caller knows what may be repeated. */
import { webApi } from '@slack/bolt'
import type { Adapter, Log } from '#adapters/adapter.ts'
import type { DeliveryFailure, Sent } from '#src/core/delivery.ts'
import type { Card } from '#src/view/card.ts'
import { codeOf, failureOf, quietLogger } from './errors.ts'
import { decodeRef, encodeRef } from './ref.ts'
import { cardToBlocks, cardToNotification } from './render-card.ts'

export type SlackClient = webApi.WebClient
export type Deliverer = Pick<Adapter, 'post' | 'update' | 'tell'>

/** `apiUrl` stands in for Slack's own base and ends in `/api/`. */
export function connectSlack(botToken: string, apiUrl: string | null, log: Log): SlackClient {
  return new webApi.WebClient(botToken, {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    // One throttled method would otherwise stop the client's whole queue.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: 5_000,
    allowAbsoluteUrls: false,
    logger: quietLogger(log),
  })
}

export function createDeliverer(client: SlackClient, log: Log): Deliverer {
  const attempt = attemptsWithin(log)
  const post = async (workspace: string, channel: string, card: Card): Promise<Sent> => {
    const posted = await attempt(`${workspace} chat.postMessage ${channel}`, 'post', () =>
      client.chat.postMessage({ channel, ...cardToMessage(card, log), unfurl_links: false, unfurl_media: false }),
    )
    if ('failure' in posted) return { sent: false, failure: posted.failure }
    const { ts } = posted.value
    // Slack's answer lacks nothing; a proxy's may, and then nobody knows whether it was posted.
    if (!ts) return { sent: false, failure: { kind: 'unreachable' } }
    return { sent: true, ref: encodeRef({ workspace, channel: posted.value.channel ?? channel, ts }) }
  }
  return {
    post: ({ workspace, channel }, card) => post(workspace, channel, card),
    update: async (ref, card) => {
      const at = decodeRef(ref)
      if (!at) return { sent: false, failure: { kind: 'rejected', reason: 'ref' } }
      const { workspace, channel, ts } = at
      const updated = await attempt(`${workspace} chat.update ${channel}`, 'update', () =>
        client.chat.update({ channel, ts, ...cardToMessage(card, log) }),
      )
      return 'failure' in updated ? { sent: false, failure: updated.failure } : { sent: true, ref }
    },
    tell: async ({ workspace, account }, card) => {
      const opened = await attempt(`${workspace} conversations.open ${account}`, 'post', () =>
        client.conversations.open({ users: account }),
      )
      if ('failure' in opened) return { sent: false, failure: opened.failure }
      const chat = opened.value.channel?.id
      return chat ? post(workspace, chat, card) : { sent: false, failure: { kind: 'unreachable' } }
    },
  }
}

/** A card as a message that may notify: the notice beside it keeps to what its label allows. */
export function cardToMessage(card: Card, log: Log) {
  const { blocks, shortened } = cardToBlocks(card)
  if (shortened.length > 0) log.warn({ shortened }, 'A Slack message was shortened')
  return { text: cardToNotification(card), blocks }
}

/** Does not call again before the time that Slack named for this budget: a workspace, a method and a channel. */
function attemptsWithin(log: Log) {
  const until = new Map<string, number>()
  return async <T>(
    budget: string,
    doing: 'post' | 'update',
    call: () => Promise<T>,
  ): Promise<{ value: T } | { failure: DeliveryFailure }> => {
    const wait = Math.ceil(((until.get(budget) ?? 0) - Date.now()) / 1000)
    if (wait > 0) return { failure: { kind: 'throttled', seconds: wait } }
    until.delete(budget)
    try {
      return { value: await call() }
    } catch (error) {
      const failure = failureOf(error, doing)
      log.warn({ kind: failure.kind, code: codeOf(error), doing }, 'Slack did not take a message')
      if (failure.kind === 'throttled') until.set(budget, Date.now() + failure.seconds * 1000)
      return { failure }
    }
  }
}
