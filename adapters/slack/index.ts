/** Slack as a platform of Plenary, on Bolt. */
import type { Adapter, Core } from '#adapters/adapter.ts'
import { connectSlack, createDeliverer } from './deliver.ts'
import { mountSlack } from './receive.ts'
import { uploads } from './upload.ts'

/** `apiUrl` stands in for Slack's own base and ends in `/api/`; null is Slack. */
export type SlackConfig = { signingSecret: string; botToken: string; apiUrl: string | null }

export function createSlackAdapter(config: SlackConfig, core: Core): Adapter {
  const client = connectSlack(config.botToken, config.apiUrl, core.log)
  const deliver = createDeliverer(client, core.log)
  return {
    platform: 'slack',
    mount: (server) => mountSlack(server, config, core, { client, deliver, log: core.log }),
    ...deliver,
    files: { by: 'upload', send: uploads(client, core.log) },
  }
}
