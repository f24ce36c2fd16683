/** Slack as a platform of Plenary, on Bolt. */
import type { Adapter, Core } from '#adapters/adapter.ts'
import { hooksOf } from './answer.ts'
import { createClients } from './clients.ts'
import { createDeliverer } from './deliver.ts'
import { examines } from './examine.ts'
import { mountInstall, type OAuth } from './install.ts'
import { observes } from './observe.ts'
import { mountSlack } from './receive.ts'
import { uploads } from './upload.ts'

/** `botToken` is one workspace's own, `oauth` how others install the app; `apiUrl` stands in for Slack's own base and ends in `/api/`; null is Slack. */
export type SlackConfig = {
  signingSecret: string
  botToken: string | null
  oauth: OAuth | null
  apiUrl: string | null
  /** Those that the app must have been granted. */
  scopes: readonly string[]
}

export function createSlackAdapter(config: SlackConfig, core: Core): Adapter {
  const clients = createClients(config, core)
  const deliver = createDeliverer(clients, core.log)
  return {
    platform: 'slack',
    mount: (server) => {
      if (config.oauth) mountInstall(server, { ...config.oauth, apiUrl: config.apiUrl }, core, clients)
      mountSlack(server, config, core, { clients, deliver, isHook: hooksOf(config.apiUrl), log: core.log })
    },
    ...deliver,
    files: { by: 'upload', send: uploads(clients, core.log) },
    observe: observes(clients, core.log),
    examine: examines(config, clients),
  }
}
