/** What was done at the desk, and what is next. */
import { button, card, note, text, withActions } from '#src/view/build.ts'
import type { Action, Card } from '#src/view/card.ts'
import type { ConsortiumFact, TableName } from './consortium.ts'
import { inFull } from './rules/stated.ts'
import type { Done } from './stating.ts'

/** `added`: the title where it is new; the others are the same for all. */
export function doneCard({ facts, became, what }: Done, added: string, ...actions: Action[]): Card {
  const title = { added, changed: `${what}: changed`, unchanged: `${what} is as it was` }[became]
  const lines = facts.map(factText).filter((line) => line !== '')
  const drawn = card(
    title,
    ...lines.map((line) => text(line)),
    ...(became === 'unchanged' ? [note('Nothing was changed.')] : []),
  )
  return withActions({ ...drawn, tone: became === 'unchanged' ? 'neutral' : 'good' }, ...actions)
}

export function showTable(table: TableName, args: Record<string, string> = {}): Action {
  return button(`Show ${table}`, 'show-table', { table, ...args })
}

/** The days of what begins or ends, in full. */
function factText(fact: ConsortiumFact): string {
  switch (fact.type) {
    case 'membership-begun':
    case 'membership-changed':
      return `Category ${fact.category}${fact.class === '' ? '' : `, class ${fact.class}`}, ${fact.votes ? 'votes' : 'does not vote'}, ${termText(fact)}.`
    case 'seat-given':
      return `As ${fact.standing}, ${termText(fact)}.`
    case 'membership-ended':
    case 'seat-ended':
      return `Its last day is ${inFull(fact.until)}.`
    case 'organisation-admitted':
    case 'organisation-changed':
      return `${fact.name}: ${fact.kind}, ${fact.country}, due days in ${fact.zone}.`
    case 'audience-set':
      return `Who reads there: ${fact.kind}, ${fact.guests ? 'with' : 'no'} guests, ${fact.outsiders ? 'with' : 'no'} outsiders.`
    default:
      return ''
  }
}

/** `from Thursday 1 January 2026 to …`. */
function termText({ from, until }: { from: string; until: string | null }): string {
  return `from ${inFull(from)} ${until === null ? 'on' : `to ${inFull(until)}`}`
}
