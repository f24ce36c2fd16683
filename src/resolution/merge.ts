/** Merging duplicates: what says the same as another comment on the draft is proposed to be a duplicate of it, all of it in one form. */
import { z } from 'zod'
import type { Actor } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { DraftCommentId, type FormId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { several, sure } from '#src/core/words.ts'
import { clauseOf } from '#src/drafts/clause.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { duplicatesAmong } from '#src/drafts/duplicates.ts'
import { bold, button, card, list, note, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { inOrder, proposesDispositions } from './decide.ts'
import { proposedFact, refreshed, wrongAmong } from './propose.ts'
import { type Read, type Table, tableOf, typedDraft, wordsSeen } from './read.ts'
import type { Proposed, ResolutionFact, Settling } from './resolution.ts'
import { doneCard } from './views.ts'

/** What one list of a form holds on every platform; the rest is offered once these are merged. */
const mostInForm = 100
/** Shown of them before the form. */
const mostShown = 10

type Repeated = { one: Settling; of: Settling }

export const mergeDuplicates = changing('merge-duplicates', {
  input: z.object({
    draft: z.string('Name the draft, for example D-3.').max(20),
    /** Those that are chosen of what was proposed. */
    merge: several(DraftCommentId),
    sure,
  }),
  says: 'Propose all comments that say what another says as its duplicates',
  may: proposesDispositions,
  typed: {
    word: 'duplicates',
    usage: 'duplicates D-3',
    examples: ['duplicates D-3', 'duplicates d3'],
    read: (rest) => (typedDraft.test(rest) ? { draft: rest.trim() } : undefined),
  },
  form: async ({ draft = '' }, read: Read, at) => {
    const table = await tableOf(draft, read, at.actor)
    if (isRefusal(table)) return table
    const found = repeatedIn(table, at.actor)
    if (found.length === 0) return refuse('nothing-repeated', { reference: draftReference(table.draft) })
    const shown = found.slice(0, mostInForm)
    return {
      title: 'Merge duplicates',
      submit: 'Merge duplicates',
      fields: [
        {
          ...{ kind: 'choices', name: 'merge', label: 'Duplicates', required: true },
          options: shown.map(({ one, of }) => ({ value: one.comment.id, label: inShort(pairText({ one, of }), 75) })),
        },
      ],
      values: { merge: shown.map(({ one }) => one.comment.id).join(',') },
      note: ['Take out those that are not the same. The others are proposed as duplicates, with that as the reason.'],
    }
  },
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor, 'held'),
  decide: ({ merge, sure: isSure }, table, at): Decision<ResolutionFact> => {
    if (isRefusal(table)) return decline(table)
    const reference = draftReference(table.draft)
    const found = repeatedIn(table, at.actor)
    if (found.length === 0) return decline(refuse('nothing-repeated', { reference }))
    if (merge.length === 0 && !isSure) return ask(mergeCard(table, found, at.draft))
    const chosen = found.filter(({ one }) => isSure || merge.includes(one.comment.id))
    if (chosen.length === 0) return decline(refuse('nothing-repeated', { reference }))
    const left = found.length - chosen.length
    const says = doneCard(
      table,
      `Proposed as duplicates: ${counted(chosen.length, 'comment')} of ${reference}`,
      ...(left > 0 ? [note(`${counted(left, 'comment')} that may be duplicates stay open.`)] : []),
    )
    return accept(
      chosen.map((pair) => proposedFact(table, saidOf(pair), at)),
      { says, refresh: refreshed(table) },
    )
  },
})

/** What has no proposal and says what another says; never leading back to itself over proposals that stand. */
function repeatedIn(table: Table, actor: Actor): Repeated[] {
  const seen = table.all.filter((one) => wordsSeen(actor, one))
  const stands = new Map(seen.map((one) => [one.comment.id, one]))
  const pairs = [...duplicatesAmong(seen.map(({ comment }) => comment))].flatMap(([id, other]): Repeated[] => {
    const [one, of] = [stands.get(id), stands.get(other)]
    return one && of && !one.decided && !one.proposal ? [{ one, of }] : []
  })
  const wrong = wrongAmong(table, pairs.map(saidOf))
  const sound = new Map(pairs.filter((pair) => wrong(saidOf(pair)).length === 0).map((pair) => [pair.one, pair]))
  return inOrder([...sound.keys()]).flatMap((one) => sound.get(one) ?? [])
}

function saidOf({ one, of }: Repeated): Proposed {
  const text = `It says what ${commentReference(of.comment)} says.`
  return { comment: one.comment.id, disposition: 'duplicate', text, duplicateOf: of.comment.id }
}

/** `JP-004 says what DE-002 says: Threshold is given without its unit.` */
function pairText({ one, of }: Repeated): string {
  return `${commentReference(one.comment)} says what ${commentReference(of.comment)} says: ${one.comment.text}`
}

function mergeCard(table: Table, found: readonly Repeated[], form: FormId): Card {
  const reference = draftReference(table.draft)
  const left = found.length - mostShown
  const lines = found.slice(0, mostShown).map(({ one, of }) => {
    const clause = clauseOf(one.comment.clause)
    const where = clause === '' ? 'general' : `clause ${clause}`
    const [first, second] = [commentReference(one.comment), commentReference(of.comment)]
    return [bold(`${first} says what ${second} says`), `, ${where}: ${inShort(one.comment.text, 120)}`]
  })
  const drawn = card(
    `${counted(found.length, 'comment')} of ${reference} ${found.length === 1 ? 'says' : 'say'} what others say`,
    list(lines),
    ...(left > 0 ? [note(`and ${left} more`)] : []),
    note('The same clause and the same words but for case, spaces and punctuation. Nothing is saved yet.'),
  )
  return {
    ...withActions(
      drawn,
      button(
        `Merge ${counted(found.length, 'duplicate')}`,
        'merge-duplicates',
        { form, sure: 'yes' },
        { style: 'primary' },
      ),
      button('Choose duplicates', 'merge-duplicates', { form }, { opens: true }),
    ),
    label: table.draft.label,
  }
}
