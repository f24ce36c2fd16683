/** Slack's requests → the core. Everything is acknowledged: at once where nothing is said by it, else after the core's patience. */
import { setTimeout as wait } from 'node:timers/promises'
import { App, ExpressReceiver, type ViewSubmitAction } from '@slack/bolt'
import type { Express } from 'express'
import type { z } from 'zod'
import type { Core } from '#adapters/adapter.ts'
import { withAttached } from '#adapters/files/attachment.ts'
import type { Answer } from '#src/core/answer.ts'
import { answer, answerInModal, cardToPrivate, type Line, showIn, submissionResponse } from './answer.ts'
import { attachedIn } from './attached.ts'
import { codeOf, quietLogger } from './errors.ts'
import * as read from './intent.ts'
import { waitingView } from './render-form.ts'
import { lookUp, Shortcut, shortcutToAsked } from './shortcut.ts'
import { verified } from './verify.ts'

const path = '/slack/events'

type Secrets = { signingSecret: string; botToken: string; apiUrl: string | null }

export function mountSlack(server: Express, secrets: Secrets, core: Core, line: Line): void {
  const { signingSecret, botToken } = secrets
  server.post(path, ...verified(signingSecret))
  const app = new App({
    receiver: receiverOn(server, signingSecret, core),
    // No look-up: it would stand before every acknowledgement. Which workspaces are known is the core's to say.
    authorize: async () => ({ botToken }),
    ignoreSelf: false,
    convoStore: false,
    logger: quietLogger(core.log),
  })
  const isKnown = knownWorkspaces(core)
  const botOf = botNames(line)
  app.event(/.*/, ({ body }) => onEvent(core, line, body, { isKnown, botOf, secrets }))
  app.command(/.*/, ({ ack, body }) => onCommand(core, line, body, ack))
  app.action(/^(?!link-)/, ({ ack, body }) => onClick(core, line, body, ack))
  app.action(/^link-/, ({ ack }) => ack())
  app.view<ViewSubmitAction>(/.*/, ({ ack, body }) => onSubmission(core, line, body, ack))
  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack())
  app.shortcut(/.*/, ({ ack, body }) => onShortcut(core, line, body, ack))
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

type IsKnown = (workspace: string) => Promise<boolean>
type BotOf = (body: { authorizations: { user_id: string; is_bot: boolean }[] }) => Promise<string | null>

type Hearing = { isKnown: IsKnown; botOf: BotOf; secrets: Secrets }

/** Bolt has acknowledged an event before it comes here. Whatever is not said to the bot by a person of a known workspace is dropped. */
async function onEvent(core: Core, line: Line, body: unknown, { isKnown, botOf, secrets }: Hearing): Promise<void> {
  const joined = read.Joined.safeParse(body)
  if (joined.success) return onJoined(core, line, joined.data, botOf)
  const event = read.Event.safeParse(body)
  if (!event.success) return
  const bot = event.data.event.text.trimStart().startsWith('<@') ? await botOf(event.data) : null
  const asked = read.eventToAsked(event.data, bot, core.understand)
  if (!(await isKnown(asked.intent.workspace))) return
  const intent = await withAttached(core, asked.intent, attachedIn(event.data.event.files, secrets))
  await answer(line, asked, await core.handle(intent))
}

/** The bot itself came into a channel: it says who it is, there. */
async function onJoined(core: Core, line: Line, joined: z.infer<typeof read.Joined>, botOf: BotOf): Promise<void> {
  const { team_id: workspace, event } = joined
  if (event.user !== (await botOf(joined))) return
  const card = await core.greet({ workspace, place: event.channel, account: event.inviter })
  const sent = card && (await line.deliver.post({ platform: 'slack', workspace, channel: event.channel }, card))
  if (sent?.sent === false) line.log.warn({ kind: sent.failure.kind }, 'A greeting was lost')
}

type Ack<T> = (response?: T) => Promise<void>

async function onCommand(
  core: Core,
  line: Line,
  body: unknown,
  ack: Ack<ReturnType<typeof cardToPrivate>>,
): Promise<void> {
  const command = read.Command.safeParse(body)
  if (!command.success) return dropped(core, 'command', ack)
  const asked = read.commandToAsked(command.data, core.understand)
  const handled = core.handle(asked.intent)
  if (asked.intent.opens) {
    await ack()
    return answerInModal(line, asked, () => handled)
  }
  const early = await within(core.patience, handled)
  if (early && early.kind !== 'form') return ack(cardToPrivate(early.card, core.log))
  await ack()
  await answer(line, asked, await handled)
}

async function onClick(core: Core, line: Line, body: unknown, ack: Ack<never>): Promise<void> {
  await ack()
  const click = read.Click.safeParse(body)
  const asked = click.success ? read.clickToAsked(click.data) : undefined
  if (!asked) return core.log.warn({ payload: 'block_actions' }, 'A Slack payload was dropped')
  const handled = core.handle(asked.intent)
  // In a modal there is a view to fill already.
  if (asked.intent.opens && !asked.view) return answerInModal(line, asked, () => handled)
  await answer(line, asked, await handled)
}

/** What is looked up takes calls of its own, and the trigger does not wait for them: they are made once the modal is open. */
async function onShortcut(core: Core, line: Line, body: unknown, ack: Ack<never>): Promise<void> {
  await ack()
  const pressed = Shortcut.safeParse(body)
  const asked = pressed.success ? shortcutToAsked(pressed.data, { url: null, name: null }) : undefined
  if (!pressed.success || !asked) return core.log.warn({ payload: 'shortcut' }, 'A Slack payload was dropped')
  await answerInModal(line, asked, async () => {
    const looked = await lookUp(line, pressed.data)
    return core.handle((shortcutToAsked(pressed.data, looked) ?? asked).intent)
  })
}

type SubmissionAck = Ack<ReturnType<typeof submissionResponse>>

async function onSubmission(core: Core, line: Line, body: unknown, ack: SubmissionAck): Promise<void> {
  const submission = read.Submission.safeParse(body)
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

/** Asks the core at most once a minute; where it can't say, it is asked to handle the intent and answers for itself. */
function knownWorkspaces(core: Core): IsKnown {
  const asked = new Map<string, { until: number; known: boolean }>()
  return async (workspace) => {
    const before = asked.get(workspace)
    if (before && before.until > Date.now()) return before.known
    try {
      const known = (await core.installations.find(workspace)) !== undefined
      asked.set(workspace, { until: Date.now() + 60_000, known })
      return known
    } catch (error) {
      core.log.warn({ code: codeOf(error) }, 'A workspace could not be looked up')
      return true
    }
  }
}

/** The bot's user id, as the event says it, else from one auth.test; null where Slack can't say now. */
function botNames(line: Line): BotOf {
  let asked: Promise<string | null> | undefined
  const ask = async () => {
    try {
      return (await line.client.auth.test()).user_id ?? null
    } catch (error) {
      line.log.warn({ code: codeOf(error) }, 'The bot’s own id is not known')
      asked = undefined
      return null
    }
  }
  return async ({ authorizations }) => {
    const bot = authorizations.find((authorization) => authorization.is_bot)
    if (bot) return bot.user_id
    asked ??= ask()
    return asked
  }
}
