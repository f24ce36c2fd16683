/** Milestones as they are typed, one on a line: `Publish the draft by 15 January`. Pure. */
import type { NewId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse, sentence } from '#src/core/refusal.ts'
import { takeLast } from '#src/core/words.ts'
import { longestMilestone, type Milestone, mostMilestones, type Patch } from './change.ts'
import { dueOf } from './decide.ts'

type Added = Patch['milestones']
type Against = { standing: readonly Milestone[]; today: Temporal.PlainDate; isKept: boolean; newId: NewId }

/** As many problems as a person mends at once. */
const mostTold = 5

/** What is added, or what is wrong, by line. Of an organisation that keeps its words to itself the days alone. */
export function addedIn(
  typed: string,
  { standing, today, isKept, newId }: Against,
): { added: Added } | { wrong: Refusal[] } {
  const lines = typed
    .split(/\r?\n/)
    .flatMap((line, nth) => (line.trim() === '' ? [] : [{ line: line.trim(), nth: nth + 1 }]))
  const count = standing.length + lines.length
  if (count > mostMilestones)
    return { wrong: [refuse('milestones-too-many', { count, most: mostMilestones }, { field: 'milestones' })] }
  const wrong: Refusal[] = []
  const added: Added = []
  for (const { line, nth } of lines) {
    const read = readLine(line, nth, today)
    if (isRefusal(read)) wrong.push(read)
    else added.push({ id: newId('mil'), was: null, now: { ...read, text: isKept ? '' : read.text } })
  }
  return wrong.length > 0 ? { wrong: wrong.slice(0, mostTold) } : { added }
}

function readLine(line: string, nth: number, today: Temporal.PlainDate): { text: string; due: string } | Refusal {
  const wrong = (says: string) => refuse('milestone-unreadable', { line: nth, says }, { field: 'milestones' })
  const { before: text, after } = takeLast(line, 'by')
  if (after === undefined || text === '') return wrong('write it like Publish the draft by 15 January.')
  if (text.length > longestMilestone) return wrong(`${text.length} characters; ${longestMilestone} is the most.`)
  const due = dueOf(after, today)
  return isRefusal(due) ? wrong(sentence(due)) : { text, due: due.toString() }
}
