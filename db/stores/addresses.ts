/** Tables without row-level security: where an account and a place belong. */
import DataLoader from 'dataloader'
import { sql } from 'drizzle-orm'
import type { ConsortiumId, PersonId } from '#src/core/id.ts'
import type { Intent } from '#src/core/intent.ts'
import type { Located } from '#src/store.ts'
import type { Link } from '../link.ts'
import { chatAccounts, installations, participants, places } from '../schema/addresses.ts'

type Asked = Pick<Intent, 'platform' | 'workspace' | 'via' | 'account' | 'place'>
type Row = { known: boolean; person: PersonId | null; here: ConsortiumId | null; consortia: string }

/** What arrives in one turn of the event loop is looked up by one statement. */
export function locating(link: Link): (asked: Asked) => Promise<Located> {
  const loader = new DataLoader((all: readonly Asked[]) => locate(link, all), {
    cache: false,
    batchScheduleFn: (look) => void setImmediate(look),
  })
  return (asked) => loader.load(asked)
}

/** Four look-ups by key for each, in the order in which they are asked for. */
function locate(link: Link, all: readonly Asked[]): Promise<Located[]> {
  const asked = all.map(({ platform, workspace, via, account, place }, nth) => {
    return { nth, platform, workspace, via, account, place }
  })
  const holder = sql`(select ${chatAccounts.person} from ${chatAccounts} where ${chatAccounts.platform} = asked.platform
    and ${chatAccounts.workspace} = asked.workspace and ${chatAccounts.account} = asked.account)`
  return link.once(async (tx) => {
    const rows = await tx.execute<Row>(sql`select
      exists (select from ${installations} where ${installations.platform} = asked.platform
        and ${installations.workspace} = asked.via and ${installations.removedAt} is null) as known,
      ${holder} as person,
      (select ${places.consortium} from ${places} where ${places.platform} = asked.platform
        and ${places.workspace} = asked.via and ${places.channel} = asked.place) as here,
      (select coalesce(json_agg(${participants.consortium} order by ${participants.consortium}), '[]')
        from ${participants} where ${participants.person} = ${holder}) as consortia
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as asked (nth integer, platform text, workspace text, via text, account text, place text)
      order by asked.nth`)
    return rows.map(({ known, person, here, consortia }) => {
      return { workspaceKnown: known, person, here, consortia: JSON.parse(consortia) }
    })
  })
}
