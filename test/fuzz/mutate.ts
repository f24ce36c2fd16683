/** Changes of content: values of every wrong kind in every place, and bytes that are no text at all. */
import type { Random } from './random.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const words = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0001\u001f\u007f\u009f',
  '\u202e\u2066drow\u2069',
  '\ufeff\u200b\u200d',
  '\ud800',
  '\udfff\ud800',
  '👩🏽‍🚀🏳️‍🌈'.repeat(40),
  'e\u0301'.repeat(300),
  'ﷺ'.repeat(500),
  'İıſß',
  '../../../etc/passwd',
  '%00%0a%c0%af',
  "'; drop table polls; --",
  '$1 {{7*7}} <%= 7 %>',
  '<script>alert(1)</script>',
  '<!channel> <@U0LUC> <https://evil.example|ok>',
  '@everyone <at>Everyone</at>',
  '=HYPERLINK("http://evil.example")',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'undefined',
  'NaN',
  'null',
  '-0',
  '1e400',
  '99999999999999999999',
  '0x10',
  '٣',
  '2026-02-30',
  '9999-12-31',
  '-271821-04-20',
  '+275760-09-13',
  '2026-13-45T99:99:99Z',
  'P-999999999',
  'C-0',
  'R-999.999.999.999',
  'con_other',
  'org_harbour',
  'person_mallory',
  'poll_other',
  'com_other',
  'rec_other',
  'wg_docks',
  'form_other',
  'doc_other',
  'con_demo',
  'U0LUC',
  'T0ALLIED',
  'x'.repeat(5_000),
  'x '.repeat(20_000),
  '\n'.repeat(2_000),
  '<'.repeat(3_000),
]
const others: Json[] = [null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, [], {}, [[]], [null], { a: { b: {} } }]
const keys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'then',
  'toJSON',
  'length',
  '',
  'a.b',
  '$where',
  '0',
]

function junk(random: Random): Json {
  return random.chance(0.7) ? random.pick(words) : random.pick(others)
}

/** With one to four changes somewhere in it. */
export function mutated(value: Json, random: Random): Json {
  let changed = structuredClone(value)
  for (let left = 1 + random.int(4); left > 0; left--) changed = changedOnce(changed, random)
  return changed
}

function changedOnce(value: Json, random: Random): Json {
  if (Array.isArray(value)) return changedList(value, random)
  if (typeof value === 'object' && value !== null) return changedObject(value, random)
  if (typeof value === 'string' && random.chance(0.5)) return changedText(value, random)
  return junk(random)
}

function changedList(list: Json[], random: Random): Json {
  if (list.length === 0 || random.chance(0.15))
    return random.pick<Json>([[], null, 'x', [...list, ...list], [junk(random)]])
  const at = random.int(list.length)
  return list.map((one, nth) => (nth === at ? changedOnce(one, random) : one))
}

function changedObject(object: { [key: string]: Json }, random: Random): Json {
  const names = Object.keys(object)
  const roll = random.int(20)
  if (names.length === 0 || roll === 0) return junk(random)
  if (roll === 1) return withKey(object, random.pick(keys), junk(random))
  const name = random.pick(names)
  if (roll === 2) return Object.fromEntries(Object.entries(object).filter(([one]) => one !== name))
  return withKey(object, name, changedOnce(object[name] ?? null, random))
}

/** As a key of its own, `__proto__` too. */
function withKey(object: { [key: string]: Json }, key: string, value: Json): Json {
  const copy = { ...object }
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true })
  return copy
}

function changedText(text: string, random: Random): Json {
  const at = random.int(text.length + 1)
  switch (random.int(6)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + String(random.pick(words)) + text.slice(at)
    case 2:
      return text.toUpperCase()
    case 3:
      return text.repeat(2 + random.int(3))
    case 4:
      return nested(text, random)
    default:
      return text.slice(0, at) + String.fromCharCode(random.int(0x10000)) + text.slice(at + 1)
  }
}

/** Text that holds JSON, as button values and metadata do, is changed within. */
function nested(text: string, random: Random): Json {
  try {
    return JSON.stringify(changedOnce(JSON.parse(text) as Json, random))
  } catch {
    return [...text].reverse().join('')
  }
}

/** Bytes of a body, changed past all grammar. */
export function mangled(body: Buffer, random: Random): Buffer {
  const at = random.int(body.length + 1)
  const insert = (bytes: Buffer) => Buffer.concat([body.subarray(0, at), bytes, body.subarray(at)])
  switch (random.int(9)) {
    case 0:
      return body.subarray(0, at)
    case 1:
      return insert(Buffer.from([0xff, 0xfe, 0x80]))
    case 2:
      return insert(Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]))
    case 3:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])
    case 4:
      return Buffer.from(body.toString(), 'utf16le')
    case 5:
      return Buffer.concat([body, body])
    case 6:
      return insert(Buffer.from('['.repeat(1 + random.int(50_000))))
    case 7:
      return insert(Buffer.from(`"${random.pick(keys)}":${'{"a":'.repeat(random.int(500))}`))
    default:
      return insert(Buffer.from([random.int(256)]))
  }
}
