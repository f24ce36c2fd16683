/** The desk as the secretariat sees it. What other features add is one entry more. */
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Button, Card } from '#src/view/card.ts'
import type { TableName } from './consortium.ts'
import { holdsOn } from './consortium.ts'
import { type Known, todayIn } from './known.ts'
import type { PlaceRead } from './store.ts'

/** One thing that is kept at the desk. `counts`: a line about it; entries without one are buttons alone. */
type DeskEntry = { counts?: (known: Known) => [label: string, value: string]; button: Button }

/** In the order in which they stand on the card. Each names a use case by its name in the registry. */
export const deskEntries: readonly DeskEntry[] = [
  table('organisations', (known) => {
    const left = known.organisations.filter(({ leftAt }) => leftAt !== null).length
    return ['Organisations', `${known.organisations.length - left}${left === 0 ? '' : `, and ${left} that left`}`]
  }),
  table('memberships', (known) => ['Memberships', held(known, known.memberships)]),
  table('people', ({ people }) => ['People', String(people.length)]),
  table('seats', (known) => ['Seats', held(known, known.seats)]),
  table('places', ({ places }) => ['Places', String(places.length)]),
  table('groups', ({ groups }) => ['Groups', String(groups.length)]),
  { button: button('Export tables', 'make-export', {}) },
  { button: button('Invite person', 'invite-person', {}, { opens: true }) },
  { button: button('Let an organisation leave', 'leave', {}, { opens: true }) },
]

export function deskCard(known: Known, here: PlaceRead | 'unbound' | null): Card {
  const counted = deskEntries.flatMap(({ counts }) => (counts ? [counts(known)] : []))
  return withActions(
    card(
      `The desk of ${known.consortium.name}`,
      facts(...counted),
      ...hereBlock(known, here),
      note(
        'To import a table, attach a CSV file to the message “import people” (or another table’s name) in our 1:1 chat.',
      ),
    ),
    ...hereAction(here),
    ...deskEntries.map((entry) => entry.button),
  )
}

function table(name: TableName, counts: DeskEntry['counts'] & {}): DeskEntry {
  return { counts, button: button(`Show ${name}`, 'show-table', { table: name }) }
}

/** `20 today, 3 others`: what is held is what counts. */
function held(known: Known, terms: readonly { from: string; until: string | null }[]): string {
  const today = todayIn(known, known.consortium.zone)
  const count = terms.filter((term) => holdsOn(term, today)).length
  const others = terms.length - count
  return `${count} today${others === 0 ? '' : `, ${others} ended or still to begin`}`
}

function hereBlock({ groups }: Known, here: PlaceRead | 'unbound' | null): Block[] {
  if (here === null) return []
  if (here === 'unbound') return [text('This channel is bound to no committee or working group.')]
  const group = groups.find(({ id }) => id === here.group)?.name ?? ''
  return [text('This channel is ', bold(here.name), ` of ${group}.`)]
}

function hereAction(here: PlaceRead | 'unbound' | null): Action[] {
  return here === 'unbound' ? [button('Bind this channel', 'bind-place', {}, { opens: true, style: 'primary' })] : []
}
