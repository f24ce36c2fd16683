/** The page's calls to its server, each with the token that stands in the page. */
import type {
  CastView,
  Change,
  FileSent,
  FileView,
  Heard,
  Json,
  PaneView,
  SlackClick,
  TeamsClick,
  TrafficLine,
  TrafficView,
} from '../wire.ts'

type Platform = Change['platform']
export type Where = { platform: Platform; person: string; conversation: string }

const token = document.querySelector('meta[name="playground-token"]')?.getAttribute('content') ?? ''

export function getCast(): Promise<CastView> {
  return ask('cast')
}

export function getPane(where: Where): Promise<PaneView> {
  return ask(`pane?${new URLSearchParams(where)}`)
}

export function getTraffic(): Promise<TrafficLine[]> {
  return ask('traffic')
}

export function getRequest(n: number): Promise<TrafficView> {
  return ask(`traffic/${n}`)
}

/** Where a file is downloaded; the token stands in its path. */
export function addressOf({ id, name }: FileView): string {
  return `files/${encodeURIComponent(token)}/kept/${id}/${encodeURIComponent(name)}`
}

export function say(where: Where, text: string, file: FileSent | null): Promise<Heard> {
  return perform('say', { ...where, text, file })
}

/** Chooses a shortcut in a message's menu. */
export function choose(where: Where, message: string, shortcut: string): Promise<Heard> {
  return perform('shortcut', { ...where, message, shortcut })
}

/** `message` is null for a click in a modal. */
export function clickSlack(where: Where, message: string | null, click: SlackClick): Promise<Heard> {
  return perform('click', { ...where, message, click })
}

export function clickTeams(where: Where, message: string, click: TeamsClick): Promise<Heard> {
  return perform('click', { ...where, message, click })
}

export function submit({ platform, person }: Where, dialog: string, values: Json): Promise<Heard> {
  return perform('submit', { platform, person, dialog, values })
}

/** Opens the tab Home; what is published there comes as a change. */
export function openHome({ person }: Where): Promise<Heard> {
  return perform('home', { person })
}

export function close({ platform, person }: Where, dialog: string): Promise<Heard> {
  return perform('close', { platform, person, dialog })
}

type Listener = {
  changed(change: Change): void
  /** A request began or ended. */
  passed(line: TrafficLine): void
  /** The connection came or went. */
  alive(connected: boolean): void
}

export function follow({ changed, passed, alive }: Listener): void {
  const source = new EventSource(`changes?${new URLSearchParams({ token })}`)
  source.addEventListener('message', (event) => changed(JSON.parse(event.data)))
  source.addEventListener('traffic', (event) => passed(JSON.parse(event.data)))
  source.addEventListener('open', () => alive(true))
  source.addEventListener('error', () => alive(false))
}

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(`api/${path}`, { headers: { 'x-playground-token': token } })
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

async function perform(path: string, body: Json): Promise<Heard> {
  try {
    const headers = { 'content-type': 'application/json', 'x-playground-token': token }
    const response = await fetch(`api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.ok ? await response.json() : { notice: await response.text(), errors: {} }
  } catch {
    return { notice: 'The playground’s server does not answer.', errors: {} }
  }
}
