import { expect, test } from 'vitest'
import { isLateOn } from '#src/drafts/draft.ts'

/** A letter is dated by its day: in time on the whole of the last day of the period, as that day is in the consortium. */
test.each([
  ['2026-02-01T16:00:00Z', '2026-01-31', 'Europe/Paris', false],
  ['2026-02-01T16:00:00Z', '2026-02-01', 'Europe/Paris', false],
  ['2026-02-01T16:00:00Z', '2026-02-02', 'Europe/Paris', true],
  // It ends at 1 February, 23:30 UTC, which is the 2nd in Tokyo and still the 1st in New York.
  ['2026-02-01T23:30:00Z', '2026-02-02', 'Asia/Tokyo', false],
  ['2026-02-01T23:30:00Z', '2026-02-02', 'America/New_York', true],
  ['2026-02-01T00:00:00Z', '2026-02-01', 'UTC', false],
])('of a period that ends at %s what came on %s in %s is late: %s', (closesAt, day, zone, late) => {
  expect(isLateOn({ closesAt }, Temporal.PlainDate.from(day), zone)).toBe(late)
})
