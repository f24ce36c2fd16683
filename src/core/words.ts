/** Small readings of typed words that several use cases share. */
import { distance } from 'fastest-levenshtein'
import { z } from 'zod'

/** An optional argument: what is left empty is not there. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    schema.optional(),
  )
}

/** Typed text of a bounded length; says what to do where it is empty or too long. */
export function written(longest: number, empty: string) {
  return z
    .string(empty)
    .trim()
    .min(1, empty)
    .superRefine((typed, context) => {
      if (typed.length <= longest) return
      const message = `This is ${typed.length} characters long; ${longest} is the most. Shorten it by ${typed.length - longest}.`
      context.addIssue({ code: 'custom', message })
    })
}

/** The text as a database keeps it: PostgreSQL takes no U+0000, and no half of a character. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** The apostrophe that keeps a spreadsheet from running a cell as a formula is none of its words. */
export function unguarded(cell: string): string {
  return /^'+[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}

/** A page of a list, from 1 on; what is none is the first. */
export const Page = z.preprocess((typed) => typed ?? '1', z.coerce.number().int().min(1).max(99_999).catch(1))

/** `yes` once the person has seen what will be saved. */
export const sure = z.literal('yes').optional()

/** What was chosen of a list: values joined by commas, each once; nothing chosen is an empty array. */
export function several<T extends z.ZodType>(each: T) {
  return z.preprocess((typed) => (typeof typed === 'string' ? listed(typed) : typed), z.array(each).default([]))
}

function listed(typed: string): string[] {
  return [...new Set(typed.split(',').map((value) => value.trim()))].filter((value) => value !== '')
}

/** Takes `<word> rest` off the end: the last ` by `, so that "a report by experts by Friday" is read as meant. */
export function takeLast(typed: string, word: string): { before: string; after: string | undefined } {
  const at = typed.toLowerCase().lastIndexOf(` ${word} `)
  if (at < 0) return { before: typed.trim(), after: undefined }
  return { before: typed.slice(0, at).trim(), after: typed.slice(at + word.length + 2).trim() }
}

/** The words of a name or of what was typed, in small letters, without accents and marks. */
export function plainWords(typed: string): string[] {
  const plain = typed.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** The known names that a typed one is near to, the nearest first: a third of its letters, at the most, must change. */
export function nearest(typed: string, known: readonly string[], most: number): string[] {
  const said = plainWords(typed).join(' ')
  return known
    .map((name) => ({ name, steps: distance(said, plainWords(name).join(' ')) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, most)
    .map(({ name }) => name)
}

/** A number of a page that a button or a person says, from 1. */
export const PageNumber = z.coerce.number().int().positive().max(1_000).catch(1)
