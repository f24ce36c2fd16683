/**
 * Receipt: 80 bits of the leaf hash of an entry (RFC 6962, 2.1) in the letters of Crockford's base32, so that it can be read out. Whoever
 * keeps it can show later that the entry was in the register, unchanged.
 */
import { createHash } from 'node:crypto'
import { receiptLength as length, receiptLetters as letters } from '#src/core/receipt.ts'

export function receiptOf(entry: Uint8Array): string {
  const leaf = createHash('sha256').update(Uint8Array.of(0)).update(entry).digest()
  const bits = BigInt(`0x${leaf.subarray(0, (length * 5) / 8).toString('hex')}`)
  const places = Array.from({ length }, (_, at) => BigInt(5 * (length - 1 - at)))
  return places.map((place) => letters.charAt(Number((bits >> place) & 31n))).join('')
}

/** The bits of a receipt: those with which the leaf hash of its entry begins. */
export function leafOf(receipt: string): Uint8Array {
  const bits = [...receipt].reduce((sum, letter) => (sum << 5n) | BigInt(letters.indexOf(letter)), 0n)
  return Buffer.from(bits.toString(16).padStart((length * 5) / 4, '0'), 'hex')
}
