/**
 * Card → Block Kit. Words stand in rich_text and plain_text, which Slack shows letter by letter, never in mrkdwn: what somebody
 * typed can't become a mention, a ping, a link or bold. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
import type { Button, KnownBlock, RichTextBlock, RichTextElement } from '@slack/types'
import { assertNever } from '#src/core/assert.ts'
import { momentInFull } from '#src/core/dates.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import type { Action, Block, Card, Span, Text } from '#src/view/card.ts'
import { cardToNotice, cardToPlain, spanToPlain, stepToCells, textToPlain } from '#src/view/plain.ts'
import { buttonValue } from './intent.ts'
import { fitTo, limits, type Pen, penOf } from './limits.ts'

/** `shortened` names what did not fit. */
export type DrawnCard = { blocks: KnownBlock[]; shortened: string[] }

/** How much fits where it stands. */
type Room = { text: number; blocks: number }
const inMessage: Room = { text: limits.message, blocks: limits.messageBlocks }
export const inHome: Room = { text: limits.view, blocks: limits.viewBlocks }

export function cardToBlocks(card: Card, room = inMessage): DrawnCard {
  const pen = penOf(room.text)
  // The buttons come last and must not be what the budget leaves out.
  const actions = actionsToBlocks(card.actions, pen)
  const head = headToBlocks(card, pen)
  const body: KnownBlock[] = []
  for (const block of card.blocks) {
    const drawn = pen.isDry() ? undefined : blockToKit(block, body.length, pen)
    if (!drawn || head.length + body.length + drawn.length + actions.length > room.blocks) {
      pen.leaveOut('blocks')
      break
    }
    body.push(...drawn)
  }
  return { blocks: [...head, ...body, ...actions], shortened: pen.shortened() }
}

export function hasImage(card: Card): boolean {
  return card.blocks.some(({ kind }) => kind === 'image')
}

/** The same card where Slack could not fetch an image: its words stand in its place. */
export function withoutImages(card: Card): Card {
  return {
    ...card,
    blocks: card.blocks.map((block) => (block.kind === 'image' ? { kind: 'note', text: [block.alt] } : block)),
  }
}

/** The one line beside the blocks, which notifications show. Slack reads it as mrkdwn, so its control characters are escaped. */
export function cardToNotification(card: Card): string {
  return escaped(fitTo(cardToNotice(card), limits.fallback))
}

/** All words of the card, for those who have it read aloud, where no notification shows them; above TLP:GREEN no more than a notification. */
export function cardToTwin(card: Card): string {
  if (card.label && isAboveGreen(card.label)) return cardToNotification(card)
  return escaped(fitTo(cardToPlain(card), limits.fallback))
}

/** https://docs.slack.dev/messaging/formatting-message-text: these three, once. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function plainText(text: string) {
  return { type: 'plain_text', text, emoji: false } as const
}

/** Words that may hold links, mentions and moments, as one rich text block; undefined where there are none. */
export function textToRich(text: Text, name: string, pen: Pen): RichTextBlock | undefined {
  return richText(text.flatMap((span) => spanToElements(span, name, pen)))
}

const symbols: Record<Card['tone'], string> = { neutral: '', good: '✓ ', warning: '! ', bad: '✕ ' }

/** The label stands alone before everything else. */
function headToBlocks(card: Card, pen: Pen): KnownBlock[] {
  const title = `${symbols[card.tone]}${card.title}`
  const label = card.label ? [contextOf(pen.write('label', card.label, limits.context))] : []
  if (title.length <= limits.header) {
    return [...label, { type: 'header', text: plainText(pen.write('title', title, limits.header)) }]
  }
  const bold = richText([{ type: 'text', text: pen.write('title', title, limits.text), style: { bold: true } }])
  return bold ? [...label, bold] : label
}

/** `at`: how many stand before it. */
function blockToKit(block: Block, at: number, pen: Pen): KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return known(textToRich(block.text, 'text', pen))
    case 'facts':
      return known(richText(block.facts.flatMap((fact, index) => factToElements(fact, index, pen))))
    case 'list':
      return known(listToRich(block.items, pen))
    case 'tally':
      return known(richText(block.rows.flatMap((row, index) => rowToElements(row, block.of, index, pen))))
    case 'progress':
      return known(richText(block.rows.flatMap((row, index) => stepToElements(row, index, pen))))
    case 'note':
      return known(noteToBlock(block.text, pen))
    case 'buttons':
      return actionsToBlocks(block.actions, pen, `${at}-`)
    case 'divider':
      return [{ type: 'divider' }]
    case 'image':
      return known(imageToBlock(block, pen))
    default:
      return assertNever(block)
  }
}

export function known<T>(block: T | undefined): T[] {
  return block ? [block] : []
}

/** Its words alone where Slack would not take the address. */
function imageToBlock({ url, alt }: Extract<Block, { kind: 'image' }>, pen: Pen): KnownBlock | undefined {
  if (url.length > limits.url) return noteToBlock([alt], pen)
  return { type: 'image', image_url: url, alt_text: pen.write('image', alt, limits.imageAlt) }
}

function factToElements(fact: { label: string; value: Text }, index: number, pen: Pen): RichTextElement[] {
  return [
    ...written(`${index === 0 ? '' : '\n'}${fact.label}`, 'fact', pen, { bold: true }),
    ...written('  ', 'fact', pen),
    ...fact.value.flatMap((span) => spanToElements(span, 'fact', pen)),
  ]
}

function listToRich(items: Text[], pen: Pen): RichTextBlock | undefined {
  const elements = items
    .map((item) => item.flatMap((span) => spanToElements(span, 'list', pen)))
    .filter((item) => item.length > 0)
    .map((item) => ({ type: 'rich_text_section' as const, elements: item }))
  if (elements.length === 0) return undefined
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements }] }
}

function rowToElements(
  row: { label: string; count: number; by: string[] },
  of: number,
  index: number,
  pen: Pen,
): RichTextElement[] {
  const names = row.by.length === 0 ? '' : `   ${row.by.join(', ')}`
  return [
    ...written(`${index === 0 ? '' : '\n'}${row.label}`, 'tally', pen, { bold: true }),
    ...written(`  ${bar(row.count, of)}  ${row.count} of ${of}${names}`, 'tally', pen),
  ]
}

function stepToElements(row: { label: string; step: number | null; says: string }, index: number, pen: Pen) {
  return [
    ...written(`${index === 0 ? '' : '\n'}${row.label}`, 'progress', pen, { bold: true }),
    ...written(`  ${stepToCells(row.step)}  ${row.says}`, 'progress', pen),
  ]
}

/** At most ten cells; any vote fills one, and only all votes fill the last. */
function bar(count: number, of: number): string {
  const cells = Math.min(of, 10)
  if (cells === 0) return ''
  const filled =
    count >= of ? cells : Math.min(cells - 1, Math.max(count > 0 ? 1 : 0, Math.round((count / of) * cells)))
  return '▓'.repeat(filled) + '░'.repeat(cells - filled)
}

/** Small and grey where it is words only: a context block could hold a link only as mrkdwn. */
function noteToBlock(text: Text, pen: Pen): KnownBlock | undefined {
  const words = textToPlain(text)
  if (!text.every(isWords) || words.length > limits.context) return textToRich(text, 'note', pen)
  const line = pen.write('note', words, limits.context)
  return line === '' ? undefined : contextOf(line)
}

function isWords(span: Span): boolean {
  return typeof span === 'string' || 'bold' in span || ('person' in span && span.account?.platform !== 'slack')
}

function spanToElements(span: Span, name: string, pen: Pen): RichTextElement[] {
  if (typeof span === 'string') return written(span, name, pen)
  if ('bold' in span) return written(span.bold, name, pen, { bold: true })
  if ('link' in span) return linkToElements(span, name, pen)
  if ('person' in span) {
    if (span.account?.platform !== 'slack') return written(span.person, name, pen)
    pen.write(name, span.person, limits.text)
    return [{ type: 'user', user_id: span.account.account }]
  }
  return momentToElements(span, name, pen)
}

function linkToElements(span: { link: string; url: string }, name: string, pen: Pen): RichTextElement[] {
  if (span.url.length > limits.url) return written(spanToPlain(span), name, pen)
  const text = pen.write(name, span.link, limits.text)
  return text === '' ? [] : [{ type: 'link', url: span.url, text }]
}

/** In full, and then as the reader's own clock has it: https://docs.slack.dev/reference/block-kit/block-elements/date-element */
function momentToElements(span: { moment: string; zone: string }, name: string, pen: Pen): RichTextElement[] {
  const instant = Temporal.Instant.from(span.moment)
  const local = {
    type: 'date',
    timestamp: Math.floor(instant.epochMilliseconds / 1000),
    format: '({date_short_pretty}, {time} for you)',
    fallback: `(${instant.toString({ smallestUnit: 'minute' })})`,
  } as const
  const full = written(`${momentInFull(instant, span.zone)} `, name, pen)
  return pen.isDry() ? full : [...full, local]
}

/** Slack refuses empty text. */
function written(text: string, name: string, pen: Pen, style?: { bold: true }): RichTextElement[] {
  const fitted = pen.write(name, text, limits.text)
  return fitted === '' ? [] : [{ type: 'text', text: fitted, ...(style ? { style } : {}) }]
}

function richText(elements: RichTextElement[]): RichTextBlock | undefined {
  return elements.length === 0 ? undefined : { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}

function contextOf(text: string): KnownBlock {
  return { type: 'context', elements: [plainText(text)] }
}

/** `part`: of the card; an id stands once in a message. */
function actionsToBlocks(actions: Action[], pen: Pen, part = ''): KnownBlock[] {
  const buttons = actions.flatMap((action, index) => actionToButton(action, `${part}${index}`, pen))
  const rows = Math.ceil(buttons.length / limits.actionElements)
  return Array.from({ length: rows }, (_, row) => {
    const start = row * limits.actionElements
    return { type: 'actions', elements: buttons.slice(start, start + limits.actionElements) }
  })
}

/** A button whose arguments do not fit would do something else than it says, so it is left out. */
function actionToButton(action: Action, index: string, pen: Pen): Button[] {
  const text = pen.write('action', action.label, limits.buttonText)
  if ('url' in action) return linkToButton(action.url, text, index, pen)
  const value = buttonValue(action)
  if (value.length > limits.buttonValue || text === '') {
    pen.leaveOut('action')
    return []
  }
  const style = action.style === 'plain' ? {} : { style: action.style }
  return [{ type: 'button', action_id: `act-${index}`, text: plainText(text), value, ...style }]
}

/** Slack tells of its clicks as well, under an id of its own kind: nobody answers them. */
function linkToButton(url: string, text: string, index: string, pen: Pen): Button[] {
  if (url.length <= limits.buttonUrl && text !== '') {
    return [{ type: 'button', action_id: `link-${index}`, text: plainText(text), url }]
  }
  pen.leaveOut('action')
  return []
}
