/** Form → Adaptive Card for a dialog. Problems stand directly above their field; the client's own checks are only a courtesy. */
import { assertNever } from '#src/core/assert.ts'
import type { Field, Form } from '#src/view/form.ts'
import { limits, shorten } from './limits.ts'
import type { AdaptiveCard, Element } from './render-card.ts'
import { paragraph } from './render-card.ts'

export function formToCard(form: Form): AdaptiveCard {
  const { id, use, consortium } = form
  const fields = form.fields.map((field) => field.name)
  const submit = { type: 'Action.Submit', title: shorten(form.submit, limits.actionLabel), style: 'positive' }
  const general = form.problems.filter((problem) => problem.field === undefined || !fields.includes(problem.field))
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      ...general.map((problem) => problemLine(problem.says)),
      ...form.fields.flatMap((field) => [
        ...problemsOf(field, form),
        ...fieldToElements(field, form.values[field.name]),
      ]),
      ...(form.note ? [paragraph(form.note, { isSubtle: true, size: 'small' })] : []),
    ],
    // Clients leave out inputs that are empty, so that the names go along. No field may be called `form`.
    actions: [{ ...submit, data: { form: { id, use, consortium, fields } } }],
    fallbackText: shorten(form.title, limits.dialogTitle).replace(/[^\p{L}\p{N} ]/gu, ' '),
    msteams: { width: 'Full' },
  }
}

function problemsOf(field: Field, form: Form): Element[] {
  return form.problems.filter((problem) => problem.field === field.name).map((problem) => problemLine(problem.says))
}

function problemLine(says: string): Element {
  return paragraph([`! ${says}`], { color: 'attention', weight: 'bolder' })
}

function fieldToElements(field: Field, value: string | undefined): Element[] {
  const hint = field.hint ? [{ ...paragraph([field.hint], { isSubtle: true, size: 'small' }), spacing: 'none' }] : []
  return [fieldToInput(field, value), ...hint]
}

function choicesOf({ options }: Extract<Field, { kind: 'choice' | 'choices' }>) {
  return options.map(({ label, value }) => ({ title: label, value }))
}

function fieldToInput(field: Field, value: string | undefined): Element {
  const base = {
    id: field.name,
    label: field.label,
    isRequired: field.required,
    ...(field.required ? { errorMessage: `${field.label} is needed.` } : {}),
    ...(value === undefined || value === '' ? {} : { value }),
  }
  switch (field.kind) {
    case 'line':
      return { type: 'Input.Text', ...base, maxLength: field.max }
    case 'paragraph':
      return { type: 'Input.Text', ...base, maxLength: field.max, isMultiline: true }
    case 'choice':
      return { type: 'Input.ChoiceSet', ...base, style: 'compact', choices: choicesOf(field) }
    case 'choices':
      return { type: 'Input.ChoiceSet', ...base, isMultiSelect: true, style: 'compact', choices: choicesOf(field) }
    default:
      return assertNever(field)
  }
}
