/** One table of the desk, five rows at a time, found by any of its words. */
import { z } from 'zod'
import { secretariat } from '#src/core/access.ts'
import { showing } from '#src/core/use-case.ts'
import { optional, Page } from '#src/core/words.ts'
import { TableName } from './consortium.ts'
import { line } from './forms.ts'
import { knownAt } from './known.ts'
import { tableCard } from './list-views.ts'
import { rowsOf } from './rows.ts'
import type { ConsortiumReader } from './store.ts'

const ShowTable = z.object({
  table: TableName,
  find: optional(z.string().trim().max(200, 'Give a shorter word to find.')),
  page: Page,
})

export const showTable = showing('show-table', {
  input: ShowTable,
  says: 'List organisations, memberships, people, seats, places or groups, all or those with a word in them',
  may: secretariat,
  typed: {
    word: 'admin',
    usage: 'admin LIST [WORD]',
    examples: ['admin people', 'admin seats hana', 'admin memberships 2'],
    read: readTable,
  },
  form: async ({ table, find = '' }) => {
    const named = TableName.catch('organisations').parse(table)
    const hint = 'A part of a name, a role, a country…'
    return {
      title: `Find ${named}`,
      submit: 'Find',
      fields: [line('find', 'With this word', 200, { hint, required: false })],
      values: { find },
    }
  },
  load: async (_input, read: { consortium: ConsortiumReader }, at) => ({
    known: await knownAt(read, at),
    places: await read.consortium.places(),
  }),
  show: ({ table, find, page }, { known, places }) => {
    const rows = rowsOf(table, known, places)
    const found = find === undefined ? rows : rows.filter((row) => row.words.toLowerCase().includes(find.toLowerCase()))
    return tableCard(found, { table, find, page })
  },
})

/** `seats hana 2`: a table, a word to find, a page at the end. */
function readTable(rest: string): Record<string, string> | undefined {
  const [, typed = '', words = '', page] = /^(\S+)\s*(.*?)(?:(?:^|\s+)(\d{1,5}))?$/s.exec(rest) ?? []
  const table = TableName.safeParse(typed.toLowerCase())
  if (!table.success) return undefined
  return { table: table.data, ...(words !== '' && { find: words }), ...(page !== undefined && { page }) }
}
