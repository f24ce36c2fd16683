/** Slack's payloads → Intent. Whatever does not have the shape that is read here is no intent; the rest of a payload is ignored. */

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Understood } from '#adapters/adapter.ts'
import { ConsortiumId, FormId } from '#src/core/id.ts'
import { homeUse, type Intent } from '#src/core/intent.ts'
import { jsonIn } from '#src/core/json.ts'
import type { Button } from '#src/view/card.ts'
import { type Click, type Command, type Event, type HomeOpened, installationOf, type Submission } from './payloads.ts'
import { encodeRef } from './ref.ts'

/** An intent with the ways back to the person who had it. */
export type Asked = {
  intent: Intent
  /** Where it was said, 1:1 chats included; null in a modal that belongs to no channel. */
  channel: string | null
  thread: string | null
  /** The message under which others can be told that an answer waits; null where there is none. */
  root: string | null
  /** True for a message in the bot's own 1:1 chat. */
  direct: boolean
  /** Opens one modal, within three seconds. */
  trigger: string | null
  responseUrl: string | null
  /** The answer takes the place of the ephemeral message that was clicked. */
  replaces: boolean
  /** The modal in which it was clicked. */
  view: { id: string; hash: string | null } | null
  /** It was clicked in the person's home. */
  home: boolean
}

const ButtonValue = z.object({ use: z.string().min(1), args: z.record(z.string(), z.string()), opens: z.boolean() })
const Channel = z.object({ channel: z.string().nullable() })
const FormMetadata = Channel.extend({ use: z.string().min(1), form: FormId, consortium: ConsortiumId })

type Understand = (text: string) => Understood

export function commandToAsked(command: z.infer<typeof Command>, understand: Understand): Asked {
  const { team_id, user_id, channel_id, trigger_id, response_url } = command
  const key = trigger_id ?? hashOf(response_url)
  const who = { workspace: team_id, via: team_id, account: user_id, place: placeOf(channel_id), heard: false, key }
  return {
    ...nowhere,
    intent: { platform: 'slack', ...who, ...understand(asTyped(command.text).trim()) },
    channel: channel_id,
    trigger: trigger_id,
    responseUrl: response_url,
  }
}

/** Undefined where the button is none of ours, or the payload does not name the installation. In a modal that is the view's. */
export function clickToAsked(click: z.infer<typeof Click>): Asked | undefined {
  const [button] = click.actions
  const understood = readButton(button.value)
  const via = click.view?.app_installed_team_id ?? click.team?.id
  if (!understood || !via) return undefined
  const { container, view, user } = click
  const isHome = view?.type === 'home'
  const channel = view ? channelIn(view.private_metadata) : (click.channel?.id ?? container.channel_id)
  const key = click.trigger_id ?? `${user.id}:${view?.id ?? container.message_ts}:${button.action_ts}`
  return {
    ...nowhere,
    intent: {
      platform: 'slack',
      workspace: user.team_id ?? via,
      via,
      account: user.id,
      place: placeOf(channel),
      heard: false,
      key,
      ...understood,
    },
    channel,
    root: view ? null : container.message_ts,
    trigger: click.trigger_id,
    responseUrl: click.response_url,
    replaces: container.is_ephemeral,
    view: view && !isHome ? { id: view.id, hash: view.hash } : null,
    home: isHome,
  }
}

/** Undefined where the modal is none of our forms. Its team is the submitter's, the view's the installation. Every field that was drawn is an argument, so that a cleared one is empty. */
export function submissionToAsked(submission: z.infer<typeof Submission>): Asked | undefined {
  const { user, view } = submission
  const read = FormMetadata.safeParse(jsonIn(view.private_metadata))
  const via = view.app_installed_team_id ?? submission.team?.id
  if (!read.success || !via) return undefined
  const { use, form, consortium, channel } = read.data
  const fields = Object.entries(view.state.values).map(([name, elements]) => [name, filledIn(elements)])
  const args = { ...Object.fromEntries(fields), form, consortium }
  const who = {
    workspace: user.team_id ?? submission.team?.id ?? via,
    via,
    account: user.id,
    place: placeOf(channel),
    heard: false,
    key: form,
  }
  return {
    ...nowhere,
    intent: { platform: 'slack', ...who, use, args, opens: false },
    channel,
    view: { id: view.id, hash: null },
  }
}

/** `bot` is the bot's own user id, whose mention at the start is not part of what was said. */
export function eventToAsked(body: z.infer<typeof Event>, bot: string | null, understand: Understand): Asked {
  const { event } = body
  const via = installationOf(body)
  const workspace = event.user_team ?? event.source_team ?? event.team ?? via
  const understood = understand(asTyped(withoutBot(event.text, bot)).trim())
  const under = event.thread_ts && {
    thread: encodeRef({ workspace: via, channel: event.channel, ts: event.thread_ts }),
  }
  const who = {
    workspace,
    via,
    account: event.user,
    place: placeOf(event.channel),
    heard: event.type === 'app_mention',
    key: `${event.channel}:${event.ts}`,
  }
  return {
    ...nowhere,
    intent: { platform: 'slack', ...who, ...understood, args: { ...understood.args, ...under } },
    channel: event.channel,
    thread: event.thread_ts,
    root: event.thread_ts ?? event.ts,
    direct: event.type === 'message',
  }
}

export function homeToAsked(body: z.infer<typeof HomeOpened>): Asked {
  const who = {
    workspace: body.team_id,
    via: installationOf(body),
    account: body.event.user,
    place: null,
    heard: false,
  }
  const wants = { use: homeUse, args: {}, opens: false, key: body.event_id }
  return { ...nowhere, intent: { platform: 'slack', ...who, ...wants }, channel: null, home: true }
}

/** The names of the fields that the modal drew. */
export function fieldsIn(submission: z.infer<typeof Submission>): string[] {
  return Object.keys(submission.view.state.values)
}

/** JSON without the three characters that Slack escapes on the way. */
export function buttonValue({ use, args, opens }: Pick<Button, 'use' | 'args' | 'opens'>): string {
  const json = JSON.stringify({ use, args, opens })
  return json.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')
}

/** Ids only: it travels through the person's client. */
export function metadataOf(
  metadata: { channel: string | null } | { use: string; form: string; consortium: string; channel: string | null },
): string {
  return JSON.stringify(metadata)
}

/** What the person typed, from what Slack makes of it: https://docs.slack.dev/messaging/formatting-message-text */
export function asTyped(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => unlinked(inner))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function unlinked(inner: string): string {
  const bar = inner.indexOf('|')
  const target = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? '' : inner.slice(bar + 1)
  if (target.startsWith('@') || target.startsWith('#')) return label ? `${target[0]}${label}` : target
  if (target.startsWith('!subteam^')) return label || `@${target.slice('!subteam^'.length)}`
  if (target.startsWith('!date^')) return label
  if (target.startsWith('!')) return `@${target.slice(1)}`
  return target.startsWith('mailto:') || target.startsWith('tel:') ? label || target : target
}

export const nowhere = {
  thread: null,
  root: null,
  direct: false,
  trigger: null,
  responseUrl: null,
  replaces: false,
  view: null,
  home: false,
}

/** Ids of 1:1 chats begin with D. */
export function placeOf(channel: string | null): string | null {
  return channel?.startsWith('D') ? null : channel
}

function withoutBot(text: string, bot: string | null): string {
  const mention = /^\s*<@([A-Z0-9]+)(?:\|[^>]*)?>/.exec(text)
  return mention && (bot === null || mention[1] === bot) ? text.slice(mention[0].length) : text
}

function readButton(value: string): Understood | undefined {
  const read = ButtonValue.safeParse(jsonIn(value))
  return read.success ? read.data : undefined
}

function channelIn(metadata: string): string | null {
  const read = Channel.safeParse(jsonIn(metadata))
  return read.success ? read.data.channel : null
}

type Element = z.output<typeof Submission>['view']['state']['values'][string][string]

function filledIn(elements: Record<string, Element>): string {
  const [element] = Object.values(elements)
  const several = element?.selected_options?.map(({ value }) => value).join(',')
  return several ?? element?.selected_option?.value ?? element?.value ?? ''
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
