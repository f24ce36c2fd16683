import { assert, property, record, string, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf, sealedHash } from '#src/register/entry.ts'

const at = Temporal.Instant.from('2026-12-04T16:00:00Z')
const signature = { by: 'person_alice', organisation: 'org_japan' }
const salt = () => new Uint8Array(32).fill(7)
const read = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes))

describe('an entry of the register', () => {
  test('states types, references and times plainly and seals the rest', () => {
    const { bytes } = entryOf({ type: 'ballot-cast', sealed: { choice: 'approve' } }, signature, at, salt)
    expect(new TextDecoder().decode(bytes)).toBe(
      `{"at":"2026-12-04T16:00:00Z","by":"person_alice","fact":{},"organisation":"org_japan","sealed":{"choice":"${sealedHash({ salt: salt(), value: 'approve' })}"},"type":"ballot-cast","v":1}`,
    )
  })

  test('keeps the organisation that a fact is about apart from the one that it is stated for', () => {
    const fact = { type: 'seat-given', organisation: 'org_kenya', person: 'person_bob', role: 'delegate' }
    const entry = read(entryOf(fact, signature, at, salt).bytes)
    expect(entry).toMatchObject({
      organisation: 'org_japan',
      fact: { organisation: 'org_kenya', person: 'person_bob' },
    })
  })

  test('takes a salt of its own for each sealed value', () => {
    let drawn = 0
    const { openings } = entryOf({ type: 'noted', sealed: { a: 'x', b: 'x' } }, signature, at, () =>
      new Uint8Array(32).fill(drawn++),
    )
    expect(sealedHash(openings[0] ?? { salt: salt(), value: '' })).not.toBe(
      sealedHash(openings[1] ?? { salt: salt(), value: '' }),
    )
  })

  test('opens: any value and salt hash to what the entry says in its place', () => {
    const sealed = record({ text: string({ unit: 'grapheme' }), name: string() })
    assert(
      property(sealed, uint8Array({ minLength: 32, maxLength: 32 }), (values, random) => {
        const { bytes, openings } = entryOf({ type: 'stated', sealed: values }, signature, at, () => random)
        const entry = read(bytes)
        expect(openings.map(({ path, value }) => [path, value])).toEqual(Object.entries(values))
        for (const opening of openings) expect(sealedHash(opening)).toBe(entry.sealed[opening.path])
      }),
    )
  })

  test('does not show what is sealed', () => {
    const { bytes } = entryOf({ type: 'stated', sealed: { text: 'between us' } }, signature, at, salt)
    expect(new TextDecoder().decode(bytes)).not.toContain('between us')
  })
})
