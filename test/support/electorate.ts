/** Voting members of Evaluation beside those of the demonstration, whose people have no account, and their votes. */
import type { Database } from '#db/connect.ts'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import { present } from '#src/core/assert.ts'
import type { OrganisationId } from '#src/core/id.ts'

export async function moreVoters({ store }: Pick<Database, 'store'>, count: number): Promise<OrganisationId[]> {
  const ids = Array.from({ length: count }, (_, at): OrganisationId => `org_more${at}`)
  const facts = ids.flatMap((id, at): ConsortiumFact[] => [
    {
      ...{ type: 'organisation-admitted', id, short: `More ${at}`, name: `More ${at}`, kind: 'company' },
      ...{ country: 'FR', zone: 'Europe/Paris' },
    },
    ...(['con_demo', 'wg_evaluation'] as const).map(
      (body): ConsortiumFact => ({
        ...{ type: 'membership-begun', body, organisation: id, category: 'P', class: '', votes: true },
        ...{ from: '2026-01-01', until: null },
      }),
    ),
  ])
  await store.transact('con_demo', (unit) => unit.save(facts, { by: 'operator', organisation: null }))
  return ids
}

/** Each of them approves. */
export async function castApart({ store }: Pick<Database, 'store'>, number: number, organisations: OrganisationId[]) {
  await store.transact('con_demo', async (unit) => {
    const poll = present(await unit.read.polls.byNumber(number), 'the poll')
    for (const organisation of organisations) {
      const fact = {
        ...{ type: 'ballot-cast' as const, poll: poll.id, organisation, castBy: 'person_hana' as const },
        ...{ role: 'delegate' as const, replaces: false, ...(poll.unattributed && { unopened: true as const }) },
        sealed: { choice: 'approve' as const, remarks: '' },
      }
      await unit.save([fact], { by: 'person_hana', organisation })
    }
  })
}
