/** The menu of a message: opened by its button, closed by Escape, by a choice and by leaving it. */
import { button, el } from './dom.ts'
import { entries } from './entries.ts'

/** `of` names the message to those who hear it only. */
export function createMenu(of: string, choose: (shortcut: string) => void): HTMLElement {
  const more = button(
    '⋯',
    { 'aria-label': `More actions, ${of}`, 'aria-expanded': 'false', title: 'More actions' },
    () => show(more.getAttribute('aria-expanded') === 'false'),
  )
  const choices = entries.map(({ id, label }) =>
    button(label, {}, () => {
      show(false)
      more.focus()
      choose(id)
    }),
  )
  const menu = el('div', { class: 'menu' }, more)
  const show = (isOpen: boolean) => {
    more.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) menu.append(...choices)
    else for (const choice of choices) choice.remove()
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
