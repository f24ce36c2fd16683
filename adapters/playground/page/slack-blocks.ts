/** Draws the very Block Kit JSON that the product sent. */
import type { Json, SlackClick } from '../wire.ts'
import { ask } from './confirm.ts'
import { button, el } from './dom.ts'
import { listIn, objectIn, textIn } from './json.ts'
import { drawRichText, drawText, type Names, unknown } from './slack-text.ts'

export type OnClick = (click: SlackClick) => void

/** `onClick` hears of buttons and choices; inputs are drawn by the modal. */
export function drawBlock(block: Json, names: Names, onClick: OnClick): HTMLElement {
  switch (block.type) {
    case 'header':
      return el('h4', { class: 'block header' }, drawText(objectIn(block, 'text'), names))
    case 'section':
      return drawSection(block, names, onClick)
    case 'context':
      return el('div', { class: 'block context' }, ...listIn(block, 'elements').map((text) => drawText(text, names)))
    case 'divider':
      return el('hr', { class: 'block' })
    case 'image':
      return drawImage(block)
    case 'actions':
      return el('div', { class: 'block actions' }, ...drawElements(listIn(block, 'elements'), block, onClick))
    case 'rich_text': {
      const drawn = drawRichText(block, names)
      drawn.classList.add('block')
      return drawn
    }
    default:
      return el('div', { class: 'block' }, unknown('block', block))
  }
}

function drawImage(block: Json): HTMLElement {
  const image = el('img', { src: textIn(block, 'image_url'), alt: textIn(block, 'alt_text') })
  return el('div', { class: 'block image' }, image)
}

function drawSection(block: Json, names: Names, onClick: OnClick): HTMLElement {
  const fields = listIn(block, 'fields').map((text) => el('div', {}, drawText(text, names)))
  return el(
    'div',
    { class: 'block section' },
    el(
      'div',
      {},
      ...(block.text ? [drawText(objectIn(block, 'text'), names)] : []),
      ...(fields.length > 0 ? [el('div', { class: 'fields' }, ...fields)] : []),
    ),
    ...(block.accessory ? drawElements([objectIn(block, 'accessory')], block, onClick) : []),
  )
}

function drawElements(elements: Json[], block: Json, onClick: OnClick): HTMLElement[] {
  return elements.map((element) => {
    const send = (value: string | null) =>
      void confirmed(element).then((sure) => {
        if (sure) onClick({ block: textIn(block, 'block_id'), action: textIn(element, 'action_id'), value })
      })
    if (element.type === 'button') return drawButton(element, send)
    if (element.type === 'static_select') return drawChoice(element, send)
    return unknown('element', element)
  })
}

function drawButton(element: Json, send: (value: string | null) => void): HTMLElement {
  const label = textIn(objectIn(element, 'text'), 'text')
  const style = textIn(element, 'style') || 'plain'
  const spoken = textIn(element, 'accessibility_label') || null
  return button(label, { class: `press ${style}`, 'aria-label': spoken }, () => {
    const url = textIn(element, 'url')
    if (/^https?:/.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
    send(null)
  })
}

function drawChoice(element: Json, send: (value: string | null) => void): HTMLElement {
  const placeholder = textIn(objectIn(element, 'placeholder'), 'text') || 'Choose'
  const select = el(
    'select',
    { 'aria-label': placeholder },
    el('option', { value: '' }, placeholder),
    ...options(element),
  )
  select.addEventListener('change', () => send(select.value))
  return select
}

/** The options of a static_select. */
export function options(element: Json): HTMLOptionElement[] {
  return listIn(element, 'options').map((option) =>
    el('option', { value: textIn(option, 'value') }, textIn(objectIn(option, 'text'), 'text')),
  )
}

async function confirmed(element: Json): Promise<boolean> {
  if (!element.confirm) return true
  const confirm = objectIn(element, 'confirm')
  const words = (key: string) => textIn(objectIn(confirm, key), 'text')
  return ask({ title: words('title'), text: words('text'), yes: words('confirm'), no: words('deny') })
}
