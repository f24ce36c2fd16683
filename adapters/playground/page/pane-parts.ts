/** Parts of a pane: who one is, the places, and what a message says. */
import type { CastView, Change, Heard, MessageView, PaneView } from '../wire.ts'
import * as api from './api.ts'
import { listenToArrows } from './arrows.ts'
import { button, el } from './dom.ts'
import { describe } from './messages.ts'
import { drawBlock } from './slack-blocks.ts'
import { drawMrkdwn, type Names } from './slack-text.ts'
import { drawCard } from './teams-card.ts'
import { drawTeamsText } from './teams-text.ts'
import { titles } from './titles.ts'

type Platform = Change['platform']

export function createPicker(
  platform: Platform,
  people: CastView[number]['people'],
  chosen: string,
  choose: (account: string) => void,
): HTMLElement {
  const id = `${platform}-person`
  const words = people.map(
    (person) => [person.account, [person.name, describe(person)].filter(Boolean).join(' — ')] as const,
  )
  const select = el('select', { id }, ...words.map(([value, label]) => el('option', { value }, label)))
  select.value = chosen
  select.addEventListener('change', () => choose(select.value))
  return el('div', { class: 'picker' }, el('label', { for: id }, 'You are'), select)
}

export type Places = {
  root: HTMLElement
  show(conversations: PaneView['conversations'], open: string): void
}

export function createPlaces(platform: Platform, choose: (conversation: string) => void): Places {
  const list = el('ul')
  listenToArrows(list, false)
  return {
    root: el('nav', { 'aria-label': `${titles[platform]} conversations` }, list),
    show(conversations, open) {
      const focused = document.activeElement
      const at = focused instanceof HTMLButtonElement ? [...list.querySelectorAll('button')].indexOf(focused) : -1
      const items = conversations.map(({ id, name, unread }) => {
        const current = { 'aria-current': id === open ? 'page' : null }
        const place = button(name, current, () => choose(id))
        if (unread > 0) place.append(badge(unread))
        return el('li', {}, place)
      })
      list.replaceChildren(...items)
      if (at >= 0) list.querySelectorAll('button')[at]?.focus()
    },
  }
}

function badge(unread: number): HTMLElement {
  return el(
    'span',
    { class: 'badge' },
    unread > 99 ? '99+' : String(unread),
    el('span', { class: 'unseen' }, ' unread'),
  )
}

/** What the open place is called, and what its log and its composer are. */
export function placeWords(platform: Platform, name: string, chat: boolean) {
  const place = chat ? `${name} (1:1 chat)` : name
  const [help] = triesIn(platform, chat)
  return {
    place,
    log: `Messages in ${place} on ${titles[platform]}`,
    composer: `Message ${place} on ${titles[platform]}`,
    hint: `Message ${place}, for example: ${help}`,
  }
}

type Doings = { here(): api.Where; hear(heard: Heard): boolean; names(): Names }

/** Draws what a message says as its platform does. */
export function drawContent(message: MessageView, { here, hear, names }: Doings): HTMLElement {
  const { content, id, text } = message
  switch (content.kind) {
    case 'text':
      return here().platform === 'slack' ? drawMrkdwn(text, names()) : drawTeamsText(text)
    case 'card':
      return drawCard(content.card, (click) => void api.clickTeams(here(), id, click).then(hear))
    case 'blocks': {
      const onClick = (click: Parameters<typeof api.clickSlack>[2]) => void api.clickSlack(here(), id, click).then(hear)
      return el('div', { class: 'blocks' }, ...content.blocks.map((block) => drawBlock(block, names(), onClick)))
    }
  }
}

/** What an empty place proposes. */
export function triesIn(platform: Platform, chat: boolean): string[] {
  const prefix = platform === 'slack' ? '/plenary ' : chat ? '' : '@Plenary '
  const commit = 'commit Publish our evaluation results by 15 December for R-4.2'
  return ['help', commit, 'poll Adopt the draft glossary? by Friday 17:00'].map((line) => prefix + line)
}

/** Remembers person and place over a reload of this tab. */
export function createMemory(platform: Platform) {
  const [person = '', conversation = ''] = (sessionStorage.getItem(platform) ?? '').split('\n')
  return {
    person,
    conversation,
    keep: (where: { person: string; conversation: string }) =>
      sessionStorage.setItem(platform, `${where.person}\n${where.conversation}`),
  }
}
