import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasEnded, lastsUntil, Picture } from '#src/core/picture.ts'
import { pictureAddresses } from '#src/main/picture-addresses.ts'

const key = randomBytes(32).toString('base64')
const other = randomBytes(32).toString('base64')
const addresses = pictureAddresses([key], 'https://plenary.example')
const now = Temporal.Instant.from('2026-11-26T09:00:00Z')
const until = lastsUntil(now)
const asked = { consortium: 'con_allied', board: 'theme_talent', until } as const
const privately: Picture = { ...asked, person: 'person_luc', asOf: '2026-11-26T09:00:00Z' }
const placed: Picture = { ...asked, place: 'place_one', drawn: '0123456789abcdef' }
const tokenOf = (address: string) => /^https:\/\/plenary\.example\/pictures\/([\w-]+)\.png$/.exec(address)?.[1] ?? ''

test.each([
  ['a private answer', privately],
  ['a shared place', placed],
])('an address asks what it was made for, in %s', (_where, picture) => {
  expect(addresses.read(tokenOf(addresses.at(picture)))).toEqual(picture)
})

test('the same picture has the same address, another one another', () => {
  expect(addresses.at(privately)).toBe(addresses.at({ ...privately }))
  expect(addresses.at(privately)).not.toBe(addresses.at({ ...privately, person: 'person_eva' }))
  expect(addresses.at(placed)).not.toBe(addresses.at({ ...placed, drawn: '0123456789abcdee' }))
})

test('an address says nothing of what it asks', () => {
  const bytes = Buffer.from(tokenOf(addresses.at(privately)), 'base64url').toString('latin1')
  for (const word of ['con_allied', 'talent', 'person_luc', '2026']) expect(bytes).not.toContain(word)
})

test('whatever is changed in an address, it opens nothing', () => {
  const token = tokenOf(addresses.at(privately))
  const bytes = Buffer.from(token, 'base64url')
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ by
      expect(addresses.read(changed.toString('base64url'))).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), (length) => {
      expect(addresses.read(bytes.subarray(0, length).toString('base64url'))).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(addresses.read(text)).toBeUndefined()
    }),
  )
})

test('another key opens nothing, and one that was replaced still opens what it sealed', () => {
  const token = tokenOf(addresses.at(placed))
  expect(pictureAddresses([other], 'https://plenary.example').read(token)).toBeUndefined()
  const renewed = pictureAddresses([other, key], 'https://plenary.example')
  expect(renewed.read(token)).toEqual(placed)
  expect(renewed.at(placed)).not.toBe(addresses.at(placed))
})

test('without a key there is no address', () => {
  expect(() => pictureAddresses([], 'https://plenary.example')).toThrow('without a key')
})

// Slack takes an image's address of at most 3,000 characters: adapters/slack/limits.ts.
test('an address is short, however a board is named', () => {
  const longest = `x${'𝕏'.repeat(49)}y`
  for (const theme of [longest, 'ꙮ'.repeat(100), '"'.repeat(100), `x${'\u0001'.repeat(99)}`]) {
    const picture = Picture.parse({ ...privately, board: `theme_${theme}` })
    expect(addresses.at(picture).length).toBeLessThan(1_500)
  }
})

test('a picture lasts for 30 days and the rest of its day, and no longer', () => {
  expect(until).toBe('2026-12-27T00:00:00Z')
  expect(lastsUntil(Temporal.Instant.from('2026-11-26T00:00:00Z'))).toBe(until)
  expect(lastsUntil(Temporal.Instant.from('2026-11-26T23:59:59Z'))).toBe(until)
  expect(hasEnded(placed, now)).toBe(false)
  expect(hasEnded(placed, Temporal.Instant.from('2026-12-26T23:59:59.999Z'))).toBe(false)
  expect(hasEnded(placed, Temporal.Instant.from('2026-12-27T00:00:00Z'))).toBe(true)
})
