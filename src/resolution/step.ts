/** The stepper: an organisation takes its positions on what is polled, one comment after the other, and goes on wherever it is asked for again. */
import { z } from 'zod'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { DraftCommentId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import type { Field } from '#src/view/form.ts'
import { needsNote, nextStep, polled, speaksFor, spokenFor } from './decide.ts'
import { inBrief, type Read, tableOf, typedDraft } from './read.ts'
import { longestObservation, Position, type ResolutionFact } from './resolution.ts'
import { saysWords, speakingOf, stanceWrong, wordsKeptBack } from './stance.ts'
import { allTakenCard, positionWords, stepCard } from './step-views.ts'

export const showStep = showing('show-step', {
  input: z.object({
    draft: z.string('Name the draft, for example D-3.').max(20),
    nth: optional(z.coerce.number().int().min(0).max(99_999)),
    leave: z.literal('yes').optional(),
  }),
  says: 'Take your organisation’s positions on what was pulled out or is undecided',
  may: speaksFor,
  typed: {
    word: 'positions',
    usage: 'positions D-3',
    examples: ['positions D-3', 'positions d3'],
    read: (rest) => (typedDraft.test(rest) ? { draft: rest.trim() } : undefined),
  },
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor),
  show: (input, table, { actor }) => {
    if (isRefusal(table)) return table
    const reference = draftReference(table.draft)
    const [organisation] = spokenFor(actor, table.group.members)
    if (!organisation) return refuse('not-in-group', { group: table.group.name })
    if (!table.list) return refuse('list-needed', { reference })
    const steps = polled(table.all, table.list)
    const nth = input.nth ?? nextStep(steps, organisation)
    const step = nth === undefined || input.leave ? undefined : steps[nth]
    if (nth === undefined || !step) return allTakenCard(table, steps, organisation)
    return stepCard({ table, steps, nth, organisation, viewer: actor })
  },
})

export const takePosition = changing('take-position', {
  input: z.object({
    comment: DraftCommentId,
    position: Position,
    note: optional(z.string().trim().max(longestObservation)),
  }),
  says: 'Say what your organisation would do with a comment',
  may: speaksFor,
  form: async (values, read: Read, at) => {
    const found = values.comment ? await speakingOf(values.comment, read, at.actor) : undefined
    if (!found || isRefusal(found)) return found ?? refuse('not-found', { reference: 'such comment' })
    const { one, group, organisation } = found
    if (!organisation) return refuse('not-in-group', { group: group.name })
    const own = one.positions.find((taken) => taken.organisation === organisation)
    const note: Field = {
      kind: 'paragraph',
      name: 'note',
      label: 'Note',
      hint: 'Needed to accept with modification and not to accept',
      required: false,
      max: longestObservation,
    }
    return {
      title: `Position on ${commentReference(one.comment)}`,
      submit: 'Save position',
      fields: [
        {
          kind: 'choice',
          name: 'position',
          label: 'Position',
          required: true,
          options: Position.options.map((value) => ({ value, label: positionWords[value] })),
        },
        ...(saysWords(found) ? [note] : []),
      ],
      values: own ? { position: own.position, note: own.note } : {},
      note: [inBrief(at.actor, one)],
    }
  },
  keepsBack: (values, read, actor) => wordsKeptBack('note', values, read, actor),
  load: (input, read: Read, at) => speakingOf(input.comment, read, at.actor),
  decide: (input, table, at): Decision<ResolutionFact> => {
    if (isRefusal(table)) return decline(table)
    const { one, list, group, draft, organisation, policy } = table
    const reference = commentReference(one.comment)
    if (!organisation || at.actor.kind !== 'person') return decline(refuse('not-in-group', { group: group.name }))
    const steps = polled(table.all, list)
    const nth = steps.findIndex(({ comment }) => comment.id === one.comment.id)
    if (nth < 0) return decline(refuse('not-polled', { reference }))
    const wrong = stanceWrong(table, organisation, { words: input.note, heard: at.overheard.note, field: 'note' })
    if (wrong) return decline(wrong)
    const { position } = input
    const note = saysWords(table) ? (input.note ?? '') : ''
    if (needsNote(position) && note === '' && saysWords(table))
      return decline(refuse('note-needed', { reference }, { field: 'note' }))
    const { person } = at.actor
    const taken = { comment: one.comment.id, organisation, position, note, by: person, at: at.now.toString(), policy }
    const after = steps.map((step) =>
      step.comment.id === one.comment.id
        ? { ...step, positions: [...step.positions.filter((own) => own.organisation !== organisation), taken] }
        : step,
    )
    const next = nextStep(after, organisation, nth)
    const saved = { reference, position }
    const says =
      next === undefined
        ? allTakenCard(table, after, organisation, saved)
        : stepCard({ table, steps: after, nth: next, organisation, viewer: at.actor, saved })
    const own = one.positions.find((given) => given.organisation === organisation)
    if (own?.position === position && own.note === note) return accept([], { says })
    const of = { comment: one.comment.id, draft: draft.id, organisation, takenBy: person }
    return accept([{ type: 'position-taken', ...of, sealed: { position, note } }], { organisation, says })
  },
})
