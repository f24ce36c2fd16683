/** Store over a link: the same for both databases. */
import { sql } from 'drizzle-orm'
import type { ConsentId, ConsortiumId, PersonId, PollId, StatementId, StrawId } from '#src/core/id.ts'
import type { Store } from '#src/store.ts'
import { refreshCards } from './cards.ts'
import { gathering } from './gather.ts'
import type { Jobs } from './jobs.ts'
import { type Link, repeatable } from './link.ts'
import { locating } from './stores/addresses.ts'
import { answerTo } from './stores/attempts.ts'
import { transact, transactTogether } from './transact.ts'

export function storeOver(writing: Link, jobs: Jobs): Store {
  const link = repeatable(writing)
  const apart: Store['transact'] = (consortium, fn) => transact(writing, jobs, consortium, fn)
  return {
    locate: locating(link),
    transact: apart,
    gather: gathering(apart, (consortium, fns) => transactTogether(writing, jobs, consortium, fns)),
    answerTo: (consortium, key) => link.bound(consortium, (tx) => answerTo(tx, key)),
    refresh: (consortium, subject) => link.bound(consortium, (tx) => refreshCards(tx, subject)),
    invitedTo: (half) =>
      link.once(async (tx) => {
        const [row] = await tx.execute<{ id: ConsortiumId | null }>(sql`select invitation_consortium(${half}) as id`)
        return row?.id ?? undefined
      }),
    consortia: () =>
      link.bound(null, async (tx) => {
        const rows = await tx.execute<{ id: ConsortiumId }>(sql`select consortium_ids() as id`)
        return rows.map(({ id }) => id)
      }),
    pollsDue: () =>
      link.bound(null, async (tx) => {
        const rows = await tx.execute<{ consortium: ConsortiumId; poll: PollId }>(
          sql`select consortium_id as consortium, poll_id as poll from polls_due()`,
        )
        return rows.map(({ consortium, poll }) => ({ consortium, poll }))
      }),
    strawsDue: () =>
      link.bound(null, async (tx) => {
        const rows = await tx.execute<{ consortium: ConsortiumId; straw: StrawId }>(
          sql`select consortium_id as consortium, straw_id as straw from straws_due()`,
        )
        return rows.map(({ consortium, straw }) => ({ consortium, straw }))
      }),
    pollsToRemind: () =>
      link.bound(null, async (tx) => {
        const rows = await tx.execute<{ consortium: ConsortiumId; poll: PollId }>(
          sql`select consortium_id as consortium, poll_id as poll from polls_to_remind()`,
        )
        return rows.map(({ consortium, poll }) => ({ consortium, poll }))
      }),
    statementsDue: () =>
      link.bound(null, async (tx) => {
        const rows = await tx.execute<{ consortium: ConsortiumId; statement: StatementId }>(
          sql`select consortium_id as consortium, statement_id as statement from statements_due()`,
        )
        return rows.map(({ consortium, statement }) => ({ consortium, statement }))
      }),
    consentsDue: () =>
      link.bound(null, async (tx) => {
        const rows = await tx.execute<{ consortium: ConsortiumId; consent: ConsentId }>(
          sql`select consortium_id as consortium, consent_id as consent from consents_due()`,
        )
        return rows.map(({ consortium, consent }) => ({ consortium, consent }))
      }),
    untilNextClosing: () =>
      link.bound(null, async (tx) => {
        const [row] = await tx.execute<{ ms: number | null }>(sql`select milliseconds_until_closing() as ms`)
        return row?.ms ?? null
      }),
    digestsDue: () =>
      link.bound(null, async (tx) => {
        const rows = await tx.execute<{ consortium: ConsortiumId; person: PersonId }>(
          sql`select consortium_id as consortium, person_id as person from digests_due()`,
        )
        return rows.map(({ consortium, person }) => ({ consortium, person }))
      }),
    forgetExpired: () =>
      link.bound(null, async (tx) => {
        await tx.execute(sql`select forget_expired()`)
      }),
  }
}
