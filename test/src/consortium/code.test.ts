import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf, halfOf, newCode, readCode } from '#src/consortium/code.ts'

const Code = fc.uuid().map((id) => newCode((prefix) => `${prefix}_${id.replaceAll('-', '')}`))

/** What hands and telephones make of a character. */
const mangled = (character: string): string[] => [
  character,
  character.toLowerCase(),
  ...(character === '0' ? ['O', 'o'] : []),
  ...(character === '1' ? ['I', 'i', 'L', 'l'] : []),
]

test('a code reads back however its case, its hyphens and its zeros and ones were written', async () => {
  await fc.assert(
    fc.asyncProperty(Code, fc.infiniteStream(fc.nat()), async (made, picks) => {
      const { code, half, hash } = await made
      const pick = <T>(from: readonly T[]): T => from[(picks.next().value ?? 0) % from.length] as T
      const typed = [...code.replaceAll('-', '')]
        .map((character) => `${pick(['', '', '-', ' ', '–'])}${pick(mangled(character))}`)
        .join('')
      const read = readCode(typed)
      expect(read).toBeDefined()
      expect(await codeOf(read ?? '')).toEqual({ code, half, hash })
    }),
  )
})

test('no other code has its hash', async () => {
  await fc.assert(
    fc.asyncProperty(Code, Code, async (one, other) => {
      const [a, b] = [await one, await other]
      expect(a.hash === b.hash).toBe(a.code === b.code)
    }),
  )
})

test('a code is twelve characters in three groups, and its hash holds none of it', async () => {
  await fc.assert(
    fc.asyncProperty(Code, async (made) => {
      const { code, half, hash } = await made
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(half).toBe(code.slice(0, 4))
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
    }),
  )
})

test.each([
  ['ABCD-EFGH-JKM', undefined],
  ['ABCD-EFGH-JKMNP', undefined],
  ['ABCD-EFGH-JKMU', undefined],
  ['ABCD_EFGH_JKMN', undefined],
  ['', undefined],
  ['  abcd efgh jkmn ', 'ABCDEFGHJKMN'],
  ['oOiI-lL00-1111', '001111001111'],
])('%j is read as %s', (typed, read) => {
  expect(readCode(typed)).toBe(read)
  if (read !== undefined) expect(halfOf(read)).toHaveLength(4)
})
