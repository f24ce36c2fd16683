/** What Slack sends to the product: signed slash commands, events, clicks and submissions. Source: https://docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac } from 'node:crypto'
import { type CastPerson, type Conversation, chatOf, handleOf } from './cast.ts'
import { mintId } from './dialogs.ts'
import type { Attached } from './files.ts'
import { bot, type SlackDesk, toSlackMessage } from './slack-desk.ts'
import { toSlackFile } from './slack-files.ts'
import { answer } from './slack-response.ts'
import { stateOf, unfilled } from './slack-state.ts'
import { type Reply, submissionOutcome } from './slack-submit.ts'
import { withMentions } from './slack-typed.ts'
import type { Heard, Json, SlackClick } from './wire.ts'

export const nothing: Heard = { notice: null, errors: {} }

/** Sends what somebody typed into the composer, with a file or without. */
export async function say(
  desk: SlackDesk,
  person: CastPerson,
  where: Conversation,
  typed: string,
  attached: Attached | null,
): Promise<Heard> {
  const line = typed.trim()
  if (line.startsWith('/') && attached) return { notice: 'A slash command takes no file.', errors: {} }
  if (line.startsWith('/')) return command(desk, person, where, line)
  const files = attached ? [await desk.room.files.keep(attached)] : []
  const text = withMentions(line, desk.room.cast, 'bare')
  const { transcript } = desk.room
  const message = transcript.add({
    platform: 'slack',
    conversation: where.id,
    author: person.account,
    text,
    content: { kind: 'text' },
    files,
  })
  const base = {
    user: person.account,
    team: desk.team,
    text,
    channel: where.id,
    ts: message.id,
    event_ts: message.id,
    ...(files.length > 0 ? { files: files.map((file) => toSlackFile(desk, file, person.account)) } : {}),
  }
  const shares = files.length > 0 ? { subtype: 'file_share', upload: false, display_as_bot: false } : {}
  if (where.person !== null)
    return event(desk, { ...base, type: 'message', ...shares, channel_type: 'im', client_msg_id: mintId('') })
  return text.includes(`<@${bot.user}>`) ? event(desk, { ...base, type: 'app_mention' }) : nothing
}

/** Sends a click on a button or a choice in a message. */
export async function clickMessage(
  desk: SlackDesk,
  person: CastPerson,
  where: Conversation,
  at: { message: string } & SlackClick,
): Promise<Heard> {
  const message = desk.room.transcript.find(where.id, at.message)
  const blocks = message?.content.kind === 'blocks' ? message.content.blocks : []
  const action = actionIn(blocks, at)
  if (!message || !action) return { notice: 'This button is no longer there.', errors: {} }
  const asked = { person: person.account, conversation: where.id, message: message.id }
  return clicked(desk, person, {
    container: { type: 'message', message_ts: message.id, channel_id: where.id, is_ephemeral: message.only !== null },
    channel: { id: where.id, name: where.person === null ? where.name : 'directmessage' },
    ...(message.only === null ? { message: toSlackMessage(message, desk.team) } : {}),
    state: { values: {} },
    response_url: responseUrl(desk, desk.responseUrls.issue(asked)),
    actions: [action],
  })
}

/** Tells that somebody opened the tab Home, as Slack does each time. Source: https://docs.slack.dev/reference/events/app_home_opened */
export async function openHome(desk: SlackDesk, person: CastPerson): Promise<Heard> {
  const published = desk.room.homes.top(person.account)
  const opened = { user: person.account, channel: chatOf('slack', person.account), tab: 'home' }
  const view = published ? { view: published.shown } : {}
  const event_ts = (Date.now() / 1000).toFixed(6)
  return event(desk, { type: 'app_home_opened', ...opened, event_ts, ...view })
}

/** Sends a click on a button or a choice in the home, or in the modal that is on top. */
export async function clickView(desk: SlackDesk, person: CastPerson, view: Json, at: SlackClick): Promise<Heard> {
  const action = actionIn(Array.isArray(view.blocks) ? view.blocks : [], at)
  if (!action) return { notice: 'This button is no longer there.', errors: {} }
  return clicked(desk, person, { container: { type: 'view', view_id: view.id }, view, actions: [action] })
}

/** Sends the modal that is on top; `values` by block. What Slack's own client checks is checked first. */
export async function submit(
  desk: SlackDesk,
  person: CastPerson,
  id: string,
  values: Record<string, string>,
): Promise<Heard> {
  const dialog = desk.room.dialogs.slack.top(person.account)
  if (dialog?.id !== id) return { notice: 'This form is no longer open.', errors: {} }
  const errors = unfilled(dialog.shown, values)
  if (Object.keys(errors).length > 0) return { notice: null, errors }
  const view = { ...dialog.shown, state: { values: stateOf(dialog.shown, values) } }
  const trigger_id = desk.triggers.issue(person.account)
  const reply = await interaction(desk, person, { type: 'view_submission', trigger_id, view, response_urls: [] })
  return submissionOutcome(desk, dialog, reply)
}

async function command(desk: SlackDesk, person: CastPerson, where: Conversation, line: string): Promise<Heard> {
  const [word = '', rest = ''] = line.split(/\s+(.*)/s, 2)
  if (word !== '/plenary') return { notice: `${word} is not a valid command.`, errors: {} }
  const asked = { person: person.account, conversation: where.id, message: null }
  const reply = await post(desk, {
    command: word,
    text: withMentions(rest, desk.room.cast, 'named'),
    team_id: desk.team,
    team_domain: 'playground',
    channel_id: where.id,
    channel_name: where.person === null ? where.name.replace(/^#/, '') : 'directmessage',
    user_id: person.account,
    user_name: handleOf(person),
    api_app_id: bot.app,
    is_enterprise_install: 'false',
    response_url: responseUrl(desk, desk.responseUrls.issue(asked)),
    trigger_id: desk.triggers.issue(person.account),
  })
  if (!reply.ok) return { notice: `/plenary failed with the error “${reply.error}”.`, errors: {} }
  const refused = reply.body === null ? undefined : answer(desk, asked, reply.body)
  return refused ? { notice: `/plenary failed with the error “${refused}”.`, errors: {} } : nothing
}

async function event(desk: SlackDesk, happened: Json): Promise<Heard> {
  const reply = await post(desk, {
    type: 'event_callback',
    team_id: desk.team,
    api_app_id: bot.app,
    event: happened,
    event_id: mintId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: desk.team, user_id: bot.user, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  })
  return reply.ok ? nothing : { notice: `Plenary did not take the message (${reply.error}).`, errors: {} }
}

/** Tells the bot that somebody added it to a channel; false where that was not taken. */
export async function join(desk: SlackDesk, channel: string, inviter: string): Promise<boolean> {
  const event_ts = (Date.now() / 1000).toFixed(6)
  const joined = { user: bot.user, channel, channel_type: 'C', team: desk.team, inviter, event_ts }
  return (await event(desk, { type: 'member_joined_channel', ...joined })).notice === null
}

async function clicked(desk: SlackDesk, person: CastPerson, payload: Json): Promise<Heard> {
  const trigger_id = desk.triggers.issue(person.account)
  const reply = await interaction(desk, person, { type: 'block_actions', trigger_id, ...payload })
  return reply.ok ? nothing : { notice: `This button did not work (${reply.error}).`, errors: {} }
}

export function interaction(desk: SlackDesk, person: CastPerson, payload: Json): Promise<Reply> {
  const name = handleOf(person)
  const whole = {
    ...payload,
    user: { id: person.account, username: name, name, team_id: desk.team },
    team: { id: desk.team, domain: 'playground' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: bot.app,
  }
  return post(desk, { payload: JSON.stringify(whole) })
}

/** Signs and sends; Slack waits three seconds. A body of strings goes as a form, as commands and interactions do. */
async function post(desk: SlackDesk, content: Json): Promise<Reply> {
  const isForm = Object.values(content).every((value) => typeof value === 'string')
  const body = isForm
    ? new URLSearchParams(Object.entries(content).map(([key, value]) => [key, String(value)])).toString()
    : JSON.stringify(content)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', desk.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const headers = {
    'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  }
  try {
    const signal = AbortSignal.timeout(3_000)
    const url = `${desk.room.origin}/slack/events`
    const { ok, text } = await desk.room.traffic.send('slack', url, { headers, body, signal })
    return ok ? { ok: true, body: bodyOf(text) } : { ok: false, error: 'dispatch_failed' }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, error: late ? 'operation_timeout' : 'dispatch_unknown_error' }
  }
}

function bodyOf(text: string): Json | null {
  if (text.trim() === '') return null
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : { text }
  } catch {
    return { text }
  }
}

export function responseUrl(desk: SlackDesk, id: string): string {
  return `${desk.room.origin}/playground/slack/response/${id}`
}

/** The element as Slack sends it back: with its block, and with what was chosen. */
function actionIn(blocks: Json[], at: SlackClick): Json | undefined {
  const block = blocks.find((each) => each.block_id === at.block)
  const elements: Json[] = Array.isArray(block?.elements) ? block.elements : []
  const accessory = block?.accessory
  const all = typeof accessory === 'object' && accessory !== null ? [...elements, { ...accessory }] : elements
  const element: Json | undefined = all.find((each: Json) => each.action_id === at.action)
  if (!element) return undefined
  const { type, action_id, text, value, style } = element
  const stamp = { block_id: at.block, action_ts: (Date.now() / 1000).toFixed(6) }
  if (type === 'button') return { type, action_id, text, value, style, ...stamp }
  const options: Json[] = Array.isArray(element.options) ? element.options : []
  return { type, action_id, selected_option: options.find((option) => option.value === at.value) ?? null, ...stamp }
}
