import { expect, test } from 'vitest'
import { entries } from '#adapters/playground/page/entries.ts'
import { shortcuts } from '#src/core/quote.ts'

test('the menu of a message offers the shortcuts of the manifests', () => {
  expect(entries).toEqual(shortcuts.map(({ id, label }) => ({ id, label })))
})
