/** Ref: names a posted message, `slack:` and the base64url of workspace, channel and timestamp. */

import { z } from 'zod'
import { jsonIn } from '#src/core/json.ts'

const Ref = z.tuple([
  z.string().regex(/^[A-Z0-9]{1,30}$/),
  z.string().regex(/^[A-Z0-9]{1,30}$/),
  z.string().regex(/^\d{1,12}\.\d{1,8}$/),
])
export type SlackRef = { workspace: string; channel: string; ts: string }

export function encodeRef({ workspace, channel, ts }: SlackRef): string {
  return `slack:${Buffer.from(JSON.stringify([workspace, channel, ts])).toString('base64url')}`
}

/** Undefined for whatever `encodeRef` did not make. */
export function decodeRef(ref: string): SlackRef | undefined {
  if (!/^slack:[A-Za-z0-9_-]+$/.test(ref)) return undefined
  const read = Ref.safeParse(jsonIn(Buffer.from(ref.slice('slack:'.length), 'base64url').toString()))
  if (!read.success) return undefined
  const [workspace, channel, ts] = read.data
  return { workspace, channel, ts }
}
