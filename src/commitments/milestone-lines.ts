/** Milestones as they are typed, one on a line. Pure. */
import type { NewId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { longestMilestone, type Milestone, mostMilestones, type Patch } from './change.ts'
import { dayLinesIn, linesIn } from './day-lines.ts'

type Added = Patch['milestones']
type Against = { standing: readonly Milestone[]; today: Temporal.PlainDate; isKept: boolean; newId: NewId }

const field = 'milestones'

/** What is added, or what is wrong, by line. Of an organisation that keeps its words to itself the days alone. */
export function addedIn(
  typed: string,
  { standing, today, isKept, newId }: Against,
): { added: Added } | { wrong: Refusal[] } {
  const count = standing.length + linesIn(typed).length
  if (count > mostMilestones)
    return { wrong: [refuse('milestones-too-many', { count, most: mostMilestones }, { field })] }
  const read = dayLinesIn(typed, { field, longest: longestMilestone, today })
  if ('wrong' in read) return read
  const added = read.lines.map(({ text, due }) => {
    return { id: newId('mil'), was: null, now: { text: isKept ? '' : text, due } }
  })
  return { added }
}
