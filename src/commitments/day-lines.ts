/** What is typed one on a line with a day behind it: `Publish the draft by 15 January`. Pure. */
import { isRefusal, type Refusal, refuse, sentence } from '#src/core/refusal.ts'
import { takeLast } from '#src/core/words.ts'
import { dueOf } from './decide.ts'

export type DayLine = { text: string; due: string }

/** As many problems as a person mends at once. */
const mostTold = 5

/** The lines that are not empty, as they were typed. */
export function linesIn(typed: string): { line: string; nth: number }[] {
  return typed.split(/\r?\n/).flatMap((line, nth) => (line.trim() === '' ? [] : [{ line: line.trim(), nth: nth + 1 }]))
}

/** Each line, or what is wrong with the first of them, by its number on that field. */
export function dayLinesIn(
  typed: string,
  { field, longest, today }: { field: string; longest: number; today: Temporal.PlainDate },
): { lines: DayLine[] } | { wrong: Refusal[] } {
  const read = linesIn(typed).map(({ line, nth }) =>
    readLine(line, longest, today, (says) => {
      return refuse('line-unreadable', { line: nth, says }, { field })
    }),
  )
  const wrong = read.filter(isRefusal)
  if (wrong.length > 0) return { wrong: wrong.slice(0, mostTold) }
  return { lines: read.flatMap((one) => (isRefusal(one) ? [] : [one])) }
}

function readLine(
  line: string,
  longest: number,
  today: Temporal.PlainDate,
  wrong: (says: string) => Refusal,
): DayLine | Refusal {
  const { before: text, after } = takeLast(line, 'by')
  if (after === undefined || text === '') return wrong('write it like Publish the draft by 15 January.')
  if (text.length > longest) return wrong(`${text.length} characters; ${longest} is the most.`)
  const due = dueOf(after, today)
  return isRefusal(due) ? wrong(sentence(due)) : { text, due: due.toString() }
}
