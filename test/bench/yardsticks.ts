/** The yardsticks' own process: a bare Bolt app and a bare teams-ai bot. `node yardsticks.ts <Settings as JSON>` */

import { Application, TeamsAdapter } from '@microsoft/teams-ai'
import { App, ExpressReceiver, LogLevel } from '@slack/bolt'
import { ActivityTypes } from 'botbuilder'
import express, { type Express } from 'express'
import { credentialsFor, sdkSettings, type TeamsConfig } from '#adapters/teams/auth.ts'
import { openTransaction, type Transaction, type Where } from './transaction.ts'

export type Settings = { port: number; signingSecret: string; teams: TeamsConfig; where: Where }

/** A command is echoed; a click is acknowledged, writes the bare transaction and says so on its response_url, as a click must. */
function mountBolt(server: Express, signingSecret: string, transaction: Transaction): void {
  const receiver = new ExpressReceiver({ signingSecret, app: server, endpoints: '/slack/events' })
  const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-bench' }), logLevel: LogLevel.ERROR })
  app.command(/.*/, ({ ack, body }) => ack(body.text))
  app.action(/.*/, async ({ ack, respond }) => {
    await ack()
    await transaction.write()
    await respond('written')
  })
}

function mountTeams(server: Express, config: TeamsConfig): void {
  const adapter = new TeamsAdapter(sdkSettings(config), credentialsFor(config))
  const app = new Application({ adapter, botAppId: config.appId })
  app.activity(ActivityTypes.Message, async (context) => {
    await context.sendActivity(`echo: ${context.activity.text}`)
  })
  server.post('/api/messages', express.json(), async (request, response) => {
    await adapter.process(request, response, async (context) => {
      await app.run(context)
    })
  })
}

if (import.meta.main) {
  const settings: Settings = JSON.parse(process.argv[2] ?? '')
  const server = express()
  mountBolt(server, settings.signingSecret, await openTransaction(settings.where))
  mountTeams(server, settings.teams)
  server.get('/readyz', (_request, response) => void response.end())
  server.listen(settings.port, '127.0.0.1')
}
