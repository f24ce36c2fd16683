/** Draws a Slack view as a form, and reads what was filled in. */
import type { DialogView, Json } from '../wire.ts'
import { button, el } from './dom.ts'
import { listIn, objectIn, textIn } from './json.ts'
import { drawBlock, type OnClick } from './slack-blocks.ts'
import { type Control, drawControl } from './slack-inputs.ts'
import type { Names } from './slack-text.ts'

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
    values: () => Object.fromEntries([...fields].map(([block, { control }]) => [block, control.value()])),
    showErrors(errors) {
      for (const [block, { control, error }] of fields) {
        error.textContent = errors[block] ?? ''
        control.root.setAttribute('aria-invalid', String(block in errors))
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
  const control = drawControl(element, id, kept[keptName(block)])
  const label = el('label', { for: id, id: `${id}-label` }, textIn(objectIn(block, 'label'), 'text'))
  if (block.optional === true) label.append(el('span', { class: 'quiet' }, ' (optional)'))
  else control.root.setAttribute('aria-required', 'true')
  const hint = el('p', { id: `${id}-hint`, class: 'hint' }, textIn(objectIn(block, 'hint'), 'text'))
  const error = el('p', { id: `${id}-error`, class: 'error', role: 'alert' })
  return { root: el('div', { class: 'field' }, label, control.root, error, hint), control, error }
}
