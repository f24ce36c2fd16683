/** Form → modal, and what a modal shows besides: a card, or a word while something is under way. */
import type { HomeView, InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import { assertNever } from '#src/core/assert.ts'
import type { Card } from '#src/view/card.ts'
import type { Field, Form, Problem } from '#src/view/form.ts'
import { metadataOf } from './intent.ts'
import { limits, type Pen, penOf } from './limits.ts'
import { cardToBlocks, inHome, known, plainText, textToRich } from './render-card.ts'

const formCallback = 'plenary-form'
const cardCallback = 'plenary-card'
const homeCallback = 'plenary-home'

/** `shortened` names what did not fit. */
export type DrawnView = { view: ModalView; shortened: string[] }

/** `channel` is where it was asked for; null in a 1:1 chat. */
export function formToView(form: Form, channel: string | null): DrawnView {
  const pen = penOf(limits.view)
  const titleFits = form.title.length <= limits.modalTitle
  const whole: KnownBlock[] = titleFits ? [] : known(textToRich([{ bold: form.title }], 'title', pen))
  const problems = form.problems.flatMap((problem) => problemToBlocks(problem, form, pen))
  const note = form.note ? known(textToRich(form.note, 'note', pen)) : []
  const inputs = form.fields.map((field) => fieldToInput(field, form, pen))
  const view: ModalView = {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: metadataOf({ use: form.use, form: form.id, consortium: form.consortium, channel }),
    title: plainText(titleFits ? form.title : 'Plenary'),
    submit: plainText(pen.write('submit', form.submit, limits.modalSubmit)),
    close: plainText('Cancel'),
    blocks: [...whole, ...problems, ...inputs, ...note].slice(0, limits.viewBlocks),
  }
  return { view, shortened: pen.shortened() }
}

export function cardToView(card: Card, channel: string | null): DrawnView {
  const { blocks, shortened } = cardToBlocks(card)
  return { view: { ...modal(blocks), private_metadata: metadataOf({ channel }) }, shortened }
}

/** The tab Home of one person. */
export function cardToHome(card: Card): { view: HomeView; shortened: string[] } {
  const { blocks, shortened } = cardToBlocks(card, inHome)
  const view: HomeView = {
    type: 'home',
    callback_id: homeCallback,
    private_metadata: metadataOf({ channel: null }),
    blocks,
  }
  return { view, shortened }
}

/** What stands in a modal until its content is there: `Loading…`, `Saving…`. */
export function waitingView(word: string): ModalView {
  return modal([{ type: 'section', text: plainText(word) }])
}

/** Stands in for a form that can't be opened unasked: Slack opens a modal only for a click. */
export function formToCard(form: Form): Card {
  const { id, consortium, use, problems } = form
  const open = { label: 'Open the form', use, args: { form: id, consortium }, style: 'primary' as const, opens: true }
  return {
    title: form.title,
    tone: problems.length === 0 ? 'neutral' : 'warning',
    blocks: problems.map((problem) => ({ kind: 'text', text: [problem.says] })),
    actions: [open],
  }
}

function modal(blocks: KnownBlock[]): ModalView {
  return { type: 'modal', callback_id: cardCallback, title: plainText('Plenary'), close: plainText('Close'), blocks }
}

/** At the top, with the label of its field where it has one: a modal that is opened anew can't show errors on its fields. */
function problemToBlocks(problem: Problem, form: Form, pen: Pen): KnownBlock[] {
  const label = form.fields.find((field) => field.name === problem.field)?.label
  return known(
    textToRich(label ? [{ bold: `! ${label}: ` }, problem.says] : [{ bold: '! ' }, problem.says], 'problem', pen),
  )
}

function fieldToInput(field: Field, form: Form, pen: Pen): InputBlock {
  const hint = field.hint ? { hint: plainText(pen.write(field.name, field.hint, limits.inputHint)) } : {}
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(pen.write(field.name, field.label, limits.inputLabel)),
    ...hint,
    optional: !field.required,
    // Slack keeps what an element of the same name held before an update: a new form takes new names.
    element: fieldToElement(field, form.id, form.values[field.name] ?? '', pen),
  }
}

function fieldToElement(field: Field, id: string, value: string, pen: Pen): InputBlock['element'] {
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const max = Math.min(field.max, limits.inputLength)
      const initial = value === '' ? {} : { initial_value: pen.write(field.name, value, max) }
      return {
        type: 'plain_text_input',
        action_id: id,
        multiline: field.kind === 'paragraph',
        max_length: max,
        ...initial,
      }
    }
    case 'choice': {
      const options = optionsOf(field, pen)
      const chosen = options.find((option) => option.value === value)
      return { type: 'static_select', action_id: id, options, ...(chosen ? { initial_option: chosen } : {}) }
    }
    case 'choices': {
      const options = optionsOf(field, pen)
      const values = value.split(',')
      const chosen = options.filter((option) => values.includes(option.value ?? ''))
      const initial = chosen.length === 0 ? {} : { initial_options: chosen }
      return { type: 'multi_static_select', action_id: id, options, ...initial }
    }
    default:
      return assertNever(field)
  }
}

function optionsOf(field: Extract<Field, { kind: 'choice' | 'choices' }>, pen: Pen): PlainTextOption[] {
  const fitting = field.options.filter((option) => option.value.length <= limits.optionValue).slice(0, limits.options)
  if (fitting.length < field.options.length) pen.leaveOut(field.name)
  return fitting.map(({ value, label }) => ({
    text: plainText(pen.write(field.name, label, limits.optionText)),
    value,
  }))
}
