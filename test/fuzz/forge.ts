/** Ways to ask without the right to: each makes a request that its platform did not sign. */
import { badHeaders } from '#test/support/connector-tokens.ts'
import type { Random } from './random.ts'
import { headerOf, type Wire, withHeader } from './request.ts'
import { goodClaims, seconds, slackSignature, slackWire } from './sign.ts'
import { signingSecret } from './world.ts'

/** A signed request of Slack, made one that Slack did not send now. */
export function forgedSlack(wire: Wire, random: Random): Wire {
  const { body } = wire
  const type = headerOf(wire.headers, 'content-type') ?? ''
  const now = seconds()
  const signature = headerOf(wire.headers, 'x-slack-signature') ?? ''
  const at = (stamp: string) =>
    withHeader(
      withHeader(wire, 'X-Slack-Request-Timestamp', stamp),
      'X-Slack-Signature',
      slackSignature(stamp, body, signingSecret),
    )
  const signed = (value: string) => withHeader(wire, 'X-Slack-Signature', value)
  const without = (name: string) => ({ ...wire, headers: wire.headers.filter(([one]) => one !== name) })
  const ways: (() => Wire)[] = [
    () => slackWire(body, type, { at: now, secret: random.word(32) }),
    () => slackWire(body, type, { at: now, secret: '' }),
    () => slackWire(body, type, { at: now - 301 - random.int(1_000_000), secret: signingSecret }),
    () => slackWire(body, type, { at: now + 302 + random.int(1_000_000), secret: signingSecret }),
    () =>
      at(
        random.pick([
          '',
          ' ',
          'NaN',
          '-1',
          '0',
          '1e9',
          '0x10',
          `${now}.5`,
          `${now}0`,
          `+${now}`,
          `${now}, ${now}`,
          '9'.repeat(400),
          'Infinity',
          'now',
        ]),
      ),
    () => withHeader(wire, 'X-Slack-Request-Timestamp', String(now - 1 - random.int(200))),
    () => ({ ...wire, body: Buffer.concat([body, Buffer.from(random.pick([' ', '&', '\n', '\0', '&text=commit']))]) }),
    () => ({ ...wire, body: flipped(body, random) }),
    () => ({ ...wire, body: Buffer.alloc(0) }),
    () => signed(flippedHex(signature, random)),
    () => signed(signature.replace('v0=', random.pick(['', 'v1=', 'V0=', 'v0= ', 'v0=v0=']))),
    () => signed(signature.toUpperCase()),
    () => signed(signature.slice(0, 3 + random.int(64))),
    () => signed(`${signature}${random.word(2)}`),
    () =>
      signed(
        random.pick(['', 'v0=', `v0=${'0'.repeat(64)}`, 'garbage', '__proto__', 'v0=null', `v0=${'g'.repeat(64)}`]),
      ),
    () => ({ ...wire, headers: [...wire.headers, ['X-Slack-Signature', signature]] }),
    () => ({ ...wire, headers: [['X-Slack-Signature', `v0=${'0'.repeat(64)}`], ...wire.headers] }),
    () => without('X-Slack-Signature'),
    () => without('X-Slack-Request-Timestamp'),
  ]
  return random.pick(ways)()
}

export type TeamsForger = (wire: Wire, random: Random) => Wire

/** Every kind of token that is no good, made once. */
export async function teamsForger(serviceUrl: string): Promise<TeamsForger> {
  const bad = await badHeaders(goodClaims(serviceUrl))
  return (wire, random) => {
    const good = headerOf(wire.headers, 'authorization') ?? ''
    const bearing = (value: string) => withHeader(wire, 'Authorization', value)
    const ways: (() => Wire)[] = [
      () => {
        const [, header] = random.pick(bad)
        return header === undefined
          ? { ...wire, headers: wire.headers.filter(([name]) => name !== 'Authorization') }
          : bearing(header)
      },
      () => bearing(changedToken(good, random)),
      () => bearing(otherHead(good, random)),
      () =>
        bearing(
          random.pick([
            '',
            'Bearer',
            'Bearer ',
            'Bearer null',
            'Bearer a.b',
            'Bearer ..',
            `${good} ${good}`,
            good.replace('Bearer', 'bearer'),
            good.replace('Bearer ', ''),
            `Bearer ${'a'.repeat(7_000)}`,
            '__proto__',
          ]),
        ),
      () => elsewhere(wire, random),
    ]
    return random.pick(ways)()
  }
}

/** One letter of the token is another; its last is left, since its lowest bits say nothing. */
function changedToken(header: string, random: Random): string {
  const at = 'Bearer '.length + random.int(header.length - 'Bearer '.length - 1)
  const other = random.pick([...'ABCxyz019-_'].filter((letter) => letter !== header[at]))
  return header.slice(0, at) + other + header.slice(at + 1)
}

/** The head names another algorithm, or a key of the forger's own. */
function otherHead(header: string, random: Random): string {
  const [, body, signature] = header.slice('Bearer '.length).split('.')
  const key = { kty: 'RSA', e: 'AQAB', n: random.word(300) }
  const head = random.pick<Record<string, unknown>>([
    { alg: 'none', kid: 'teams' },
    { alg: 'nOnE', kid: 'teams' },
    { alg: 'HS256', kid: 'teams' },
    { alg: 'ES256', kid: 'teams' },
    { alg: 'RS256', kid: '../../../dev/null' },
    { alg: 'RS256', kid: `teams' or '1'='1` },
    { alg: 'RS256', kid: 'teams', jwk: key },
    { alg: 'RS256', kid: 'teams', jku: 'https://evil.example/keys' },
    { alg: 'RS256', kid: 'teams', x5u: 'https://evil.example/cert' },
    { alg: 'RS512', kid: 'teams', typ: 'JWT' },
    { alg: ['RS256'], kid: 'teams' },
    { alg: 'RS256', kid: { toString: 'teams' } },
    { alg: 'RS256', kid: 'teams', crit: ['exp'], b64: false },
  ])
  return `Bearer ${Buffer.from(JSON.stringify(head)).toString('base64url')}.${body}.${signature}`
}

/** A good token under an activity that says it came from somewhere else. */
function elsewhere(wire: Wire, random: Random): Wire {
  const text = wire.body.toString()
  const host = random.pick([
    'https://evil.example/',
    'http://127.0.0.1:9/teams/',
    'https://smba.trafficmanager.net/teams/',
    'file:///etc/passwd',
  ])
  const changed = random.chance(0.7)
    ? text.replace(/"serviceUrl":"[^"]*"/, `"serviceUrl":${JSON.stringify(host)}`)
    : text.replace('"channelId":"msteams"', `"channelId":"${random.pick(['emulator', 'webchat', 'MSTEAMS', ''])}"`)
  return { ...wire, body: Buffer.from(changed) }
}

function flipped(body: Buffer, random: Random): Buffer {
  const copy = Buffer.from(body)
  const at = random.int(copy.length)
  copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8))
  return copy
}

function flippedHex(signature: string, random: Random): string {
  const at = 3 + random.int(signature.length - 3)
  const other = random.pick([...'0123456789abcdef'].filter((digit) => digit !== signature[at]))
  return signature.slice(0, at) + other + signature.slice(at + 1)
}
