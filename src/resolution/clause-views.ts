/** A clause as the editor goes through it: its comments, and the form in which their dispositions are proposed. */
import type { Actor } from '#src/core/access.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { bold, button, card, text, turns, withActions } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { dispositionWords } from './decide.ts'
import type { Table } from './read.ts'
import { Disposition, longestObservation, type Settling } from './resolution.ts'
import { disposedText } from './views.ts'

/** Comments on one card, and in one form. */
export const perForm = 5

export type Clause = { clause: string; of: Settling[] }
type Shown = { shown: Clause; page: number; next: Clause | undefined }

/** `page` counts from 1. */
export function clauseCard(table: Table, actor: Actor, { shown: { clause, of }, page, next }: Shown): Card {
  const draft = draftReference(table.draft)
  const shown = of.slice((page - 1) * perForm, page * perForm)
  const drawn = card(
    `${draft} ${clauseName(clause)} · ${counted(of.length, 'comment')}`,
    ...shown.flatMap((one): Block[] => {
      const { comment } = one
      return [
        text(bold(commentReference(comment)), ` ${comment.type}. ${inShort(comment.text, 700)}`),
        ...(comment.proposed === '' ? [] : [text(bold('Proposed change'), ` ${inShort(comment.proposed, 500)}`)]),
        text(bold('Editor'), one.proposal ? disposedText(one.proposal, one, table, actor) : ': nothing proposed'),
      ]
    }),
  )
  const comments = shown.map(({ comment }) => comment.id).join(',')
  const propose = button('Propose for these', 'propose-for-clause', { comments }, { style: 'primary', opens: true })
  const on = next ? [button(`Go to ${clauseName(next.clause)}`, 'show-clause', { draft, clause: next.clause })] : []
  const pages = turns(of.length, page, perForm, 'show-clause', { draft, clause })
  return { ...withActions(drawn, ...(shown.length > 0 ? [propose] : []), ...pages, ...on), label: table.draft.label }
}

function clauseName(clause: string): string {
  return clause === '' ? 'general comments' : `clause ${clause}`
}

/** Two fields for each comment; one that is left without a disposition stays as it is. */
export function clauseForm(ones: readonly Settling[]): FormShape {
  const options = Disposition.options
    .filter((one) => one !== 'duplicate' && one !== 'withdrawn')
    .map((value) => ({ value, label: dispositionWords[value] }))
  const fields = ones.flatMap(({ comment }, nth): Field[] => {
    const reference = commentReference(comment)
    return [
      {
        ...{ kind: 'choice', name: `disposition${nth + 1}`, label: reference, hint: inShort(comment.text, 200) },
        ...{ required: false, options },
      },
      {
        ...{ kind: 'paragraph', name: `text${nth + 1}`, label: `Observation on ${reference}` },
        ...{ required: false, max: longestObservation },
      },
    ]
  })
  const values = ones.flatMap(({ proposal }, nth) =>
    proposal
      ? [
          [`disposition${nth + 1}`, proposal.disposition],
          [`text${nth + 1}`, proposal.text],
        ]
      : [],
  )
  return {
    title: 'Propose dispositions',
    submit: 'Propose dispositions',
    fields,
    values: Object.fromEntries(values),
    note: ['All but accepted take an observation: the reason, or the text instead. What you leave empty stays open.'],
  }
}
