/** One attempt: something that somebody says, changed, signed or forged, and torn on the way. */
import { type Content, slackKinds, teamsKinds } from './corpus.ts'
import { forgedSlack, type TeamsForger } from './forge.ts'
import { type Json, mangled, mutated } from './mutate.ts'
import type { Random } from './random.ts'
import { bytesOf, type Wire, withHeader } from './request.ts'
import { encoded, formType, slackWire, teamsWire } from './sign.ts'
import { slackPeople, teamsPeople, type Where } from './stage.ts'

/**
 * `valid`: as the platform sends it. `changed`: other content, signed for it. `forged`: not signed for what it says, or not now.
 * `carried`: well signed, in a method, under a path or a content type that does not fit. `torn`: of a wrong size, or broken off.
 */
export const ways = ['valid', 'changed', 'forged', 'carried', 'torn'] as const
export type Way = (typeof ways)[number]
export type Attempt = { kind: string; way: Way; wire: Wire; raw?: Buffer }

type Door = { where: Where; token: string; forge: TeamsForger }

const acting = ['Slack click', 'Slack submission', 'Slack command', 'Teams click', 'Teams task/submit', 'Teams message']

/** The most that a body may have, in bytes. */
const limit = 1_048_576

export function attemptOf(way: Way, door: Door, random: Random): Attempt {
  const isSlack = random.chance(0.5)
  const people = isSlack ? slackPeople : teamsPeople
  // Half of all come from those who may do most.
  const person = random.pick(random.chance(0.5) ? people.slice(0, 2) : people)
  const kinds = isSlack ? slackKinds : teamsKinds
  // What people do most changes most.
  const { kind, make } = random.pick(random.chance(0.4) ? kinds.filter((one) => acting.includes(one.kind)) : kinds)
  const content = make(person, random, door.where)
  return { kind, way, ...madeOf(way, content, door, random) }
}

function madeOf(way: Way, content: Content, door: Door, random: Random): { wire: Wire; raw?: Buffer } {
  const signed = (body: Buffer, type: string) =>
    content.door === 'slack' ? slackWire(body, type) : teamsWire(body, type, door.token)
  const plain = encoded(content)
  const wire = signed(plain.body, plain.type)
  switch (way) {
    case 'valid':
      return { wire }
    case 'changed': {
      const changed = encoded(changedContent(content, random))
      const body = random.chance(0.15) ? mangled(changed.body, random) : changed.body
      return { wire: signed(body, plain.type) }
    }
    case 'forged':
      return { wire: content.door === 'slack' ? forgedSlack(wire, random) : door.forge(wire, random) }
    case 'carried':
      return { wire: carried(wire, signed, random) }
    case 'torn':
      return torn(wire, signed, random)
  }
}

/** Where it would send is never changed to another machine: the attack stays on this one. */
function changedContent(content: Content, random: Random): Content {
  if (content.as === 'form') {
    const fields = Object.fromEntries(
      Object.entries(content.fields).map(([name, value]) => [
        name,
        random.chance(0.6) ? staying(mutated(value, random), value) : value,
      ]),
    )
    return {
      ...content,
      fields: random.chance(0.1) ? { ...fields, [random.word(5)]: random.word(9), __proto__: null } : fields,
    }
  }
  return { ...content, json: staying(mutated(content.json, random), content.json) }
}

const addresses = ['response_url', 'serviceUrl']

function staying(changed: Json, before: Json): Json {
  if (!isObject(changed) || !isObject(before)) return changed
  const kept = addresses
    .filter((name) => name in changed && name in before)
    .map((name) => [name, before[name] ?? null] as const)
  return { ...changed, ...Object.fromEntries(kept) }
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function carried(wire: Wire, signed: (body: Buffer, type: string) => Wire, random: Random): Wire {
  const types = [
    '',
    'text/plain',
    'application/json; charset=utf-16',
    `${formType}; charset=latin1`,
    'multipart/form-data; boundary=x',
    'application/xml',
    '*/*',
    `application/json, ${formType}`,
    'application/json\t',
    'a'.repeat(4_000),
  ]
  switch (random.int(6)) {
    case 0:
      return { ...wire, method: random.pick(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']) }
    case 1:
      return {
        ...wire,
        path:
          wire.path +
          random.pick([
            '/',
            '//',
            '/..',
            '%00',
            '?a=1&a=2&a[b]=3',
            '/../healthz',
            '%2e%2e',
            ';x',
            `?${'q'.repeat(6_000)}`,
          ]),
      }
    case 2:
      return signed(wire.body, random.pick(types))
    case 3:
      return withHeader(wire, 'Content-Encoding', random.pick(['gzip', 'deflate', 'br', 'identity', 'x', 'gzip, gzip']))
    case 4:
      return { ...wire, headers: [...wire.headers, ...noise(random)] }
    default:
      return { ...wire, path: wire.path === '/api/messages' ? '/slack/events' : '/api/messages' }
  }
}

/** Headers that change nothing, or must not. */
function noise(random: Random): [string, string][] {
  const all: [string, string][] = [
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Proto', 'https'],
    ['X-Forwarded-Host', 'evil.example'],
    ['X-HTTP-Method-Override', 'DELETE'],
    ['X-Slack-Retry-Num', random.pick(['1', 'x', '-1'])],
    ['X-Slack-No-Retry', '1'],
    ['Cookie', `plenary_report=${random.word(43)}; __proto__=x`],
    ['Origin', 'https://evil.example'],
    ['If-None-Match', '*'],
    ['Range', 'bytes=0-'],
    ['Accept', '\u00ff/*'],
    ['Expect', '200-ok'],
    ['X-Long', 'x'.repeat(random.int(8_000))],
  ]
  return all.filter(() => random.chance(0.4))
}

function torn(wire: Wire, signed: (body: Buffer, type: string) => Wire, random: Random): { wire: Wire; raw?: Buffer } {
  const type = wire.headers[0]?.[1] ?? ''
  switch (random.int(7)) {
    case 0:
      return { wire: signed(padded(wire.body, limit), type) }
    case 1:
      return { wire: signed(padded(wire.body, limit + 1 + random.int(100)), type) }
    case 2:
      return { wire, raw: bytesOf(wire, wire.body.length + 1 + random.int(1_000)) }
    case 3:
      return { wire, raw: bytesOf(wire).subarray(0, random.int(bytesOf(wire).length)) }
    case 4:
      return { wire, raw: bytesOf(wire, random.int(wire.body.length + 1)) }
    case 5:
      return {
        wire,
        raw: Buffer.concat([
          Buffer.from(
            'POST /slack/events HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: x\r\nConnection: close\r\n\r\n',
          ),
          Buffer.from(
            random.pick(['5\r\nabc', 'zz\r\n\r\n', 'ffffffffffffffff\r\nx', '0\r\n\r\n', '1\r\na\r\n1\r\nb\r\n']),
          ),
        ]),
      }
    default:
      return { wire, raw: mangled(bytesOf(wire), random) }
  }
}

/** White space at the end, which no reader of JSON or of forms minds. */
function padded(body: Buffer, size: number): Buffer {
  return Buffer.concat([body, Buffer.alloc(Math.max(0, size - body.length), ' ')])
}
