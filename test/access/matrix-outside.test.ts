import { expect, test } from 'vitest'
import { Standpoint } from '#src/core/access.ts'
import { useCases } from '#src/registry.ts'
import { fixtures } from './fixtures.ts'
import { cellsOf, parts } from './matrix.ts'

test('every use case has a fixture, and every fixture a use case', () => {
  expect(Object.keys(fixtures).sort()).toEqual(useCases.map(({ name }) => name).sort())
})

test('every standpoint is tried', () => {
  expect(Object.values(parts).flat().sort()).toEqual(Standpoint.options.toSorted())
})

cellsOf('those without a seat, the operator and the clock')
