/**
 * Traffic: every request between the product and the stand-ins, in order; the last 500. Secrets are masked before anything is kept, so
 * that what is copied from here can be shown to others.
 */
import type { ChatPlatform } from '#src/core/intent.ts'
import { nameOf, plainPath, problemIn, type Side, sideOf } from './traffic-words.ts'
import type { TrafficLine, TrafficView } from './wire.ts'

const most = 500

/** A request as it sets out: `body` as it was parsed, undefined where nobody has read it yet. */
export type Setting = {
  platform: ChatPlatform
  toProduct: boolean
  method: string
  /** Path and query. */
  path: string
  headers: Side
  body?: unknown
}

/** How a request ended; status null where no response came, with the reason as its body. */
export type Ending = { status: number | null; headers: Side; body: unknown; requestBody?: unknown }

export type Traffic = {
  /** Notes a request; the result notes its end. */
  begin(setting: Setting): (ending: Ending) => void
  /** fetch, noted. Throws as fetch does. */
  send(platform: ChatPlatform, url: string, init: Sent): Promise<{ ok: boolean; status: number; text: string }>
  lines(): TrafficLine[]
  find(n: number): TrafficView | undefined
}

type Sent = { headers: Record<string, string>; body: string; signal: AbortSignal }

/** Keeps the log in memory; `changed` hears of each request twice, as it begins and as it ends. */
export function createTraffic(changed: (line: TrafficLine) => void): Traffic {
  const kept = new Map<number, TrafficView>()
  let last = 0
  const keep = (view: TrafficView) => {
    kept.set(view.line.n, view)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    changed(view.line)
  }
  const begin: Traffic['begin'] = ({ platform, toProduct, method, path, headers, body }) => {
    last += 1
    const started = performance.now()
    const what = nameOf(path, body)
    const at = new Date().toISOString()
    const open = { n: last, at, platform, toProduct, method, path: plainPath(path), what }
    keep({ line: { ...open, status: null, problem: null, ms: null }, request: sideOf(headers, body), response: null })
    return ({ status, headers: answered, body: answer, requestBody }) => {
      const ended = { status, problem: problemIn(status, answer), ms: Math.round(performance.now() - started) }
      const request = sideOf(headers, requestBody ?? body)
      const line = { ...open, ...ended, what: nameOf(path, requestBody ?? body) }
      keep({ line, request, response: sideOf(answered, answer) })
    }
  }
  return {
    begin,
    async send(platform, url, init) {
      const { pathname, search } = new URL(url)
      const { headers, body } = init
      const end = begin({ platform, toProduct: true, method: 'POST', path: pathname + search, headers, body })
      try {
        const response = await fetch(url, { method: 'POST', ...init })
        const text = await response.text()
        end({ status: response.status, headers: Object.fromEntries(response.headers), body: text })
        return { ok: response.ok, status: response.status, text }
      } catch (error) {
        end({ status: null, headers: {}, body: error instanceof Error ? error.name : 'unknown' })
        throw error
      }
    },
    lines: () => [...kept.values()].map(({ line }) => line),
    find: (n) => kept.get(n),
  }
}
