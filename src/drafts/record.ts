/** Recording a comment that came by letter or e-mail: by the secretariat, with the file in which it came. It is the organisation's at once. */
import { z } from 'zod'
import type { Group } from '#src/consortium/store.ts'
import { secretary } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { CommentFileId, PersonId } from '#src/core/id.ts'
import { pastDay } from '#src/core/past-day.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, plainWords, written } from '#src/core/words.ts'
import { type Brought, broughtIn, FileInput, troubleWith } from '#src/evidence/file.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import { clauseOf } from './clause.ts'
import { type CommentFact, CommentType, codeOf, commentReference, longestComment, longestPlace } from './comment.ts'
import { type Draft, draftReference, isLateOn, takesComments } from './draft.ts'
import type { CommentFileFact } from './file.ts'
import { type Read as DraftRead, DraftReference, draftBy, draftUnknown, splitDraft } from './read.ts'
import { recordedCard, recordForm, toldCard } from './record-views.ts'

type Read = DraftRead & { evidence: Pick<EvidenceReader, 'staged'> }
type Member = Group['members'][number]

const place = optional(z.string().trim().max(longestPlace, `Write at most ${longestPlace} characters.`))

const RecordComment = z.object({
  reference: DraftReference,
  organisation: written(200, 'Name the organisation whose comment it is.'),
  clause: place,
  paragraph: place,
  line: place,
  about: z.enum(CommentType.options, 'Choose general, technical or editorial.'),
  text: written(longestComment, 'Write its comment.'),
  proposed: optional(written(longestComment, 'Write the change that it proposes.')),
  day: optional(z.string().trim().max(100, 'Write the day like 2026-11-01.')),
  ...FileInput,
})

type State = {
  draft: Draft | undefined
  members: Member[]
  member: Member | undefined
  policy: ReleasePolicy
  signatories: { person: PersonId }[]
  file: Brought | undefined
  /** Under which the draft has the same file already: a letter may hold several comments. */
  known: CommentFileId | undefined
  number: number
  zone: string
}

export const recordComment = changing('record-comment', {
  input: RecordComment,
  says: 'Record a comment on a draft that came by letter or e-mail: send me its file with these words in our 1:1 chat',
  may: secretary,
  typed: {
    word: 'received',
    usage: 'received D-3 from ORGANISATION',
    examples: ['received D-3 from France', 'received D-3 from Japan'],
    read: (rest) => {
      const split = splitDraft(rest)
      const [whole, organisation] =
        /^(?:(?:from|for)\s+(\S[\s\S]*?))?(?:\s+by\s+(?:letter|e-?mail))?$/i.exec(split?.rest ?? '') ?? []
      return split && whole !== undefined
        ? { reference: split.reference, ...(organisation && { organisation }) }
        : undefined
    },
  },
  form: async (values, read: Read, { actor }) => {
    const reference = values.reference ?? ''
    if (values.content === undefined && values.attached === undefined) return letterNeeded(reference)
    const wrong = troubleWith({ name: 'the file', ...values, attached: undefined })
    if (wrong) return wrong
    const draft = await draftBy(reference, read, actor)
    if (!draft) return draftUnknown(reference)
    const members = (await read.consortium.group(draft.group))?.members ?? []
    return recordForm(draft, members, {
      fileName: values.name,
      organisation: memberOf(members, values.organisation)?.short,
    })
  },
  keepsBack: async (values, read, actor) => {
    const draft = await draftBy(values.reference ?? '', read, actor)
    const members = draft ? ((await read.consortium.group(draft.group))?.members ?? []) : []
    const member = memberOf(members, values.organisation)
    const policy = member ? await read.consortium.release(member.id) : {}
    return draft && whatLeaves(policy, draft) !== 'full' ? ['text', 'proposed'] : []
  },
  load: async (input, read: Read, { actor }): Promise<State> => {
    const draft = await draftBy(input.reference, read, actor)
    const members = draft ? ((await read.consortium.group(draft.group))?.members ?? []) : []
    const member = memberOf(members, input.organisation)
    const file = await broughtIn(input, read, actor)
    // Before the files are read: it holds the draft, so that of two who record from one letter the second finds it kept.
    const number = draft && member ? await read.comments.nextNumber(draft.id) : 0
    const files = draft && file ? await read.comments.files(draft.id) : []
    return {
      ...{ draft, members, member, file, number },
      known: files.find(({ hash }) => hash === file?.hash)?.id,
      policy: member ? await read.consortium.release(member.id) : {},
      signatories: member ? await read.consortium.signatories(member.id) : [],
      zone: (await read.consortium.consortium()).zone,
    }
  },
  decide: (input, state, at): Decision<CommentFact | CommentFileFact> => {
    const checked = checkedOf(input, state, at)
    if (isRefusal(checked)) return decline(checked)
    const { draft, member, file, day, by } = checked
    const id = at.newId('cmt')
    const kept = state.known ?? at.newId('cfile')
    const late = day ? isLateOn(draft, day, state.zone) : !takesComments(draft, at.now)
    const { paragraph = '', line = '', text, proposed = '', about: commentType } = input
    const words = { clause: clauseOf(input.clause ?? ''), paragraph, line, text, proposed, raw: '' }
    const from = {
      author: null,
      recordedBy: by.person,
      file: kept,
      row: null,
      flags: [],
      late,
      ...(day && { received: day.toString() }),
    }
    const numbered = { number: state.number, code: codeOf(member) }
    const plain = { comment: id, draft: draft.id, organisation: member.id, commentType }
    const told = state.signatories.filter(({ person }) => person !== by.person)
    const shown = {
      draft,
      owner: member.short,
      reference: commentReference(numbered),
      comment: id,
      late,
      told: told.length,
    }
    return accept(
      [
        ...(state.known ? [] : fileFacts(file, { file: kept, draft: draft.id, importedBy: by.person })),
        { type: 'comment-written', ...plain, ...from, sealed: words },
        { type: 'comment-validated', comment: id, draft: draft.id, ...numbered, validatedBy: by.person },
      ],
      {
        says: recordedCard(shown),
        effects: told.map(
          ({ person }): Effect => ({ kind: 'tell', person, card: toldCard(shown, by.name), about: [] }),
        ),
        refresh: [{ kind: 'draft', id: draft.id }],
      },
    )
  },
})

type Checked = {
  draft: Draft
  member: Member
  file: Brought
  /** Undefined where it came today. */
  day: Temporal.PlainDate | undefined
  by: { person: PersonId; name: string }
}

function checkedOf(input: z.output<typeof RecordComment>, state: State, { actor, now }: At): Checked | Refusal {
  const { draft, members, member, file, policy } = state
  if (!draft || actor.kind !== 'person') return draftUnknown(input.reference)
  const names = members.map(({ short }) => short)
  if (!member) return refuse('no-such-organisation', { typed: input.organisation, names }, { field: 'organisation' })
  const trouble = troubleWith({ ...input, attached: undefined })
  if (trouble) return trouble
  if (!file) return letterNeeded(input.reference)
  if (whatLeaves(policy, draft) !== 'full')
    return refuse('comment-kept', { organisation: member.short, label: draft.label })
  const today = now.toZonedDateTimeISO(state.zone).toPlainDate()
  const typed = { today, example: today.subtract({ days: 1 }), field: 'day' }
  const day = input.day === undefined ? undefined : pastDay(input.day, typed)
  if (day && isRefusal(day)) return day
  return { draft, member, file, day, by: { person: actor.person, name: actor.name } }
}

function fileFacts(
  { name, size, hash, content }: Brought,
  of: { file: CommentFileId; draft: Draft['id']; importedBy: PersonId },
): CommentFileFact[] {
  return [
    { type: 'comment-file-imported', ...of, size, sealed: { name, hash } },
    { type: 'comment-file-kept', personal: true, file: of.file, bytes: content },
  ]
}

function memberOf(members: readonly Member[], typed: string | undefined): Member | undefined {
  const said = plainWords(typed ?? '').join(' ')
  return members.find(
    ({ id, short, name }) => id === typed || [short, name].some((one) => plainWords(one).join(' ') === said),
  )
}

function letterNeeded(typed: string): Refusal {
  const split = splitDraft(typed)
  const number = Number(/\d+/.exec(split?.reference ?? '')?.[0] ?? 0)
  return refuse('comment-letter-needed', { reference: number > 0 ? draftReference({ number }) : 'D-3' })
}
