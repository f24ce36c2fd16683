/** Where one types: Enter sends, Shift with Enter begins a new line. What was typed stays until it was taken. */
import type { FileSent } from '../wire.ts'
import { button, el } from './dom.ts'
import { createAttachment } from './files.ts'

export type Composer = {
  root: HTMLElement
  box: HTMLTextAreaElement
  /** Names the place, for the label and the hint; before that nothing can be sent. */
  aim(label: string, hint: string): void
}

/** `send` returns false where it was not taken. */
export function createComposer(
  platform: string,
  send: (text: string, file: FileSent | null) => Promise<boolean>,
): Composer {
  let sending = false
  const id = `${platform}-composer`
  const label = el('label', { for: id, class: 'unseen' })
  const box = el('textarea', { id, rows: '2', autocomplete: 'off', maxlength: '12000' })
  const go = el('button', { type: 'submit', class: 'press primary', disabled: true }, 'Send')
  const file = createAttachment(box)
  const row = el('div', { class: 'composer-row' }, file.button, go)
  const form = el('form', { class: 'composer' }, label, box, file.chosen, row)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const text = box.value.trim()
    if ((text === '' && file.isEmpty()) || go.disabled) return
    sending = true
    go.disabled = true
    box.value = ''
    const taken = await file.read().then(
      (read) => send(text, read),
      () => false,
    )
    if (taken) file.clear()
    else if (box.value === '') box.value = text
    sending = false
    go.disabled = false
  })
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  return {
    root: form,
    box,
    aim(words, hint) {
      label.textContent = words
      box.placeholder = hint
      go.disabled = sending
    },
  }
}

/** What an empty place says: lines to try, each of which goes into the composer by a click. */
export function drawTries(lines: string[], box: HTMLTextAreaElement): HTMLElement {
  const items = lines.map((line) =>
    el(
      'li',
      {},
      button(line, { class: 'try' }, () => {
        box.value = line
        box.focus()
      }),
    ),
  )
  return el('div', { class: 'empty' }, el('p', {}, 'Nothing has been said here yet. Try:'), el('ul', {}, ...items))
}
