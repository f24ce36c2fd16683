/** Who sees to a recommendation, as a file names them: each name led to one organisation, group or person, or why it can't be. Pure. */
import { cellOf, type Named, namedBy } from '#src/bulk/names.ts'
import type { GroupId, OrganisationId, PersonId } from '#src/core/id.ts'

export type Names = {
  organisations: readonly Named<OrganisationId>[]
  groups: readonly Named<GroupId>[]
  people: readonly Named<PersonId>[]
}

/** Who sees to it, by their ids. */
export type Assigned = {
  group: GroupId | null
  lead: OrganisationId | null
  supporting: readonly OrganisationId[]
  coordinators: readonly PersonId[]
}
export const nobody: Assigned = { group: null, lead: null, supporting: [], coordinators: [] }

/** As a file says it; undefined where the file has no such column, and what stands then stays. */
export type AssignedWords = {
  group?: string | undefined
  lead?: string | undefined
  supporting?: string[] | undefined
  coordinators?: string[] | undefined
}

export type AssigningReason =
  | { why: 'none-such'; what: string; typed: string }
  | { why: 'several-such'; what: string; typed: string }
  | { why: 'leads-and-supports'; typed: string }

/** What is to stand, given what stood; the words that the file leaves out change nothing. */
export function assignedIn(words: AssignedWords, was: Assigned, names: Names): Assigned | AssigningReason {
  const wrong: AssigningReason[] = []
  const all = <Id extends string>(
    typed: string[] | undefined,
    as: What,
    among: readonly Named<Id>[],
    stood: readonly Id[],
  ) => (typed === undefined ? stood : [...new Set(typed.flatMap((one) => idsOf(one, as, among, wrong)))])
  const one = <Id extends string>(
    typed: string | undefined,
    as: What,
    among: readonly Named<Id>[],
    stood: Id | null,
  ) => (typed === undefined ? stood : (all(typed === '' ? [] : [typed], as, among, [])[0] ?? null))
  const assigned = {
    group: one(words.group, 'working group', names.groups, was.group),
    lead: one(words.lead, 'organisation', names.organisations, was.lead),
    supporting: all(words.supporting, 'organisation', names.organisations, was.supporting),
    coordinators: all(words.coordinators, 'person', names.people, was.coordinators),
  }
  const { lead, supporting } = assigned
  if (lead !== null && supporting.includes(lead))
    wrong.push({ why: 'leads-and-supports', typed: cellOf(lead, names.organisations) })
  return wrong[0] ?? assigned
}

type What = 'working group' | 'organisation' | 'person'

function idsOf<Id extends string>(
  typed: string,
  as: What,
  among: readonly Named<Id>[],
  wrong: AssigningReason[],
): Id[] {
  const found = namedBy(typed, among)
  if (found.length === 1) return found
  wrong.push({ why: found.length === 0 ? 'none-such' : 'several-such', what: as, typed })
  return []
}

export function isSameAssigned(a: Assigned, b: Assigned): boolean {
  const sorted = ({ group, lead, supporting, coordinators }: Assigned) =>
    JSON.stringify([group, lead, supporting.toSorted(), coordinators.toSorted()])
  return sorted(a) === sorted(b)
}
