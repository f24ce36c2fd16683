/** Writing a comment on a draft: an expert's waits for the head delegate, who makes it the organisation's. */
import { z } from 'zod'
import { type Source, sourceIn, sourceOf } from '#src/commitments/quotation.ts'
import type { Organisation } from '#src/consortium/consortium.ts'
import { isHeard } from '#src/consortium/labelling.ts'
import type { Group } from '#src/consortium/store.ts'
import { type Actor, proposer, proposingSeats, type Seat, signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { DraftCommentId, OrganisationId, PersonId } from '#src/core/id.ts'
import { QuoteArg } from '#src/core/quote.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, seenBy, whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { clauseOf } from './clause.ts'
import { type CommentFact, CommentType, codeOf, commentReference, longestComment, longestPlace } from './comment.ts'
import { toValidateCard, writeForm, writtenCard } from './comment-views.ts'
import { type Draft, draftItem, takesComments } from './draft.ts'
import { DraftReference, draftBy, draftUnknown, type Read, splitDraft, writingSeat } from './read.ts'

type State = {
  draft: Draft | undefined
  group: Group | undefined
  seat: Seat | undefined
  owner: Organisation | undefined
  policy: ReleasePolicy
  /** Who can make it the organisation's. */
  signatories: { person: PersonId }[]
  /** The next free one. */
  number: number
  /** The message that it begins with. */
  source: Source | Refusal | undefined
  /** What the organisations of whoever wrote that let leave them. */
  releases: ReadonlyMap<OrganisationId, ReleasePolicy>
}

const place = optional(z.string().trim().max(longestPlace, `Write at most ${longestPlace} characters.`))

export const writeComment = changing('write-comment', {
  input: z.object({
    reference: DraftReference,
    clause: place,
    paragraph: place,
    line: place,
    about: z.enum(CommentType.options, 'Choose general, technical or editorial.'),
    text: written(longestComment, 'Write your comment.'),
    proposed: optional(written(longestComment, 'Write the change that you propose.')),
    quote: optional(QuoteArg),
  }),
  says: 'Comment on a draft: clause, type, comment and proposed change',
  may: proposer,
  typed: {
    word: 'comment',
    button: 'Comment on draft',
    usage: 'comment D-3',
    examples: ['comment D-3', 'comment D-3 The term is not defined'],
    read: (rest) => {
      const split = splitDraft(rest)
      return split && { reference: split.reference, ...(split.rest && { text: split.rest }) }
    },
  },
  form: async (values, read: Read, at) => {
    const draft = await draftIn(values, read, at.actor)
    if (draft && !writingSeat(at.actor, await read.consortium.group(draft.group))) return outside(draft, undefined)
    const source = await sourceIn(values.quote, read)
    if (source && isRefusal(source)) return source
    const choices = draft || values.reference ? [] : await draftsToWriteOn(read, at)
    if (!draft && !values.reference && choices.length === 0) return refuse('no-draft-yet', {})
    return writeForm(draft, choices, values.text === undefined ? source?.quotation : undefined)
  },
  keepsBack: async (values, read, actor) => {
    const draft = await draftIn(values, read, actor)
    const seats = draft ? [writingSeat(actor, await read.consortium.group(draft.group))] : proposingSeats(actor)
    const releases = await read.consortium.releases()
    const label = draft?.label ?? 'TLP:RED'
    const keeps = seats.some((seat) => seat && whatLeaves(releases.get(seat.organisation) ?? {}, { label }) !== 'full')
    return keeps ? ['text', 'proposed', 'quote'] : []
  },
  load: async ({ reference, quote }, read: Read, { actor }): Promise<State> => {
    const draft = await draftBy(reference, read, actor)
    const group = draft && (await read.consortium.group(draft.group))
    const seat = writingSeat(actor, group)
    return {
      ...{ draft, group, seat },
      owner: seat && (await read.consortium.organisation(seat.organisation)),
      policy: seat ? await read.consortium.release(seat.organisation) : {},
      signatories: seat ? await read.consortium.signatories(seat.organisation) : [],
      number: draft && seat && isSigning(seat) ? await read.comments.nextNumber(draft.id) : 0,
      source: quote && (await sourceOf(quote, read)),
      releases: quote ? await read.consortium.releases() : new Map(),
    }
  },
  decide: (input, state, at): Decision<CommentFact> => {
    const { draft, seat } = state
    if (!draft) return decline(draftUnknown(input.reference))
    if (at.actor.kind !== 'person' || !seat) return decline(outside(draft, state.group))
    const { source } = state
    if (source && isRefusal(source)) return decline(source)
    const heard = at.overheard.text ?? (at.here ? source?.quotation.text : undefined)
    const wrong =
      keptBack(draft, seat, state, { words: input.text, heard }) ?? quoteWrong(draft, seat, input.text, state)
    if (wrong) return decline(wrong)
    const id = at.newId('cmt')
    const late = !takesComments(draft, at.now)
    const { paragraph = '', line = '', text, proposed = '', about } = input
    const words = { clause: clauseOf(input.clause ?? ''), paragraph, line, text, proposed }
    const by = { author: at.actor.person, recordedBy: null, file: null, row: null, flags: [], late }
    const plain = { comment: id, draft: draft.id, organisation: seat.organisation, commentType: about }
    const fact: CommentFact = { type: 'comment-written', ...plain, ...by, sealed: { ...words, raw: '' } }
    const reference = isSigning(seat) ? commentReference({ code: codeFor(state), number: state.number }) : null
    return accept([fact, ...(isSigning(seat) ? [validated(id, state, at.actor.person)] : [])], {
      organisation: seat.organisation,
      says: writtenCard(draft, { id, reference, late, organisation: seat.name }),
      effects: isSigning(seat) ? [] : toSignatories(draft, state, at.actor),
      refresh: isSigning(seat) ? [{ kind: 'draft', id: draft.id }] : [],
    })
  },
})

async function draftIn(values: Record<string, string>, read: Read, actor: Actor): Promise<Draft | undefined> {
  const typed = DraftReference.safeParse(values.reference)
  return typed.success ? draftBy(typed.data, read, actor) : undefined
}

/** Those on which the actor may comment; the newest first, and before them those that take comments. */
async function draftsToWriteOn(read: Read, { actor, now }: At): Promise<Draft[]> {
  const own = proposingSeats(actor).map(({ organisation }) => organisation)
  const mine = new Set((await read.consortium.groupsOf(own)).map(({ id }) => id))
  const all = await read.drafts.all()
  return all
    .filter((draft) => mine.has(draft.group) && seenBy(actor, draftItem(draft)) !== 'nothing')
    .toSorted((a, b) => Number(takesComments(b, now)) - Number(takesComments(a, now)))
}

function isSigning({ role }: Seat): boolean {
  return signingRoles.some((one) => one === role)
}

function codeFor({ owner }: State): string {
  return codeOf(present(owner, 'the organisation of a comment'))
}

function validated(comment: DraftCommentId, state: State, by: PersonId): CommentFact {
  const draft = present(state.draft, 'the draft').id
  return { type: 'comment-validated', comment, draft, number: state.number, code: codeFor(state), validatedBy: by }
}

function outside({ group }: Draft, found: Group | undefined): Refusal {
  return refuse('not-in-group', { group: found?.name ?? group })
}

/** Its organisation stores no such words, or they were typed where others read them. */
function keptBack(
  { label }: Draft,
  seat: Seat,
  { policy }: State,
  { words, heard }: { words: string; heard: string | undefined },
): Refusal | undefined {
  if (whatLeaves(policy, { label }) !== 'full') return refuse('comment-kept', { organisation: seat.name, label })
  const isOpenlySaid = isAboveGreen(label) && isHeard(words, heard)
  return isOpenlySaid ? refuse('text-heard', { label, place: 'this channel' }, { field: 'text' }) : undefined
}

/** The words of another organisation's people leave it as that organisation says. */
function quoteWrong({ label }: Draft, seat: Seat, words: string, { source, releases }: State): Refusal | undefined {
  if (!source || isRefusal(source) || !words.includes(source.quotation.text)) return undefined
  const others = source.organisations.includes(seat.organisation) ? [] : source.organisations
  const keeps = others.some((one) => whatLeaves(releases.get(one) ?? {}, { label }) !== 'full')
  return keeps ? refuse('message-kept', { author: source.quotation.author, label }, { field: 'text' }) : undefined
}

/** They are told that one waits, and none of its words. */
function toSignatories(draft: Draft, { signatories, seat }: State, { name }: { name: string }): Effect[] {
  const card = toValidateCard(draft, { by: name, organisation: seat?.name ?? '' })
  return signatories.map(({ person }): Effect => ({ kind: 'tell', person, card, about: [] }))
}
