/**
 * Rules of Slack that a bot meets late: a trigger_id works once and for 3 seconds, a response_url five times in 30 minutes.
 * Source: https://docs.slack.dev/interactivity/handling-user-interaction
 */
import { mintId } from './dialogs.ts'

export type Triggers = {
  issue(person: string): string
  take(trigger: unknown): { person: string } | { error: string }
}

/** Makes trigger ids; `now` in milliseconds. */
export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { person: string; until: number; used: boolean }>()
  return {
    issue(person) {
      const trigger = mintId('trigger.')
      issued.set(trigger, { person, until: now() + 3_000, used: false })
      forgetOldest(issued)
      return trigger
    },
    take(trigger) {
      const found = typeof trigger === 'string' ? issued.get(trigger) : undefined
      if (!found) return { error: 'invalid_trigger_id' }
      if (found.used) return { error: 'exchanged_trigger_id' }
      if (now() > found.until) return { error: 'expired_trigger_id' }
      found.used = true
      return { person: found.person }
    },
  }
}

/** What an answer by response_url is about: who asked, where, and from which message. */
export type Asked = { person: string; conversation: string; message: string | null }

export type ResponseUrls = {
  issue(asked: Asked): string
  take(id: string): Asked | { error: string }
}

/** Makes the last part of response_urls; `now` in milliseconds. */
export function createResponseUrls(now: () => number): ResponseUrls {
  const issued = new Map<string, { asked: Asked; until: number; left: number }>()
  return {
    issue(asked) {
      const id = mintId('R')
      issued.set(id, { asked, until: now() + 30 * 60_000, left: 5 })
      forgetOldest(issued)
      return id
    },
    take(id) {
      const found = issued.get(id)
      if (!found) return { error: 'no_such_url' }
      if (now() > found.until) return { error: 'expired_url' }
      if (found.left === 0) return { error: 'used_url' }
      found.left -= 1
      return found.asked
    },
  }
}

/** An upload that was asked for; its address is good for one file. */
export type Upload = { file: string; name: string; length: number; bytes: Buffer | null }

function forgetOldest(issued: Map<string, unknown>): void {
  const [oldest] = issued.keys()
  if (issued.size > 1_000 && oldest !== undefined) issued.delete(oldest)
}
