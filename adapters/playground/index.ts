/**
 * Playground: stand-in Slack and Teams for a machine with no accounts, and a page on which one can be any of several people. The
 * product's real adapters talk to it over HTTP, on the product's own server; it listens on loopback only.
 */
import type { Express, RequestHandler } from 'express'
import express from 'express'
import helmet from 'helmet'
import type { Log } from '#adapters/adapter.ts'
import type { Cast } from './cast.ts'
import { hostGuard } from './guard.ts'
import { addBot } from './install.ts'
import { pageRoutes } from './page.ts'
import { recorded } from './recorder.ts'
import { createRoom } from './room.ts'
import { slackApi } from './slack-api.ts'
import { createSlackDesk } from './slack-desk.ts'
import { teamsConnector } from './teams-connector.ts'
import { createTeamsDesk } from './teams-desk.ts'

export type Playground = {
  mount(server: Express): void
  /** What the Slack adapter needs: where the stand-in's Web API is and its secrets, made anew at each start. */
  slack: { signingSecret: string; botToken: string; apiUrl: string }
  teams: { appId: string; appPassword: string; tenantId: string; openIdUrl: string }
  /** The page with its token. */
  address: string
  /** Adds the bot to the channels and teams, once each, and tells the Teams adapter where to answer; call it once the server listens. */
  start(): Promise<void>
  /** Lets open pages go, whose connections would hold up the server's close. */
  stop(): void
}

type Options = {
  /** Where the product listens: `http://127.0.0.1:3000`. */
  origin: string
  /** Made anew at each start; whoever has it may be anybody in the playground. */
  token: string
  cast: Cast
  /** Keeps the transcript as `playground.json`, so that a restart finds the messages; null keeps it in memory. */
  folder: string | null
  log: Log
}

/** Throws where `origin` is not a loopback address: the playground is for one machine. */
export function createPlayground(options: Options): Playground {
  const { origin, token, log } = options
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname)) {
    throw new Error('the playground listens on a loopback address only')
  }
  const room = createRoom(options)
  const slack = createSlackDesk(room)
  const teams = createTeamsDesk(room)
  return {
    mount(server) {
      const router = express.Router()
      router.use(hostGuard(origin), headers, unstored)
      router.use('/slack', recorded(room.traffic, 'slack'))
      router.use(['/openid', '/teams'], recorded(room.traffic, 'teams'))
      router.use('/slack', slackApi(slack))
      router.use('/openid', teams.signer.router)
      router.use('/teams', teamsConnector(teams))
      router.use(pageRoutes(room, { slack, teams }, token))
      server.use('/playground', router)
    },
    slack: { signingSecret: slack.signingSecret, botToken: slack.botToken, apiUrl: `${origin}/playground/slack/api/` },
    teams: { appId: teams.appId, appPassword: teams.appPassword, tenantId: teams.tenant, openIdUrl: teams.openIdUrl },
    address: `${origin}/playground/?token=${encodeURIComponent(token)}`,
    stop: room.end,
    async start() {
      const added = await addBot({ slack, teams })
      if (!added) log.warn({}, 'the playground could not add the bot everywhere: it tries again at the next start')
    },
  }
}

/** The token stands in the page and in its addresses. */
const unstored: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store')
  next()
}

/** No script, style or connection but the page's own, and no frame around it. */
const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
})
