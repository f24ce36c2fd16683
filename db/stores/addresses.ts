/** Tables without row-level security: where an account and a place belong. */
import { sql } from 'drizzle-orm'
import type { ConsortiumId, PersonId } from '#src/core/id.ts'
import type { Intent } from '#src/core/intent.ts'
import type { Located } from '#src/store.ts'
import type { Link } from '../link.ts'
import { chatAccounts, installations, participants, places } from '../schema/addresses.ts'

type Asked = Pick<Intent, 'platform' | 'workspace' | 'via' | 'account' | 'place'>
type Row = { known: boolean; person: PersonId | null; here: ConsortiumId | null; consortia: string }

/** Four look-ups by key in one statement. */
export function locate(link: Link, { platform, workspace, via, account, place }: Asked): Promise<Located> {
  const holder = sql`(select ${chatAccounts.person} from ${chatAccounts} where ${chatAccounts.platform} = ${platform}
    and ${chatAccounts.workspace} = ${workspace} and ${chatAccounts.account} = ${account})`
  return link.once(async (tx) => {
    const [row] = await tx.execute<Row>(sql`select
      exists (select from ${installations} where ${installations.platform} = ${platform}
        and ${installations.workspace} = ${via} and ${installations.removedAt} is null) as known,
      ${holder} as person,
      (select ${places.consortium} from ${places} where ${places.platform} = ${platform}
        and ${places.workspace} = ${via} and ${places.channel} = ${place}) as here,
      (select coalesce(json_agg(${participants.consortium} order by ${participants.consortium}), '[]')
        from ${participants} where ${participants.person} = ${holder}) as consortia`)
    if (!row) throw new Error('expected one row')
    return { workspaceKnown: row.known, person: row.person, here: row.here, consortia: JSON.parse(row.consortia) }
  })
}
