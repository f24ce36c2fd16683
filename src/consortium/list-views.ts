/** A table of the desk as a card: five rows, each with a button that changes it. */
import { bold, button, card, note, text, turns, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import type { TableName } from './consortium.ts'
import type { Row } from './rows.ts'

const perPage = 5

type Asked = { table: TableName; find: string | undefined; page: number }

/** A page beyond the end is the last one: lists grow shorter between two clicks. */
export function tableCard(rows: Row[], { table, find, page: asked }: Asked): Card {
  const last = Math.max(1, Math.ceil(rows.length / perPage))
  const page = Math.min(asked, last)
  const shown = rows.slice((page - 1) * perPage, page * perPage)
  const range = `${(page - 1) * perPage + 1} to ${(page - 1) * perPage + shown.length} of ${rows.length}, page ${page} of ${last}.`
  return withActions(
    card(
      titleOf(rows.length, table, find),
      ...shown.map(({ name, says }): Block => text(bold(name), `  ${says}`)),
      ...(last > 1 ? [note(range)] : []),
    ),
    ...turns(rows.length, page, perPage, 'show-table', { table, ...(find !== undefined && { find }) }),
    ...shown.map(({ action }) => action),
    ...adds[table],
    button(`Find ${table}`, 'show-table', { table }, { opens: true }),
    button('Show desk', 'show-desk', {}),
  )
}

function titleOf(count: number, table: TableName, find: string | undefined): string {
  const words = count === 1 ? names[table] : table
  const counted = `${count === 0 ? 'No' : count} ${words}`
  return find === undefined ? counted : `${counted} with “${find}”`
}

const names: Record<TableName, string> = {
  organisations: 'organisation',
  groups: 'group',
  memberships: 'membership',
  people: 'person',
  seats: 'seat',
  places: 'place',
}

const opens = (label: string, use: string) => button(label, use, {}, { opens: true })
const adds: Record<TableName, Action[]> = {
  organisations: [opens('Admit organisation', 'admit-organisation')],
  groups: [opens('Form group', 'form-group')],
  memberships: [opens('Begin membership', 'begin-membership')],
  people: [opens('Add person', 'add-person')],
  seats: [opens('Give seat', 'give-seat')],
  places: [opens('Bind channel', 'bind-place')],
}
