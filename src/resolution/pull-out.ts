/** Pulling out: any member organisation takes a comment off the consent list, with a reason, until the deadline. */
import { z } from 'zod'
import { momentInFull } from '#src/core/dates.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { note, text } from '#src/view/build.ts'
import type { Field } from '#src/view/form.ts'
import { speaksFor, standsAs, takesPullOuts } from './decide.ts'
import type { Read } from './read.ts'
import { longestObservation, type ResolutionFact } from './resolution.ts'
import { saysWords, speakingOf, stanceWrong, wordsKeptBack } from './stance.ts'
import { doneCard } from './views.ts'

export const pullOut = changing('pull-out', {
  input: z.object({
    comment: z.string('Name the comment, for example DE-002.').max(200),
    reason: optional(z.string().trim().max(longestObservation)),
  }),
  says: 'Pull a comment out of the list that is decided in one act',
  may: speaksFor,
  typed: {
    word: 'pull',
    button: 'Pull one out',
    usage: 'pull out DE-002 REASON',
    examples: ['pull out DE-002 the unit is not ours', 'pull out D-3 DE-002 the unit is not ours'],
    read: (rest) => {
      if (rest === '' || /^out$/i.test(rest)) return {}
      const [, comment, reason] = /^out\s+((?:d-?\d+\s+)?\S+\d)(?:\s+([\s\S]+))?$/i.exec(rest) ?? []
      return comment === undefined ? undefined : { comment, ...(reason && { reason }) }
    },
  },
  form: async (values, read: Read, at) => {
    const found = values.comment ? await speakingOf(values.comment, read, at.actor) : undefined
    const known = found && !isRefusal(found) ? found : undefined
    const hint = `For example ${values.draft ? `${values.draft} DE-002` : 'DE-002'}`
    const which: Field[] = known
      ? []
      : [{ kind: 'line', name: 'comment', label: 'Comment', hint, required: true, max: 100 }]
    const reason: Field = {
      kind: 'paragraph',
      name: 'reason',
      label: 'Reason',
      required: true,
      max: longestObservation,
    }
    const keepsWords = known && !saysWords(known)
    return {
      title: known ? `Pull out ${commentReference(known.one.comment)}` : 'Pull out a comment',
      submit: 'Pull it out',
      fields: [...which, ...(keepsWords ? [] : [reason])],
      note: [
        'It is then discussed, and not decided with the rest. Everyone who sees the draft sees that you pulled it out.',
        ...(keepsWords ? [' Your organisation keeps its reason to itself.'] : []),
      ],
    }
  },
  keepsBack: (values, read, actor) => wordsKeptBack('reason', values, read, actor),
  load: (input, read: Read, at) => speakingOf(input.comment, read, at.actor, 'held'),
  decide: (input, table, at): Decision<ResolutionFact> => {
    if (isRefusal(table)) return decline(table)
    const { one, list, draft, group, names, organisation } = table
    const reference = commentReference(one.comment)
    if (!organisation || at.actor.kind !== 'person') return decline(refuse('not-in-group', { group: group.name }))
    const wrong = stanceWrong(table, organisation, {
      words: input.reason,
      heard: at.overheard.reason,
      field: 'reason',
    })
    if (wrong) return decline(wrong)
    const reason = saysWords(table) ? (input.reason ?? '') : ''
    if (reason === '' && saysWords(table)) return decline(refuse('pull-out-reason', { reference }, { field: 'reason' }))
    const says = doneCard(
      table,
      `${names.get(organisation) ?? ''} pulled ${reference} out`,
      reason === '' ? note('Its reason is kept by your organisation.') : text(reason),
      note('It is not decided with the rest. Organisations take positions on it, and the chair decides it by itself.'),
    )
    if (one.pulled.some((own) => own.organisation === organisation && own.consent === list?.id))
      return accept([], { says })
    const stands = standsAs(one, list)
    if (!list || !one.proposal || (stands !== 'listed' && stands !== 'pulled-out')) {
      return decline(refuse('not-listed', { reference }, { field: 'comment' }))
    }
    if (!takesPullOuts(list, at.now)) {
      const ended = momentInFull(Temporal.Instant.from(list.deadline), table.zone)
      return decline(refuse('list-over', { reference, moment: ended }))
    }
    const { person } = at.actor
    const from = { comment: one.comment.id, draft: draft.id, consent: list.id, proposal: one.proposal.id, organisation }
    return accept([{ type: 'comment-pulled-out', ...from, pulledBy: person, sealed: { reason } }], {
      organisation,
      says,
      refresh: [{ kind: 'consent', id: list.id }],
    })
  },
})
