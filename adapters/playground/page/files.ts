/** Files in messages, and the one that is about to be sent. */
import type { FileSent, FileView } from '../wire.ts'
import { addressOf } from './api.ts'
import { button, el } from './dom.ts'

const largest = 5 * 1024 * 1024

export function drawFiles(files: FileView[]): HTMLElement[] {
  if (files.length === 0) return []
  const links = files.map((file) =>
    el(
      'li',
      {},
      el(
        'a',
        { class: 'file', href: addressOf(file), download: file.name },
        el('span', { class: 'file-name' }, file.name),
        el('span', { class: 'quiet file-size' }, sizeWords(file.size)),
        el('span', { class: 'unseen' }, ', download'),
      ),
    ),
  )
  return [el('ul', { class: 'files', 'aria-label': 'Files' }, ...links)]
}

export type Attachment = {
  /** The button that asks for a file, and what was chosen. */
  button: HTMLElement
  chosen: HTMLElement
  /** Reads the file, if there is one. */
  read(): Promise<FileSent | null>
  isEmpty(): boolean
  clear(): void
}

/** `back` takes the focus where the chosen file is given up. */
export function createAttachment(back: HTMLElement): Attachment {
  const input = el('input', { type: 'file', hidden: true, 'aria-hidden': 'true', tabindex: '-1' })
  const chosen = el('div', { class: 'chosen', role: 'status' })
  const attach = button('Attach file', { class: 'press plain attach' }, () => input.click())
  const clear = () => {
    input.value = ''
    chosen.replaceChildren()
  }
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (!file) return clear()
    if (file.size === 0 || file.size > largest) {
      clear()
      return chosen.replaceChildren(el('span', { class: 'error' }, `${file.name} is empty, or larger than 5 MB.`))
    }
    const remove = button('Remove', { class: 'press plain', 'aria-label': `Remove ${file.name}` }, () => {
      clear()
      back.focus()
    })
    chosen.replaceChildren(
      el('span', { class: 'file-name' }, file.name),
      el('span', { class: 'quiet' }, sizeWords(file.size)),
      remove,
    )
    back.focus()
  })
  return {
    button: el('span', {}, attach, input),
    chosen,
    isEmpty: () => (input.files?.length ?? 0) === 0,
    clear,
    async read() {
      const [file] = input.files ?? []
      return file ? { name: file.name, bytes: await base64Of(file) } : null
    },
  }
}

/** `1.4 MB`. */
function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function base64Of(file: File): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''))
  reader.addEventListener('error', () => reject(new Error('the file can’t be read')))
  reader.readAsDataURL(file)
  return promise
}
