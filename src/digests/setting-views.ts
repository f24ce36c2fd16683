/** The setting of a digest as its person sees it. */
import { momentInFull, zoneName } from '#src/core/dates.ts'
import { type ChatPlatform, platformNames } from '#src/core/intent.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, facts, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { type Digest, type Setting, Weekday, weekdayNames } from './digest.ts'

/** What is set, and when the next one comes: date, weekday and zone in full. */
export function settingCard(set: NonNullable<Digest['set']>): Card {
  const { weekday, zone, platform, nextAt } = set
  return withActions(
    card(
      'Your digest comes weekly',
      facts(
        ['When', `${weekdayNames[weekday]}s, ${timeText(set)} (${zoneName(zone)})`],
        ['Where', `${platformNames[platform]}, in our chat`],
        ['Next', bold(momentInFull(nextAt, zone))],
      ),
    ),
    button('Change digest', 'set-digest', {}, { opens: true }),
    button('Show digest now', 'show-digest-now', {}),
    button('Stop digest', 'stop-digest', {}),
  )
}

export function offCard(): Card {
  return withActions(
    card(
      'Your digest is off',
      text('Nothing comes by itself. Type digest weekly mon 09:00, or digest now to see it once.'),
    ),
    button('Set digest', 'set-digest', {}, { opens: true }),
    button('Show digest now', 'show-digest-now', {}),
  )
}

export function settingForm(
  setting: Omit<Setting, 'minute'> & { minute: number },
  platforms: ChatPlatform[],
): FormShape {
  const line = { kind: 'line', max: 60 } as const
  return {
    title: 'Weekly digest',
    submit: 'Set digest',
    fields: [
      {
        kind: 'choice',
        name: 'weekday',
        label: 'Weekday',
        required: true,
        options: Weekday.options.map((value) => ({ value, label: weekdayNames[value] })),
      },
      { ...line, name: 'time', label: 'Time', hint: 'For example 09:00', required: true },
      { ...line, name: 'zone', label: 'Time zone', hint: 'For example Asia/Tokyo', required: false },
      {
        kind: 'choice',
        name: 'platform',
        label: 'Where',
        required: true,
        options: platforms.map((value) => ({ value, label: platformNames[value] })),
      },
    ],
    values: { weekday: setting.weekday, time: timeText(setting), zone: setting.zone, platform: setting.platform },
  }
}

/** `09:00`. */
function timeText({ minute }: Pick<Setting, 'minute'>): string {
  return Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }).toString({
    smallestUnit: 'minute',
  })
}
