/**
 * Card → Adaptive Card 1.5, the newest that Teams draws: https://adaptivecards.io/explorer/
 * A TextBlock reads markdown and mentions; a TextRun reads neither. So every word that a person may have written stands in a
 * RichTextBlock, and TextBlocks hold only headings without a special character, mentions and the client's own time functions.
 */
import { assertNever } from '#src/core/assert.ts'
import { momentInFull } from '#src/core/dates.ts'
import { homeUse } from '#src/core/intent.ts'
import type { Action, Block, Card, Span, Text } from '#src/view/card.ts'
import { cardToNotice, cardToPlain, stepToCells } from '#src/view/plain.ts'
import { fitted, limits, shorten } from './limits.ts'

/** A piece of Adaptive Card JSON. */
export type Element = { type: string; [property: string]: unknown }
export type Mention = { type: 'mention'; text: string; mentioned: { id: string; name: string } }
export type AdaptiveCard = {
  type: 'AdaptiveCard'
  version: '1.5'
  body: Element[]
  actions?: Element[]
  fallbackText: string
  msteams: { width: 'Full'; entities?: Mention[] }
}

/**
 * Where a card stands: in a message; in a dialog, whose buttons come back as `task/submit`; or as somebody's home, whose buttons all open
 * dialogs, since the answer to a click on a message takes the message's place.
 */
export type Where = 'message' | 'dialog' | 'home'

/** Draws a card, shortened where it is too long for Teams. */
export function cardToAdaptiveCard(card: Card, where: Where = 'message'): AdaptiveCard {
  const size = (drawn: Card) => Buffer.byteLength(JSON.stringify(draw(drawn, where)))
  return draw(fitted(card, size).card, where)
}

/** The message that carries a card; its summary is what notifications show. */
export function cardToActivity(card: Card, where: Where = 'message'): Record<string, unknown> {
  const content = cardToAdaptiveCard(card, where)
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content }
  return { type: 'message', summary: shorten(cardToNotice(card), limits.title), attachments: [attachment] }
}

/** One paragraph in which nothing is markup. */
export function paragraph(text: Text, look: Look = {}): Element {
  const inlines = text.map((span) => spanToRun(span, look)).filter((run) => run.text !== '')
  return { type: 'RichTextBlock', inlines: inlines.length > 0 ? inlines : [{ type: 'TextRun', text: ' ' }] }
}

type Look = {
  isSubtle?: true
  size?: 'small' | 'large'
  weight?: 'bolder'
  color?: 'attention'
  fontType?: 'monospace'
}

function draw(card: Card, where: Where): AdaptiveCard {
  const label = card.label ? [labelChip(card.label)] : []
  const mentions = card.blocks.flatMap(textsOf).flatMap((text) => text.flatMap(mentionOf))
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [...label, heading(card), ...blocksToElements(card.blocks, where)],
    ...(card.actions.length === 0 ? {} : { actions: actionsToJson(card.actions, where) }),
    fallbackText: shorten(withoutMarkdown(cardToPlain(card)), limits.fallback),
    msteams: { width: 'Full', ...(mentions.length === 0 ? {} : { entities: mentions }) },
  }
}

function labelChip(label: string): Element {
  return {
    type: 'Container',
    style: 'emphasis',
    items: [paragraph([label], { weight: 'bolder', fontType: 'monospace' })],
  }
}

const tones = {
  neutral: { symbol: '', style: 'default' },
  good: { symbol: '✓ ', style: 'good' },
  warning: { symbol: '! ', style: 'warning' },
  bad: { symbol: '✕ ', style: 'attention' },
} as const satisfies Record<Card['tone'], { symbol: string; style: string }>

/** Letters, digits and the punctuation of plain sentences: nothing that markdown gives a meaning to. */
const inert = /^(?!\d+[.)] )[\p{L}\p{N}][\p{L}\p{N} .,:;?!'"’‘“”·–—%()/+-]*$/u

/** A heading for screen readers where its words can't be read as markdown; else the same words as plain runs. */
function heading(card: Card): Element {
  const { symbol, style } = tones[card.tone]
  const words = `${symbol}${card.title}`
  const title: Element =
    inert.test(card.title) && !card.title.includes('//')
      ? { type: 'TextBlock', text: words, size: 'large', weight: 'bolder', wrap: true, style: 'heading' }
      : paragraph([words], { size: 'large', weight: 'bolder' })
  return { type: 'Container', style, items: [title] }
}

/** A divider is the line above whatever comes next. */
function blocksToElements(blocks: Block[], where: Where): Element[] {
  return blocks.flatMap((block, at) => {
    const [first, ...rest] = blockToElements(block, where)
    if (!first) return []
    return [blocks[at - 1]?.kind === 'divider' ? { ...first, separator: true } : first, ...rest]
  })
}

function blockToElements(block: Block, where: Where): Element[] {
  switch (block.kind) {
    case 'text':
      return [paragraph(block.text), ...asides(block.text)]
    case 'note':
      return [paragraph(block.text, { isSubtle: true, size: 'small' }), ...asides(block.text)]
    case 'facts':
      return block.facts.map(factToRow)
    case 'list':
      return block.items.flatMap((item) => [paragraph(['• ', ...item]), ...asides(item)])
    case 'tally':
      return block.rows.flatMap((row) => tallyRow(row, block.of))
    case 'progress':
      return block.rows.map(({ label, step, says }) => paragraph([{ bold: label }, `  ${stepToCells(step)}  ${says}`]))
    case 'buttons':
      return [{ type: 'ActionSet', actions: actionsToJson(block.actions, where) }]
    case 'divider':
      return []
    case 'image':
      return [imageToElement(block)]
    default:
      return assertNever(block)
  }
}

/** A tap shows it whole. Source: Microsoft Learn, "Format cards in Microsoft Teams", stage view for images. */
function imageToElement({ url, alt }: Extract<Block, { kind: 'image' }>): Element {
  return { type: 'Image', url, altText: alt, size: 'stretch', msteams: { allowExpand: true } }
}

function factToRow(fact: { label: string; value: Text }): Element {
  const column = (width: number, items: Element[]) => ({ type: 'Column', width, items })
  const label = paragraph([fact.label], { isSubtle: true })
  const columns = [column(1, [label]), column(3, [paragraph(fact.value), ...asides(fact.value)])]
  return { type: 'ColumnSet', spacing: 'small', columns }
}

function tallyRow(row: { label: string; count: number; by: string[] }, of: number): Element[] {
  const filled = of === 0 ? 0 : Math.min(10, Math.round((10 * row.count) / of))
  const bar = `${'▓'.repeat(filled)}${'░'.repeat(10 - filled)}`
  const counts = paragraph([{ bold: row.label }, `  ${bar}  ${row.count} of ${of}`])
  if (row.by.length === 0) return [counts]
  return [counts, { ...paragraph([row.by.join(', ')], { isSubtle: true, size: 'small' }), spacing: 'none' }]
}

function spanToRun(span: Span, look: Look): Element & { text: string } {
  const run = (words: string, more: object = {}) => ({
    type: 'TextRun',
    text: withoutFunctions(words),
    ...look,
    ...more,
  })
  if (typeof span === 'string') return run(span)
  if ('bold' in span) return run(span.bold, { weight: 'bolder' })
  if ('link' in span) return run(span.link, { selectAction: { type: 'Action.OpenUrl', url: span.url } })
  if ('person' in span) return run(span.person)
  return run(momentInFull(Temporal.Instant.from(span.moment), span.zone))
}

/** What a RichTextBlock can't hold, under it: mentions, which ring a bell, and moments in the reader's own zone. */
function asides(text: Text): Element[] {
  const mentions = text.flatMap(mentionOf).map((mention) => mention.text)
  const moments = text.flatMap((span) => (typeof span === 'object' && 'moment' in span ? [localTime(span.moment)] : []))
  return [mentions.join(' '), moments.join(', ')]
    .filter((words) => words !== '')
    .map((words) => ({ type: 'TextBlock', text: words, isSubtle: true, size: 'small', spacing: 'none', wrap: true }))
}

/** The client's own functions; they take whole seconds only. */
function localTime(moment: string): string {
  const instant = Temporal.Instant.from(moment).toString({ smallestUnit: 'second' })
  return `{{DATE(${instant}, SHORT)}} {{TIME(${instant})}} for you`
}

function mentionOf(span: Span): Mention[] {
  if (typeof span === 'string' || !('person' in span) || span.account?.platform !== 'teams') return []
  return mention(span.account.account, span.person)
}

/** A mention's entity; empty where the name has no letter that could be shown in one. */
export function mention(id: string, name: string): Mention[] {
  const plain = name
    .replace(/[^\p{L}\p{M}\p{N} .,'’-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? [] : [{ type: 'mention', text: `<at>${plain}</at>`, mentioned: { id, name: plain } }]
}

function textsOf(block: Block): Text[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [block.text]
    case 'facts':
      return block.facts.map((fact) => fact.value)
    case 'list':
      return block.items
    case 'tally':
    case 'progress':
    case 'buttons':
    case 'divider':
    case 'image':
      return []
    default:
      return assertNever(block)
  }
}

/** Clients read `{{DATE(…)}}` in every text; a word joiner keeps typed braces what they are. */
function withoutFunctions(words: string): string {
  return words.replace(/\{\{(?=DATE|TIME)/g, '{\u2060{')
}

/** The fallback text is read as markdown by clients too old for the card. */
function withoutMarkdown(words: string): string {
  return words
    .replace(/[*_~`#<>\\]/g, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
}

const styles = { plain: {}, primary: { style: 'positive' }, danger: { style: 'destructive' } } as const

function actionsToJson(actions: Action[], where: Where): Element[] {
  return actions.map((action, at) => actionToJson(action, at, where))
}

/** A button; it comes back as an invoke that only its clicker sees answered, or opens a dialog. */
function actionToJson(action: Action, at: number, where: Where): Element {
  const placed = { title: action.label, ...(at < limits.actions ? {} : { mode: 'secondary' }) }
  if ('url' in action) return { type: 'Action.OpenUrl', ...placed, url: action.url }
  const { use, args, opens } = action
  const look = { ...placed, ...styles[action.style] }
  const submit = { type: 'Action.Submit', ...look, data: { use, args, opens } }
  if (where === 'dialog') return submit
  if (opens || (where === 'home' && use !== homeUse))
    return { ...submit, data: { msteams: { type: 'task/fetch' }, use, args, opens } }
  return { type: 'Action.Execute', ...look, verb: 'act', data: { use, args, opens }, fallback: submit }
}
