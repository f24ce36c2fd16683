/**
 * Code: twelve characters of Crockford's base32, `ABCD-EFGH-JKMN`, by which an account is linked once. The first four find its invitation
 * and are no secret; of the whole, only a hash is kept. Source of the alphabet: https://www.crockford.com/base32.html
 */
import { sha256 } from '#src/core/hash.ts'
import type { NewId } from '#src/core/id.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

/** `code` as people read it aloud; `half` finds the invitation. */
export type Code = { code: string; half: string; hash: string }

/** A new one: 60 bits of the hash of a random id. */
export async function newCode(newId: NewId): Promise<Code> {
  const digest = await sha256(newId('code'))
  const characters = Array.from({ length }, (_, at) => {
    const byte = Number.parseInt(digest.slice(at * 2, at * 2 + 2), 16)
    return alphabet[byte % alphabet.length]
  })
  return codeOf(characters.join(''))
}

/** Reads a code as it was typed: in any case, with or without hyphens and spaces, O for 0, I and L for 1. Undefined where it can be none. */
export function readCode(typed: string): string | undefined {
  const read = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return read.length === length && [...read].every((character) => alphabet.includes(character)) ? read : undefined
}

/** The code that was read, with what is looked for and what is compared. */
export async function codeOf(read: string): Promise<Code> {
  const code = [read.slice(0, 4), read.slice(4, 8), read.slice(8)].join('-')
  return { code, half: halfOf(read), hash: await sha256(read) }
}

export function halfOf(read: string): string {
  return read.slice(0, 4)
}
