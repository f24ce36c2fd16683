/** Slack's own side of things: who the bot is there, which tickets it was given, and messages and views as Slack tells of them. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mintId } from './dialogs.ts'
import type { Room } from './room.ts'
import { createResponseUrls, createTriggers, type ResponseUrls, type Triggers, type Upload } from './slack-rules.ts'
import type { Message } from './transcript.ts'
import type { Json } from './wire.ts'

export const bot = { user: 'U0PLENARY', id: 'B0PLENARY', app: 'A0PLENARY', name: 'Plenary' } as const

export type SlackDesk = {
  room: Room
  team: string
  signingSecret: string
  botToken: string
  triggers: Triggers
  responseUrls: ResponseUrls
  /** By the last part of their address. */
  uploads: Map<string, Upload>
}

export function createSlackDesk(room: Room): SlackDesk {
  return {
    room,
    team: room.cast.slack.workspace,
    signingSecret: randomBytes(16).toString('hex'),
    botToken: `xoxb-playground-${randomUUID()}`,
    triggers: createTriggers(Date.now),
    responseUrls: createResponseUrls(Date.now),
    uploads: new Map(),
  }
}

/** Slack names every block and element that its sender left unnamed. */
export function named(blocks: readonly Json[]): Json[] {
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? mintId('b'),
    ...(Array.isArray(block.elements) && block.type === 'actions'
      ? { elements: block.elements.map((element) => ({ ...element, action_id: element.action_id ?? mintId('a') })) }
      : {}),
  }))
}

/** A message as Slack gives it back. */
export function toSlackMessage(message: Message, team: string): Json {
  return {
    type: 'message',
    ts: message.id,
    text: message.text,
    team,
    ...(message.author === null ? { user: bot.user, bot_id: bot.id, app_id: bot.app } : { user: message.author }),
    ...(message.thread === null ? {} : { thread_ts: message.thread }),
    ...(message.content.kind === 'blocks' ? { blocks: message.content.blocks } : {}),
    ...(message.edited ? { edited: { user: bot.user, ts: message.id } } : {}),
  }
}

/** Stamps what an app sent as a view with what Slack adds to it. */
export function toSlackView(
  sent: Json,
  ids: { id: string; root: string; previous: string | null; team: string },
): Json {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    submit: null,
    close: null,
    ...sent,
    blocks: named(Array.isArray(sent.blocks) ? sent.blocks : []),
    id: ids.id,
    root_view_id: ids.root,
    previous_view_id: ids.previous,
    team_id: ids.team,
    app_id: bot.app,
    app_installed_team_id: ids.team,
    bot_id: bot.id,
    hash: `${Date.now()}.${mintId('')}`,
    state: { values: {} },
  }
}
