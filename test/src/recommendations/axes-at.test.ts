import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AxisEvent, axesAt, axesAtEach } from '#src/recommendations/axes.ts'

const day = (n: number, time = '09:00:00') => `2026-11-${String(n).padStart(2, '0')}T${time}Z`
const at = (text: string) => Temporal.Instant.from(text)
const reported = (on: number, note: string): AxisEvent => ({
  ...{ axis: 'reported', at: day(on), by: 'Aiko Mori', progress: 'limited', outlook: null, note },
})
const found = (on: number, opens: number, why: string): AxisEvent => ({
  ...{ axis: 'found', id: 'assess_one', by: 'Eva Lind', found: 'limited', why, reply: null, repliedAt: null },
  ...{ at: day(on), opensAt: day(opens), isOpen: true },
})
const said = [reported(1, 'first'), found(2, 16, 'early'), reported(5, 'second'), found(6, 20, 'late')]

// A finding stands from when it opens to others, 14 days after it was made: rules of the two axes, README "Words".
describe('both axes as they stood', () => {
  test.each<[moment: string, note: string | undefined, why: string | undefined]>([
    [day(1, '08:59:59.999'), undefined, undefined],
    [day(1), 'first', undefined],
    [day(5, '08:59:59.999'), 'first', undefined],
    [day(5), 'second', undefined],
    [day(16, '08:59:59.999'), 'second', undefined],
    [day(16), 'second', 'early'],
    [day(20), 'second', 'late'],
    [day(30), 'second', 'late'],
  ])('at %s: reported %s, found %s', (moment, note, why) => {
    const axes = axesAt(said, at(moment))
    expect([axes.reported?.note, axes.found?.why]).toEqual([note, why])
  })

  test('where nobody has said anything are none', () => {
    expect(axesAt([], at(day(1)))).toEqual({ reported: null, found: null })
  })

  test('are the same for each of many moments as for that one alone', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 40 * 86_400 }).map((seconds) => at(day(1)).add({ seconds })))
    fc.assert(
      fc.property(fc.subarray(said), moments, (events, asked) => {
        expect(axesAtEach(events, asked)).toEqual(asked.map((moment) => axesAt(events, moment)))
      }),
    )
  })
})
