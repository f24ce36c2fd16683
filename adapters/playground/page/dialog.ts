/** The frame of a modal or dialog: a real <dialog>, titled, closed by Escape or its button; the focus returns to where it was. */
import { button, el } from './dom.ts'

export type Frame = {
  /** Draws the content anew under a title. */
  show(title: string, content: HTMLElement): void
  /** Says something in the dialog itself, which covers the rest of the page. */
  say(words: string | null): void
  close(): void
}

/** `closed` hears when the person closes it, `fallback` takes the focus where its former holder is gone. */
export function openFrame(platform: string, closed: () => void, fallback: HTMLElement): Frame {
  const before = document.activeElement
  const id = `${platform}-dialog-title`
  const title = el('h3', { id, tabindex: '-1' })
  const body = el('div', { class: 'dialog-body' })
  const status = el('p', { role: 'alert', class: 'notice' })
  const dialog = el('dialog', { 'aria-labelledby': id, class: platform, 'data-testid': `${platform}-dialog` })
  const cancel = button('×', { class: 'x', 'aria-label': 'Close' }, closed)
  dialog.append(el('header', {}, title, cancel), body, status)
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    closed()
  })
  document.body.append(dialog)
  dialog.showModal()
  return {
    show(words, content) {
      title.textContent = words
      body.replaceChildren(content)
      const first = body.querySelector<HTMLElement>('[aria-invalid="true"], input, select, textarea') ?? title
      first.focus()
    },
    say(words) {
      status.textContent = words ?? ''
    },
    close() {
      dialog.close()
      dialog.remove()
      const back = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : fallback
      back.focus()
    },
  }
}
