/** The elements of a modal's inputs, drawn as controls of the page. */
import type { Json } from '../wire.ts'
import { el } from './dom.ts'
import { listIn, objectIn, textIn } from './json.ts'
import { options } from './slack-blocks.ts'

/** What a person fills in; several choices are one value, joined by commas. */
export type Control = { root: HTMLElement; value(): string; focus(): void }

/** `before`: what it held when it was drawn last. */
export function drawControl(element: Json, id: string, before: string | undefined): Control {
  const attributes = { id, 'aria-describedby': `${id}-hint ${id}-error` }
  if (element.type === 'multi_static_select') return drawChoices(element, attributes, before)
  const control = element.type === 'static_select' ? drawChoice(element, attributes) : drawLine(element, attributes)
  if (before !== undefined) control.value = before
  return { root: control, value: () => control.value, focus: () => control.focus() }
}

function drawChoice(element: Json, attributes: Record<string, string>): HTMLSelectElement {
  const none = el('option', { value: '' }, placeholderOf(element) || 'Choose an option')
  const select = el('select', attributes, none, ...options(element))
  select.value = textIn(objectIn(element, 'initial_option'), 'value')
  return select
}

/** Slack draws tokens in a menu; a box to tick for each option says the same. */
function drawChoices(element: Json, attributes: { id: string }, before: string | undefined): Control {
  const initial = listIn(element, 'initial_options').map((option) => textIn(option, 'value'))
  const chosen = before?.split(',') ?? initial
  const boxes = listIn(element, 'options').map((option) => {
    const value = textIn(option, 'value')
    const box = el('input', { type: 'checkbox', value, checked: chosen.includes(value) })
    return { box, row: el('label', {}, box, textIn(objectIn(option, 'text'), 'text')) }
  })
  const labelled = { ...attributes, role: 'group', 'aria-labelledby': `${attributes.id}-label`, class: 'choices' }
  return {
    root: el('div', labelled, ...boxes.map(({ row }) => row)),
    value: () => boxes.flatMap(({ box }) => (box.checked ? [box.value] : [])).join(','),
    focus: () => boxes[0]?.box.focus(),
  }
}

function drawLine(element: Json, attributes: Record<string, string>): HTMLInputElement | HTMLTextAreaElement {
  const more = { ...attributes, placeholder: placeholderOf(element), maxlength: String(element.max_length ?? 3000) }
  const control =
    element.multiline === true ? el('textarea', { ...more, rows: '4' }) : el('input', { ...more, type: 'text' })
  control.value = textIn(element, 'initial_value')
  return control
}

function placeholderOf(element: Json): string {
  return textIn(objectIn(element, 'placeholder'), 'text')
}
