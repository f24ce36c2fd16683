/** Draws Slack's texts: text objects, mrkdwn and rich text. */
import type { Json } from '../wire.ts'
import { el, outward } from './dom.ts'
import { listIn, objectIn, textIn } from './json.ts'
import { formatDate, type Piece, readMrkdwn, type Style } from './mrkdwn.ts'

export type Names = Record<string, string>

/** A text object: plain words, or mrkdwn. */
export function drawText(text: Json, names: Names): HTMLElement {
  const words = textIn(text, 'text')
  return text.type === 'mrkdwn' ? drawMrkdwn(words, names) : el('span', { class: 'words' }, words)
}

export function drawMrkdwn(text: string, names: Names): HTMLElement {
  return el('span', { class: 'words' }, ...readMrkdwn(text).map((piece) => drawPiece(piece, names)))
}

export function drawRichText(block: Json, names: Names): HTMLElement {
  return el('div', { class: 'rich' }, ...listIn(block, 'elements').map((element) => drawRich(element, names)))
}

function drawPiece(piece: Piece, names: Names): HTMLElement {
  switch (piece.kind) {
    case 'text':
      return styled(piece.text, piece.style)
    case 'link':
      return outward(piece.url, piece.text)
    case 'mention':
      return mention(piece.sign, piece.id, piece.label, names)
    case 'pre':
      return el('pre', {}, piece.text)
    case 'quote':
      return el('blockquote', {}, ...piece.pieces.map((inner) => drawPiece(inner, names)))
    case 'date':
      return date(piece.seconds, piece.format, piece.url, piece.fallback)
  }
}

function drawRich(element: Json, names: Names): HTMLElement {
  const inner = () => listIn(element, 'elements').map((each) => drawInline(each, names))
  switch (element.type) {
    case 'rich_text_section':
      return el('p', { class: 'words' }, ...inner())
    case 'rich_text_quote':
      return el('blockquote', { class: 'words' }, ...inner())
    case 'rich_text_preformatted':
      return el('pre', {}, ...inner())
    case 'rich_text_list': {
      const items = listIn(element, 'elements').map((each) => el('li', {}, drawRich(each, names)))
      return el(element.style === 'ordered' ? 'ol' : 'ul', {}, ...items)
    }
    default:
      return unknown('element', element)
  }
}

function drawInline(element: Json, names: Names): HTMLElement {
  switch (element.type) {
    case 'text':
      return styled(textIn(element, 'text'), objectIn(element, 'style'))
    case 'link':
      return outward(textIn(element, 'url'), textIn(element, 'text') || textIn(element, 'url'))
    case 'user':
      return mention('@', textIn(element, 'user_id'), null, names)
    case 'channel':
      return mention('#', textIn(element, 'channel_id'), null, names)
    case 'broadcast':
      return mention('@', textIn(element, 'range'), null, names)
    case 'emoji':
      return el('span', {}, `:${textIn(element, 'name')}:`)
    case 'date':
      return date(
        Number(element.timestamp),
        textIn(element, 'format'),
        textIn(element, 'url'),
        textIn(element, 'fallback'),
      )
    default:
      return unknown('element', element)
  }
}

/** What the playground can't draw is said, never dropped. */
export function unknown(kind: string, { type }: Json): HTMLElement {
  return el('span', { class: 'unknown' }, `unknown ${kind}: ${String(type)}`)
}

function styled(text: string, style: Style | Json): HTMLElement {
  const tags = [
    ['code', style.code],
    ['s', style.strike],
    ['em', style.italic],
    ['strong', style.bold],
  ] as const
  return tags.reduce<HTMLElement>(
    (inner, [tag, on]) => (on === true ? el(tag, {}, inner) : inner),
    el('span', {}, text),
  )
}

function mention(sign: '@' | '#', id: string, label: string | null, names: Names): HTMLElement {
  return el('span', { class: 'mention' }, sign + (names[id] ?? label ?? id))
}

function date(seconds: number, format: string, url: string | null, fallback: string): HTMLElement {
  const words = Number.isFinite(seconds) ? formatDate(seconds, format, new Date()) : fallback
  return url ? outward(url, words) : el('span', { title: fallback }, words)
}
