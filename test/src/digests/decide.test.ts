import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstSince, isDue, nextAfter, windowOf } from '#src/digests/decide.ts'
import { type Digest, type Setting, Weekday, type Window } from '#src/digests/digest.ts'

const at = (text: string) => Temporal.Instant.from(text)
const setting = (weekday: Weekday, time: string, zone: string): Setting => {
  const { hour, minute } = Temporal.PlainTime.from(time)
  return { weekday, minute: hour * 60 + minute, zone, platform: 'slack' }
}

/** Zones with every kind of change: by an hour and by half of one, at midnight, in Ramadan, and a day left out (Apia, 30 December 2011). */
const zones = [
  'UTC',
  'Asia/Tokyo',
  'Europe/Paris',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
]

// Changes of the clocks as the IANA time zone database has them: https://www.iana.org/time-zones
describe('the next digest', () => {
  const rows: [what: string, now: string, set: Setting, next: string][] = [
    [
      'comes this week',
      '2026-11-23T00:00:00+09:00',
      setting('mon', '09:00', 'Asia/Tokyo'),
      '2026-11-23T09:00:00+09:00',
    ],
    [
      'comes next week from its own minute on',
      '2026-11-23T09:00:00+09:00',
      setting('mon', '09:00', 'Asia/Tokyo'),
      '2026-11-30T09:00:00+09:00',
    ],
    [
      'keeps its hour when summer begins',
      '2026-03-24T12:00:00Z',
      setting('mon', '09:00', 'Europe/Paris'),
      '2026-03-30T09:00:00+02:00',
    ],
    [
      'keeps its hour when summer ends',
      '2026-10-20T12:00:00Z',
      setting('mon', '09:00', 'Europe/Paris'),
      '2026-10-26T09:00:00+01:00',
    ],
    [
      'comes an hour later where its time is skipped',
      '2026-03-07T12:00:00Z',
      setting('sun', '02:30', 'America/New_York'),
      '2026-03-08T03:30:00-04:00',
    ],
    [
      'has its own time again the week after',
      '2026-03-08T03:30:00-04:00',
      setting('sun', '02:30', 'America/New_York'),
      '2026-03-15T02:30:00-04:00',
    ],
    [
      'comes at the first of two equal times',
      '2026-10-31T12:00:00Z',
      setting('sun', '01:30', 'America/New_York'),
      '2026-11-01T01:30:00-04:00',
    ],
    [
      'does not come at the second as well',
      '2026-11-01T01:30:00-04:00',
      setting('sun', '01:30', 'America/New_York'),
      '2026-11-08T01:30:00-05:00',
    ],
    [
      'comes half an hour later where half an hour is skipped',
      '2026-10-03T00:00:00Z',
      setting('sun', '02:15', 'Australia/Lord_Howe'),
      '2026-10-04T02:45:00+11:00',
    ],
    [
      'comes a day later where the day is left out',
      '2011-12-29T12:00:00Z',
      setting('fri', '09:00', 'Pacific/Apia'),
      '2011-12-31T09:00:00+14:00',
    ],
    [
      'still comes when that day has begun',
      '2011-12-31T08:00:00+14:00',
      setting('fri', '09:00', 'Pacific/Apia'),
      '2011-12-31T09:00:00+14:00',
    ],
  ]
  test.each(rows)('%s', (_, now, set, next) => {
    expect(nextAfter(at(now), set).toString()).toBe(at(next).toString())
  })

  test('is the first moment to come that shows its weekday and time, in every zone and season', () => {
    fc.assert(
      fc.property(moments(), settings(), (now, set) => {
        const next = nextAfter(now, set)
        expect(Temporal.Instant.compare(next, now)).toBe(1)
        expect(now.until(next).total('hours')).toBeLessThanOrEqual(8 * 24 + 1)
        const shown = next.toZonedDateTimeISO(set.zone)
        const wished = shown.toPlainDate().toZonedDateTime({
          timeZone: set.zone,
          plainTime: { hour: Math.floor(set.minute / 60), minute: set.minute % 60 },
        })
        const isAsSet =
          shown.dayOfWeek === Weekday.options.indexOf(set.weekday) + 1 &&
          wished.epochNanoseconds === next.epochNanoseconds
        const changes = shown.subtract({ hours: 30 }).offsetNanoseconds !== shown.offsetNanoseconds
        expect(isAsSet || changes).toBe(true)
        // Whoever asks between now and then is told the same.
        const between = now.add({ nanoseconds: Math.floor(now.until(next).total('nanoseconds') / 2) })
        expect(nextAfter(between, set).toString()).toBe(next.toString())
      }),
      { numRuns: 2_000 },
    )
  })
})

/** A change: it bears the time at which its transaction began, and can be read once that has ended. */
type Change = { began: Temporal.Instant; ended: Temporal.Instant }
type Step = { kind: 'sweep'; times: number } | { kind: 'set'; set: Setting }

describe('the windows of one person', () => {
  test('hold every change exactly once, whatever the zone, the sweeps and the settings', () => {
    fc.assert(
      fc.property(moments(), settings(), changesIn(), stepsIn(), (start, set, changes, steps) => {
        const happened = changes.map(({ after, takes }) => {
          const began = start.add({ seconds: after })
          return { began, ended: began.add({ milliseconds: takes }) }
        })
        const timed = steps.map(({ after, step }) => ({ now: start.add({ seconds: after }), step }))
        const { told, windows, until } = live(start, set, happened, timed)
        for (const change of happened) {
          const isPast = Temporal.Instant.compare(change.began, until) <= 0
          expect(told.filter((one) => one === change)).toHaveLength(isPast ? 1 : 0)
        }
        for (const [nth, window] of windows.entries()) {
          if (nth > 0) expect(window.since.toString()).toBe(windows[nth - 1]?.until.toString())
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('leave a change out that is under way, and tell it next time', () => {
    const start = at('2026-11-16T00:00:00Z')
    const set = setting('mon', '09:00', 'UTC')
    const slow = { began: at('2026-11-16T08:59:59Z'), ended: at('2026-11-16T09:00:01Z') }
    const quick = { began: at('2026-11-16T08:59:59.5Z'), ended: at('2026-11-16T08:59:59.6Z') }
    const sweeps = [at('2026-11-16T09:00:00Z'), at('2026-11-23T09:00:30Z')]
    const timed = sweeps.map((now) => ({ now, step: { kind: 'sweep' as const, times: 2 } }))
    const { told, windows } = live(start, set, [slow, quick], timed)
    expect(windows[0] && isWithin(slow, windows[0])).toBe(false)
    expect(windows[1]?.since).toEqual(slow.began.subtract({ microseconds: 1 }))
    expect(told).toEqual([slow, quick])
  })

  test('begin a week before the first setting, and never end before they began', () => {
    const now = at('2026-11-23T09:00:00Z')
    expect(windowOf(undefined, now)).toEqual({ since: at('2026-11-16T09:00:00Z'), until: now })
    const ahead: Digest = { person: 'person_alice', set: null, sentUntil: now }
    expect(windowOf(ahead, now.subtract({ seconds: 5 }))).toEqual({ since: now, until: now })
    expect(isDue(ahead, now)).toBe(false)
  })
})

/** Lives through sweeps and settings in order, and ends with a late sweep. */
function live(
  start: Temporal.Instant,
  set: Setting,
  changes: Change[],
  steps: { now: Temporal.Instant; step: Step }[],
): { told: Change[]; windows: Window[]; until: Temporal.Instant } {
  let digest: Digest = {
    person: 'person_alice',
    set: { ...set, nextAt: nextAfter(start, set) },
    sentUntil: firstSince(start),
  }
  const told: Change[] = []
  const windows: Window[] = []
  const inOrder = steps.toSorted((a, b) => Temporal.Instant.compare(a.now, b.now))
  const last = start.add({ hours: 24 * 200 })
  for (const { now, step } of [...inOrder, { now: last, step: { kind: 'sweep' as const, times: 1 } }]) {
    if (step.kind === 'set') {
      digest = { ...digest, set: { ...step.set, nextAt: nextAfter(now, step.set) } }
      continue
    }
    for (let time = 0; time < step.times; time++) {
      if (!isDue(digest, now)) continue
      const window = windowOf(digest, settled(changes, now))
      told.push(...changes.filter((change) => isRead(change, now) && isWithin(change, window)))
      windows.push(window)
      digest = { ...digest, set: { ...digest.set, nextAt: nextAfter(now, digest.set) }, sentUntil: window.until }
    }
  }
  return { told, windows, until: digest.sentUntil }
}

/** As the database says it: now, or just before the oldest change that is under way. */
function settled(changes: Change[], now: Temporal.Instant): Temporal.Instant {
  const underWay = changes.filter((change) => Temporal.Instant.compare(change.began, now) <= 0 && !isRead(change, now))
  return underWay
    .map(({ began }) => began.subtract({ microseconds: 1 }))
    .reduce((first, one) => (Temporal.Instant.compare(one, first) < 0 ? one : first), now)
}

function isRead(change: Change, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(change.ended, now) <= 0
}

function isWithin({ began }: Change, { since, until }: Window): boolean {
  return Temporal.Instant.compare(began, since) > 0 && Temporal.Instant.compare(began, until) <= 0
}

function moments() {
  const [from, to] = [at('2010-01-01T00:00:00Z'), at('2036-01-01T00:00:00Z')].map((one) => one.epochMilliseconds)
  return fc.integer({ min: from ?? 0, max: to ?? 0 }).map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
}

function settings() {
  return fc.record({
    weekday: fc.constantFrom(...Weekday.options),
    minute: fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 30, 90, 120, 150, 1439)),
    zone: fc.constantFrom(...zones),
    platform: fc.constant('slack' as const),
  })
}

/** Seconds after the start, up to half a year. */
const seconds = fc.integer({ min: 1, max: 180 * 24 * 3600 })

function changesIn() {
  return fc.array(fc.record({ after: seconds, takes: fc.integer({ min: 0, max: 20_000 }) }), { maxLength: 30 })
}

function stepsIn() {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('sweep' as const), times: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('set' as const), set: settings() }) },
  )
  return fc.array(fc.record({ after: seconds, step }), { maxLength: 60 })
}
