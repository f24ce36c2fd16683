/**
 * Concern: whose homes a fact may change. A fact concerns what its ids name, whatever its type: people themselves; the people of an organisation; of
 * a commitment those of its owner and of its working group; of a poll those of its working group; of a comment on a draft
 * those of its organisation. A fact that names organisations and nothing
 * else of these is about the whole of them: it concerns whoever meets them in a working group as well.
 */
import { CommitmentId, DraftCommentId, GroupId, OrganisationId, PersonId, PollId } from '#src/core/id.ts'

export type Concern = {
  people: PersonId[]
  organisations: OrganisationId[]
  /** Organisations with all who meet them. */
  met: OrganisationId[]
  groups: GroupId[]
  commitments: CommitmentId[]
  polls: PollId[]
  comments: DraftCommentId[]
}

export function concernOf(facts: readonly object[]): Concern {
  const each = facts.map((fact) =>
    named(Object.entries(fact).flatMap(([key, value]) => (key === 'sealed' ? [] : idsIn(value)))),
  )
  return joined(each)
}

/** Several concerns as one; each id once. */
export function joined(all: readonly Concern[]): Concern {
  const each = <T>(of: (concern: Concern) => T[]) => [...new Set(all.flatMap(of))]
  return {
    people: each(({ people }) => people),
    organisations: each(({ organisations }) => organisations),
    met: each(({ met }) => met),
    groups: each(({ groups }) => groups),
    commitments: each(({ commitments }) => commitments),
    polls: each(({ polls }) => polls),
    comments: each(({ comments }) => comments),
  }
}

export function isNobodys(concern: Concern): boolean {
  return Object.values(concern).every((ids: string[]) => ids.length === 0)
}

function named(ids: string[]): Concern {
  const of = <T extends string>(schema: { safeParse(id: string): { success: boolean; data?: T } }) =>
    ids.flatMap((id) => schema.safeParse(id).data ?? [])
  const rest = {
    groups: of(GroupId),
    commitments: of(CommitmentId),
    polls: of(PollId),
    comments: of(DraftCommentId),
    people: of(PersonId),
  }
  const organisations = of(OrganisationId)
  const isWhole = isNobodys({ ...rest, people: [], organisations: [], met: [] })
  return { ...rest, organisations, met: isWhole ? organisations : [] }
}

function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : []
}
