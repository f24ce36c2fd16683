import { expect, test } from 'vitest'
import { receiptOf } from '#src/register/receipt.ts'

// Computed apart from this code: SHA-256 of a zero byte and the entry, its first ten bytes in Crockford's base32.
test.each([
  ['', 'DRT0Q77ZPDX9H755'],
  ['{"v":1}', '1ZKZ0K6SD27VK5QE'],
])('the receipt of “%s” is %s', (entry, receipt) => {
  expect(receiptOf(new TextEncoder().encode(entry))).toBe(receipt)
})
