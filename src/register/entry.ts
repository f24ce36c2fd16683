/**
 * Entry: one fact as the register keeps it: canonical JSON (RFC 8785), stored as the exact bytes that are hashed.
 * Sealed: free text, names and ballot choices enter as salted hashes.   Opening: the salt and value that prove a sealed hash;
 * it is kept apart and can be erased without breaking the record.
 */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { present } from '#src/core/assert.ts'
import type { AnyFact } from '#src/core/decision.ts'

export type Opening = { path: string; salt: Uint8Array; value: string }
export type Entry = { bytes: Uint8Array; openings: Opening[] }

/** Writes the entry of a fact; `newSalt` gives 32 random bytes for each sealed value. */
export function entryOf(
  fact: AnyFact,
  signature: { by: string; organisation: string | null },
  at: Temporal.Instant,
  newSalt: () => Uint8Array,
): Entry {
  const { type, sealed = {}, ...plain } = fact
  const sealings = Object.entries(sealed).map(([path, value]) => ({ path, salt: newSalt(), value }))
  const entry = {
    v: 1,
    type,
    at: at.toString(),
    by: signature.by,
    organisation: signature.organisation,
    fact: plain,
    sealed: Object.fromEntries(sealings.map((opening) => [opening.path, sealedHash(opening)])),
  }
  return { bytes: new TextEncoder().encode(canonical(entry)), openings: fact.unopened ? [] : sealings }
}

/** SHA-256 of the salt followed by the canonical JSON of the value, base64url: what the entry says in the value's place. */
export function sealedHash(opening: Pick<Opening, 'salt' | 'value'>): string {
  return createHash('sha256').update(opening.salt).update(canonical(opening.value)).digest('base64url')
}

function canonical(value: unknown): string {
  return present(canonicalize(value), 'a value that JSON can hold')
}
