/** The name of a posted message: tenant, conversation and activity. Where to send is looked up anew each time. */
import { z } from 'zod'
import { jsonIn } from '#src/core/json.ts'

export type Ref = { tenant: string; conversation: string; activity: string }

const Parts = z.tuple([z.string().min(1), z.string().min(1), z.string().min(1)])

export function encodeRef(ref: Ref): string {
  const parts = [ref.tenant, ref.conversation, ref.activity]
  return `teams:${Buffer.from(JSON.stringify(parts)).toString('base64url')}`
}

/** Undefined for anything that {@link encodeRef} did not make. */
export function decodeRef(text: string): Ref | undefined {
  const parts = Parts.safeParse(jsonIn(Buffer.from(text.replace(/^teams:/, ''), 'base64url').toString()))
  if (!parts.success) return undefined
  const [tenant, conversation, activity] = parts.data
  const ref = { tenant, conversation, activity }
  return encodeRef(ref) === text ? ref : undefined
}

const thread = ';messageid='

/** The conversation under a message: channels have threads, group chats and 1:1 chats have none. */
export function threadOf({ conversation, activity }: Ref): string {
  const channel = channelIn(conversation)
  return channel.endsWith('@thread.tacv2') ? `${channel}${thread}${activity}` : conversation
}

/** The message under which something was said; null where it stands for itself. */
export function rootIn(conversation: string): string | null {
  const at = conversation.indexOf(thread)
  return at < 0 ? null : conversation.slice(at + thread.length)
}

/** The conversation without the thread. */
export function channelIn(conversation: string): string {
  return conversation.split(thread, 1)[0] ?? conversation
}
