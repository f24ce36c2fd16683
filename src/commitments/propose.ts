/** Writing a commitment down, and changing it while it is a proposal. */

import { z } from 'zod'
import type { Consortium, Organisation } from '#src/consortium/consortium.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { proposer, proposingSeats, type Seat, signingRole } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { CommitmentId, GroupId, OrganisationId } from '#src/core/id.ts'
import { QuoteArg } from '#src/core/quote.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import { type At, changing, type FormShape, type Typed } from '#src/core/use-case.ts'
import { optional, sure, takeLast, written } from '#src/core/words.ts'
import { recommendationReference } from '#src/recommendations/recommendation.ts'
import { type Commitment, type CommitmentFact, longestText, type Quotation } from './commitment.ts'
import { aboutOf, confirmation } from './confirm.ts'
import { authorOrSignatory, type Context, mayReword, type Promised, promisedOf } from './decide.ts'
import { quotedFact, type Source, sourceIn, sourceOf } from './quotation.ts'
import { choicesOf, contextOf, type Read, seenById } from './read.ts'
import { commitmentForm, type Named, previewCard, proposalCard, proposedCard, quoteSpans } from './views.ts'

const Written = z.object({
  text: written(longestText, 'Write what your organisation will do.'),
  due: written(100, 'Write the day by which it will be done.'),
  recommendation: optional(z.string().trim().max(40, 'Write it like R-4.2, or leave it empty.')),
  group: optional(GroupId),
  sure,
})

const typed: Typed = {
  word: 'commit',
  button: 'Log commitment',
  usage: 'commit WHAT by DAY for RECOMMENDATION',
  examples: [
    'commit Publish our evaluation results by 15 December for R-4.2',
    'commit Nominate two experts by end of March',
  ],
  read: (rest) => {
    const answers = /^(.*?)\s+for\s+(R-?[\d.]+\S*)\s*$/is.exec(rest)
    const answersFirst = /^(.*?)\s+for\s+(R-?\d[\d.]*)(\s+by\s+.*)$/is.exec(rest)
    const bare = answers?.[1] ?? (answersFirst ? `${answersFirst[1]}${answersFirst[3]}` : rest)
    const { before, after } = takeLast(bare, 'by')
    const recommendation = answers?.[2] ?? answersFirst?.[2]
    return {
      ...(before && { text: before }),
      ...(after !== undefined && { due: after }),
      ...(recommendation && { recommendation }),
    }
  },
}

type State = {
  context: Context
  consortium: Consortium
  owner: Organisation | undefined
  signatories: Signatory[]
  number: number
  policy: ReleasePolicy
  /** The message that the shortcut was used on. */
  source: Source | Refusal | undefined
}
type Signatory = Awaited<ReturnType<ConsortiumReader['signatories']>>[number]

export const logCommitment = changing('log-commitment', {
  input: Written.extend({ organisation: optional(OrganisationId), quote: optional(QuoteArg) }),
  says: 'Log what your organisation will do, and by when',
  may: proposer,
  typed,
  form: async (values, read: Read, at) => {
    const choices = await choicesOf(read, at)
    const source = await sourceIn(values.quote, read)
    if (source && 'code' in source) return source
    const form = commitmentForm('Log a commitment', choices, choices.values)
    return source ? startedFrom(source, form, values, at) : form
  },
  load: async (input, read, at): Promise<State> => {
    const { organisation, group, recommendation } = input
    const context = await contextOf({ organisation, group, recommendation }, read, at)
    const { seat } = context
    const signs = seat !== undefined && signingRole(at.actor, seat.organisation) !== undefined
    return {
      context,
      consortium: await read.consortium.consortium(),
      owner: seat && (await read.consortium.organisation(seat.organisation)),
      signatories: seat ? await read.consortium.signatories(seat.organisation) : [],
      number: input.sure && signs ? await read.commitments.nextNumber() : 0,
      policy: seat ? await read.consortium.release(seat.organisation) : {},
      source: input.quote && (await sourceOf(input.quote, read)),
    }
  },
  decide: (input, state, at): Decision<CommitmentFact> => {
    if (state.source && 'code' in state.source) return decline(state.source)
    const promised = promisedOf({ ...input, recommendation: input.recommendation }, state.context, at.now)
    if (Array.isArray(promised)) return declineAll(promised)
    const signs = signingRole(at.actor, promised.seat.organisation) !== undefined
    const quotation = quotedBy(state.source, [promised.seat])
    if (!input.sure) return ask(previewCard(promised, signs, { use: 'log-commitment', form: at.draft }, quotation))
    const proposed = proposalOf(promised, state, quotation, at)
    if (signs) return confirmation(proposed.named, state.number, at, proposed.facts)
    return accept(proposed.facts, {
      organisation: promised.seat.organisation,
      says: proposedCard(proposed.named),
      effects: tellSignatories(proposed.named, state.signatories),
    })
  },
})

export const rewordProposal = changing('reword-proposal', {
  input: Written.extend({ commitment: CommitmentId }),
  says: 'Change a proposal',
  may: authorOrSignatory(({ found }: { found: Named | undefined; context: Context }) => found?.commitment),
  form: async (values, read: Read, at) => {
    const id = CommitmentId.safeParse(values.commitment)
    const found = id.success ? await seenById(id.data, read, at.actor) : undefined
    if (!found || !mayReword(at.actor, found.commitment)) return refuse('not-found', { reference: 'such proposal' })
    const choices = await choicesOf(read, at)
    const before = standing(found.commitment, found)
    const shape = commitmentForm('Change a proposal', { ...choices, organisations: [] }, before)
    return withQuote(shape, found.quotation, found.owner.zone)
  },
  load: async (input, read, at) => {
    const found = await seenById(input.commitment, read, at.actor)
    const { recommendation } = input
    const organisation = found?.commitment.organisation
    const group = input.group ?? found?.commitment.group
    const context = await contextOf({ organisation, group, recommendation }, read, at)
    return { found, context }
  },
  decide: (input, { found, context }, at): Decision<CommitmentFact> => {
    if (!found) return decline(refuse('not-found', { reference: 'such proposal' }))
    const { commitment } = found
    if (commitment.status !== 'proposed') return decline(refuse('proposal-settled', { reference: 'This proposal' }))
    const promised = promisedOf({ ...input, recommendation: input.recommendation }, context, at.now)
    if (Array.isArray(promised)) return declineAll(promised)
    const signs = signingRole(at.actor, commitment.organisation) !== undefined
    if (!input.sure) {
      return ask(previewCard(promised, false, { use: 'reword-proposal', form: at.draft }, found.quotation))
    }
    const changed: Commitment = { ...commitment, ...wordsOf(promised) }
    const after = { ...found, commitment: changed, group: promised.group, recommendation: promised.recommendation }
    return accept([rewordedFact(changed)], {
      organisation: commitment.organisation,
      says: proposalCard(after, { signs, mayReword: true }),
    })
  },
})

/** One's own organisation's words become the text, whole; another's are quoted beside an empty one. */
function startedFrom(source: Source, form: FormShape, values: Record<string, string>, at: At): FormShape {
  const seats = proposingSeats(at.actor)
  const quotation = quotedBy(source, seats)
  if (quotation) return withQuote(form, quotation, seats[0]?.zone ?? 'UTC')
  const { text } = source.quotation
  const [wrong] = values.text === undefined ? (Written.shape.text.safeParse(text).error?.issues ?? []) : []
  const problems = wrong ? [{ field: 'text', says: wrong.message }] : []
  return { ...form, values: { ...form.values, text }, problems }
}

function withQuote(form: FormShape, quotation: Quotation | undefined, zone: string): FormShape {
  return quotation ? { ...form, note: [...quoteSpans(quotation, zone), '\n', ...(form.note ?? [])] } : form
}

/** What is quoted, unless one of these organisations' own people said it. */
function quotedBy(source: Source | undefined, seats: Seat[]): Quotation | undefined {
  const own = seats.some((seat) => source?.organisations.includes(seat.organisation))
  return own ? undefined : source?.quotation
}

function declineAll([first, ...also]: Refusal[]): Decision<never> {
  return decline(present(first, 'a refusal'), also)
}

function wordsOf(promised: Promised) {
  return {
    text: promised.text,
    due: promised.due.toString(),
    group: promised.group.id,
    recommendation: promised.recommendation?.id ?? null,
  }
}

function proposalOf(
  promised: Promised,
  state: State,
  quotation: Quotation | undefined,
  at: At,
): { facts: CommitmentFact[]; named: Named } {
  if (at.actor.kind !== 'person') throw new Error('only people propose')
  const { person, name } = at.actor
  const owner = present(state.owner, 'the owner')
  const kept = {
    ...wordsOf(promised),
    organisation: owner.id,
    label: state.consortium.label,
    recipients: [],
    proposedBy: person,
  }
  const id = at.newId('com')
  const { text, ...plain } = kept
  return {
    facts: [
      { type: 'commitment-proposed', commitment: id, ...plain, sealed: { text } },
      ...(quotation ? [quotedFact(id, quotation)] : []),
    ],
    named: {
      commitment: { status: 'proposed', id, ...kept, policy: state.policy },
      owner,
      group: promised.group,
      recommendation: promised.recommendation,
      proposer: name,
      quotation,
    },
  }
}

function rewordedFact(commitment: Commitment): CommitmentFact {
  const { id, group, recommendation, due, label, recipients, text } = commitment
  const plain = { group, recommendation, due, label, recipients }
  return { type: 'commitment-reworded', commitment: id, ...plain, sealed: { text } }
}

function tellSignatories(proposal: Named, signatories: State['signatories']): Effect[] {
  const card = proposalCard(proposal, { signs: true, mayReword: true })
  const about = aboutOf(proposal)
  return signatories.map(({ person }) => ({ kind: 'tell', person, card, about }))
}

/** The form starts from what stands. */
function standing(commitment: Commitment, found: Named): Record<string, string> {
  return {
    text: commitment.text,
    due: commitment.due,
    group: commitment.group,
    recommendation: found.recommendation ? recommendationReference(found.recommendation) : '',
  }
}
