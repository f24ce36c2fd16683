/** What a poll is opened and closed with, where a test is about something else. */
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { type Choice, countOf, type Elector, type Voter } from '#src/polls/poll.ts'

/** A decision by simple majority of these organisations, P-members all; each voter is a delegate. */
export function terms(organisations: readonly OrganisationId[], voters: readonly [OrganisationId, PersonId][] = []) {
  return {
    rule: 'simple-majority' as const,
    standing: 'decision' as const,
    hidden: false,
    unattributed: false,
    electorate: organisations.map((organisation): Elector => ({ organisation, category: 'P', class: '' })),
    voters: voters.map(([organisation, person]): Voter => ({ organisation, person, role: 'delegate' })),
  }
}

export function choosing<C extends Choice>(choice: C): { choice: C; remarks: string } {
  return { choice, remarks: '' }
}

/** A count that came to nothing. */
export const uncounted = {
  count: countOf([]),
  outcome: 'undecided' as const,
  compared: 0,
  leftOut: [],
  arithmetic: [],
}
