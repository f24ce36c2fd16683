import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sealOf } from '#db/seal.ts'
import { Unopened } from '#src/store.ts'

const newKey = () => randomBytes(32).toString('base64')
const here = ['slack', 'T1'] as const

describe('a sealed token', () => {
  test('opens to what it was, for its own workspace', () => {
    const seal = sealOf([newKey()])
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (token) => seal.open(seal.seal(token, here), here) === token))
  })

  test('shows nothing of the token, and never looks the same twice', () => {
    const seal = sealOf([newKey()])
    const [one, other] = [seal.seal('xoxb-secret', here), seal.seal('xoxb-secret', here)]
    expect(Buffer.from(one.sealed).includes('xoxb')).toBe(false)
    expect(Buffer.from(one.sealed.subarray(0, 12))).not.toEqual(Buffer.from(other.sealed.subarray(0, 12)))
    expect(one.sealed).not.toEqual(other.sealed)
  })

  test('is refused by another key, even one that claims the same name', () => {
    const [key, other] = [newKey(), newKey()]
    const sealed = sealOf([key]).seal('xoxb-secret', here)
    const stranger = sealOf([other])
    expect(() => stranger.open(sealed, here)).toThrow(Unopened)
    expect(() => stranger.open({ ...sealed, key: stranger.key }, here)).toThrow(Unopened)
  })

  test('is refused with any one bit flipped', () => {
    const seal = sealOf([newKey()])
    const { sealed, key } = seal.seal('xoxb-secret', here)
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Uint8Array.from(sealed)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(() => seal.open({ sealed: changed, key }, here)).toThrow(Unopened)
      }),
    )
  })

  test.each([0, 11, 12, 27, 28])('is refused when cut to %i bytes', (length) => {
    const seal = sealOf([newKey()])
    const { sealed, key } = seal.seal('xoxb-secret', here)
    expect(() => seal.open({ sealed: sealed.subarray(0, length), key }, here)).toThrow(Unopened)
  })

  test.each([
    ['slack', 'T2'],
    ['teams', 'T1'],
    ['slack', ''],
  ] as const)('is refused where it was moved to %s %s', (platform, workspace) => {
    const seal = sealOf([newKey()])
    expect(() => seal.open(seal.seal('xoxb-secret', here), [platform, workspace])).toThrow(Unopened)
  })

  test('opens by the key before, which seals nothing any more', () => {
    const [old, present] = [newKey(), newKey()]
    const sealed = sealOf([old]).seal('xoxb-secret', here)
    const both = sealOf([present, old])
    expect(both.open(sealed, here)).toBe('xoxb-secret')
    expect(both.seal('x', here).key).toBe(both.key)
    expect(both.key).not.toBe(sealed.key)
    expect(both.key).toMatch(/^[0-9a-f]{8}$/)
  })

  test('is not made without a key', () => {
    expect(() => sealOf([])).toThrow('without a key')
  })
})
