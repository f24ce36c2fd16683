/** The editor proposes dispositions: one by one, and for all of a clause or a type. */
import { z } from 'zod'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { DraftCommentId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, type FormShape } from '#src/core/use-case.ts'
import { optional, sure } from '#src/core/words.ts'
import { isWithin } from '#src/drafts/clause.ts'
import { CommentType, commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { button, card, note, text, withActions } from '#src/view/build.ts'
import type { Field } from '#src/view/form.ts'
import { counted } from '#src/view/phrases.ts'
import { dispositionWords, duplicatesIn, inOrder, proposesDispositions, wrongWith } from './decide.ts'
import { commentOf, inBrief, type OnComment, type Read, type Table, tableOf, wordsSeen } from './read.ts'
import { Disposition, longestObservation, type Proposed, type ResolutionFact, type Settling } from './resolution.ts'
import { heardHere } from './stance.ts'
import { positionsText } from './step-views.ts'
import { disposedText, doneCard } from './views.ts'

export const DisposedInput = {
  comment: z.string('Name the comment, for example DE-002.').max(200),
  disposition: Disposition,
  text: optional(z.string().trim().max(longestObservation)),
  duplicateOf: optional(z.string().max(200)),
}

/** `DE-002 accepted with modification: per 1 000 tasks`, `DE-003 duplicate of DE-002: the same words`. */
export function readDisposed(rest: string): Record<string, string> | undefined {
  const names = Object.values(dispositionWords).toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(
    `^((?:d-?\\d+\\s+)?[\\p{L}*][^\\s]*\\d)\\s+(${names.join('|')})(?:\\s+of\\s+([^\\s:]+))?\\s*:?\\s*([\\s\\S]*)$`,
    'iu',
  )
  const [, comment, named, other, words] = pattern.exec(rest.trim()) ?? []
  if (comment === undefined || named === undefined || /^d-?\d+$/i.test(comment)) return undefined
  const disposition = Disposition.options.find((one) => dispositionWords[one] === named.toLowerCase())
  return {
    comment,
    ...(disposition && { disposition }),
    ...(words && { text: words }),
    ...(other && { duplicateOf: other }),
  }
}

export const proposeDisposition = changing('propose-disposition', {
  input: z.object(DisposedInput),
  says: 'Propose what becomes of one comment on a draft',
  may: proposesDispositions,
  typed: {
    word: 'dispose',
    button: 'Propose disposition',
    usage: 'dispose DE-002 accepted with modification: TEXT',
    examples: ['dispose DE-002 accepted', 'dispose D-3 DE-004 duplicate of DE-002: the same words'],
    read: (rest) => (rest === '' ? {} : readDisposed(rest)),
  },
  form: (values, read: Read, at) => disposedForm('Propose a disposition', 'Propose disposition', values, read, at),
  load: (input, read: Read, at) => loaded(input, read, at),
  decide: (_input, state, at): Decision<ResolutionFact> => {
    if (isRefusal(state)) return decline(state)
    const { table, said } = state
    const { one } = table
    const heard = heardHere(table.draft, { words: said.text, heard: at.overheard.text, field: 'text' })
    const wrong = [...(heard ? [heard] : []), ...wrongIn(table, [said])]
    if (wrong[0]) return decline(wrong[0], wrong.slice(1))
    if (at.actor.kind !== 'person') throw new Error('only people propose')
    const says = doneCard(
      table,
      `Proposed for ${commentReference(one.comment)}`,
      text(disposedText({ ...said, id: 'disp_0', by: null, at: '' }, one, table, at.actor).replace(/^: /, '')),
    )
    if (isSame(one.proposal, said)) return accept([], { says })
    return accept([proposedFact(table, said, at)], { says, refresh: refreshed(table) })
  },
})

export type Said = { table: OnComment; said: Proposed }

/** The comment with what is said of it; `duplicateOf` read in the same draft. */
export async function loaded(
  input: z.output<z.ZodObject<typeof DisposedInput>>,
  read: Read,
  at: At,
): Promise<Said | Refusal> {
  const table = await commentOf(input.comment, read, at.actor, 'held')
  if (isRefusal(table)) return table
  const other = input.duplicateOf && numbered(table, input.duplicateOf)
  if (input.duplicateOf && !other) {
    const reference = commentReference(table.one.comment)
    return refuse('duplicate-of-needed', { reference }, { field: 'duplicateOf' })
  }
  const { disposition, text: words = '' } = input
  return { table, said: { comment: table.one.comment.id, disposition, text: words, duplicateOf: other || null } }
}

function numbered({ all }: Table, typed: string): DraftCommentId | undefined {
  const said = typed.trim().toUpperCase()
  return all.find(({ comment }) => commentReference(comment).toUpperCase() === said || comment.id === typed)?.comment.id
}

/** All that is wrong with what is said of comments of one draft, one or a whole table of them. */
export function wrongIn(table: Table, said: readonly Proposed[], anew?: 'anew'): Refusal[] {
  return said.flatMap(wrongAmong(table, said, anew))
}

/** What is wrong with one of them, beside the rest. */
export function wrongAmong(table: Table, said: readonly Proposed[], anew?: 'anew'): (one: Proposed) => Refusal[] {
  const comments = new Map(table.all.map(({ comment }) => [comment.id, comment]))
  const duplicates = duplicatesIn(table.all, said)
  const decided = new Map(table.all.flatMap((one) => (one.decided ? [[one.comment.id, one.decided] as const] : [])))
  return (one) => {
    const [settled, comment] = [decided.get(one.comment), comments.get(one.comment)]
    if (settled && comment && !anew) {
      const disposition = dispositionWords[settled.disposition]
      return [refuse('comment-decided', { reference: commentReference(comment), disposition })]
    }
    return wrongWith(one, comments, duplicates)
  }
}

/** Whether nothing changes: the same again writes no entry. */
export function isSame(proposal: Proposed | undefined, said: Proposed): boolean {
  return (
    proposal?.disposition === said.disposition &&
    proposal.text === said.text &&
    proposal.duplicateOf === said.duplicateOf
  )
}

export function proposedFact(table: Table, { text: words, ...said }: Proposed, at: At): ResolutionFact {
  if (at.actor.kind !== 'person') throw new Error('only people propose')
  return {
    type: 'disposition-proposed',
    id: at.newId('disp'),
    draft: table.draft.id,
    ...said,
    after: table.list?.id ?? null,
    proposedBy: at.actor.person,
    sealed: { text: words },
  }
}

/** What shows how far the comments of a draft are. */
export function refreshed({ list }: Table) {
  return list ? [{ kind: 'consent' as const, id: list.id }] : []
}

const dispositionField: Field = {
  kind: 'choice',
  name: 'disposition',
  label: 'Disposition',
  required: true,
  options: Disposition.options
    .filter((one) => one !== 'withdrawn')
    .map((value) => ({ value, label: dispositionWords[value] })),
}
const textField: Field = {
  kind: 'paragraph',
  name: 'text',
  label: 'Observation',
  hint: 'Needed for all but accepted: the reason, or the text instead',
  required: false,
  max: longestObservation,
}

/** Starts from what is proposed now, where the comment is known. */
export async function disposedForm(
  title: string,
  submit: string,
  values: Record<string, string>,
  read: Read,
  at: At,
  shows?: 'positions',
): Promise<FormShape> {
  const found = values.comment ? await commentOf(values.comment, read, at.actor) : undefined
  const known = found && !isRefusal(found) ? found : undefined
  const now = known?.one.decided ?? known?.one.proposal
  const other = known?.all.find(({ comment }) => comment.id === now?.duplicateOf)
  const which: Field[] = known
    ? []
    : [{ kind: 'line', name: 'comment', label: 'Comment', hint: 'For example DE-002', required: true, max: 100 }]
  return {
    title,
    submit,
    fields: [
      ...which,
      dispositionField,
      textField,
      {
        kind: 'line',
        name: 'duplicateOf',
        label: 'Duplicate of',
        hint: 'For example DE-002',
        required: false,
        max: 100,
      },
    ],
    values: {
      ...(now && { disposition: now.disposition, ...(known && wordsSeen(at.actor, known.one) && { text: now.text }) }),
      ...(other && { duplicateOf: commentReference(other.comment) }),
    },
    ...(known && { note: [inBrief(at.actor, known.one), ...(shows ? [positionsText(known, at.actor)] : [])] }),
  }
}

const Many = z.object({
  draft: z.string('Name the draft, for example D-3.').max(20),
  clause: optional(z.string().max(100)),
  type: optional(CommentType),
  disposition: Disposition.exclude(['duplicate', 'withdrawn']),
  text: optional(z.string().trim().max(longestObservation)),
  sure,
})

/** `D-3 editorial accepted`, `D-3 3.1 noted: TEXT`, `D-3 all accepted`. */
function readMany(rest: string): Record<string, string> | undefined {
  const names = Object.values(dispositionWords).toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(`^(d-?\\d+)\\s+(\\S+)\\s+(${names.join('|')})\\s*:?\\s*([\\s\\S]*)$`, 'i')
  const [, draft, which = '', named, words] = pattern.exec(rest.trim()) ?? []
  if (draft === undefined || named === undefined || which.includes('-')) return undefined
  const disposition = Disposition.options.find((one) => dispositionWords[one] === named.toLowerCase())
  const type = CommentType.safeParse(which.toLowerCase())
  return {
    draft,
    ...(type.success ? { type: type.data } : which.toLowerCase() === 'all' ? {} : { clause: which }),
    ...(disposition && { disposition }),
    ...(words && { text: words }),
  }
}

export const proposeDispositions = changing('propose-dispositions', {
  input: Many,
  says: 'Propose the same for all comments of a clause or type that have no proposal',
  may: proposesDispositions,
  typed: {
    word: 'dispose',
    usage: 'dispose D-3 editorial accepted',
    examples: ['dispose D-3 editorial accepted', 'dispose D-3 3.1 noted: the clause is rewritten'],
    read: readMany,
  },
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor, 'held'),
  decide: (input, table, at): Decision<ResolutionFact> => {
    if (isRefusal(table)) return decline(table)
    const reference = draftReference(table.draft)
    const { disposition, text: words = '' } = input
    const meant = inOrder(table.all.filter((one) => !one.decided && !one.proposal && isMeant(one, input)))
    if (meant.length === 0) return decline(refuse('nothing-to-propose', { reference }))
    const said = meant.map(({ comment }) => ({ comment: comment.id, disposition, text: words, duplicateOf: null }))
    const wrong = heardHere(table.draft, { words, heard: at.overheard.text, field: 'text' }) ?? wrongIn(table, said)[0]
    if (wrong) return decline(wrong)
    const what = `${dispositionWords[disposition]}${words === '' ? '' : `: “${words}”`}`
    if (input.sure) {
      return accept(
        said.map((one) => proposedFact(table, one, at)),
        {
          says: doneCard(table, `Proposed for ${counted(meant.length, 'comment')} of ${reference}`, text(what)),
          refresh: refreshed(table),
        },
      )
    }
    const drawn = card(
      `Propose for ${counted(meant.length, 'comment')} of ${reference}?`,
      text(what),
      note('Comments that have a proposal keep it. Nothing is saved yet.'),
    )
    const yes = { form: at.draft, sure: 'yes' }
    return ask({
      ...withActions(drawn, button('Propose dispositions', 'propose-dispositions', yes, { style: 'primary' })),
      label: table.draft.label,
    })
  },
})

/** Of the type, and of the clause or one below it. */
function isMeant({ comment }: Settling, { clause, type }: z.output<typeof Many>): boolean {
  return (!type || comment.type === type) && (clause === undefined || isWithin(comment.clause, clause))
}
