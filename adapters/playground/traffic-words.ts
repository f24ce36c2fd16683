/** A request in words that a person reads: its body as indented JSON, its secrets masked, and what it is about. */
import type { SideView } from './wire.ts'

/** Headers as node and fetch give them. */
export type Side = Record<string, unknown>

const masked = '••••••'
/** Characters of one body; what is over is counted. */
const longest = 100_000

const secretHeader = /^(authorization|cookie|set-cookie|x-slack-signature|x-playground-token)$/i
const secretKey = /^(token|.*_token|.*secret|.*password|trigger_id)$/i
/** Addresses that work for whoever has them. */
const openAddress = /((?:[?&](?:token|tempauth)=|\/slack\/(?:response|upload)\/|\/d\/[\w-]+\/))[^&\s"'<>|]+/g

/** Headers and body of one direction. */
export function sideOf(headers: Side, body: unknown): SideView {
  const shown = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, secretHeader.test(name) ? maskedHeader(value) : visiblePath(String(value))]],
  )
  return { headers: Object.fromEntries(shown), body: bodyText(body) }
}

/** A path or any words, without what would let their reader in. */
function visiblePath(path: string): string {
  return path.replaceAll(openAddress, `$1${masked}`)
}

/** A path as people write it: `%3A` is a colon. */
export function plainPath(path: string): string {
  return visiblePath(path).replaceAll(/%(2C|3A|3B|40)/gi, (sign) => decodeURIComponent(sign))
}

/** Why it failed, as the status does not say: Slack refuses with 200. Null where nothing is wrong. */
export function problemIn(status: number | null, body: unknown): string | null {
  if (status === null) return String(body)
  const said = readable(body)
  const error = isObject(said) && said.ok === false ? said.error : undefined
  if (typeof error === 'string') return error
  return status >= 400 ? `status ${status}` : null
}

/** What the request is about: a command, an event, an activity, or the words of the product's message. */
export function nameOf(path: string, body: unknown): string {
  const said = readable(body)
  if (!isObject(said)) return ''
  const { payload, event, command, text, type, name, action, attachments } = said
  if (isObject(payload)) return String(payload.type ?? '')
  if (isObject(event)) return [event.type, event.subtype].filter(Boolean).join(' ')
  if (typeof command === 'string') return shortened(`${command} ${String(text ?? '')}`)
  if (!path.startsWith('/api/messages'))
    return shortened(text) || (Array.isArray(attachments) ? 'card' : shortened(type))
  return [type, name, typeof action === 'string' ? action : undefined].filter(Boolean).join(' ')
}

function shortened(words: unknown): string {
  return typeof words === 'string' ? words.trim().replaceAll(/\s+/g, ' ').slice(0, 80) : ''
}

function maskedHeader(value: unknown): string {
  const [scheme = '', rest] = String(value).split(' ')
  return rest === undefined ? masked : `${scheme} ${masked}`
}

function bodyText(body: unknown): string {
  if (body === undefined || body === null || body === '') return ''
  if (Buffer.isBuffer(body)) return `${body.length} bytes`
  const said = readable(body)
  const text = typeof said === 'string' ? visiblePath(said) : JSON.stringify(mask(said), null, 2)
  return text.length <= longest ? text : `${text.slice(0, longest)}\n… ${text.length - longest} more characters`
}

/** JSON and forms as values, JSON within a form's fields too; anything else as it is. */
function readable(body: unknown): unknown {
  if (typeof body === 'string') {
    const parsed = jsonIn(body)
    if (parsed !== undefined) return parsed
    return /^[\w.~%+-]+=[^\s]*$/.test(body) ? readable(Object.fromEntries(new URLSearchParams(body))) : body
  }
  if (!isObject(body)) return body
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, typeof value === 'string' ? (jsonIn(value) ?? value) : value]),
  )
}

/** Objects and lists only: a text of digits stays a text. */
function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function mask(value: unknown): unknown {
  if (typeof value === 'string') return visiblePath(value)
  if (Array.isArray(value)) return value.map(mask)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      secretKey.test(key) && typeof each === 'string' ? masked : mask(each),
    ]),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
}
