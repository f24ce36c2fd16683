/** What the use cases of commitments load: a commitment with the names of all it points to, and what a new one needs. */

import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, proposingSeats } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, GroupId, OrganisationId } from '#src/core/id.ts'
import { type Release, type Shared, seenBy, sightOf, type Viewer, whatLeaves } from '#src/core/sharing.ts'
import type { At } from '#src/core/use-case.ts'
import { seenPieces } from '#src/evidence/seen.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import { codeOf, type Recommendation, recommendationItem, referencesIn } from '#src/recommendations/recommendation.ts'
import type { AxesReader, RecommendationReader } from '#src/recommendations/store.ts'
import type { RequestReader } from '#src/requests/store.ts'
import { type Commitment, commitmentItem, withoutText } from './commitment.ts'
import { type Context, seen } from './decide.ts'
import { type AssessedLine, trackedIn, withFound } from './lines.ts'
import type { CommitmentLine, CommitmentReader, Kin, RecastReader, SupportReader } from './store.ts'
import type { Named } from './views.ts'

export type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  axes: AxesReader
  commitments: CommitmentReader
  evidence: EvidenceReader
  requests: RequestReader
  supports: SupportReader
  recasts: Pick<RecastReader, 'kin'>
}

/** Who looks at it, and when: a finding opens by the clock. */
export type Look = { viewer: Viewer; now: Temporal.Instant }

export async function named<C extends Commitment>(commitment: C, read: Read, look: Look): Promise<Named<C>> {
  const owner = present(await read.consortium.organisation(commitment.organisation), 'the owner')
  const group = present(await read.consortium.group(commitment.group), 'the working group')
  const recommendations = await read.recommendations.byIds(commitment.recommendations)
  const proposer = await read.consortium.person(commitment.proposedBy)
  const quotation = await read.commitments.quotation(commitment.id)
  const reporter = await reporterOf(commitment, read)
  const axes = await read.axes.of([{ kind: 'commitment', id: commitment.id }], look.viewer, look.now)
  return {
    commitment,
    owner,
    group,
    recommendations,
    proposer: present(proposer, 'the proposer').name,
    quotation,
    evidence: await read.evidence.all({ kind: 'commitment', id: commitment.id }),
    supports: await read.supports.standing(commitment.id),
    found: axes.get(commitment.id)?.found ?? null,
    kin: await seenKin(commitment.id, read, look),
    ...(reporter !== undefined && { reporter }),
  }
}

/** What it was made from and what became of it, as far as each of those is seen. */
async function seenKin(id: CommitmentId, read: Read, { viewer }: Look): Promise<Kin> {
  const kin = await read.recasts.kin(id)
  const seen: Kin = { from: [], into: [] }
  for (const side of ['from', 'into'] as const) {
    for (const number of kin[side]) {
      const one = await read.commitments.byNumber(number)
      if (one && sightOf(viewer, commitmentItem(one)) !== 'nothing') seen[side].push(number)
    }
  }
  return seen
}

async function reporterOf(commitment: Commitment, read: Read): Promise<string | undefined> {
  if (commitment.status !== 'confirmed' || commitment.progressAt === null) return undefined
  const reports = await read.commitments.reports(commitment.id)
  return reports.at(-1)?.by
}

/** Lines with what assessors found, as far as it is seen yet. */
export async function assessedLines(
  lines: CommitmentLine[],
  read: Pick<Read, 'axes'>,
  { viewer, now }: Look,
): Promise<AssessedLine[]> {
  return withFound(lines, await read.axes.of(trackedIn(lines), viewer, now))
}

/** What an actor, or the readers of a place, see of an item. */
export type Sees = (item: Shared) => Release

/** As much of it as is seen. What answers a recommendation that is not seen does not name it. */
export function asSeen<C extends Commitment>(found: Named<C>, release: Release, sees: Sees): Named<C> | undefined {
  if (release === 'nothing') return undefined
  const { reporter: _, ...rest } = found
  const evidence = seenPieces(found.evidence ?? [], sees)
  if (release === 'reference') {
    return {
      ...rest,
      evidence,
      supports: [],
      commitment: withoutText(found.commitment),
      recommendations: [],
      quotation: undefined,
    }
  }
  const isSeen = (one: Recommendation) => sees(recommendationItem(one)) === 'full'
  return { ...found, evidence, recommendations: found.recommendations.filter(isSeen) }
}

/** As much of it as the actor sees; undefined is as if it did not exist. */
export function seenNamed<C extends Commitment>(found: Named<C> | undefined, actor: Actor): Named<C> | undefined {
  return found && asSeen(found, seen(actor, found.commitment), (item) => seenBy(actor, item))
}

/** What leaves its organisation, whoever reads: of what it keeps to itself the reference, for those who must know of it. */
export function asLeaves<C extends Commitment>(found: Named<C>): { named: Named<C>; release: 'full' | 'reference' } {
  const { policy } = found.commitment
  const release = whatLeaves(policy, found.commitment) === 'full' ? 'full' : 'reference'
  const opened = { ...found, found: found.found?.isOpen ? found.found : null }
  return {
    named: present(
      asSeen(opened, release, () => 'full'),
      'what leaves',
    ),
    release,
  }
}

/** The same, locked until the transaction ends: for deciding about it. */
export async function seenById(id: CommitmentId, read: Read, at: LookedAt): Promise<Named | undefined> {
  const commitment = await read.commitments.forChange(id)
  return seenNamed(commitment && (await named(commitment, read, lookOf(at))), at.actor)
}

/** Whoever asks, and the moment at which it is asked. */
export type LookedAt = Pick<At, 'actor' | 'now'>

export function lookOf({ actor, now }: LookedAt): Look {
  return { viewer: actor, now }
}

type Choices = {
  organisation: OrganisationId | undefined
  group: GroupId | undefined
  recommendations: string | undefined
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
  return { seats, seat, group, ...(await answeredIn(choices.recommendations, read, at)) }
}

/** The recommendations that were typed, each once, and what is none that the actor sees. */
async function answeredIn(typed: string | undefined, read: Pick<Read, 'recommendations'>, { actor }: At) {
  const recommendations: Recommendation[] = []
  const unknown: string[] = []
  for (const one of referencesIn(typed ?? '')) {
    const code = codeOf(one)
    const found = code === undefined ? undefined : await read.recommendations.byCode(code)
    if (!found || seenBy(actor, recommendationItem(found)) !== 'full') unknown.push(one)
    else if (recommendations.every(({ id }) => id !== found.id)) recommendations.push(found)
  }
  return { recommendations, unknown }
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
