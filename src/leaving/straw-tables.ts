/** Tables of an organisation's export: the straw polls that were opened for it. */
import { strawReference } from '#src/polls/straw/straw.ts'
import type { Cell, Table } from '#src/view/document.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import type { Belongings } from './store.ts'

/** A straw poll has a line for each answer. */
export function strawTable({ straws }: Pick<Belongings, 'straws'>, sees: Sees): Table {
  return table(
    'Straw polls',
    [
      ['Straw poll', 12],
      ['Question', 60],
      ['Answer', 40],
      ['Chosen by', 12],
      ['Of', 8],
      ['Closes at', 22],
      ['Label', 18],
    ],
    straws.flatMap((one) =>
      one.answers.map((answer, at): Cell[] => [
        strawReference(one),
        sees(one.id) ? one.question : `(${one.label})`,
        sees(one.id) ? answer : `(${one.label})`,
        one.tally?.count[at] ?? null,
        one.tally?.people ?? null,
        instantText(one.closesAt),
        one.label,
      ]),
    ),
  )
}
