/** The Teams adapter: Microsoft's teams-ai checks and routes what comes in; cards are plain JSON, and sending is the connector's REST. */
import type { Adapter, Core } from '#adapters/adapter.ts'
import type { Sent } from '#src/core/delivery.ts'
import { createAnswers } from './answer.ts'
import type { TeamsConfig } from './auth.ts'
import { chatLink, defaultServiceUrl } from './auth.ts'
import { connector, createOutbox } from './deliver.ts'
import { examines } from './examine.ts'
import { observes } from './observe.ts'
import { createReceiver } from './receive.ts'
import { decodeRef, threadOf } from './ref.ts'
import { cardToActivity } from './render-card.ts'

export type { TeamsConfig } from './auth.ts'

/** Throws where the app id is empty: the SDK would take that for authentication being off. */
export function createTeamsAdapter(config: TeamsConfig, core: Core): Adapter {
  const call = connector(config)
  const outbox = createOutbox(config, call)
  const observe = observes(call)
  const mount = createReceiver(config, core, createAnswers(core, outbox, chatLink(config)))

  /** Sends to tenants that were let in only, where their last activity came from. */
  async function through(tenant: string, send: (serviceUrl: string) => Promise<Sent>): Promise<Sent> {
    const installation = await core.installations.find(tenant)
    if (!installation) return { sent: false, failure: { kind: 'forbidden' } }
    const serviceUrl = installation.serviceUrl ?? defaultServiceUrl(config)
    return serviceUrl === null ? { sent: false, failure: { kind: 'unreachable' } } : send(serviceUrl)
  }
  const seeing: Adapter['observe'] = async ({ workspace: tenant, channel }) => {
    const installation = await core.installations.find(tenant).catch(() => undefined)
    const serviceUrl = installation && (installation.serviceUrl ?? defaultServiceUrl(config))
    return serviceUrl ? observe({ tenant, serviceUrl, conversation: channel }) : { seen: false, code: 'no_service_url' }
  }
  return {
    platform: 'teams',
    // Teams takes a bot's files by consent in 1:1 chats of some clouds only.
    files: { by: 'link' },
    mount,
    post: ({ workspace: tenant, channel: conversation }, card) =>
      through(tenant, (serviceUrl) => outbox.send({ tenant, serviceUrl, conversation }, cardToActivity(card))),
    async update(ref, card) {
      const message = decodeRef(ref)
      if (!message) return { sent: false, failure: { kind: 'rejected', reason: 'not-a-ref' } }
      const { tenant, conversation, activity } = message
      return through(tenant, (serviceUrl) =>
        outbox.update({ tenant, serviceUrl, conversation }, activity, cardToActivity(card)),
      )
    },
    async reply(ref, card) {
      const message = decodeRef(ref)
      if (!message) return { sent: false, failure: { kind: 'rejected', reason: 'not-a-ref' } }
      const { tenant } = message
      const conversation = threadOf(message)
      return through(tenant, (serviceUrl) => outbox.send({ tenant, serviceUrl, conversation }, cardToActivity(card)))
    },
    async showHome({ ref }, card) {
      const message = decodeRef(ref)
      if (!message) return { sent: false, failure: { kind: 'rejected', reason: 'not-a-ref' } }
      const { tenant, conversation, activity } = message
      return through(tenant, (serviceUrl) =>
        outbox.update({ tenant, serviceUrl, conversation }, activity, cardToActivity(card, 'home')),
      )
    },
    // A person is reached in the own tenant alone.
    tell: async ({ workspace: tenant, account }, card, via) =>
      via === tenant
        ? through(tenant, (serviceUrl) => outbox.tell({ tenant, serviceUrl, account }, cardToActivity(card)))
        : { sent: false, failure: { kind: 'forbidden' } },
    observe: seeing,
    examine: examines(config, seeing),
  }
}
