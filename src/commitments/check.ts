/** What is written down as a commitment, and everything that can be wrong with it. */
import { z } from 'zod'
import { LabelInput } from '#src/consortium/labelling.ts'
import { type Marked, type Marking, marked } from '#src/consortium/marking.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, proposingSeats, type Seat, signingRole } from '#src/core/access.ts'
import { GroupId, OrganisationId } from '#src/core/id.ts'
import { QuoteArg } from '#src/core/quote.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import type { At } from '#src/core/use-case.ts'
import { optional, sure, written } from '#src/core/words.ts'
import { longestText, type Quotation } from './commitment.ts'
import { type Context, type Promised, promisedOf } from './decide.ts'
import type { Terms } from './kind.ts'
import type { Source } from './quotation.ts'
import { TermsInput, termsOf } from './terms.ts'

const emptyText = 'Write what your organisation will do.'

export const Written = z.object({
  /** Left out only where the organisation keeps its text to itself. */
  text: optional(written(longestText, emptyText)),
  ...LabelInput,
  due: written(100, 'Write the day by which it will be done.'),
  ...TermsInput,
  recommendations: optional(written(200, 'Write them like R-4.2, or leave it empty.')),
  group: optional(GroupId),
  sure,
})

export const Logged = Written.extend({ organisation: optional(OrganisationId), quote: optional(QuoteArg) })

export type Checked = { promised: Promised; mark: Marked; quotation: Quotation | undefined }

/** What a promise is checked against. */
export type Against = {
  context: Context
  marking: Marking
  signatories: Signatory[]
  /** The message that the shortcut was used on. */
  source: Source | undefined
  /** What the organisations let leave them whose people wrote it. */
  releases: ReadonlyMap<OrganisationId, ReleasePolicy>
}
export type Signatory = Awaited<ReturnType<ConsortiumReader['signatories']>>[number]

/** Everything that is wrong at once, or the promise as it can be stored. */
export function checkedOf(input: z.output<typeof Logged>, against: Against, at: At): Checked | Refusal[] {
  const { context, marking, source, signatories } = against
  const { seat } = context
  const { actor } = at
  const by = {
    source: seat ? { id: seat.organisation, name: seat.name } : null,
    author: actor.kind === 'person' ? actor.person : null,
  }
  const quotation = quotedBy(source, seat ? [seat] : proposingSeats(actor))
  // What the shortcut was used on in a channel, others have read there.
  const quoted = at.here ? source?.quotation.text : undefined
  const heard = at.overheard.text ?? quoted
  const mark = marked(input, marking, by, { words: quotation && quoted ? quoted : (input.text ?? ''), heard })
  const text = !Array.isArray(mark) && mark.release === 'reference' ? '' : (input.text ?? '')
  const terms = termsFor(input, mark)
  const promised = promisedOf({ ...input, text, terms }, context, at.now)
  const wrong = [
    ...(Array.isArray(promised) ? promised : []),
    ...(Array.isArray(mark)
      ? mark
      : [...textWrong(mark, text), ...quoteWrong(mark, quotation && source, against.releases)]),
    ...(Array.isArray(mark) || !seat ? [] : confirmWrong(mark, seat, signatories, actor)),
  ]
  if (wrong.length > 0 || Array.isArray(promised) || Array.isArray(mark)) return wrong
  return { promised, mark, quotation: mark.release === 'full' ? quotation : undefined }
}

/** Of an organisation that keeps its words to itself the kind alone. */
export function termsFor(input: z.output<typeof Written>, mark: Marked | Refusal[]): Terms | Refusal[] {
  const isKept = !Array.isArray(mark) && mark.release === 'reference'
  return isKept ? { kind: input.kind ?? 'other', details: null } : termsOf(input)
}

export function textWrong({ release }: Marked, text: string): Refusal[] {
  return release === 'full' && text === '' ? [refuse('text-needed', { what: emptyText }, { field: 'text' })] : []
}

/** Another organisation's words leave it as that organisation says. */
function quoteWrong(
  { label }: Marked,
  source: Source | undefined,
  releases: ReadonlyMap<OrganisationId, ReleasePolicy>,
): Refusal[] {
  const keeps = source?.organisations.some((one) => whatLeaves(releases.get(one) ?? {}, { label }) !== 'full')
  return keeps && source
    ? [refuse('quote-kept', { organisation: source.quotation.author, label }, { field: 'label' })]
    : []
}

/** Of TLP:RED somebody who is named has to be able to confirm it. */
function confirmWrong({ label, recipients }: Marked, seat: Seat, signatories: Signatory[], actor: Actor): Refusal[] {
  if (label !== 'TLP:RED' || signingRole(actor, seat.organisation) !== undefined) return []
  return signatories.some(({ person }) => recipients.includes(person))
    ? []
    : [refuse('nobody-confirms', { organisation: seat.name, label }, { field: 'people' })]
}

/** What is quoted, unless one of these organisations' own people said it. */
export function quotedBy(source: Source | undefined, seats: Seat[]): Quotation | undefined {
  const own = seats.some((seat) => source?.organisations.includes(seat.organisation))
  return own ? undefined : source?.quotation
}
