import { expect, test } from 'vitest'
import { z } from 'zod'
import { several } from '#src/core/words.ts'

const letters = several(z.enum(['a', 'b', 'c']))

test.each([
  [undefined, []],
  ['', []],
  [' , ', []],
  ['a', ['a']],
  ['a,b', ['a', 'b']],
  [' b , a,', ['b', 'a']],
  ['a,a,b', ['a', 'b']],
])('several choices written as %j are %j', (typed, read) => expect(letters.parse(typed)).toEqual(read))

test('one choice that is not of the list refuses the field', () => {
  expect(letters.safeParse('a,d').success).toBe(false)
})
