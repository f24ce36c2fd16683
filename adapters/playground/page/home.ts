/** Slack's App Home: the view that the product published for one person. */
import type { DialogView, Heard } from '../wire.ts'
import * as api from './api.ts'
import { el, keepingFocus } from './dom.ts'
import { listIn } from './json.ts'
import { drawBlock } from './slack-blocks.ts'
import type { Names } from './slack-text.ts'

type Doings = { here(): api.Where; hear(heard: Heard): boolean; names(): Names }

export type Home = {
  root: HTMLElement
  /** Null hides it. */
  show(view: DialogView | null): void
  /** Who is in the tab; null where it is left. Slack tells the app each time that somebody comes, and not while they stay. */
  visit(person: string | null): void
}

export function createHome({ here, hear, names }: Doings): Home {
  const root = el('div', { class: 'home', role: 'region', 'aria-label': 'Home', tabindex: '0', hidden: true })
  let drawn = ''
  let visitor: string | null = null
  return {
    root,
    visit(person) {
      if (person === visitor) return
      visitor = person
      if (person !== null) void api.openHome(here()).then(hear)
    },
    show(view) {
      root.hidden = view === null
      const key = view === null ? '' : `${view.id} ${view.revision}`
      if (key === drawn) return
      drawn = key
      const blocks = view === null ? [] : listIn(view.shown, 'blocks')
      const empty = el('p', { class: 'quiet' }, 'Nothing is published here yet.')
      keepingFocus(root, root, () =>
        root.replaceChildren(
          ...(blocks.length === 0 ? [empty] : []),
          ...blocks.map((block) =>
            drawBlock(block, names(), (click) => void api.clickSlack(here(), null, click).then(hear)),
          ),
        ),
      )
    },
  }
}
