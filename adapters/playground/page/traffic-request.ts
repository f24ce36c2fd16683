/** One request, opened: headers and bodies of both directions, each to be copied. */
import type { SideView, TrafficLine } from '../wire.ts'
import { getRequest } from './api.ts'
import { button, el } from './dom.ts'
import { endOf, wayOf } from './traffic-line.ts'

export type RequestView = {
  root: HTMLElement
  show(line: TrafficLine): Promise<void>
  clear(): void
  focus(): void
}

/** `closed` hears of Escape and of the button. */
export function createRequestView(closed: () => void): RequestView {
  const root = el('section', { class: 'request', 'aria-label': 'Request', hidden: true })
  const title = el('h3', { tabindex: '-1' })
  const status = el('p', { class: 'unseen', role: 'status' })
  const said = (words: string) => {
    status.textContent = words
  }
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closed()
  })
  return {
    root,
    async show(line) {
      const close = button('×', { class: 'x', 'aria-label': 'Close request' }, closed)
      title.textContent = `${line.method} ${line.path}`
      const about = [wayOf(line), line.what, endOf(line), line.ms === null ? '' : `${line.ms} ms`]
      const head = el('header', {}, el('div', {}, title, el('p', {}, about.filter(Boolean).join(' · '))), close)
      const view = await getRequest(line.n).catch(() => undefined)
      const parts = view
        ? [
            ...drawSide('Request', view.request, said),
            ...(view.response ? drawSide('Response', view.response, said) : []),
          ]
        : [el('p', { class: 'quiet' }, 'This request is no longer kept.')]
      root.hidden = false
      root.replaceChildren(head, ...parts, status)
    },
    clear() {
      root.hidden = true
      root.replaceChildren()
    },
    focus: () => title.focus({ preventScroll: true }),
  }
}

function drawSide(name: string, { headers, body }: SideView, said: (words: string) => void): HTMLElement[] {
  const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`)
  return [
    ...(lines.length > 0 ? [drawPart(`${name} headers`, lines.join('\n'), false, said)] : []),
    drawPart(`${name} body`, body, true, said),
  ]
}

function drawPart(name: string, text: string, open: boolean, said: (words: string) => void): HTMLElement {
  const details = el('details', { open }, el('summary', {}, name))
  if (text === '') {
    details.append(el('p', { class: 'quiet' }, 'Empty'))
    return details
  }
  const copy = button('Copy', { class: 'press plain', 'aria-label': `Copy ${name.toLowerCase()}` }, () =>
    navigator.clipboard.writeText(text).then(
      () => told('Copied'),
      () => told('The browser does not allow copying'),
    ),
  )
  details.append(el('div', { class: 'code' }, copy, el('pre', { tabindex: '0', 'aria-label': name }, text)))
  return details

  function told(words: string): void {
    copy.textContent = words
    said(`${name}: ${words}`)
  }
}
