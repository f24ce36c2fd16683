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
}

export function createHome({ here, hear, names }: Doings): Home {
  const root = el('div', { class: 'home', role: 'region', 'aria-label': 'Home', tabindex: '0', hidden: true })
  let drawn = ''
  return {
    root,
    show(view) {
      root.hidden = view === null
      const key = view === null ? '' : `${view.id} ${view.revision}`
      if (key === drawn) return
      drawn = key
      const blocks = view === null ? [] : listIn(view.shown, 'blocks')
      keepingFocus(root, root, () =>
        root.replaceChildren(
          ...blocks.map((block) =>
            drawBlock(block, names(), (click) => void api.clickSlack(here(), null, click).then(hear)),
          ),
        ),
      )
    },
  }
}
