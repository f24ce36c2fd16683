/** The part of markdown that Teams reads in a text: bold, italic, links, lists and mentions; a backslash takes a sign's meaning away. */
import { el, outward } from './dom.ts'

const markup =
  /\\([\\*_[\]()#~`>.!-])|\*\*(.+?)\*\*|(?<![\p{L}\p{N}])_(.+?)_(?![\p{L}\p{N}])|\*(.+?)\*|\[([^\]]+)\]\(([^()\s]+)\)|<at>(.+?)<\/at>/gu

export function drawMarkdown(text: string): HTMLElement {
  return el('div', {}, ...text.split(/\n{2,}/).map((part) => el('p', {}, ...drawLines(part))))
}

/** A message's own text: mentions only. */
export function drawTeamsText(text: string): HTMLElement {
  const parts = text.split(/(<at>.+?<\/at>|@Plenary\b)/gi)
  const drawn = parts.map((part) => {
    const name = /^<at>(.+)<\/at>$/i.exec(part)?.[1] ?? /^@(Plenary)$/i.exec(part)?.[1]
    return name === undefined ? part : el('span', { class: 'mention' }, `@${name.replace(/^@/, '')}`)
  })
  return el('p', { class: 'words' }, ...drawn)
}

function drawLines(part: string): Node[] {
  const lines = part.split('\n')
  if (lines.every((line) => /^[-*] /.test(line))) {
    return [el('ul', {}, ...lines.map((line) => el('li', {}, ...drawInline(line.slice(2)))))]
  }
  return lines.flatMap((line, at) => (at === 0 ? drawInline(line) : [el('br'), ...drawInline(line)]))
}

function drawInline(text: string): Node[] {
  const drawn: Node[] = []
  let from = 0
  for (const match of text.matchAll(markup)) {
    drawn.push(new Text(text.slice(from, match.index)), drawMarked(match))
    from = match.index + match[0].length
  }
  return [...drawn, new Text(text.slice(from))]
}

function drawMarked([whole, escaped, strong, under, star, words, url, at]: RegExpExecArray): Node {
  if (escaped !== undefined) return new Text(escaped)
  if (strong !== undefined) return el('strong', {}, ...drawInline(strong))
  if (under !== undefined || star !== undefined) return el('em', {}, ...drawInline(under ?? star ?? ''))
  if (words !== undefined && url !== undefined) return outward(url, words)
  if (at !== undefined) return el('span', { class: 'mention' }, `@${at}`)
  return new Text(whole)
}
