/** The lines of the log of traffic: the last 500, one stop of the Tab key, the arrow keys within. */
import type { Change, TrafficLine } from '../wire.ts'
import { keepTabStop, listenToArrows } from './arrows.ts'
import { el } from './dom.ts'
import { drawLine } from './traffic-line.ts'

const most = 500

export type Shown = Change['platform'] | 'all'

export type LineList = {
  root: HTMLElement
  /** Adds a line, or says how the request ended that it already has. */
  put(line: TrafficLine): void
  clear(): void
  /** How many are shown. */
  showOnly(shown: Shown): void
  count(): number
  /** Marks the request that is open; null where none is. */
  mark(n: number | null): void
  focus(n: number): void
  toEnd(): void
}

type Row = { line: TrafficLine; item: HTMLElement }

export function createLineList(open: (line: TrafficLine) => void): LineList {
  const root = el('ol', { class: 'lines', 'aria-label': 'Requests, oldest first' })
  const rows = new Map<number, Row>()
  let shown: Shown = 'all'
  let marked: number | null = null
  listenToArrows(root, true)
  const isHidden = ({ platform }: TrafficLine) => shown !== 'all' && shown !== platform
  const buttonOf = (n: number | null) => (n === null ? null : rows.get(n)?.item.querySelector('button'))
  const toEnd = () => root.scrollTo({ top: root.scrollHeight })
  return {
    root,
    put(line) {
      const atEnd = root.scrollHeight - root.scrollTop - root.clientHeight < 60
      const item = rows.get(line.n)?.item ?? root.appendChild(el('li'))
      item.hidden = isHidden(line)
      redraw(item, line, line.n === marked, open)
      rows.set(line.n, { line, item })
      forgetOldest(rows)
      keepTabStop(root)
      if (atEnd) toEnd()
    },
    clear() {
      rows.clear()
      root.replaceChildren()
    },
    showOnly(chosen) {
      shown = chosen
      for (const { line, item } of rows.values()) item.hidden = isHidden(line)
      keepTabStop(root)
      toEnd()
    },
    count: () => [...rows.values()].filter(({ item }) => !item.hidden).length,
    mark(n) {
      buttonOf(marked)?.removeAttribute('aria-current')
      marked = n
      buttonOf(n)?.setAttribute('aria-current', 'true')
      buttonOf(n)?.scrollIntoView({ block: 'nearest' })
    },
    focus: (n) => buttonOf(n)?.focus(),
    toEnd,
  }
}

/** The end of a request leaves the focus on its line. */
function redraw(item: HTMLElement, line: TrafficLine, current: boolean, open: (line: TrafficLine) => void): void {
  const before = item.querySelector('button')
  const drawn = drawLine(line, current, () => open(line))
  drawn.tabIndex = before?.tabIndex ?? -1
  const hadFocus = before !== null && before === document.activeElement
  item.replaceChildren(drawn)
  if (hadFocus) drawn.focus()
}

function forgetOldest(rows: Map<number, Row>): void {
  const [oldest] = rows
  if (rows.size <= most || !oldest) return
  oldest[1].item.remove()
  rows.delete(oldest[0])
}
