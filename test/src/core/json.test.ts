import { expect, test } from 'vitest'
import { jsonIn } from '#src/core/json.ts'

test.each([
  ['an object', '{"a":[1,"b"]}', { a: [1, 'b'] }],
  ['a character that no database keeps, which is left out', '["a\\u0000b"]', ['ab']],
  ['half of a character, which is replaced', '["\\ud83d"]', ['\ufffd']],
  ['nothing where it is no JSON', '{"a":', undefined],
  ['nothing of nothing', '', undefined],
])('reads %s', (_, text, expected) => {
  expect(jsonIn(text)).toEqual(expected)
})
