/** Asks before something is done; Escape means no. */
import { button, el } from './dom.ts'

export function ask(words: { title: string; text: string; yes: string; no: string }): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const title = el('h3', { id: 'confirm-title' }, words.title)
  const dialog = el('dialog', { 'aria-labelledby': 'confirm-title' }, title, el('p', {}, words.text))
  const done = (sure: boolean) => () => {
    resolve(sure)
    dialog.close()
  }
  dialog.append(
    el(
      'footer',
      {},
      button(words.no, { class: 'press plain' }, done(false)),
      button(words.yes, { class: 'press primary' }, done(true)),
    ),
  )
  dialog.addEventListener('close', () => {
    resolve(false)
    dialog.remove()
  })
  document.body.append(dialog)
  dialog.showModal()
  return promise
}
