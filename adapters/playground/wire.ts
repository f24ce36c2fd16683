/** What the page and its server say to each other. Types only: the page strips them. */
import type { ChatPlatform } from '#src/core/intent.ts'

/** Block Kit and Adaptive Cards as they came. */
export type Json = { [key: string]: unknown }

export type PersonView = { account: string; name: string; role: string; organisation: string }
/** `home`: Slack's tab Home, which holds no messages. */
export type ConversationView = { id: string; name: string; chat: boolean; home: boolean; unread: number }

export type CastView = { platform: ChatPlatform; people: PersonView[] }[]

export type ContentView = { kind: 'text' } | { kind: 'blocks'; blocks: Json[] } | { kind: 'card'; card: Json }

/** `size` in bytes. */
export type FileView = { id: string; name: string; size: number }

/** A file as the page sends it; the bytes in base64. */
export type FileSent = { name: string; bytes: string }

export type MessageView = {
  id: string
  /** Goes up with every change, so that what is unchanged is not drawn again. */
  revision: number
  /** ISO 8601. */
  at: string
  /** Null for Plenary itself. */
  author: PersonView | null
  text: string
  content: ContentView
  files: FileView[]
  /** The message that it answers. */
  thread: string | null
  edited: boolean
  onlyYou: boolean
}

export type DialogView = { id: string; revision: number; shown: Json }

export type PaneView = {
  conversations: ConversationView[]
  messages: MessageView[]
  dialog: DialogView | null
  /** What is published as the person's App Home, where that is open. */
  home: DialogView | null
  /** Names by account, for mentions. */
  names: Record<string, string>
}

/** One request between the product and a stand-in; status, problem and duration (milliseconds) come with its end. */
export type TrafficLine = {
  n: number
  /** ISO 8601. */
  at: string
  platform: ChatPlatform
  toProduct: boolean
  method: string
  path: string
  /** What it is about, where the path does not say. */
  what: string
  status: number | null
  problem: string | null
  ms: number | null
}

/** Headers, and the body as indented JSON; secrets are masked. */
export type SideView = { headers: Record<string, string>; body: string }
export type TrafficView = { line: TrafficLine; request: SideView; response: SideView | null }

/** What changed: a conversation's messages, or what one person has open. */
export type Change = { platform: ChatPlatform; conversation: string | null; person: string | null }

/** How the platform shows the person what became of a click or a line: a short text, or errors by field. */
export type Heard = { notice: string | null; errors: Record<string, string> }

export type SlackClick = { block: string; action: string; value: string | null }
export type TeamsClick = { type: string; verb: string | null; title: string | null; data: Json }
