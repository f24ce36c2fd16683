/** The list of messages: one article each, drawn again only when its revision moved; answers in a thread stand under their first message. */
import type { Change, Heard, MessageView, PersonView } from '../wire.ts'
import * as api from './api.ts'
import { el, keepingFocus } from './dom.ts'
import { drawFiles } from './files.ts'
import { createMenu } from './menu.ts'

type Drawn = { revision: number; article: HTMLElement; body: HTMLElement; replies: HTMLElement }

export type MessageList = {
  root: HTMLElement
  /** Shows these messages; `draw` makes the content of one. */
  show(messages: MessageView[], draw: (message: MessageView) => HTMLElement): void
  /** Forgets everything: another place is open. */
  clear(label: string): void
}

type Doings = { here(): api.Where; hear(heard: Heard): boolean }

export function createMessageList(
  platform: Change['platform'],
  { here, hear }: Doings,
  empty: () => HTMLElement,
): MessageList {
  const root = el('div', { class: 'messages', role: 'log', tabindex: '0', 'aria-relevant': 'additions' })
  const drawn = new Map<string, Drawn>()
  const end = stayAtEnd(root)
  const forget = () => {
    drawn.clear()
    root.replaceChildren()
  }
  return {
    root,
    clear(label) {
      forget()
      end.pin()
      root.setAttribute('aria-label', label)
    },
    show(messages, draw) {
      if (messages.length === 0) {
        forget()
        return root.replaceChildren(empty())
      }
      if (drawn.size === 0) root.replaceChildren()
      for (const [id, { article }] of drawn) {
        if (messages.some((message) => message.id === id)) continue
        keepingFocus(article, root, () => article.replaceChildren())
        article.remove()
        drawn.delete(id)
      }
      for (const message of messages) place(message, draw)
      end.keep()
    },
  }

  function place(message: MessageView, draw: (message: MessageView) => HTMLElement): void {
    const known = drawn.get(message.id)
    if (known?.revision === message.revision) return
    if (known) {
      known.revision = message.revision
      keepingFocus(known.body, root, () => known.body.replaceChildren(...bodyOf(message, draw)))
      return
    }
    const fresh = drawMessage(message, platform, draw)
    // Slack and Teams offer nothing on what one person sees alone.
    if (!message.onlyYou) {
      const of = fresh.article.getAttribute('aria-label') ?? ''
      fresh.body.after(createMenu(of, (shortcut) => void api.choose(here(), message.id, shortcut).then(hear)))
    }
    drawn.set(message.id, fresh)
    const thread = message.thread === null ? undefined : drawn.get(message.thread)
    const home = thread?.replies ?? root
    home.append(fresh.article)
  }
}

/** Whoever reads the newest message goes on doing so when one comes, and when the list grows or shrinks; who scrolled up stays there. */
function stayAtEnd(root: HTMLElement): { keep(): void; pin(): void } {
  let pinned = true
  const keep = () => {
    if (pinned) root.scrollTop = root.scrollHeight
  }
  root.addEventListener('scroll', () => {
    pinned = root.scrollHeight - root.scrollTop - root.clientHeight < 80
  })
  new ResizeObserver(keep).observe(root)
  return {
    keep,
    pin() {
      pinned = true
    },
  }
}

function drawMessage(message: MessageView, platform: string, draw: (message: MessageView) => HTMLElement): Drawn {
  const name = message.author?.name ?? 'Plenary'
  const body = el('div', { class: 'body' }, ...bodyOf(message, draw))
  const replies = el('div', { class: 'replies' })
  const article = el(
    'article',
    {
      'aria-label': `${name}, ${clock(message.at)}${message.onlyYou ? ', only visible to you' : ''}`,
      'data-testid': `${platform}-message`,
      class: message.onlyYou ? 'message only' : 'message',
    },
    avatar(message.author),
    el('div', { class: 'said' }, body, replies),
  )
  return { revision: message.revision, article, body, replies }
}

function bodyOf(message: MessageView, draw: (message: MessageView) => HTMLElement): HTMLElement[] {
  const { author, at, edited, onlyYou } = message
  const who = author
    ? [el('strong', {}, author.name), el('span', { class: 'quiet' }, describe(author))]
    : [el('strong', {}, 'Plenary'), el('span', { class: 'app' }, 'App')]
  const time = el('time', { datetime: at, title: new Date(at).toLocaleString() }, clock(at))
  const head = el('p', { class: 'who' }, ...who, time, ...(edited ? [el('span', { class: 'quiet' }, '(edited)')] : []))
  const only = onlyYou ? [el('p', { class: 'only-you' }, 'Only visible to you')] : []
  const isBare = message.content.kind === 'text' && message.text === ''
  return [...only, head, ...(isBare ? [] : [draw(message)]), ...drawFiles(message.files)]
}

/** `delegate, Japan`. */
export function describe({ role, organisation }: PersonView): string {
  return [role.replaceAll('-', ' '), organisation].filter((words) => words !== '').join(', ')
}

function avatar(author: PersonView | null): HTMLElement {
  const name = author?.name ?? 'Plenary'
  const initials = name
    .split(/[\s-]+/)
    .filter((part) => /^\p{L}/u.test(part))
    .map((part) => part[0])
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 8, 0)
  const kind = author ? `hue-${hue}` : 'plenary'
  return el('span', { class: `avatar ${kind}`, 'aria-hidden': 'true' }, author ? initials.slice(0, 2).join('') : '§')
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
