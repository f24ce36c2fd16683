/** Reads what each organisation lets leave it. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ConsortiumReader, ReleaseStated } from '#src/consortium/store.ts'
import type { Subject } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Tx } from '../link.ts'
import { commitmentAnswers, commitments } from '../schema/commitments.ts'
import { people, releases } from '../schema/consortium.ts'
import { cards } from '../schema/delivery.ts'
import { polls } from '../schema/polls.ts'
import { registerEntries } from '../schema/register.ts'
import { isAnswer } from './commitment-columns.ts'

export function releaseReader(tx: Tx): Pick<ConsortiumReader, 'release' | 'releases' | 'releaseStated' | 'shownOf'> {
  return {
    release: async (organisation) => policyOf(await releasesOf(tx, [organisation])),
    releaseStated: (organisation) => stated(tx, organisation),
    shownOf: (organisation) => shownOf(tx, organisation),
    releases: async () => {
      const rows = Map.groupBy(await tx.select().from(releases), (row) => row.organisation)
      return new Map<OrganisationId, ReleasePolicy>(
        [...rows].map(([organisation, own]) => [organisation, policyOf(own)]),
      )
    },
  }
}

async function shownOf(tx: Tx, organisation: OrganisationId): Promise<Subject[]> {
  const promised = await tx
    .selectDistinct({ id: commitments.id })
    .from(commitments)
    .innerJoin(cards, and(eq(cards.subjectKind, 'commitment'), eq(cards.subject, commitments.id)))
    .where(eq(commitments.organisation, organisation))
  const asked = await tx
    .selectDistinct({ id: polls.id })
    .from(polls)
    .innerJoin(cards, and(eq(cards.subjectKind, 'poll'), eq(cards.subject, polls.id)))
    .where(eq(polls.source, organisation))
  const counted = await tx
    .selectDistinct({ id: commitmentAnswers.recommendation })
    .from(commitments)
    .innerJoin(commitmentAnswers, isAnswer)
    .innerJoin(cards, and(eq(cards.subjectKind, 'recommendation'), eq(cards.subject, commitmentAnswers.recommendation)))
    .where(eq(commitments.organisation, organisation))
  return [
    ...promised.map(({ id }): Subject => ({ kind: 'commitment', id })),
    ...asked.map(({ id }): Subject => ({ kind: 'poll', id })),
    ...counted.map(({ id }): Subject => ({ kind: 'recommendation', id })),
  ]
}

/** The register knows who said it; the table only what holds. */
async function stated(tx: Tx, organisation: OrganisationId): Promise<ReleaseStated[]> {
  const entry = sql`convert_from(${registerEntries.bytes}, 'UTF8')::jsonb`
  const label = sql<ReleaseStated['label']>`${entry} -> 'fact' ->> 'label'`
  return tx
    .selectDistinctOn([label], {
      label,
      what: sql<ReleaseStated['what']>`${entry} -> 'fact' ->> 'what'`,
      by: people.name,
      at: registerEntries.at,
    })
    .from(registerEntries)
    .leftJoin(people, and(eq(people.consortium, registerEntries.consortium), sql`${people.id} = ${entry} ->> 'by'`))
    .where(and(eq(registerEntries.type, 'release-set'), sql`${entry} -> 'fact' ->> 'organisation' = ${organisation}`))
    .orderBy(label, desc(registerEntries.n))
}

export function releasesOf(tx: Tx, organisations: readonly OrganisationId[]) {
  return tx
    .select()
    .from(releases)
    .where(inArray(releases.organisation, [...organisations]))
}

export function policyOf(rows: Pick<typeof releases.$inferSelect, 'label' | 'what'>[]): ReleasePolicy {
  return Object.fromEntries(rows.map(({ label, what }) => [label, what]))
}
