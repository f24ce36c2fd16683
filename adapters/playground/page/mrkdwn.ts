/** Slack's mrkdwn, read into pieces: a subset with mentions, links, dates and escapes. Source: https://docs.slack.dev/messaging/formatting-message-text */

export type Style = { bold?: true; italic?: true; strike?: true; code?: true }

export type Piece =
  | { kind: 'text'; text: string; style: Style }
  | { kind: 'link'; url: string; text: string }
  | { kind: 'mention'; sign: '@' | '#'; id: string; label: string | null }
  | { kind: 'date'; seconds: number; format: string; url: string | null; fallback: string }
  | { kind: 'pre'; text: string }
  | { kind: 'quote'; pieces: Piece[] }

const styles = { '*': { bold: true }, _: { italic: true }, '~': { strike: true } } as const

const markup =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}*_~])([*_~])(?=\S)((?:(?!\4)[^<\n]|<[^<>\n]*>)+?)(?<=\S)\4(?![\p{L}\p{N}])/gu

export function readMrkdwn(text: string): Piece[] {
  return text.split(/((?:^&gt; ?.*(?:\n|$))+)/m).flatMap((part): Piece[] => {
    if (!part.startsWith('&gt;')) return inline(part, {})
    const quoted = part.replace(/\n$/, '').replaceAll(/^&gt; ?/gm, '')
    return [{ kind: 'quote', pieces: inline(quoted, {}) }]
  })
}

/** `&lt;` and its two sisters, the only escapes that Slack knows. */
function withoutEscapes(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function inline(text: string, style: Style): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  const plain = (until: number) => {
    if (until > from) pieces.push({ kind: 'text', text: withoutEscapes(text.slice(from, until)), style })
  }
  for (const match of text.matchAll(markup)) {
    plain(match.index)
    pieces.push(...marked(match, style))
    from = match.index + match[0].length
  }
  plain(text.length)
  return pieces
}

function marked([whole, pre, code, entity, sign, inner]: RegExpExecArray, style: Style): Piece[] {
  if (pre !== undefined) return [{ kind: 'pre', text: withoutEscapes(pre.replace(/^\n/, '')) }]
  if (code !== undefined) return [{ kind: 'text', text: withoutEscapes(code), style: { ...style, code: true } }]
  if (entity !== undefined) return [readEntity(entity)]
  if (sign === '*' || sign === '_' || sign === '~') return inline(inner ?? '', { ...style, ...styles[sign] })
  return [{ kind: 'text', text: whole, style }]
}

/** What stands between angle brackets. */
function readEntity(entity: string): Piece {
  const bar = entity.indexOf('|')
  const target = bar < 0 ? entity : entity.slice(0, bar)
  const label = bar < 0 ? null : withoutEscapes(entity.slice(bar + 1))
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.+))?$/.exec(target)
  if (date) {
    return {
      kind: 'date',
      seconds: Number(date[1]),
      format: date[2] ?? '',
      url: date[3] ?? null,
      fallback: label ?? '',
    }
  }
  const mention = /^([@#])([A-Z0-9]+)$/.exec(target)
  if (mention) return { kind: 'mention', sign: mention[1] === '#' ? '#' : '@', id: mention[2] ?? '', label }
  if (target.startsWith('!')) return { kind: 'mention', sign: '@', id: target.slice(1), label }
  return { kind: 'link', url: withoutEscapes(target), text: label ?? withoutEscapes(target) }
}

/** `{date_short_pretty} at {time}` as the reader's clock has it; `now` tells today from tomorrow. */
export function formatDate(seconds: number, format: string, now: Date): string {
  const date = new Date(seconds * 1000)
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', options).format(date).replace(/^(\p{L}+),/u, '$1')
  const dates: Record<string, () => string> = {
    date_num: () => written({ year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').reverse().join('-'),
    date: () => written({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_short: () => written({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_long: () => written({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    day_divider_pretty: () => written({ weekday: 'long', day: 'numeric', month: 'long' }),
    time: () => written({ hour: '2-digit', minute: '2-digit' }),
    time_secs: () => written({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(date, now),
  }
  return format.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const plain = dates[name]
    if (plain) return plain()
    const base = dates[name.replace(/_pretty$/, '')]
    return name.endsWith('_pretty') && base ? (nearDay(date, now) ?? base()) : whole
  })
}

function nearDay(date: Date, now: Date): string | undefined {
  const day = (of: Date) => Date.UTC(of.getFullYear(), of.getMonth(), of.getDate()) / 86_400_000
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(day(date) - day(now))]
}

function ago(date: Date, now: Date): string {
  const minutes = Math.round((date.getTime() - now.getTime()) / 60_000)
  const words = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute')
  if (Math.abs(minutes) < 60 * 24) return words.format(Math.round(minutes / 60), 'hour')
  return words.format(Math.round(minutes / (60 * 24)), 'day')
}
