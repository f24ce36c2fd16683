/** Text in a Word document: which way it runs, and what XML has room for. */

const leftwards = ['Arabic', 'Hebrew', 'Syriac', 'Thaana', 'Nko'].map((script) => `\\p{Script=${script}}`).join('')
const leftwardsLetter = new RegExp(`[${leftwards}]`, 'u')
/** Words of those scripts, with what stands between them. */
const leftwardsRun = new RegExp(`[${leftwards}](?:[^\\p{L}]*[${leftwards}])*`, 'gu')

/** A piece of a line that runs in one direction. */
export type Piece = { text: string; isLeftwards: boolean }

/** Each line as pieces, one more wherever the writing turns. */
export function linesOf(words: string): Piece[][] {
  return storable(words)
    .split(/\r\n|\r|\n/)
    .map(piecesOf)
}

function piecesOf(line: string): Piece[] {
  if (!leftwardsLetter.test(line)) return [{ text: line, isLeftwards: false }]
  const pieces: Piece[] = []
  let from = 0
  for (const found of line.matchAll(leftwardsRun)) {
    if (found.index > from) pieces.push({ text: line.slice(from, found.index), isLeftwards: false })
    pieces.push({ text: found[0], isLeftwards: true })
    from = found.index + found[0].length
  }
  if (from < line.length) pieces.push({ text: line.slice(from), isLeftwards: false })
  return pieces
}

/** Whether a paragraph begins on the right: its first letter is written from there. */
export function beginsRight(words: string): boolean {
  const first = /\p{L}/u.exec(words)?.[0]
  return first !== undefined && leftwardsLetter.test(first)
}

/** XML has no place for other characters. Source: https://www.w3.org/TR/xml/#charsets */
function storable(words: string): string {
  return words.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
}
