/** What becomes of a commitment: its owner says how far it is. Nothing is final: what was done can be undone, with a reason. */

import { z } from 'zod'
import { type Actor, grants, type May, proposingRoles, proposingSeats } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { About, Effect } from '#src/core/effect.ts'
import type { CommitmentId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { whatLeaves } from '#src/core/sharing.ts'
import { type At, changing, type KeepsBack, type Typed } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { longestNote, Progress, progressSteps, progressText } from '#src/recommendations/axes.ts'
import { answeredCard } from './ask-views.ts'
import type { UpdateRequest } from './asking.ts'
import { type Commitment, type CommitmentFact, commitmentReference } from './commitment.ts'
import { answered } from './confirm.ts'
import { progressForm, recordedCard, withdrawForm } from './progress-views.ts'
import { asLeaves, named, type Read, seenById, seenNamed } from './read.ts'
import type { Confirmed, Named } from './views.ts'

/** `C-12`, as typed. */
const reference = /^c-?(\d{1,9})$/i
export const Reference = z
  .string('Write the commitment like C-12.')
  .trim()
  .regex(reference, 'Write the commitment like C-12.')

const words = Progress.options.map(progressText)
const fiveWords = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
/** `Not started` and `not-started` are one word. */
const TypedProgress = z.preprocess(
  (typed) => (typeof typed === 'string' ? typed.trim().toLowerCase().replace(/\s+/g, '-') : typed),
  z.enum(Progress.options, {
    error: ({ input }) =>
      typeof input === 'string' && input !== ''
        ? `“${input.slice(0, 40)}” is not one of the words for progress: ${fiveWords}.`
        : `Say how far it is: ${fiveWords}.`,
  }),
)

type State = { found: Named<Confirmed> | undefined; asked: UpdateRequest | undefined }

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
    note: optional(written(longestNote, 'Write a note.')),
  }),
  says: 'Report how far a commitment is',
  may: mayReport,
  typed: {
    word: 'update',
    usage: 'update C-12 PROGRESS NOTE',
    examples: ['update C-12 substantial Draft sent to reviewers', 'update C-12 not started'],
    read: readUpdate,
  },
  form: async (values, read: Read, at) => {
    const found = await foundIn(values, read, at.actor)
    return reportWrong(found, at) ?? progressForm(found)
  },
  keepsBack: (values, read, actor) => keepsBack(values, read, actor),
  load: async (input, read: Read, { actor }): Promise<State> => loadReport(input.reference, read, actor),
  decide: (input, { found, asked }, at): Decision<CommitmentFact> =>
    found ? reported({ ...found, asked }, input.progress, input.note ?? '', at) : decline(unknown(input.reference)),
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
    const found = await foundIn(values, read, at.actor)
    return reportWrong(found, at) ?? withdrawForm(found)
  },
  keepsBack: (values, read, actor) => keepsBack(values, read, actor),
  load: async (input, read: Read, { actor }): Promise<State> => loadReport(input.reference, read, actor),
  decide: (input, { found, asked }, at): Decision<CommitmentFact> =>
    found ? reported({ ...found, asked }, 'withdrawn', input.note, at) : decline(unknown(input.reference)),
})

/** A word that is not one of the five stays with the rest as the note, so that nothing typed is lost. */
function readUpdate(rest: string): ReturnType<Typed['read']> {
  const [, first, tail = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? []
  if (!first) return {}
  const known =
    /^(not[\s-]+started|limited|substantial|complete|withdrawn)(?![\p{L}\p{N}-])[\s:,;.–—-]*([\s\S]*)$/iu.exec(tail)
  const progress = known?.[1] ?? /^\S+/.exec(tail)?.[0]
  const note = known ? known[2] : tail
  return { reference: first, ...(progress && { progress }), ...(progress && note && { note }) }
}

/** The confirmed commitment of a typed reference, as the actor sees it. */
export async function foundBy(typed: string, read: Read, actor: Actor): Promise<Named<Confirmed> | undefined> {
  const commitment = await numbered(typed, read)
  return commitment?.status === 'confirmed' ? seenNamed(await named(commitment, read), actor) : undefined
}

/** The same, locked until the transaction ends: for deciding about it. */
export async function lockedBy(typed: string, read: Read, actor: Actor): Promise<Named<Confirmed> | undefined> {
  const commitment = await numbered(typed, read)
  return commitment && lockedById(commitment.id, read, actor)
}

export async function lockedById(id: CommitmentId, read: Read, actor: Actor): Promise<Named<Confirmed> | undefined> {
  const found = await seenById(id, read, actor)
  return found?.commitment.status === 'confirmed' ? { ...found, commitment: found.commitment } : undefined
}

function numbered(typed: string, read: Read): Promise<Commitment | undefined> {
  return read.commitments.byNumber(Number(reference.exec(typed)?.[1] ?? 0))
}

async function foundIn(
  values: Record<string, string>,
  read: Read,
  actor: Actor,
): Promise<Named<Confirmed> | undefined> {
  const typed = Reference.safeParse(values.reference)
  return typed.success ? foundBy(typed.data, read, actor) : undefined
}

function speaksFor(actor: Actor, { commitment }: Named<Confirmed>): boolean {
  return proposingSeats(actor).some((seat) => seat.organisation === commitment.organisation)
}

function reportWrong(found: Named<Confirmed> | undefined, { actor }: At): Refusal | undefined {
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

async function loadReport(typed: string, read: Read, actor: Actor): Promise<State> {
  const found = await lockedBy(typed, read, actor)
  return { found, asked: found && (await read.commitments.asked(found.commitment.id)) }
}

/** The same again, with nothing new to say, changes nothing, unless it was asked for. Where an organisation keeps its text to itself, so it does with its reasons. */
function reported(
  { asked, ...found }: Named<Confirmed> & Pick<State, 'asked'>,
  progress: Progress,
  typed: string,
  at: At,
): Decision<CommitmentFact> {
  if (at.actor.kind !== 'person') throw new Error('only people report')
  const wrong = reportWrong(found, at)
  if (wrong) return decline(wrong)
  const { commitment } = found
  const isKept = keepsText(commitment)
  const note = isKept ? '' : typed
  const isRepeat = commitment.progress === progress && commitment.progressAt !== null && !asked
  if (isRepeat && (note === '' || note === commitment.progressNote)) {
    return accept([], { says: recordedCard(found, false) })
  }
  const why = note === '' && !isKept ? reasonNeeded(commitment, progress) : undefined
  if (why) return decline(why)
  const progressAt = at.now.toString({ fractionalSecondDigits: 3 })
  const updated: Confirmed = { ...commitment, progress, progressNote: note || null, progressAt }
  const { person: reportedBy, name: reporter } = at.actor
  const after = { ...found, commitment: updated, reporter }
  return accept([{ type: 'progress-reported', commitment: commitment.id, progress, reportedBy, sealed: { note } }], {
    organisation: commitment.organisation,
    says: recordedCard(after, true, isKept && typed !== ''),
    effects: asked && asked.askedBy !== reportedBy ? [tellAsker(after, asked)] : [],
    refresh: [{ kind: 'commitment', id: commitment.id }, ...answered(commitment)],
  })
}

/** Whoever asked sees it as it leaves its owner. */
function tellAsker(found: Named<Confirmed>, { askedBy }: UpdateRequest): Effect {
  const { named, release } = asLeaves({ ...found, recommendations: [] })
  const about: About[] = [{ subject: { kind: 'commitment', id: found.commitment.id }, as: release }]
  return { kind: 'tell', person: askedBy, card: answeredCard(named), about }
}

function keepsText({ policy, label }: Confirmed): boolean {
  return whatLeaves(policy, { label }) !== 'full'
}

const keepsBack: KeepsBack<Read> = async (values, read, actor) => {
  const found = await foundIn(values, read, actor)
  return found && keepsText(found.commitment) ? ['note'] : []
}

/** To withdraw, to take back a withdrawal and to go backwards take a reason. */
function reasonNeeded({ number, progress: was }: Confirmed, progress: Progress): Refusal | undefined {
  const isBackwards = progress === 'withdrawn' || was === 'withdrawn' || progressSteps[progress] < progressSteps[was]
  if (!isBackwards || progress === was) return undefined
  const data = { reference: commitmentReference({ number }), was: progressText(was), progress: progressText(progress) }
  return refuse('reason-needed', data, { field: 'note' })
}
