/** What somebody names by a reference, `C-12` or `R-4.2`, as far as the person may see it: for whatever is done about either kind. */
import { z } from 'zod'
import { type Commitment, commitmentItem, commitmentReference, keptText } from '#src/commitments/commitment.ts'
import { seen } from '#src/commitments/decide.ts'
import type { CommitmentReader, SupportReader } from '#src/commitments/store.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import type { Subject, Tracked } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type Release, type Shared, seenBy } from '#src/core/sharing.ts'
import {
  codeOf,
  type Recommendation,
  recommendationItem,
  recommendationReference,
} from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { Field } from '#src/view/form.ts'

export type SubjectRead = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitments: CommitmentReader
  supports: SupportReader
}

export type FoundSubject = {
  subject: Tracked
  /** As people say it. */
  reference: string
  /** What it says, or who keeps it. */
  title: string
  item: Shared
  /** How much of it the actor sees. */
  release: Exclude<Release, 'nothing'>
  /** Null: the consortium. */
  owner: { id: OrganisationId; name: string; hasLeft: boolean } | null
  /** Whose people speak for it: the owner and those who support it; of a recommendation, who lead and support it. */
  speakers: OrganisationId[]
  /** The cards that show it, or count it. */
  cards: Subject[]
}

const commitmentNumber = /^c-?(\d{1,9})$/i
const wording = 'Write it like C-12 or R-4.2.'
export const SubjectReference = z
  .string(wording)
  .trim()
  .refine((typed) => commitmentNumber.test(typed) || (/^r/i.test(typed) && codeOf(typed) !== undefined), wording)

/** The field that asks which one, where none was named. */
export const subjectField: Field = {
  kind: 'line',
  name: 'reference',
  label: 'Commitment or recommendation',
  hint: 'For example C-12 or R-4.2',
  required: true,
  max: 40,
}

/** Whether a line begins with a reference, and what follows it. */
export function splitReference(line: string): { reference: string; rest: string } | undefined {
  const [, first, rest = ''] = /^\s*(\S+)\s*([\s\S]*?)\s*$/.exec(line) ?? []
  return first !== undefined && SubjectReference.safeParse(first).success ? { reference: first, rest } : undefined
}

/** Undefined is as if it did not exist. */
export async function subjectBy(typed: string, read: SubjectRead, actor: Actor): Promise<FoundSubject | undefined> {
  const number = commitmentNumber.exec(typed.trim())?.[1]
  if (number !== undefined) {
    const one = await read.commitments.byNumber(Number(number))
    return one && commitmentFound(one, read, actor)
  }
  const code = codeOf(typed)
  const one = code === undefined ? undefined : await read.recommendations.byCode(code)
  return one && recommendationFound(one, read, actor)
}

/** The same by its id. */
export async function subjectFound(
  subject: Tracked,
  read: SubjectRead,
  actor: Actor,
): Promise<FoundSubject | undefined> {
  if (subject.kind === 'commitment') {
    const one = await read.commitments.byId(subject.id)
    return one && commitmentFound(one, read, actor)
  }
  const one = await read.recommendations.byId(subject.id)
  return one && recommendationFound(one, read, actor)
}

async function commitmentFound(one: Commitment, read: SubjectRead, actor: Actor): Promise<FoundSubject | undefined> {
  if (one.status !== 'confirmed') return undefined
  const { id } = one
  const release = seen(actor, one)
  if (release === 'nothing') return undefined
  const organisation = await read.consortium.organisation(one.organisation)
  const name = organisation?.short ?? ''
  const supporting = (await read.supports.standing(id)).filter(({ state }) => state === 'confirmed')
  return {
    subject: { kind: 'commitment', id },
    reference: commitmentReference(one),
    title: (release === 'full' && one.text) || keptText(name),
    item: commitmentItem(one),
    release,
    owner: { id: one.organisation, name, hasLeft: one.ownerLeftAt !== null },
    speakers: [one.organisation, ...supporting.map((support) => support.organisation)],
    cards: [
      { kind: 'commitment', id },
      ...one.recommendations.map((answer): Subject => ({ kind: 'recommendation', id: answer })),
    ],
  }
}

async function recommendationFound(
  one: Recommendation,
  read: SubjectRead,
  actor: Actor,
): Promise<FoundSubject | undefined> {
  const item = recommendationItem(one)
  if (seenBy(actor, item) === 'nothing') return undefined
  const assigned = (await read.recommendations.assignments([one.id])).get(one.id)
  const lead = assigned?.lead ?? null
  return {
    subject: { kind: 'recommendation', id: one.id },
    reference: recommendationReference(one),
    title: one.title,
    item,
    release: 'full',
    owner: null,
    speakers: [...(lead ? [lead.id] : []), ...(assigned?.supporting ?? []).map(({ id }) => id)],
    cards: [{ kind: 'recommendation', id: one.id }],
  }
}

export function subjectUnknown(typed: string): Refusal {
  return refuse('not-found', { reference: typed.toUpperCase() }, { field: 'reference' })
}
