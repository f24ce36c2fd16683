/** What the use cases of commitments load: a commitment with the names of all it points to, and what a new one needs. */

import type { ConsortiumReader } from '#src/consortium/store.ts'
import { proposingSeats } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, GroupId, OrganisationId } from '#src/core/id.ts'
import type { At } from '#src/core/use-case.ts'
import { codeOf } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { Commitment } from './commitment.ts'
import type { Context } from './decide.ts'
import type { CommitmentReader } from './store.ts'
import type { Named } from './views.ts'

export type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitments: CommitmentReader
}

export async function named<C extends Commitment>(commitment: C, read: Read): Promise<Named<C>> {
  const owner = present(await read.consortium.organisation(commitment.organisation), 'the owner')
  const group = present(await read.consortium.group(commitment.group), 'the working group')
  const { recommendation: id } = commitment
  const recommendation = id === null ? undefined : await read.recommendations.byId(id)
  const proposer = await read.consortium.person(commitment.proposedBy)
  const quotation = await read.commitments.quotation(commitment.id)
  const reporter = await reporterOf(commitment, read)
  return {
    commitment,
    owner,
    group,
    recommendation,
    proposer: present(proposer, 'the proposer').name,
    quotation,
    ...(reporter !== undefined && { reporter }),
  }
}

async function reporterOf(commitment: Commitment, read: Read): Promise<string | undefined> {
  if (commitment.status !== 'confirmed' || commitment.progressAt === null) return undefined
  const reports = await read.commitments.reports(commitment.id)
  return reports.at(-1)?.by
}

export async function namedById(id: CommitmentId, read: Read): Promise<Named | undefined> {
  const commitment = await read.commitments.forChange(id)
  return commitment && named(commitment, read)
}

type Choices = {
  organisation: OrganisationId | undefined
  group: GroupId | undefined
  recommendation: string | undefined
}

/** Looks up what was written: the seat that is meant, the working group named, here or the only one. */
export async function contextOf(choices: Choices, read: Omit<Read, 'commitments'>, at: At): Promise<Context> {
  const seats = distinct(proposingSeats(at.actor))
  const seat =
    seats.find((held) => held.organisation === choices.organisation) ?? (seats.length === 1 ? seats[0] : undefined)
  const groups = seat ? await read.consortium.groupsOf([seat.organisation]) : []
  const here = at.here ? await read.consortium.groupAt(at.here) : undefined
  const id = choices.group ?? here?.id ?? (groups.length === 1 ? groups[0]?.id : undefined)
  const group = id ? await read.consortium.group(id) : undefined
  const code = choices.recommendation === undefined ? undefined : codeOf(choices.recommendation)
  const recommendation = code === undefined ? undefined : await read.recommendations.byCode(code)
  return { seats, seat, group, recommendation }
}

/** What can be chosen in the form, and what is meant where nothing is said. */
export async function choicesOf(read: Omit<Read, 'commitments'>, at: At) {
  const seats = distinct(proposingSeats(at.actor))
  const groups = await read.consortium.groupsOf(seats.map((seat) => seat.organisation))
  const here = at.here ? await read.consortium.groupAt(at.here) : undefined
  return {
    organisations: seats.map((seat) => ({ value: seat.organisation as string, label: seat.name })),
    groups: groups.map((group) => ({ value: group.id as string, label: group.name })),
    values: here && groups.some((group) => group.id === here.id) ? { group: here.id as string } : {},
  }
}

/** One seat per organisation; somebody may hold several roles for one. */
function distinct<S extends { organisation: OrganisationId }>(seats: S[]): S[] {
  return seats.filter((seat, index) => seats.findIndex((other) => other.organisation === seat.organisation) === index)
}
