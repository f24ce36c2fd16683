/** Small phrases that several views say. */
import type { Platform } from '#src/core/intent.ts'
import type { Text } from './card.ts'
import type { Document } from './document.ts'

/** `1 day`, `2 days`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `Japan`, `Japan and Korea`, `Japan, Korea and Kenya`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** `limited`, `limited or complete`, `limited, substantial or complete`. */
export function oneOfThese(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** One line of at most `max` characters; an ellipsis says that there is more. */
export function inShort(words: string, max: number): string {
  const line = words.replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const whole = line.lastIndexOf(' ', max - 1)
  const cut = line.slice(0, whole > max / 2 ? whole : max - 1)
  return `${cut.replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** With a capital letter at the beginning. */
export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What a document holds, a line for each table: `Polls: 3 rows`. */
export function tablesIn({ tables }: Pick<Document, 'tables'>): Text[] {
  return tables.map(({ name, rows }) => [`${name}: ${counted(rows.length, 'row')}`])
}

/** How files that are being made reach whoever asked for them; `as`: what they are in Slack, which takes files. */
export function comesText(platform: Platform, as: string): string {
  const way = { slack: ` as ${as}`, teams: ' as a link', shell: '' }[platform]
  return `It comes into your chat with me${way}, commonly within a minute.`
}
