/** The menu of a message: opened by its button, closed by Escape, by a choice and by leaving it. */
import { button, el } from './dom.ts'

/** What the product put into it, as its manifests name it. */
const label = 'Log as commitment'

/** `of` names the message to those who hear it only. */
export function createMenu(of: string, choose: () => void): HTMLElement {
  const more = button(
    '⋯',
    { 'aria-label': `More actions, ${of}`, 'aria-expanded': 'false', title: 'More actions' },
    () => show(more.getAttribute('aria-expanded') === 'false'),
  )
  const entry = button(label, {}, () => {
    show(false)
    more.focus()
    choose()
  })
  const menu = el('div', { class: 'menu' }, more)
  const show = (isOpen: boolean) => {
    more.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) menu.append(entry)
    else entry.remove()
  }
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    show(false)
    more.focus()
  })
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    const isInside = relatedTarget instanceof Node && menu.contains(relatedTarget)
    if (!isInside && relatedTarget !== null) show(false)
  })
  return menu
}
