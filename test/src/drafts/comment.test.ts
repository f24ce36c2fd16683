import { expect, test } from 'vitest'
import { codeOf, commentReference } from '#src/drafts/comment.ts'

/** ISO commenting template, footnote 1: ISO 3166 two-letter code of a member body; CEN GD-ComForm: a liaison puts its acronym there. */
test.each([
  ['a ministry', { kind: 'government', country: 'JP', short: 'Japan' }, 'JP'],
  ['a standards body', { kind: 'standards body', country: 'DE', short: 'DIN' }, 'DE'],
  ['a liaison', { kind: 'civil society', country: 'KE', short: 'CI-Net' }, 'CINET'],
  ['a long name', { kind: 'university', country: 'KE', short: 'University of Nairobi' }, 'UNIVERSI'],
  ['a name without a Latin letter', { kind: 'company', country: 'JP', short: '会社' }, 'JP'],
] as const)('the code of %s', (_, organisation, code) => {
  expect(codeOf(organisation)).toBe(code)
})

test.each([
  [1, 'DE-001'],
  [999, 'DE-999'],
  [1000, 'DE-1000'],
])('comment %i is %s', (number, says) => {
  expect(commentReference({ code: 'DE', number })).toBe(says)
})
