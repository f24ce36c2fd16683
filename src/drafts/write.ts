/** Writing a comment on a draft: an expert's waits for the head delegate, who makes it the organisation's. */
import { z } from 'zod'
import type { Organisation } from '#src/consortium/consortium.ts'
import { isHeard } from '#src/consortium/labelling.ts'
import type { Group } from '#src/consortium/store.ts'
import { proposer, type Seat, signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { DraftCommentId, PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { changing } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { clauseOf } from './clause.ts'
import { type CommentFact, CommentType, codeOf, commentReference, longestComment, longestPlace } from './comment.ts'
import { toValidateCard, writeForm, writtenCard } from './comment-views.ts'
import { type Draft, takesComments } from './draft.ts'
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
    const typed = DraftReference.safeParse(values.reference)
    const draft = typed.success ? await draftBy(typed.data, read, at.actor) : undefined
    if (draft && !writingSeat(at.actor, await read.consortium.group(draft.group))) return outside(draft, undefined)
    return writeForm(draft)
  },
  keepsBack: async (values, read, actor) => {
    const typed = DraftReference.safeParse(values.reference)
    const draft = typed.success ? await draftBy(typed.data, read, actor) : undefined
    const seat = draft && writingSeat(actor, await read.consortium.group(draft.group))
    if (!seat || whatLeaves(await read.consortium.release(seat.organisation), draft) === 'full') return []
    return ['text', 'proposed']
  },
  load: async ({ reference }, read: Read, { actor }): Promise<State> => {
    const draft = await draftBy(reference, read, actor)
    const group = draft && (await read.consortium.group(draft.group))
    const seat = writingSeat(actor, group)
    return {
      ...{ draft, group, seat },
      owner: seat && (await read.consortium.organisation(seat.organisation)),
      policy: seat ? await read.consortium.release(seat.organisation) : {},
      signatories: seat ? await read.consortium.signatories(seat.organisation) : [],
      number: draft && seat && isSigning(seat) ? await read.comments.nextNumber(draft.id) : 0,
    }
  },
  decide: (input, state, at): Decision<CommentFact> => {
    const { draft, seat } = state
    if (!draft) return decline(draftUnknown(input.reference))
    if (at.actor.kind !== 'person' || !seat) return decline(outside(draft, state.group))
    const wrong = keptBack(draft, seat, state, { words: input.text, heard: at.overheard.text })
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
    })
  },
})

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

/** They are told that one waits, and none of its words. */
function toSignatories(draft: Draft, { signatories, seat }: State, { name }: { name: string }): Effect[] {
  const card = toValidateCard(draft, { by: name, organisation: seat?.name ?? '' })
  return signatories.map(({ person }): Effect => ({ kind: 'tell', person, card, about: [] }))
}
