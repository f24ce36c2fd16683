/**
 * Sending, by the connector's REST interface. The SDK's own client repeats a POST whose answer was lost, up to three times, and a
 * repeated POST is a second message; its options to switch that off have no effect. Each send here is one request.
 * Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
import { z } from 'zod'
import type { Sent } from '#src/core/delivery.ts'
import { jsonIn } from '#src/core/json.ts'
import type { TeamsConfig } from './auth.ts'
import { isTrusted, outgoingToken } from './auth.ts'
import { ConnectorError, errorOf, failureOf } from './errors.ts'
import { budget } from './limits.ts'
import { late, within } from './patience.ts'
import { encodeRef } from './ref.ts'

export type Activity = Record<string, unknown>
export type Thread = { tenant: string; serviceUrl: string; conversation: string }
export type Person = { tenant: string; serviceUrl: string; account: string }

export type Outbox = {
  /** Sends a new message into a conversation. */
  send(thread: Thread, activity: Activity): Promise<Sent>
  /** Draws a message anew. */
  update(thread: Thread, id: string, activity: Activity): Promise<Sent>
  /** Sends a message into the person's 1:1 chat, opening it where needed. */
  tell(person: Person, activity: Activity): Promise<Sent>
}

const timeout = 5000
/** 1:1 chats kept in mind; asking for one again gives the same. */
const chatsKept = 10_000

export function createOutbox(config: TeamsConfig, call: Call): Outbox {
  const sends = budget()
  const chats = new Map<string, string>()

  async function post(thread: Thread, activity: Activity): Promise<string> {
    spend(thread)
    const id = idIn(await call(thread.serviceUrl, 'POST', pathOf(thread.conversation), activity))
    return encodeRef({ tenant: thread.tenant, conversation: thread.conversation, activity: id })
  }
  async function redraw(thread: Thread, id: string, activity: Activity): Promise<string> {
    spend(thread)
    await call(thread.serviceUrl, 'PUT', `${pathOf(thread.conversation)}/${encodeURIComponent(id)}`, activity)
    return encodeRef({ tenant: thread.tenant, conversation: thread.conversation, activity: id })
  }
  function spend(thread: Thread): void {
    const wait = sends.take(`${thread.tenant} ${thread.conversation}`, performance.now())
    if (wait > 0) throw new ConnectorError(429, 'own-budget', wait)
  }
  async function say(person: Person, activity: Activity): Promise<string> {
    const key = `${person.tenant} ${person.account}`
    const known = chats.get(key)
    if (known !== undefined) {
      try {
        return await post({ ...person, conversation: known }, activity)
      } catch (error) {
        if (failureOf(error).kind !== 'gone') throw error
      }
    }
    const conversation = idIn(await call(person.serviceUrl, 'POST', 'v3/conversations', chatWith(person, config)))
    if (chats.size >= chatsKept) chats.clear()
    chats.set(key, conversation)
    return post({ ...person, conversation }, activity)
  }
  return {
    send: (thread, activity) => outcome(post(thread, activity)),
    update: (thread, id, activity) => outcome(redraw(thread, id, activity)),
    tell: (person, activity) => outcome(say(person, activity)),
  }
}

async function outcome(work: Promise<string>): Promise<Sent> {
  try {
    return { sent: true, ref: await work }
  } catch (error) {
    return { sent: false, failure: failureOf(error) }
  }
}

function pathOf(conversation: string): string {
  return `v3/conversations/${encodeURIComponent(conversation)}/activities`
}

function chatWith(person: Person, config: TeamsConfig): Activity {
  return {
    isGroup: false,
    bot: { id: `28:${config.appId}` },
    members: [{ id: person.account }],
    tenantId: person.tenant,
    channelData: { tenant: { id: person.tenant } },
  }
}

/** One request with the bot's token, to a trusted host only; a body unless it reads. Throws what {@link failureOf} reads. */
export type Call = (
  serviceUrl: string,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: Activity,
) => Promise<string>

export function connector(config: TeamsConfig): Call {
  const token = outgoingToken(config)
  return async (serviceUrl, method, path, body) => {
    if (!isTrusted(serviceUrl, config)) throw new ConnectorError(400, 'untrusted-service-url')
    const bearer = await within(timeout, token())
    if (bearer === late) throw new Error('the login server is late')
    const response = await fetch(new URL(path, serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`), {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    if (!response.ok) throw await errorOf(response)
    return response.text()
  }
}

/** The id of what was made. A success without one can't be named later, and must not be sent again. */
function idIn(body: string): string {
  const made = Made.safeParse(jsonIn(body))
  if (!made.success) throw new ConnectorError(400, 'no-id-in-answer')
  return made.data.id
}

const Made = z.object({ id: z.string().min(1) })
