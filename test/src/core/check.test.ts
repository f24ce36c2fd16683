import { expect, test } from 'vitest'
import { clockCheck } from '#src/core/check.ts'

const rows: [what: string, read: Parameters<typeof clockCheck>[1], state: string, says: string][] = [
  ['the same', { asked: 1_000, heard: 1_010, theirs: 1_005 }, 'ok', 'the clocks agree'],
  ['a slow answer', { asked: 1_000, heard: 9_000, theirs: 8_000 }, 'ok', 'the clocks agree'],
  ['whole seconds', { asked: 1_900, heard: 1_910, theirs: 1_000, precision: 1_000 }, 'ok', 'the clocks agree'],
  ['three seconds ahead', { asked: 4_000, heard: 4_010, theirs: 1_000 }, 'warn', 'this machine’s clock is 3.0 s off'],
  ['three seconds behind', { asked: 1_000, heard: 1_010, theirs: 4_010 }, 'warn', 'this machine’s clock is 3.0 s off'],
  ['a minute behind', { asked: 1_000, heard: 1_000, theirs: 61_000 }, 'bad', 'this machine’s clock is 60 s off'],
]
test.each(rows)('of clocks that are %s', (_, read, state, says) => {
  expect(clockCheck('Clock', read)).toMatchObject({ about: 'Clock', state, says })
})
