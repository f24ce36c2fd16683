/** Arrow keys in a list of buttons: they move the focus, Home and End go to its ends. */

/** `roving`: the list is one stop of the Tab key, at the button that had the focus last. */
export function listenToArrows(list: HTMLElement, roving: boolean): void {
  list.addEventListener('keydown', (event) => {
    const buttons = shownButtons(list)
    const at = buttons.findIndex((each) => each.matches(':focus'))
    const next = at < 0 ? undefined : buttons[indexFor(event.key, at, buttons.length)]
    if (!next) return
    event.preventDefault()
    next.focus()
  })
  if (!roving) return
  list.addEventListener('focusin', ({ target }) => {
    for (const each of list.querySelectorAll('button')) each.tabIndex = each === target ? 0 : -1
  })
}

/** Sees to it that the Tab key finds a way into a roving list. */
export function keepTabStop(list: HTMLElement): void {
  const buttons = shownButtons(list)
  const last = buttons.at(-1)
  if (last && !buttons.some((each) => each.tabIndex === 0)) last.tabIndex = 0
}

function shownButtons(list: HTMLElement): HTMLButtonElement[] {
  return [...list.querySelectorAll('button')].filter((each) => each.closest('li')?.hidden !== true)
}

function indexFor(key: string, at: number, length: number): number {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(at + 1, length - 1)
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return -1
  }
}
