/**
 * Transcript: what was said, kept in one file so that a restart finds the messages that the product still updates. The last 500
 * messages of each conversation are kept. An id is unique and rises: a Slack `ts`, a Teams activity id in milliseconds.
 */
import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from '#adapters/adapter.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { KeptFile } from './files.ts'

const kept = 500

const Json = z.record(z.string(), z.unknown())

const Message = z.object({
  platform: ChatPlatform,
  conversation: z.string(),
  id: z.string(),
  revision: z.int(),
  at: z.iso.datetime(),
  /** Account; null for Plenary. */
  author: z.string().nullable(),
  text: z.string(),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text') }),
    z.object({ kind: z.literal('blocks'), blocks: z.array(Json) }),
    /** `own`: what single people were answered on their click, by account; gone with the next update for everybody. */
    z.object({ kind: z.literal('card'), card: Json, own: z.record(z.string(), Json) }),
  ]),
  files: z.array(KeptFile).default([]),
  thread: z.string().nullable(),
  edited: z.boolean(),
  /** The one person who sees an ephemeral message. */
  only: z.string().nullable(),
})
export type Message = z.infer<typeof Message>
export type Content = Message['content']

const Kept = z.object({
  messages: z.array(Message),
  /** Channels to which the bot was added. */
  joined: z.array(z.string()).default([]),
  /** When the last message was that somebody has read, by who and where. */
  read: z.record(z.string(), z.string()).default({}),
})

export type Draft = Pick<Message, 'platform' | 'conversation' | 'author' | 'text' | 'content'> &
  Partial<Pick<Message, 'files' | 'thread' | 'only'>>

export type Transcript = {
  in(conversation: string): readonly Message[]
  find(conversation: string, id: string): Message | undefined
  add(draft: Draft): Message
  change(message: Message, patch: Partial<Pick<Message, 'text' | 'content' | 'edited'>>): Message
  remove(message: Message): void
  /** Whether the bot was told that it was added to the channel. */
  hasBot(conversation: string): boolean
  addBot(conversation: string): void
  /** How many messages of others the person has not read there. */
  unread(conversation: string, person: string): number
  markRead(conversation: string, person: string): void
}

/** Opens the transcript; `changed` hears of every message that came, changed or went. A file that can't be read is left behind. */
export function openTranscript(folder: string | null, log: Log, changed: (message: Message) => void): Transcript {
  const file = folder === null ? null : join(folder, 'playground.json')
  const before = file === null ? nothingKept : readKept(file, log)
  const conversations = Map.groupBy(before.messages, (message) => message.conversation)
  const joined = new Set(before.joined)
  const read = new Map(Object.entries(before.read))
  const content = () => ({
    messages: [...conversations.values()].flat(),
    joined: [...joined],
    read: Object.fromEntries(read),
  })
  const keep = file === null ? () => undefined : keeper(file, log, content)
  let last = Math.max(0, ...[...conversations.values()].flat().map((message) => Date.parse(message.at)))

  const store = (conversation: string, messages: Message[], touched: Message) => {
    conversations.set(conversation, messages.slice(-kept))
    keep()
    changed(touched)
    return touched
  }
  const messagesIn = (conversation: string) => conversations.get(conversation) ?? []
  return {
    in: messagesIn,
    find: (conversation, id) => messagesIn(conversation).find((message) => message.id === id),
    add(draft) {
      last = Math.max(Date.now(), last + 1)
      const id = draft.platform === 'slack' ? `${(last / 1000).toFixed(3)}000` : String(last)
      const stamp = { id, at: new Date(last).toISOString(), revision: 1, edited: false }
      const message = { files: [], thread: null, only: null, ...draft, ...stamp }
      return store(draft.conversation, [...messagesIn(draft.conversation), message], message)
    },
    change(message, patch) {
      const next = { ...message, ...patch, revision: message.revision + 1 }
      const replaced = messagesIn(message.conversation).map((each) => (each.id === message.id ? next : each))
      return store(message.conversation, replaced, next)
    },
    remove(message) {
      const rest = messagesIn(message.conversation).filter((each) => each.id !== message.id)
      store(message.conversation, rest, message)
    },
    hasBot: (conversation) => joined.has(conversation),
    addBot(conversation) {
      joined.add(conversation)
      keep()
    },
    unread(conversation, person) {
      const since = read.get(`${person} ${conversation}`) ?? ''
      return messagesIn(conversation).filter((message) => message.at > since && isFor(message, person)).length
    },
    markRead(conversation, person) {
      const at = messagesIn(conversation).at(-1)?.at
      if (at === undefined || read.get(`${person} ${conversation}`) === at) return
      read.set(`${person} ${conversation}`, at)
      keep()
    },
  }
}

const nothingKept: z.infer<typeof Kept> = { messages: [], joined: [], read: {} }

/** Somebody else's, and not for another's eyes only. */
function isFor({ author, only }: Message, person: string): boolean {
  return author !== person && (only === null || only === person)
}

function readKept(file: string, log: Log): z.infer<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!absent) log.warn({ file: 'playground.json' }, 'the playground’s transcript can’t be read: it starts empty')
    return nothingKept
  }
}

/** Writes one at a time and whole: a crash leaves the file before or the file after, never half of one. */
function keeper(file: string, log: Log, content: () => z.infer<typeof Kept>): () => void {
  let writing = false
  let wanted = false
  const write = async () => {
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(content()), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  return async function keep() {
    wanted = true
    if (writing) return
    writing = true
    while (wanted) {
      wanted = false
      await write().catch((error: Error) => log.warn({ error: error.name }, 'the playground’s transcript was not kept'))
    }
    writing = false
  }
}
