/** The drawer at the bottom: every request between the product and the stand-ins, in order, each of which opens. */
import type { TrafficLine } from '../wire.ts'
import { getTraffic } from './api.ts'
import { button, el } from './dom.ts'
import { createLineList, type Shown } from './traffic-list.ts'
import { createRequestView } from './traffic-request.ts'

export type TrafficDrawer = {
  root: HTMLElement
  passed(line: TrafficLine): void
  /** Reads the log anew: the server may be another one than before. */
  refresh(): Promise<void>
}

export function createTraffic(): TrafficDrawer {
  const list = createLineList((line) => void open(line))
  const request = createRequestView(close)
  const body = el('div', { id: 'traffic-body', class: 'traffic-body' }, list.root, request.root)
  const count = el('span', { class: 'quiet' })
  const toggle = button('Traffic', { class: 'toggle', 'aria-controls': 'traffic-body' }, () =>
    unfold(body.hidden === true),
  )
  const filter = createFilter((shown) => {
    list.showOnly(shown)
    tally()
  })
  const head = el('header', {}, el('h2', {}, toggle), count, filter)
  let opened: number | null = null
  unfold(sessionStorage.getItem('traffic') === 'open')
  return {
    root: el('section', { class: 'traffic', 'aria-label': 'Traffic' }, head, body),
    passed(line) {
      list.put(line)
      tally()
      if (opened === line.n) void request.show(line)
    },
    async refresh() {
      const lines = await getTraffic()
      list.clear()
      for (const line of lines) list.put(line)
      tally()
    },
  }

  function unfold(wanted: boolean): void {
    body.hidden = !wanted
    filter.hidden = !wanted
    toggle.setAttribute('aria-expanded', String(wanted))
    sessionStorage.setItem('traffic', wanted ? 'open' : '')
    if (wanted) list.toEnd()
  }

  async function open(line: TrafficLine): Promise<void> {
    opened = line.n
    await request.show(line)
    body.classList.add('split')
    list.mark(line.n)
    request.focus()
  }

  /** Goes back to the line that was open. */
  function close(): void {
    request.clear()
    body.classList.remove('split')
    list.mark(null)
    if (opened !== null) list.focus(opened)
    opened = null
  }

  function tally(): void {
    const shown = list.count()
    count.textContent = shown === 1 ? '1 request' : `${shown} requests`
  }
}

function createFilter(changed: (shown: Shown) => void): HTMLElement {
  const select = el(
    'select',
    { id: 'traffic-filter' },
    el('option', { value: 'all' }, 'Slack and Teams'),
    el('option', { value: 'slack' }, 'Slack only'),
    el('option', { value: 'teams' }, 'Teams only'),
  )
  select.addEventListener('change', () => {
    const { value } = select
    changed(value === 'slack' || value === 'teams' ? value : 'all')
  })
  return el('span', { class: 'filter' }, el('label', { for: 'traffic-filter' }, 'Show'), select)
}
