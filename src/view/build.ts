/** Builders of cards: plain functions, so that a view reads like the card that it makes. */
import { toMinute } from '#src/core/dates.ts'
import type { Action, Block, Button, Card, Span, Text } from './card.ts'

export function card(title: string, ...blocks: Block[]): Card {
  return { title, tone: 'neutral', blocks, actions: [] }
}

export function text(...spans: Span[]): Block {
  return { kind: 'text', text: spans }
}

/** A quiet line at the end: where it is shown, what comes next. */
export function note(...spans: Span[]): Block {
  return { kind: 'note', text: spans }
}

/** Label and value pairs. */
export function facts(...pairs: [label: string, ...value: Span[]][]): Block {
  return { kind: 'facts', facts: pairs.map(([label, ...value]) => ({ label, value })) }
}

export function list(items: Text[]): Block {
  return { kind: 'list', items }
}

export function bold(words: string): Span {
  return { bold: words }
}

/** When something happened, to the minute. */
export function moment(instant: Temporal.Instant | string, zone: string): Span {
  return deadline(toMinute(Temporal.Instant.from(instant)), zone)
}

/** When something is over, to the second. */
export function deadline(instant: Temporal.Instant | string, zone: string): Span {
  return { moment: Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 3 }), zone }
}

export function button(
  label: string,
  use: string,
  args: Record<string, string>,
  more: Partial<Pick<Button, 'style' | 'opens'>> = {},
): Button {
  return { label, use, args, style: more.style ?? 'plain', opens: more.opens ?? false }
}

/** Buttons within a card, below what they are about; no block where there are none. */
export function buttons(...actions: Action[]): Block[] {
  return actions.length === 0 ? [] : [{ kind: 'buttons', actions }]
}

/** The same card with its buttons. */
export function withActions(drawn: Card, ...actions: Action[]): Card {
  return { ...drawn, actions }
}

/** The buttons that turn the pages of a list; `page` counts from 1. */
export function turns(
  total: number,
  page: number,
  perPage: number,
  use: string,
  args: Record<string, string>,
): Action[] {
  const left = total - page * perPage
  const turn = (label: string, to: number) => button(label, use, { ...args, page: String(to) })
  return [
    ...(left > 0 ? [turn(`Next ${Math.min(left, perPage)}`, page + 1)] : []),
    ...(page > 1 ? [turn(`Previous ${perPage}`, page - 1)] : []),
  ]
}
