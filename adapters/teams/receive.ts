/**
 * The endpoint that Teams calls. The SDK checks the token and runs the turn; everything else is decided here. One route takes all
 * invokes and one all other activities: the SDK's own routes match parts of words and remember one person's answer for the next.
 */
import { Application, TeamsAdapter } from '@microsoft/teams-ai'
import { ActivityTypes } from 'botbuilder'
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import { z } from 'zod'
import type { Core } from '#adapters/adapter.ts'
import { withAttached } from '#adapters/files/attachment.ts'
import type { Answers, InvokeResponse } from './answer.ts'
import { attachedIn } from './attached.ts'
import type { TeamsConfig } from './auth.ts'
import { credentialsFor, isTrusted, mayBeToken, sdkSettings } from './auth.ts'
import {
  changesPlace,
  Inbound,
  isArrival,
  isDeparture,
  placeOf,
  pressedIn,
  pressedIntent,
  tenantOf,
  typedIntent,
  wordsOf,
} from './intent.ts'
import { within } from './patience.ts'
import { shortcutIntent } from './shortcut.ts'

const path = '/api/messages'

/** Builds the endpoint; the result puts it on the HTTP server. Throws without an app id. */
export function createReceiver(config: TeamsConfig, core: Core, answers: Answers): (server: Express) => void {
  const adapter = new TeamsAdapter(sdkSettings(config), credentialsFor(config))
  const app = applicationFor(adapter, config, core, answers)
  const receive: RequestHandler = async (request, response) => {
    const turn = { entered: false, status: 200, body: undefined as unknown }
    await adapter.process(request, recorder(response, turn), async (context) => {
      turn.entered = true
      await app.run(context)
    })
    // Some bad tokens make the SDK throw and answer 500: whatever did not get in is unauthorised.
    if (!turn.entered) response.status(401).end()
    // A fault's message is nobody's business outside.
    else if (turn.body === undefined || turn.status >= 400) response.status(turn.status).end()
    else response.status(turn.status).send(turn.body)
  }
  return (server) => {
    server.post(path, headerCheck(config), express.json({ limit: '1mb', type: () => true }), bodyCheck(config), receive)
    server.use(path, refuseBody(core))
  }
}

function applicationFor(adapter: TeamsAdapter, config: TeamsConfig, core: Core, answers: Answers): Application {
  const always = async () => true
  const learn = serviceUrls(core)
  const app = new Application({
    adapter,
    botAppId: config.appId,
    removeRecipientMention: false,
  })
  // One timer serves all turns there, so that one conversation's end stops another's; the option that switches it off is not read.
  app.startTypingTimer = () => undefined
  app.addRoute(always, async (context) => {
    const activity = Inbound.parse(context.activity)
    await Promise.all([
      learn(activity),
      within(
        core.patience,
        guarded(core, () => message(activity, config, core, answers)),
      ),
    ])
  })
  app.addRoute(
    always,
    async (context) => {
      const activity = Inbound.parse(context.activity)
      const [response] = await Promise.all([guarded(core, () => invoke(activity, answers)), learn(activity)])
      await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: response ?? { status: 500 } })
    },
    true,
  )
  return app
}

/** A message of a person, typed or by a button of an old client; everything else that is no invoke needs no answer. */
async function message(activity: Inbound, config: TeamsConfig, core: Core, answers: Answers): Promise<void> {
  const tenant = tenantOf(activity)
  if (tenant !== undefined && isArrival(activity)) return arrived(activity, tenant, core, answers)
  if (tenant !== undefined && changesPlace(activity)) return moved(activity, tenant, core)
  if (activity.type !== ActivityTypes.Message || tenant === undefined || isBot(activity)) return
  const pressed = pressedIn(activity.value)
  if (pressed) return answers.toMessage(activity, pressedIntent(activity, tenant, pressed))
  const typed = typedIntent(activity, tenant, core.understand(wordsOf(activity)))
  const intent = await withAttached(core, typed, attachedIn(activity.attachments ?? [], config))
  await answers.toMessage(activity, intent)
}

/** The bot has come into a conversation: it says who it is, there. */
async function arrived(activity: Inbound, tenant: string, core: Core, answers: Answers): Promise<void> {
  const account = activity.from.aadObjectId ?? null
  await moved(activity, tenant, core)
  const card = await core.greet({ workspace: tenant, place: placeOf(activity), account, external: false })
  if (card) await answers.say(activity, tenant, card)
}

/** The bot, or others, came into a place that others read, or left it. In a 1:1 chat there is nothing to do. */
async function moved(activity: Inbound, tenant: string, core: Core): Promise<void> {
  const channel = placeOf(activity)
  if (channel === null) return
  const place = { workspace: tenant, channel }
  if (isArrival(activity)) await core.comeBack(place)
  if (isDeparture(activity)) await core.putOut(place)
  else core.readersChanged(place)
}

const Execute = z.object({ action: z.object({ verb: z.literal('act'), data: z.unknown().optional() }) })
const Task = z.object({ data: z.unknown().optional() })

async function invoke(activity: Inbound, answers: Answers): Promise<InvokeResponse> {
  const tenant = tenantOf(activity)
  const quoting = tenant === undefined ? undefined : shortcutIntent(activity, tenant)
  if (quoting) return answers.toInvoke(activity, quoting, 'dialog')
  const pressed = pressedIn(dataOf(activity))
  if (tenant === undefined || !pressed) return { status: 400 }
  const asked = activity.name === 'adaptiveCard/action' ? 'button' : 'dialog'
  return answers.toInvoke(activity, pressedIntent(activity, tenant, pressed), asked)
}

function dataOf(activity: Inbound): unknown {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return Execute.safeParse(activity.value).data?.action.data
    case 'task/fetch':
    case 'task/submit':
    case 'composeExtension/submitAction':
      return Task.safeParse(activity.value).data?.data
    default:
      return undefined
  }
}

/** Bots have ids of their own kind; two of them could talk for ever. */
function isBot(activity: Inbound): boolean {
  return activity.from.id.startsWith('28:')
}

/** A fault ends here, also after the response has gone out. */
async function guarded<T>(core: Core, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    core.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a Teams turn failed')
    return undefined
  }
}

/** Keeps where Teams takes messages for a tenant that was let in. What was seen last is kept in mind: a hint. */
function serviceUrls(core: Core) {
  const seen = new Map<string, string>()
  return async (activity: Inbound): Promise<void> => {
    const tenant = tenantOf(activity)
    if (tenant === undefined || seen.get(tenant) === activity.serviceUrl) return
    await guarded(core, async () => {
      const installation = await core.installations.find(tenant)
      if (!installation) return
      if (installation.serviceUrl !== activity.serviceUrl)
        await core.installations.keepServiceUrl(tenant, activity.serviceUrl)
      seen.set(tenant, activity.serviceUrl)
    })
  }
}

function headerCheck(config: TeamsConfig): RequestHandler {
  return (request, response, next) => {
    if (mayBeToken(request.headers.authorization, config)) next()
    else response.status(401).end()
  }
}

const OnTeams = z.object({ channelId: z.literal('msteams') })

function bodyCheck(config: TeamsConfig): RequestHandler {
  return (request: Request, response, next) => {
    const activity = Inbound.safeParse(request.body)
    if (!OnTeams.safeParse(request.body).success) response.status(401).end()
    else if (!activity.success) response.status(400).end()
    else if (!isTrusted(activity.data.serviceUrl, config)) response.status(403).end()
    else next()
  }
}

/** Answers a body that could not be read: too large, or no JSON. */
function refuseBody(core: Core): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const known = z.object({ status: z.int().min(400).max(499) }).safeParse(error)
    if (!known.success)
      core.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a Teams request failed')
    response.status(known.success ? known.data.status : 500).end()
  }
}

/** Takes down what the SDK answers in place of sending it. */
function recorder(response: Response, turn: { status: number; body: unknown }) {
  return {
    socket: response.socket,
    header: () => undefined,
    status: (code: number) => {
      turn.status = code
    },
    send: (body: unknown) => {
      turn.body = body
    },
    end: () => undefined,
  }
}
