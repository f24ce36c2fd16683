/** What becomes of a commitment: its owner says how far it is. Nothing is final: what was done can be undone, with a reason. */

import { z } from 'zod'
import { type Actor, grants, type May, proposingRoles, proposingSeats } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { About, Effect } from '#src/core/effect.ts'
import type { CommitmentId, PersonId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, type KeepsBack } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { isBackwards, longestNote, type Outlook, type Progress, progressText } from '#src/recommendations/axes.ts'
import { namesRecommendation, readUpdate, TypedOutlook, TypedProgress } from '#src/recommendations/typed.ts'
import type { Request } from '#src/requests/request.ts'
import { type Commitment, type CommitmentFact, commitmentReference } from './commitment.ts'
import { answered } from './confirm.ts'
import { keepsText, maySee } from './decide.ts'
import { answeredCard, progressForm, recordedCard, withdrawForm } from './progress-views.ts'
import { asLeaves, type LookedAt, lookOf, named, type Read, seenById, seenNamed } from './read.ts'
import type { Confirmed, Named } from './views.ts'

/** `C-12`, as typed. */
const reference = /^c-?(\d{1,9})$/i
export const Reference = z
  .string('Write the commitment like C-12.')
  .trim()
  .regex(reference, 'Write the commitment like C-12.')

/** `pieces`: how much evidence there is, whoever may see it. */
type State = { found: Named<Confirmed> | undefined; asked: Request | undefined; pieces: number }

const mayReport: May<Pick<State, 'found'>> = {
  name: 'owner',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that owns it',
  grants: grants(proposingRoles, 'own'),
  // Of what its owner left behind, everyone who may report at all is told so.
  test: (actor, { found }) => !found || found.commitment.ownerLeftAt !== null || speaksFor(actor, found),
}

export const reportProgress = changing('report-progress', {
  input: z.object({
    reference: Reference,
    progress: TypedProgress,
    outlook: optional(TypedOutlook),
    note: optional(written(longestNote, 'Write a note.')),
  }),
  says: 'Report how far a commitment is',
  may: mayReport,
  typed: {
    word: 'update',
    usage: 'update C-12 PROGRESS [OUTLOOK] NOTE',
    examples: ['update C-12 substantial on track Draft sent to reviewers', 'update C-12 not started at risk'],
    read: (rest) => (namesRecommendation(rest) ? undefined : readUpdate(rest)),
  },
  form: async (values, read: Read, at) => {
    const found = await foundIn(values, read, at)
    return reportWrong(found, at) ?? progressForm(found)
  },
  keepsBack: (values, read, actor) => keepsBack(values, read, actor),
  load: async (input, read: Read, at): Promise<State> => loadReport(input.reference, read, at),
  decide: (input, { found, asked, pieces }, at): Decision<CommitmentFact> =>
    found
      ? reported({ found, asked, pieces }, { ...input, note: input.note ?? '' }, at)
      : decline(unknown(input.reference)),
})

export const withdrawCommitment = changing('withdraw-commitment', {
  input: z.object({ reference: Reference, note: written(longestNote, 'Say why it is withdrawn.') }),
  says: 'Withdraw a commitment, with a reason',
  may: mayReport,
  typed: {
    word: 'withdraw',
    usage: 'withdraw C-12 REASON',
    examples: ['withdraw C-12 Taken over by the secretariat', 'withdraw C-3 No longer funded'],
    read: (rest) => {
      const [, first, reason = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? []
      return { ...(first && { reference: first }), ...(reason && { note: reason }) }
    },
  },
  form: async (values, read: Read, at) => {
    const found = await foundIn(values, read, at)
    return reportWrong(found, at) ?? withdrawForm(found)
  },
  keepsBack: (values, read, actor) => keepsBack(values, read, actor),
  load: async (input, read: Read, at): Promise<State> => loadReport(input.reference, read, at),
  decide: (input, { found, asked, pieces }, at): Decision<CommitmentFact> =>
    found
      ? reported({ found, asked, pieces }, { progress: 'withdrawn', note: input.note }, at)
      : decline(unknown(input.reference)),
})

/** The confirmed commitment of a typed reference, as the actor sees it. */
export async function foundBy(typed: string, read: Read, at: LookedAt): Promise<Named<Confirmed> | undefined> {
  const commitment = await numbered(typed, read)
  return commitment?.status === 'confirmed' ? seenNamed(await named(commitment, read, lookOf(at)), at.actor) : undefined
}

/** The same, locked until the transaction ends: for deciding about it. */
export async function lockedBy(typed: string, read: Read, at: LookedAt): Promise<Named<Confirmed> | undefined> {
  const commitment = await numbered(typed, read)
  return commitment && lockedById(commitment.id, read, at)
}

export async function lockedById(id: CommitmentId, read: Read, at: LookedAt): Promise<Named<Confirmed> | undefined> {
  const found = await seenById(id, read, at)
  return found?.commitment.status === 'confirmed' ? { ...found, commitment: found.commitment } : undefined
}

function numbered(typed: string, read: Read): Promise<Commitment | undefined> {
  return read.commitments.byNumber(Number(reference.exec(typed)?.[1] ?? 0))
}

export async function foundIn(
  values: Record<string, string>,
  read: Read,
  at: LookedAt,
): Promise<Named<Confirmed> | undefined> {
  const typed = Reference.safeParse(values.reference)
  return typed.success ? foundBy(typed.data, read, at) : undefined
}

export function speaksFor(actor: Actor, { commitment }: Named<Confirmed>): boolean {
  return proposingSeats(actor).some((seat) => seat.organisation === commitment.organisation)
}

/** Why somebody may not speak for its owner. */
export function reportWrong(found: Named<Confirmed> | undefined, { actor }: At): Refusal | undefined {
  if (!found) return undefined
  const { commitment, owner } = found
  if (commitment.ownerLeftAt !== null) {
    return refuse('owner-left', { reference: commitmentReference(commitment), owner: owner.short })
  }
  return speaksFor(actor, found) ? undefined : refuse('not-yours', { role: mayReport.says })
}

function unknown(typed: string): Refusal {
  return refuse('not-found', { reference: typed.toUpperCase() }, { field: 'reference' })
}

async function loadReport(typed: string, read: Read, at: LookedAt): Promise<State> {
  const found = await lockedBy(typed, read, at)
  if (!found) return { found, asked: undefined, pieces: 0 }
  const { id } = found.commitment
  return {
    found,
    asked: await read.requests.waiting({ kind: 'commitment', id }, 'update'),
    pieces: await read.evidence.countOf({ kind: 'commitment', id }),
  }
}

type Report = { progress: Progress; outlook?: Outlook | null | undefined; note: string }

/** The same again, with nothing new to say, changes nothing, unless it was asked for. Where an organisation keeps its text to itself, so it does with its reasons. */
function reported(
  { found, asked, pieces }: State & { found: Named<Confirmed> },
  { progress, outlook = null, note: typed }: Report,
  at: At,
): Decision<CommitmentFact> {
  if (at.actor.kind !== 'person') throw new Error('only people report')
  const wrong = reportWrong(found, at)
  if (wrong) return decline(wrong)
  const { commitment } = found
  const { person: reportedBy, name: reporter } = at.actor
  const isAsked = asked !== undefined
  const fact = reportOn(commitment, { progress, outlook, note: typed }, { pieces, isAsked, reportedBy })
  if (fact === undefined) return accept([], { says: recordedCard(found, false) })
  if (isRefusal(fact)) return decline(fact)
  const progressAt = at.now.toString({ fractionalSecondDigits: 3 })
  const updated: Confirmed = { ...commitment, progress, outlook, progressNote: fact.sealed.note || null, progressAt }
  const after = { ...found, commitment: updated, reporter }
  return accept([fact], {
    organisation: commitment.organisation,
    says: recordedCard(after, true, keepsText(commitment) && typed !== ''),
    effects: asked && asked.askedBy !== reportedBy ? [tellAsker(after, asked)] : [],
    refresh: [{ kind: 'commitment', id: commitment.id }, ...answered(commitment)],
  })
}

type Reported = Extract<CommitmentFact, { type: 'progress-reported' }>

/** What a report states of its commitment, or what is wrong with it; undefined where it says nothing new. An outlook that is not said is left out. */
export function reportOn(
  commitment: Confirmed,
  { progress, outlook = null, note: typed }: Report,
  { pieces, isAsked, reportedBy }: { pieces: number; isAsked: boolean; reportedBy: PersonId },
): Reported | Refusal | undefined {
  const isKept = keepsText(commitment)
  const note = isKept ? '' : typed
  const isSame = commitment.progress === progress && commitment.outlook === outlook
  const isRepeat = isSame && commitment.progressAt !== null && !isAsked
  if (isRepeat && (note === '' || note === commitment.progressNote)) return undefined
  const why = note === '' && !isKept ? reasonNeeded(commitment, progress) : undefined
  if (why) return why
  if (progress === 'complete' && pieces === 0)
    return refuse('complete-without-evidence', { reference: commitmentReference(commitment) }, { field: 'progress' })
  const said = { progress, ...(outlook && { outlook }) }
  return { type: 'progress-reported', commitment: commitment.id, ...said, reportedBy, sealed: { note } }
}

/** Whoever asked sees it as it leaves its owner. */
function tellAsker(found: Named<Confirmed>, { askedBy }: Request): Effect {
  const { named, release } = asLeaves({ ...found, recommendations: [] })
  const about: About[] = [{ subject: { kind: 'commitment', id: found.commitment.id }, as: release }]
  return { kind: 'tell', person: askedBy, card: answeredCard(named), about }
}

const keepsBack: KeepsBack<Read> = async (values, read, actor) => {
  const typed = Reference.safeParse(values.reference)
  const found = typed.success ? await numbered(typed.data, read) : undefined
  return found && maySee(actor, found) && keepsText(found) ? ['note'] : []
}

function reasonNeeded({ number, progress: was }: Confirmed, progress: Progress): Refusal | undefined {
  if (!isBackwards(was, progress)) return undefined
  const data = { reference: commitmentReference({ number }), was: progressText(was), progress: progressText(progress) }
  return refuse('reason-needed', data, { field: 'note' })
}
