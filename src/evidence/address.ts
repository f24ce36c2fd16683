/**
 * Addresses of evidence: what may stand as a link. It is shown to people and never fetched by the server; still nobody is sent by it to run a
 * script, to give a password away, or to a machine that only the reader's own network knows.
 */
import ipaddr from 'ipaddr.js'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { longestAddress } from './evidence.ts'

/**
 * Names that lead into the reader's own network or nowhere. Sources: RFC 6761, RFC 6762, RFC 8375 and ICANN's decision of 2024-07-29 on
 * `.internal`; the rest are in common use in networks, see ICANN's SAC 113.
 */
const privateNames = [
  ...['localhost', 'local', 'internal', 'home.arpa', 'intranet', 'private', 'corp', 'home', 'lan', 'localdomain'],
  ...['test', 'invalid', 'onion', 'alt'],
]
/** Names of anybody's that stand for the address written into them, or for the reader's own machine. */
const standIns = ['nip.io', 'sslip.io', 'xip.io', 'localtest.me', 'lvh.me', 'vcap.me', 'lacolhost.com', 'traefik.me']

/** The address as a browser reads it, or what is wrong with it, on the field `link`. The URL parser reads every spelling of a number as an address. */
export function addressIn(typed: string): string | Refusal {
  const field = { field: 'link' }
  const trimmed = typed.trim()
  if (trimmed.length > longestAddress)
    return refuse('too-long', { length: trimmed.length, most: longestAddress }, field)
  const address = /\s/.test(trimmed) ? null : URL.parse(withScheme(trimmed))
  if (!address) return refuse('link-unreadable', { typed: trimmed.slice(0, 100) }, field)
  if (!['http:', 'https:'].includes(address.protocol))
    return refuse('link-scheme', { scheme: address.protocol.slice(0, 40) }, field)
  if (address.username !== '' || address.password !== '') return refuse('link-credentials', {}, field)
  if (isPrivate(address.hostname)) return refuse('link-private', { host: address.hostname.slice(0, 100) }, field)
  if (address.href.length > longestAddress)
    return refuse('too-long', { length: address.href.length, most: longestAddress }, field)
  return address.href
}

/** Whether a typed word is meant as an address: it has a scheme, or reads like `example.org/page`. */
export function isAddress(word: string): boolean {
  const isSchemed = /^(?:[a-z][a-z0-9+.-]*:)?\/\/\S|^(?:javascript|data|vbscript|blob|file|mailto|about):\S/i.test(word)
  return isSchemed || /^(?:www\.\S+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?\/\S*)$/iu.test(word)
}

/** `example.org/page` is what people write; a name with a port is no scheme. */
function withScheme(typed: string): string {
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/:?#]+:\d+(?:[/?#]|$)/.test(typed)
  if (hasScheme) return typed
  return typed.startsWith('//') ? `https:${typed}` : `https://${typed}`
}

/** Of IPv6 only 2000::/3 is given out: https://www.iana.org/assignments/ipv6-address-space. The old form of an IPv4 address is outside of it. */
function isGlobal(address: ReturnType<typeof ipaddr.parse>): boolean {
  const isGivenOut = address instanceof ipaddr.IPv4 || ((address.parts[0] ?? 0) & 0xe000) === 0x2000
  return isGivenOut && address.range() === 'unicast'
}

function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '')
  if (ipaddr.isValid(host)) return !isGlobal(ipaddr.parse(host))
  const isUnder = (names: string[]) => names.some((name) => host === name || host.endsWith(`.${name}`))
  return !host.includes('.') || isUnder(privateNames) || isUnder(standIns)
}
