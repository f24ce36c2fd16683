/** Whether the public address leads to this product: its own health page must prove that it holds the same key. No private address is ever fetched but one's own. */

import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import { bad, type Check, ok, warn } from '#src/core/check.ts'
import { jsonIn } from '#src/core/json.ts'
import { proofOf } from './health.ts'

const about = 'Public address'
const patience = 5_000

/** `publicUrl` null: nothing outside this machine calls, and none is needed. `key` is the secret key that the server proves to hold. */
export async function examineAddress(publicUrl: string | null, key: string | undefined): Promise<Check> {
  if (publicUrl === null) return ok(about, 'none is needed: the playground is for this machine alone')
  const { protocol, hostname, host } = new URL(publicUrl)
  const own = hostname.replaceAll(/[[\]]/g, '')
  const isOwn = isLoopback(own)
  if (protocol !== 'https:' && !isOwn)
    return bad(
      about,
      `${host} is not https`,
      'Give PLENARY_PUBLIC_URL an https address: Slack and Teams call no other.',
    )
  const found = await addressOf(own)
  if (!found) return bad(about, `${hostname} has no address`, 'Make its DNS entry, or correct PLENARY_PUBLIC_URL.')
  if (isPrivate(found.address) && !isOwn) {
    const todo =
      'Slack and Teams reach public addresses only. Where this machine’s DNS differs from theirs, look from outside.'
    return warn(about, `${hostname} is a private address here, and is not fetched`, todo)
  }
  return key === undefined
    ? bad(about, 'there is no key to know the server by', 'See the secret key.')
    : proven(publicUrl, found, key)
}

async function proven(publicUrl: string, at: Found, key: string): Promise<Check> {
  const { host, protocol } = new URL(publicUrl)
  const asked = randomBytes(16).toString('hex')
  try {
    const body = await get(`${publicUrl}/healthz?of=${asked}`, at)
    const health = Health.safeParse(body)
    if (health.data?.proof === proofOf(key, asked)) {
      const plain = 'Slack and Teams call https only.'
      return protocol === 'https:'
        ? ok(about, `${host} leads to this product`)
        : warn(about, `${host} is for this machine alone`, plain)
    }
    const says = health.success ? 'another installation answers there' : 'something else answers there'
    return bad(about, `${host}: ${says}`, 'Lead the address to this server: DNS, proxy, path.')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    return bad(
      about,
      `${host} does not answer (${code})`,
      'Start the server; then check the proxy, the firewall and the certificate.',
    )
  }
}

const Health = z.object({ alive: z.literal(true), proof: z.string() })

type Found = { address: string; family: number }

/** The very address that was looked at is the one that is called: a second look-up could say another. Redirects are not followed. */
function get(url: string, { address, family }: Found): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const request = url.startsWith('https:') ? overHttps : overHttp
  const lookup = (
    _host: string,
    _options: unknown,
    found: (error: null, address: string | { address: string; family: number }[], family?: number) => void,
  ) => ((_options as { all?: boolean }).all ? found(null, [{ address, family }]) : found(null, address, family))
  const sent = request(url, { lookup, signal: AbortSignal.timeout(patience) }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (chunks.length > 16) response.destroy()
    })
    response.once('close', () => resolve(jsonIn(Buffer.concat(chunks).toString())))
  })
  sent.once('error', reject).end()
  return promise
}

async function addressOf(host: string): Promise<Found | undefined> {
  const family = isIP(host)
  if (family !== 0) return { address: host, family }
  return lookup(host).catch(() => undefined)
}

const privates = new BlockList()
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  privates.addSubnet(address, bits, 'ipv4')
for (const [address, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  privates.addSubnet(address, bits, 'ipv6')

/** True for what no request from outside reaches; IPv4 inside IPv6 counts as what it is. */
export function isPrivate(address: string): boolean {
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (inside !== undefined) return isPrivate(inside)
  return privates.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host)
}
