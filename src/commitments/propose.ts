/** Writing a commitment down, and changing it while it is a proposal. */

import type { Organisation } from '#src/consortium/consortium.ts'
import { labelFields, nameableIn } from '#src/consortium/labelling.ts'
import { isKeptBack, type Marking, markingIn, markNotes } from '#src/consortium/marking.ts'
import { releaseLines } from '#src/consortium/reach.ts'
import { type Actor, proposer, proposingSeats, signingRole } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Refusal } from '#src/core/refusal.ts'
import { type At, changing, type FormShape, type Typed } from '#src/core/use-case.ts'
import { takeLast } from '#src/core/words.ts'
import { type Against, type Checked, checkedOf, Logged, quotedBy, Written } from './check.ts'
import { type Commitment, type CommitmentFact, commitmentItem, type Quotation } from './commitment.ts'
import { aboutOf, confirmation, forOthers } from './confirm.ts'
import type { Promised } from './decide.ts'
import { commitmentForm, previewCard, proposedCard } from './propose-views.ts'
import { quotedFact, type Source, sourceIn, sourceOf } from './quotation.ts'
import { choicesOf, contextOf, type Read } from './read.ts'
import { detailFields, kindIn } from './terms.ts'
import { type Named, proposalCard, quoteSpans } from './views.ts'

/** `R-4.2, R-1.1 and R-2`. */
const reference = 'R-?[A-Z]{0,2}\\d[\\d.]*'
const references = `${reference}(?:\\s*(?:,|;|&|\\s)\\s*(?:and\\s+)?${reference})*`

const typed: Typed = {
  word: 'commit',
  button: 'Log commitment',
  usage: 'commit [KIND:] WHAT by DAY for RECOMMENDATIONS',
  examples: [
    'commit Publish our evaluation results by 15 December for R-4.2',
    'commit talent: Lend two experts by end of March',
  ],
  read: (rest) => {
    const answers = new RegExp(`^(.*?)\\s+for\\s+(${references}\\S*)\\s*$`, 'is').exec(rest)
    const answersFirst = new RegExp(`^(.*?)\\s+for\\s+(${references})(\\s+by\\s+.*)$`, 'is').exec(rest)
    const bare = answers?.[1] ?? (answersFirst ? `${answersFirst[1]}${answersFirst[3]}` : rest)
    const { before, after } = takeLast(bare, 'by')
    const recommendations = answers?.[2] ?? answersFirst?.[2]
    const { kind, words } = kindIn(before)
    return {
      ...(words && { text: words }),
      ...(kind && { kind }),
      ...(after !== undefined && { due: after }),
      ...(recommendations && { recommendations }),
    }
  },
}

type State = Omit<Against, 'source'> & {
  owner: Organisation | undefined
  number: number
  source: Source | Refusal | undefined
}

export const logCommitment = changing('log-commitment', {
  input: Logged,
  says: 'Log what your organisation will do, and by when',
  may: proposer,
  typed,
  form: async (values, read: Read, at) => {
    const choices = await choicesOf(read, at)
    const source = await sourceIn(values.quote, read)
    if (source && 'code' in source) return source
    const nameable = await nameableIn(read, at.now)
    const start = { ...choices.values, label: nameable.consortium.label }
    const [only] = choices.organisations.length === 1 ? proposingSeats(at.actor) : []
    const marks = labelFields(nameable, only?.organisation)
    const isKept = await isKeptBack(read, organisationsIn(values, at.actor), values.label)
    const form = commitmentForm('Log a commitment', { ...choices, marks, isKept, kind: values.kind }, start)
    return source ? startedFrom(source, form, values, at) : form
  },
  keepsBack: async (values, read, actor) =>
    (await isKeptBack(read, organisationsIn(values, actor), values.label)) ? ['text', 'quote', ...detailFields] : [],
  load: async (input, read, at): Promise<State> => {
    const { organisation, group, recommendations } = input
    const context = await contextOf({ organisation, group, recommendations }, read, at)
    const { seat } = context
    const signs = seat !== undefined && signingRole(at.actor, seat.organisation) !== undefined
    return {
      context,
      owner: seat && (await read.consortium.organisation(seat.organisation)),
      signatories: seat ? await read.consortium.signatories(seat.organisation) : [],
      number: input.sure && signs ? await read.commitments.nextNumber() : 0,
      marking: await markingIn(read, seat?.organisation, at),
      source: input.quote && (await sourceOf(input.quote, read)),
      releases: input.quote ? await read.consortium.releases() : new Map(),
    }
  },
  decide: (input, state, at): Decision<CommitmentFact> => {
    const { source } = state
    if (source && 'code' in source) return decline(source)
    const checked = checkedOf(input, { ...state, source }, at)
    if (Array.isArray(checked)) return declineAll(checked)
    const { promised, mark, quotation } = checked
    const signs = signingRole(at.actor, promised.seat.organisation) !== undefined
    const proposed = proposalOf(checked, state, at)
    if (!input.sure) {
      const lines = [...markNotes(mark, promised.seat.name), ...releaseOf(proposed.named, state.marking, at)]
      const kept = { use: 'log-commitment', form: at.draft }
      return ask(previewCard({ promised, signs, quotation, label: mark.label, lines }, kept))
    }
    if (signs)
      return confirmation(proposed.named, { number: state.number, around: state.marking.around }, at, proposed.facts)
    return accept(proposed.facts, {
      organisation: promised.seat.organisation,
      says: proposedCard(proposed.named),
      effects: tellSignatories(proposed.named, state, at),
    })
  },
})

/** For whom it may be, before that is chosen. */
function organisationsIn(values: Record<string, string>, actor: Actor): OrganisationId[] {
  const all = proposingSeats(actor).map(({ organisation }) => organisation)
  const chosen = all.filter((one) => one === values.organisation)
  return chosen.length > 0 ? chosen : all
}

/** Where it is stored and which places will show it. */
export function releaseOf(
  { commitment, group }: Named,
  { around }: Pick<Marking, 'around'>,
  { hosting }: At,
): string[] {
  return releaseLines(commitmentItem(commitment), group.places, around, hosting)
}

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

export function withQuote(form: FormShape, quotation: Quotation | undefined, zone: string): FormShape {
  return quotation ? { ...form, note: [...quoteSpans(quotation, zone), '\n', ...(form.note ?? [])] } : form
}

export function declineAll([first, ...also]: Refusal[]): Decision<never> {
  return decline(present(first, 'a refusal'), also)
}

/** What of a promise stands in the register as a hash. */
export function sealedWords({ text, details }: Pick<Commitment, 'text' | 'details'>) {
  return { text, ...(details && { details: JSON.stringify(details) }) }
}

export function wordsOf(promised: Promised) {
  return {
    text: promised.text,
    due: promised.due.toString(),
    group: promised.group.id,
    recommendations: promised.recommendations.map(({ id }) => id),
    ...promised.terms,
  }
}

function proposalOf(
  { promised, mark, quotation }: Checked,
  state: State,
  at: At,
): { facts: CommitmentFact[]; named: Named } {
  if (at.actor.kind !== 'person') throw new Error('only people propose')
  const { person, name } = at.actor
  const owner = present(state.owner, 'the owner')
  const kept = {
    ...wordsOf(promised),
    organisation: owner.id,
    label: mark.label,
    recipients: mark.recipients,
    proposedBy: person,
  }
  const id = at.newId('com')
  const { text, details, ...plain } = kept
  return {
    facts: [
      { type: 'commitment-proposed', commitment: id, ...plain, sealed: sealedWords({ text, details }) },
      ...(quotation ? [quotedFact(id, quotation)] : []),
    ],
    named: {
      commitment: {
        status: 'proposed',
        id,
        ...kept,
        originalDue: kept.due,
        revision: 1,
        contact: null,
        policy: state.marking.policy,
      },
      owner,
      group: promised.group,
      recommendations: promised.recommendations,
      proposer: name,
      quotation,
      found: null,
    },
  }
}

function tellSignatories(proposal: Named, { signatories, marking }: State, at: At): Effect[] {
  const told = forOthers(proposal)
  const release = releaseOf(told, marking, at)
  const card = proposalCard(told, { signs: true, mayReword: true, release })
  const about = aboutOf(told)
  const { label, recipients } = proposal.commitment
  const asked = signatories.filter(({ person }) => label !== 'TLP:RED' || recipients.includes(person))
  return asked.map(({ person }) => ({ kind: 'tell', person, card, about }))
}
