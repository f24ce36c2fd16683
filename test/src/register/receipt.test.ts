import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReceiptTyped } from '#src/core/receipt.ts'
import { leafOf, receiptOf } from '#src/register/receipt.ts'

// Computed apart from this code: SHA-256 of a zero byte and the entry, its first ten bytes in Crockford's base32.
test.each([
  ['', 'DRT0Q77ZPDX9H755'],
  ['{"v":1}', '1ZKZ0K6SD27VK5QE'],
])('the receipt of “%s” is %s', (entry, receipt) => {
  expect(receiptOf(new TextEncoder().encode(entry))).toBe(receipt)
})

test('a receipt spells the first 80 bits of the leaf hash, whatever the entry', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (entry) => {
      const leaf = createHash('sha256').update(Uint8Array.of(0)).update(entry).digest()
      expect(Buffer.from(leafOf(receiptOf(entry))).toString('hex')).toBe(leaf.subarray(0, 10).toString('hex'))
    }),
  )
})

test.each([
  ['8M4T2CQK1XWZ9RHB', '8M4T2CQK1XWZ9RHB'],
  [' 8m4t 2cqk-1xwz 9rhb ', '8M4T2CQK1XWZ9RHB'],
  ['OoIilL0000000000', '0011110000000000'],
])('“%s” is read as %s', (typed, read) => {
  expect(ReceiptTyped.parse(typed)).toBe(read)
})

test.each(['', '8M4T2CQK1XWZ9RH', '8M4T2CQK1XWZ9RHBB', '8M4T2CQK1XWZ9RHU', '8M4T2CQK1XWZ9RH€'])(
  '“%s” is no receipt, and what one looks like is said',
  (typed) => {
    expect(ReceiptTyped.safeParse(typed).error?.issues[0]?.message).toContain('A receipt has 16 letters and digits')
  },
)
