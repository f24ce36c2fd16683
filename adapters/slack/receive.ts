/** Slack's requests → the core. Everything is acknowledged: at once where nothing is said by it, else after the core's patience. */
import { setTimeout as wait } from 'node:timers/promises'
import { App, ExpressReceiver, type ViewSubmitAction } from '@slack/bolt'
import type { Express } from 'express'
import type { z } from 'zod'
import type { Core } from '#adapters/adapter.ts'
import { withAttached } from '#adapters/files/attachment.ts'
import type { Answer } from '#src/core/answer.ts'
import { homeUse } from '#src/core/intent.ts'
import { answer, answerInModal, cardOf, cardToPrivate, type Line, showIn, submissionResponse } from './answer.ts'
import { attachedIn } from './attached.ts'
import type { Speaker } from './clients.ts'
import { codeOf, quietLogger } from './errors.ts'
import * as read from './intent.ts'
import * as payloads from './payloads.ts'
import { hasImage } from './render-card.ts'
import { waitingView } from './render-form.ts'
import { lookUp, Shortcut, shortcutToAsked } from './shortcut.ts'
import { verified } from './verify.ts'

const path = '/slack/events'

type Settings = { signingSecret: string; apiUrl: string | null }

export function mountSlack(server: Express, { signingSecret, apiUrl }: Settings, core: Core, line: Line): void {
  server.post(path, ...verified(signingSecret))
  const app = new App({
    receiver: receiverOn(server, signingSecret, core),
    // No look-up: it would stand before every acknowledgement. Whose token is used is decided when something is sent.
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
    logger: quietLogger(core.log),
  })
  app.event(/.*/, ({ body }) => onEvent(core, line, body, apiUrl))
  app.command(/.*/, ({ ack, body }) => onCommand(core, line, body, ack))
  app.action(/^(?!link-)/, ({ ack, body }) => onClick(core, line, body, ack))
  app.action(/^link-/, ({ ack }) => ack())
  app.view<ViewSubmitAction>(/.*/, ({ ack, body }) => onSubmission(core, line, body, ack))
  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack())
  app.shortcut(/.*/, ({ ack, body }) => onShortcut(core, line, body, ack, apiUrl))
  app.options(/.*/, ({ ack }) => ack({ options: [] }))
}

function receiverOn(server: Express, signingSecret: string, core: Core): ExpressReceiver {
  return new ExpressReceiver({
    signingSecret,
    app: server,
    endpoints: path,
    logger: quietLogger(core.log),
    processEventErrorHandler: async ({ error, response }) => {
      core.log.error({ code: codeOf(error) }, 'A Slack request failed')
      if (!response.headersSent) response.writeHead(500).end()
      return false
    },
    unhandledRequestHandler: ({ response }) => {
      core.log.error({}, 'A Slack request was not acknowledged')
      if (!response.headersSent) response.writeHead(404).end()
    },
  })
}

/** Bolt has acknowledged an event before it comes here. Whatever is not said to the bot by a person of a known workspace is dropped. */
async function onEvent(core: Core, line: Line, body: unknown, apiUrl: string | null): Promise<void> {
  const removed = payloads.Removed.safeParse(body)
  if (removed.success) return onRemoved(core, line, removed.data)
  const shared = payloads.Shared.safeParse(body)
  if (shared.success) {
    const workspace = payloads.installationOf(shared.data)
    return core.readersChanged({ workspace, channel: shared.data.event.channel })
  }
  const joined = payloads.Joined.safeParse(body)
  if (joined.success) return onJoined(core, line, joined.data)
  const opened = payloads.HomeOpened.safeParse(body)
  if (opened.success) return showsHome(core, line, read.homeToAsked(opened.data))
  const event = payloads.Event.safeParse(body)
  if (event.success) await onSaid(core, line, event.data, apiUrl)
}

/** The second of an event's time has passed when it is over: what was installed within it came after. */
async function onRemoved(core: Core, line: Line, removed: z.infer<typeof payloads.Removed>): Promise<void> {
  await core.installations.removed(removed.team_id, removed.event_time)
  line.clients.forget(removed.team_id)
}

type Said = z.infer<typeof payloads.Event>

async function onSaid(core: Core, line: Line, said: Said, apiUrl: string | null): Promise<void> {
  const { channel, ts, text, files } = said.event
  const via = payloads.installationOf(said)
  if (!(await line.clients.isIn(via))) return
  // Where several workspaces share a channel, the bot may be there more than once, and each hears the same words.
  if (said.is_ext_shared_channel && !(await core.firstHeard(`slack:${channel}:${ts}`))) return
  const named = text.trimStart().startsWith('<@') && !said.is_ext_shared_channel
  const asked = read.eventToAsked(said, named ? await botOf(line, said) : null, core.understand)
  const token = async () => (await speakerOf(line, via))?.token
  const intent = await withAttached(core, asked.intent, attachedIn(files, { token, apiUrl }))
  await answer(line, asked, await core.handle(intent))
}

/** The bot itself came into a channel: it says who it is, there. */
async function onJoined(core: Core, line: Line, joined: z.infer<typeof payloads.Joined>): Promise<void> {
  const { event, is_ext_shared_channel: external } = joined
  const workspace = payloads.installationOf(joined)
  if (event.user !== (await botOf(line, joined))) return
  core.readersChanged({ workspace, channel: event.channel })
  await core.comeBack({ workspace, channel: event.channel })
  const card = await core.greet({ workspace, place: event.channel, account: event.inviter, external })
  const sent = card && (await line.deliver.post({ platform: 'slack', workspace, channel: event.channel }, card))
  if (sent?.sent === false) line.log.warn({ kind: sent.failure.kind }, 'A greeting was lost')
}

/** Answers in the tab itself, whatever the answer is. */
async function showsHome(core: Core, line: Line, { intent }: read.Asked): Promise<void> {
  if (!(await line.clients.isIn(intent.via))) return
  const given = await core.handle(intent)
  const { workspace, via, account } = intent
  const home = { platform: 'slack' as const, workspace, via, account }
  const card = cardOf(given)
  const sent = await line.deliver.showHome({ ...home, ref: '' }, card)
  if (!sent.sent) return line.log.warn({ kind: sent.failure.kind }, 'A home was not shown')
  if (given.kind === 'said' && given.home)
    await core.homeShown({ ...home, consortium: given.home, ref: sent.ref, card })
}

type Ack<T> = (response?: T) => Promise<void>

async function onCommand(
  core: Core,
  line: Line,
  body: unknown,
  ack: Ack<ReturnType<typeof cardToPrivate>>,
): Promise<void> {
  const command = payloads.Command.safeParse(body)
  if (!command.success) return dropped(core, 'command', ack)
  const asked = read.commandToAsked(command.data, core.understand)
  const handled = core.handle(asked.intent)
  if (asked.intent.opens) {
    await ack()
    return answerInModal(line, asked, () => handled)
  }
  const early = await within(core.patience, handled)
  // An acknowledgement gets no answer, and Slack may refuse a card for its images.
  if (early && early.kind !== 'form' && !hasImage(early.card)) return ack(cardToPrivate(early.card, core.log))
  await ack()
  await answer(line, asked, await handled)
}

async function onClick(core: Core, line: Line, body: unknown, ack: Ack<never>): Promise<void> {
  await ack()
  const click = payloads.Click.safeParse(body)
  const asked = click.success ? read.clickToAsked(click.data) : undefined
  if (!asked) return core.log.warn({ payload: 'block_actions' }, 'A Slack payload was dropped')
  if (asked.home && asked.intent.use === homeUse) return showsHome(core, line, asked)
  const handled = core.handle(asked.intent)
  // In a modal there is a view to fill already; a home has no place for answers but a modal.
  if (asked.home || (asked.intent.opens && !asked.view)) return answerInModal(line, asked, () => handled)
  await answer(line, asked, await handled)
}

/** What is looked up takes calls of its own, and the trigger does not wait for them: they are made once the modal is open. */
async function onShortcut(
  core: Core,
  line: Line,
  body: unknown,
  ack: Ack<never>,
  apiUrl: string | null,
): Promise<void> {
  await ack()
  const pressed = Shortcut.safeParse(body)
  const asked = pressed.success ? shortcutToAsked(pressed.data, { url: null, name: null }) : undefined
  if (!pressed.success || !asked) return core.log.warn({ payload: 'shortcut' }, 'A Slack payload was dropped')
  await answerInModal(line, asked, async () => {
    const { via } = asked.intent
    const looked = await lookUp(line, pressed.data, via)
    const { intent } = shortcutToAsked(pressed.data, looked) ?? asked
    const token = async () => (await speakerOf(line, via))?.token
    return core.handle(await withAttached(core, intent, attachedIn(pressed.data.message.files, { token, apiUrl })))
  })
}

type SubmissionAck = Ack<ReturnType<typeof submissionResponse>>

async function onSubmission(core: Core, line: Line, body: unknown, ack: SubmissionAck): Promise<void> {
  const submission = payloads.Submission.safeParse(body)
  const asked = submission.success ? read.submissionToAsked(submission.data) : undefined
  if (!submission.success || !asked?.view) return dropped(core, 'view_submission', ack)
  const handled = core.handle(asked.intent)
  const early = await within(core.patience, handled)
  if (early) return ack(submissionResponse(line, asked, read.fieldsIn(submission.data), early))
  await ack({ response_action: 'update', view: waitingView('Saving…') })
  await showIn(line, asked, asked.view, await handled)
}

async function dropped<T>(core: Core, payload: string, ack: Ack<T>): Promise<void> {
  core.log.warn({ payload }, 'A Slack payload was dropped')
  await ack()
}

/** The answer, or undefined where it takes longer. */
async function within(milliseconds: number, handled: Promise<Answer>): Promise<Answer | undefined> {
  const patience = new AbortController()
  const late = wait(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined)
  const first = await Promise.race([handled, late])
  patience.abort()
  return first
}

/** The bot's user id, as the event says it, else as it was installed; null where nobody can say now. */
async function botOf(line: Line, body: Pick<Said, 'authorizations' | 'team_id' | 'context_team_id'>) {
  const bot = body.authorizations.find((authorization) => authorization.is_bot)
  return bot?.user_id ?? (await speakerOf(line, payloads.installationOf(body)))?.botUser ?? null
}

async function speakerOf(line: Line, workspace: string): Promise<Speaker | undefined> {
  try {
    return await line.clients.of(workspace)
  } catch (error) {
    line.log.warn({ code: codeOf(error) }, 'Nobody can say who speaks for the bot here')
    return undefined
  }
}
