/**
 * What Teams takes, in one table, and how a card is made to fit: shortened with an ellipsis, and it says what was shortened.
 * Sources: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages (messages up to about 100 KB in
 * UTF-16, webhooks 28 KB: a card of 28 KB of JSON is taken everywhere), https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
import { assertNever } from '#src/core/assert.ts'
import type { Block, Card, Span, Text } from '#src/view/card.ts'

export const limits = {
  /** Bytes of JSON. */
  card: 28 * 1024,
  title: 1000,
  /** Shown as buttons; further ones stand in the card's menu. */
  actions: 6,
  actionLabel: 80,
  dialogTitle: 64,
  fallback: 1000,
  /** Sends to one conversation: at most `count` in `seconds`. */
  sends: [
    { count: 7, seconds: 1 },
    { count: 8, seconds: 2 },
    { count: 60, seconds: 30 },
    { count: 1800, seconds: 3600 },
  ],
} as const

/** At most `max` characters; the last is an ellipsis where something was cut. */
export function shorten(words: string, max: number): string {
  return words.length <= max ? words : `${words.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** The most characters of one text, tried in turn until the card fits. */
const textLimits = [4000, 1000, 400, 100]

/** Shortens a card until `size` is within the limit; `shortened` names the parts that lost something. */
export function fitted(card: Card, size: (card: Card) => number): { card: Card; shortened: string[] } {
  const headed = { ...card, title: shorten(card.title, limits.title), actions: card.actions.map(withShortLabel) }
  const shortened = headed.title === card.title ? [] : ['title']
  const whole = said(headed, shortened)
  if (fits(whole, size)) return { card: whole, shortened }
  for (const max of textLimits) {
    const drawn = said({ ...headed, blocks: headed.blocks.map((block) => shortBlock(block, max)) }, [
      ...shortened,
      'text',
    ])
    if (fits(drawn, size)) return { card: drawn, shortened: [...shortened, 'text'] }
  }
  return fewerBlocks(headed, [...shortened, 'text'], size)
}

/** What is far too long is not drawn to be measured: that would hold up everybody else. */
function fits(card: Card, size: (card: Card) => number): boolean {
  return JSON.stringify(card).length <= 2 * limits.card && size(card) <= limits.card
}

/** The last resort: as many blocks from the top as fit. */
function fewerBlocks(card: Card, shortened: string[], size: (card: Card) => number) {
  const blocks = card.blocks.map((block) => shortBlock(block, 100))
  let kept = blocks.length
  const drawn = () => said({ ...card, blocks: blocks.slice(0, kept) }, [...shortened, `${blocks.length - kept} parts`])
  while (kept > 0 && !fits(drawn(), size)) kept = Math.floor(kept * 0.8)
  return { card: drawn(), shortened: [...shortened, `${blocks.length - kept} parts`] }
}

function said(card: Card, shortened: string[]): Card {
  if (shortened.length === 0) return card
  return {
    ...card,
    blocks: [...card.blocks, { kind: 'note', text: [`Shortened to fit here: ${shortened.join(', ')}.`] }],
  }
}

function withShortLabel<T extends { label: string }>(action: T): T {
  return { ...action, label: shorten(action.label, limits.actionLabel) }
}

/** Items of lists that stay when a card has to be shortened. */
const itemsKept = 40

function shortBlock(block: Block, max: number): Block {
  const short = (text: Text) => text.map((span) => shortSpan(span, max))
  switch (block.kind) {
    case 'text':
    case 'note':
      return { ...block, text: short(block.text) }
    case 'list':
      return { ...block, items: counted(block.items.map(short), (more) => [more]) }
    case 'facts': {
      const facts = block.facts.map((fact) => ({ label: shorten(fact.label, max), value: short(fact.value) }))
      return { ...block, facts: counted(facts, (more) => ({ label: more, value: [] })) }
    }
    case 'tally': {
      const names = (by: string[]) =>
        counted(
          by.map((name) => shorten(name, max)),
          (more) => more,
        )
      const rows = block.rows.slice(0, itemsKept)
      return { ...block, rows: rows.map((row) => ({ ...row, label: shorten(row.label, max), by: names(row.by) })) }
    }
    case 'progress': {
      const rows = block.rows.slice(0, itemsKept)
      return {
        ...block,
        rows: rows.map((row) => ({ ...row, label: shorten(row.label, max), says: shorten(row.says, max) })),
      }
    }
    case 'buttons':
      return { ...block, actions: block.actions.map(withShortLabel) }
    case 'divider':
      return block
    case 'image':
      return { ...block, alt: shorten(block.alt, Math.max(max, shortestAlt)) }
    default:
      return assertNever(block)
  }
}

/** An image says its numbers as long as it can. */
const shortestAlt = 1_000

function counted<T>(items: T[], more: (words: string) => T): T[] {
  return items.length <= itemsKept
    ? items
    : [...items.slice(0, itemsKept), more(`and ${items.length - itemsKept} more`)]
}

function shortSpan(span: Span, max: number): Span {
  if (typeof span === 'string') return shorten(span, max)
  if ('bold' in span) return { bold: shorten(span.bold, max) }
  if ('link' in span) return { ...span, link: shorten(span.link, max) }
  if ('person' in span) return { ...span, person: shorten(span.person, max) }
  return span
}

/** Times (milliseconds) of the sends to one conversation in the last hour. */
type Sends = number[]

/** Counts sends per conversation, so that Teams need not refuse any. In memory: a hint, each process has its own. */
export function budget() {
  const conversations = new Map<string, Sends>()
  return {
    /** Takes one send, or says how many seconds to wait. `now` is in milliseconds of any one clock. */
    take(conversation: string, now: number): number {
      const sends = (conversations.get(conversation) ?? []).filter((at) => now - at < 3_600_000)
      const wait = Math.max(0, ...limits.sends.map((window) => secondsFull(sends, now, window)))
      if (wait === 0) sends.push(now)
      if (conversations.size > 5000) forgetQuiet(conversations, now)
      conversations.set(conversation, sends)
      return wait
    },
  }
}

/** Seconds until a window has room again; 0 where it has. */
function secondsFull(sends: Sends, now: number, window: { count: number; seconds: number }): number {
  const oldest = sends.at(-window.count)
  if (sends.length < window.count || oldest === undefined) return 0
  return Math.max(0, oldest + window.seconds * 1000 - now) / 1000
}

function forgetQuiet(conversations: Map<string, Sends>, now: number): void {
  for (const [id, sends] of conversations) if (now - (sends.at(-1) ?? 0) > 30_000) conversations.delete(id)
}
