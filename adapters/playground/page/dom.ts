/** Elements without markup: words are always text, never HTML. */

type Attributes = Record<string, string | boolean | null>

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children)
  return element
}

export function button(label: string, attributes: Attributes, click: () => void): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, label)
  element.addEventListener('click', click)
  return element
}

/** A link that leaves the page; anything but http, https and mailto is drawn as words. */
export function outward(url: string, words: string): HTMLElement {
  if (!/^(https?:|mailto:)/i.test(url)) return el('span', {}, words)
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, words)
}

/**
 * Runs a redraw of `root` and puts the focus back on the control that bears the same words, or stands in the same place; on
 * `fallback` where none is left, so that a keyboard never starts from the top of the page again.
 */
export function keepingFocus(root: HTMLElement, fallback: HTMLElement, redraw: () => void): void {
  const focused = document.activeElement
  const before = controls(root)
  const at = focused instanceof HTMLElement ? before.indexOf(focused) : -1
  const words = focused?.textContent
  redraw()
  if (at < 0) return
  const after = controls(root)
  const same = after.find((control) => control.textContent === words) ?? after[Math.min(at, after.length - 1)]
  ;(same ?? fallback).focus({ preventScroll: true })
}

function controls(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')]
}
