/** Writing a commitment down, as its author sees it: the form, the preview, and what was proposed. */
import type { FormId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { longestText, type Quotation } from './commitment.ts'
import type { Promised } from './decide.ts'
import { dueField } from './fields.ts'
import { termsFacts, termsFields } from './terms.ts'
import { answersFact, dueText, inQuotes, type Named, quoteSpans, titled } from './views.ts'

type Previewed = {
  promised: Promised
  signs: boolean
  quotation: Quotation | undefined
  label: Tlp
  /** What the label makes of the choice, where it is stored, and who will read it. */
  lines: string[]
}

/** Shown before anything is saved: the day in full, who is bound, what is quoted, and who will see it. */
export function previewCard(
  { promised, signs, quotation, label, lines }: Previewed,
  kept: { use: string; form: FormId },
): Card {
  const { seat, group } = promised
  const drawn = titled(
    signs ? 'Commit' : 'Propose',
    ['for', seat.name],
    promised.text,
    facts(
      ['Owner', seat.name],
      ['Due', bold(dueText(promised.due, seat.zone))],
      ...answersFact(promised.recommendations),
      ...termsFacts(promised.terms),
      ['Working group', group.name],
    ),
  )
  const next = signs
    ? `You bind ${seat.name}, and it is numbered.`
    : `It goes to the delegates of ${seat.name}. When one confirms it, it is numbered and the working group sees it.`
  const quote = quotation
    ? [
        text(...quoteSpans(quotation, seat.zone)),
        note('The working group reads this message with the commitment, wherever it was said.'),
      ]
    : []
  return withActions(
    {
      ...drawn,
      label,
      blocks: [...drawn.blocks, ...quote, ...lines.map((line) => note(line)), note(`Nothing is saved yet. ${next}`)],
    },
    button(
      signs ? `Commit ${seat.name}` : `Propose for ${seat.name}`,
      kept.use,
      { form: kept.form, due: promised.due.toString(), sure: 'yes' },
      { style: 'primary' },
    ),
    button('Change text', kept.use, { form: kept.form }, { opens: true }),
  )
}

/** To the proposer: one line and one next step. */
export function proposedCard(named: Named): Card {
  const { commitment, owner } = named
  const due = dueText(Temporal.PlainDate.from(commitment.due), owner.zone)
  return withActions(
    {
      ...card(
        `Proposed for ${owner.short}`,
        text(inQuotes(commitment.text, owner), ' Due ', bold(due), '.'),
        note('Your delegate confirms it; then it is numbered and shown to those for whom it is.'),
      ),
      label: commitment.label,
    },
    button('Change proposal', 'reword-proposal', { commitment: commitment.id }, { opens: true }),
    button('Withdraw proposal', 'withdraw-proposal', { commitment: commitment.id }, { style: 'danger' }),
  )
}

/** The form of a new commitment and of a change to one. Choices with a single option are not asked. */
export function commitmentForm(
  title: string,
  choices: {
    organisations: { value: string; label: string }[]
    groups: { value: string; label: string }[]
    /** Of the label and for whom it is. */
    marks: Field[]
    /** The organisation keeps its text to itself. */
    isKept: boolean
    /** Whose own fields are asked. */
    kind: string | undefined
  },
  values: Record<string, string>,
): FormShape {
  const choice = (name: string, label: string, options: { value: string; label: string }[]): Field[] =>
    options.length < 2 ? [] : [{ kind: 'choice', name, label, required: true, options }]
  return {
    title,
    submit: 'Check date',
    fields: [
      {
        kind: 'paragraph',
        name: 'text',
        label: 'What your organisation will do',
        ...(choices.isKept && { hint: 'Your organisation keeps its text to itself: it is not stored here' }),
        required: !choices.isKept,
        max: longestText,
      },
      dueField,
      {
        kind: 'line',
        name: 'recommendations',
        label: 'Answers recommendations',
        hint: 'For example R-4.2, R-1.1',
        required: false,
        max: 200,
      },
      ...termsFields(choices.isKept ? undefined : choices.kind),
      ...choice('organisation', 'For', choices.organisations),
      ...choice('group', 'Working group', choices.groups),
      ...choices.marks,
    ],
    values,
    note: ['Nothing is saved until you have seen the date in full.'],
  }
}
