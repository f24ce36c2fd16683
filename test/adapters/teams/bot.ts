/** The Teams adapter on a server of its own, before a core that writes down what it is asked and answers as a test says. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Adapter, Core, Understood } from '#adapters/adapter.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import type { Answer } from '#src/core/answer.ts'
import { said } from '#src/core/answer.ts'
import type { Intent } from '#src/core/intent.ts'
import { card, text } from '#src/view/build.ts'
import { type Connector, startConnector, tenant } from '#test/support/connector.ts'
import { coreParts } from '#test/support/core.ts'

export type Bot = {
  connector: Connector
  adapter: Adapter
  /** What the core was asked, oldest first. */
  intents: Intent[]
  /** How the core answers from now on. */
  answers(how: (intent: Intent) => Answer | Promise<Answer>): void
  /** Tenants that were let in, with the serviceUrl that is kept for each. */
  installations: Map<string, { serviceUrl: string | null }>
  /** What was logged above info: messages only. */
  logged: string[]
  close(): Promise<void>
}

export async function startBot(patience = 2000): Promise<Bot> {
  const connector = await startConnector()
  const intents: Intent[] = []
  const logged: string[] = []
  const installations = new Map<string, { serviceUrl: string | null }>([[tenant, { serviceUrl: connector.serviceUrl }]])
  let answer: (intent: Intent) => Answer | Promise<Answer> = () => said(card('Done', text('It is done.')))
  const note = (_fields: Record<string, unknown>, message: string) => void logged.push(message)
  const core: Core = {
    async handle(intent) {
      intents.push(intent)
      return answer(intent)
    },
    greet: async () => undefined,
    understand: (typed): Understood => ({ use: 'say', args: { typed }, opens: false }),
    ...coreParts().parts,
    installations: {
      ...coreParts().parts.installations,
      find: async (workspace) => installations.get(workspace),
      keepServiceUrl: async (workspace, serviceUrl) => void installations.set(workspace, { serviceUrl }),
    },
    patience,
    log: { info: () => undefined, warn: note, error: note },
  }
  const adapter = createTeamsAdapter(connector.config, core)
  const app = express()
  adapter.mount(app)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  connector.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    connector,
    adapter,
    intents,
    logged,
    installations,
    answers: (how) => {
      answer = how
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await connector.close()
    },
  }
}
