import { expect, test } from 'vitest'
import { useCases } from '#src/registry.ts'
import { nothingIsShown } from './sharing.ts'
import { asks, ofNoPerson } from './sharing-asks.ts'

test('every use case is asked, or answers no person', () => {
  const named = [...Object.keys(asks), ...ofNoPerson].sort()
  expect(named).toEqual(useCases.map(({ name }) => name).sort())
})

nothingIsShown()
