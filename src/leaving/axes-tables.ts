/** Tables of an organisation's export: what it said of recommendations, and what was found of its word. */
import { axisText } from '#src/recommendations/axes.ts'
import { responseText } from '#src/recommendations/recommendation.ts'
import type { Cell, Table } from '#src/view/document.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import { progressTable } from './promise-tables.ts'
import type { Belongings } from './store.ts'

export function responseTable({ responses }: Belongings, sees: Sees): Table {
  const rows = responses.map(({ id, of, response, reason, by, at }): Cell[] => {
    return [of, responseText(response), sees(id) ? reason : null, by, instantText(at)]
  })
  return table(
    'Responses',
    [
      ['Of', 10],
      ['Response', 16],
      ['Reason', 60],
      ['Stated by', 24],
      ['Stated at', 22],
    ],
    rows,
  )
}

export function ledTable({ led }: Belongings, sees: Sees): Table {
  return progressTable('Progress of recommendations', 'Of', led, sees)
}

export function findingTable({ findings }: Belongings, sees: Sees): Table {
  const rows = findings.map(({ id, of, found, why, by, at, reply, repliedBy, repliedAt }): Cell[] => [
    of,
    axisText(found),
    sees(id) ? why : null,
    by,
    instantText(at),
    sees(id) ? reply : null,
    repliedBy,
    repliedAt === null ? null : instantText(repliedAt),
  ])
  return table(
    'Findings and replies',
    [
      ['Of', 10],
      ['Found', 14],
      ['Why', 60],
      ['Assessed by', 24],
      ['Assessed at', 22],
      ['Reply', 60],
      ['Replied by', 24],
      ['Replied at', 22],
    ],
    rows,
  )
}
