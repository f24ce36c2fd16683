/** Search among 100,000 items: the whole use case, beside the one statement that ranks and counts the same, past every wall. */
import { consortium } from '../facts.ts'
import { type Compared, compare } from './compare.ts'
import type { World } from './world.ts'

/** Each with what is found in it. */
const tables = ['recommendations', 'commitments', 'polls', 'drafts', 'draft_comments', 'straws', 'statements']

const queries: [what: string, words: string, query: string][] = [
  ['one word of a few texts', 'w777', `'w777':*`],
  [
    'two words of a tenth of the texts, and an organisation',
    'data sharing "org 03"',
    `('data':* | 'data') & ('sharing':* | 'share') & ('org' <-> '03' | 'of=org_b03')`,
  ],
  ['one word of a third of the texts', 'safety', `'safety':* | 'safeti'`],
]

export async function searches({ say, admin }: World, items: string): Promise<Compared[]> {
  const compared: Compared[] = []
  for (const [what, words, query] of queries) {
    const bare = async () => {
      await admin.unsafe(statement(query))
    }
    const times = await compare(15, async () => void (await say('find', { words })), bare)
    compared.push({ what: `Find ${what}, among ${items} items`, yardstick: 'the same by one statement', ...times })
  }
  return compared
}

function statement(query: string): string {
  const from = tables.map(
    (table) =>
      `select id, ts_rank(searched, q) as rank from ${table}, asked where searched @@ q and consortium_id = '${consortium}'`,
  )
  return `with asked as materialized (select $q$${query}$q$::tsquery as q), found as (${from.join(' union all ')})
    select id, count(*) over () as total from found order by rank desc, id limit 5`
}
