/**
 * Search: whatever bears a label, and comments on drafts, by words of their titles and texts, by their references and by whose they are.
 * Word: what was asked for, or a phrase between quotation marks; an item is found where it has every one.
 * Mark: what a word may stand for that is no word of a text: a reference (`ref=c-12`), or an organisation (`of=org_japan`).
 */
import type { Organisation } from '#src/consortium/consortium.ts'
import { countries } from '#src/consortium/countries.ts'
import { plainWords } from '#src/core/words.ts'
import { codeOf } from '#src/recommendations/recommendation.ts'

/** The most that one search asks for. */
export const mostWords = 12

export type Asked = { word: string; marks: string[] }

/** The words of what was typed; what holds no letter and no digit is none. */
export function wordsOf(typed: string): string[] {
  const parts = typed.matchAll(/["“”«»„]([^"“”«»„]*)["“”«»„]|[^\s"“”«»„]+/g)
  return [...parts].map(([whole, quoted]) => (quoted ?? whole).trim()).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

/** Each word with what it may stand for. */
export function askedFor(words: readonly string[], organisations: readonly Organisation[]): Asked[] {
  return words.map((word) => ({
    word,
    marks: [
      ...referencesIn(word).map((reference) => `ref=${reference.toLowerCase()}`),
      ...organisations.filter((one) => isNamed(one, word)).map(({ id }) => `of=${id}`),
    ],
  }))
}

function referencesIn(word: string): string[] {
  const [, kind, number] = /^([cdjps])-?0*(\d{1,9})$/i.exec(word) ?? []
  // `DE-002`, as a comment stands in its draft's table.
  const [, ofDraft, at] = /^([a-z*][a-z0-9*]{1,7})-0*(\d{1,6})$/i.exec(word) ?? []
  const code = codeOf(word)
  return [
    ...(kind && number ? [`${kind}-${number}`] : []),
    ...(ofDraft && at ? [`${ofDraft}-${at}`] : []),
    ...(code === undefined ? [] : [`r-${code}`]),
  ]
}

/** By its short name, its name or its country; from the third letter on the beginning of a word is enough. */
function isNamed({ short, name, country }: Organisation, word: string): boolean {
  const asked = plainWords(word)
  const said = [short, name, countries.get(country) ?? ''].map(plainWords)
  return asked.length > 0 && said.some((names) => names.some((_, at) => begins(names.slice(at), asked)))
}

function begins(names: string[], asked: string[]): boolean {
  return asked.every((word, nth) => {
    const name = names[nth] ?? ''
    return name === word || (nth === asked.length - 1 && word.length >= 3 && name.startsWith(word))
  })
}
