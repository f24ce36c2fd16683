/** Draws a Slack view as a form, and reads what was filled in. */
import type { DialogView, Json } from '../wire.ts'
import { button, el } from './dom.ts'
import { listIn, objectIn, textIn } from './json.ts'
import { drawBlock, type OnClick, options } from './slack-blocks.ts'
import type { Names } from './slack-text.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export type Modal = {
  form: HTMLFormElement
  /** What is filled in, by block. */
  values(): Record<string, string>
  /** Puts each error under its field and the focus on the first. */
  showErrors(errors: Record<string, string>): void
}

export type Doings = { submit(): void; cancel(): void; click: OnClick }

/** `kept`: what was filled in before, by block and element, which Slack keeps over an update under the same names. */
export function drawModal({ shown }: DialogView, names: Names, kept: Record<string, string>, doings: Doings): Modal {
  const fields = new Map<string, { control: Control; error: HTMLElement }>()
  const blocks = listIn(shown, 'blocks').map((block) => {
    if (block.type !== 'input') return drawBlock(block, names, doings.click)
    const field = drawInput(block, kept)
    fields.set(textIn(block, 'block_id'), field)
    return field.root
  })
  const close = textIn(objectIn(shown, 'close'), 'text') || 'Cancel'
  const send = textIn(objectIn(shown, 'submit'), 'text')
  const footer = el('footer', {}, button(close, { class: 'press plain' }, doings.cancel))
  if (send !== '') footer.append(el('button', { type: 'submit', class: 'press primary' }, send))
  const form = el('form', { novalidate: true, class: 'modal' }, ...blocks, footer)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    doings.submit()
  })
  return {
    form,
    values: () => Object.fromEntries([...fields].map(([block, { control }]) => [block, control.value])),
    showErrors(errors) {
      for (const [block, { control, error }] of fields) {
        error.textContent = errors[block] ?? ''
        control.setAttribute('aria-invalid', String(block in errors))
      }
      ;[...fields].find(([block]) => block in errors)?.[1].control.focus()
    },
  }
}

/** The name under which Slack keeps a value over an update. */
export function keptName(block: Json): string {
  return `${textIn(block, 'block_id')} ${textIn(objectIn(block, 'element'), 'action_id')}`
}

function drawInput(block: Json, kept: Record<string, string>) {
  const element = objectIn(block, 'element')
  const id = `slack-${textIn(block, 'block_id')}`
  const control = drawControl(element, { id, 'aria-describedby': `${id}-hint ${id}-error` })
  const before = kept[keptName(block)]
  if (before !== undefined) control.value = before
  const label = el('label', { for: id }, textIn(objectIn(block, 'label'), 'text'))
  if (block.optional === true) label.append(el('span', { class: 'quiet' }, ' (optional)'))
  else control.setAttribute('aria-required', 'true')
  const hint = el('p', { id: `${id}-hint`, class: 'hint' }, textIn(objectIn(block, 'hint'), 'text'))
  const error = el('p', { id: `${id}-error`, class: 'error', role: 'alert' })
  return { root: el('div', { class: 'field' }, label, control, error, hint), control, error }
}

function drawControl(element: Json, attributes: Record<string, string>): Control {
  const placeholder = textIn(objectIn(element, 'placeholder'), 'text')
  if (element.type === 'static_select') {
    const select = el(
      'select',
      attributes,
      el('option', { value: '' }, placeholder || 'Choose an option'),
      ...options(element),
    )
    select.value = textIn(objectIn(element, 'initial_option'), 'value')
    return select
  }
  const more = { ...attributes, placeholder, maxlength: String(element.max_length ?? 3000) }
  const control =
    element.multiline === true ? el('textarea', { ...more, rows: '4' }) : el('input', { ...more, type: 'text' })
  control.value = textIn(element, 'initial_value')
  return control
}
