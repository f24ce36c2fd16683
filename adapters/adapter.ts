/** Adapter: what a chat platform must do for Plenary. No member is optional; a platform is done when all of them work. */
import type { Express } from 'express'
import type { Answer } from '#src/core/answer.ts'
import type { Check } from '#src/core/check.ts'
import type { FileWay, HomeKey, Sent, ShownHome } from '#src/core/delivery.ts'
import type { Access, Standing, Tickets } from '#src/core/installation.ts'
import type { Account, Address, ChatPlatform, Intent } from '#src/core/intent.ts'
import type { Sight } from '#src/core/sight.ts'
import type { Card } from '#src/view/card.ts'

/** What a typed line asks for. */
export type Understood = Pick<Intent, 'use' | 'args' | 'opens'>

/** A place (null: a 1:1 chat) into which the bot came, and who let it in, where the platform says. */
export type Arrival = Pick<Intent, 'workspace' | 'place'> & {
  account: string | null
  /** True where people of other workspaces read. */
  external: boolean
}

/** The core as an adapter sees it. */
export type Core = {
  /** Carries out an intent and answers; never throws. */
  handle(intent: Intent): Promise<Answer>
  /** Never throws. */
  homeShown(home: ShownHome): Promise<void>
  /** What to say first where the bot has come to; undefined where it has been greeting before, or nobody let the workspace in. Never throws. */
  greet(arrival: Arrival): Promise<Card | undefined>
  /** Reads what somebody typed, without the word that calls the bot: `commit … by …`. */
  understand(text: string): Understood
  installations: {
    find(workspace: string): Promise<{ serviceUrl: string | null } | undefined>
    keepServiceUrl(workspace: string, serviceUrl: string): Promise<void>
    /** Throws where the database can't say, or no key opens the token. */
    access(workspace: string): Promise<Standing>
    /** False where the ticket was used or is too old; nothing is kept then. */
    install(workspace: string, access: Access, ticket: string): Promise<boolean>
    /** The bot was put out of it, at that time; null: now. Never throws. */
    removed(workspace: string, happened: Temporal.Instant | null): Promise<void>
    tickets: Tickets
  }
  /** True the first time that this key is said; of two installations in one channel one answers. Never throws. */
  firstHeard(key: string): Promise<boolean>
  /** The bot was taken out of a channel, or came back into one. Never throws. */
  putOut(place: { workspace: string; channel: string }): Promise<void>
  comeBack(place: { workspace: string; channel: string }): Promise<void>
  /** Something has changed about who reads in a channel: it is looked at again. */
  readersChanged(place: { workspace: string; channel: string }): void
  /** Milliseconds after which a request is acknowledged empty and its answer follows: 2,000 of the platforms' 3,000. */
  patience: number
  log: Log
}

/** Structured, with no text that a person wrote and no secret. */
export type Log = {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** The platform's workspaces that are in, and its channels that are bound. */
export type Registered = {
  workspaces: readonly { workspace: string; serviceUrl: string | null }[]
  places: readonly Address[]
}

export type Adapter = {
  platform: ChatPlatform
  /** Puts the platform's endpoint on the one HTTP server. */
  mount(server: Express): void
  /** Posts a card into a channel. */
  post(address: Address, card: Card): Promise<Sent>
  /** Draws a posted card anew, by the ref that `post` or `tell` gave. */
  update(ref: string, card: Card): Promise<Sent>
  /** Posts a card under a posted one; where the platform has no threads, beside it. */
  reply(ref: string, card: Card): Promise<Sent>
  /** Says a card to one person, 1:1, through a workspace that the bot is in. */
  tell(account: Account, card: Card, via: string): Promise<Sent>
  /** Draws somebody's home anew, where `ref` shows it. */
  showHome(home: HomeKey & { ref: string }, card: Card): Promise<Sent>
  files: FileWay
  /** What the platform shows of who reads in a channel. */
  observe(address: Address): Promise<Sight>
  /** Whether the platform lets the product work, line by line. Never throws; nothing is sent that people see. */
  examine(registered: Registered): Promise<Check[]>
}
