/** Teams' own side of things: who the bot is there, and how people and conversations are named in activities. */
import { randomUUID } from 'node:crypto'
import { type CastPerson, type Conversation, chatOf, personOf } from './cast.ts'
import { createSigner, type Signer } from './openid.ts'
import type { Room } from './room.ts'
import { createTickets, type Tickets } from './teams-tickets.ts'
import type { Message } from './transcript.ts'
import type { Json } from './wire.ts'

export type TeamsDesk = {
  room: Room
  tenant: string
  appId: string
  appPassword: string
  openIdUrl: string
  serviceUrl: string
  signer: Signer
  tickets: Tickets
}

/** The app's id stays the same over restarts: what the product keeps of a conversation names it. */
const appId = '91e7a9f0-0000-4000-8000-00000000b071'

export function createTeamsDesk(room: Room): TeamsDesk {
  const openIdUrl = `${room.origin}/playground/openid`
  return {
    room,
    tenant: room.cast.teams.tenant,
    appId,
    appPassword: randomUUID(),
    openIdUrl,
    serviceUrl: `${room.origin}/playground/teams/`,
    signer: createSigner(openIdUrl, appId),
    tickets: createTickets(Date.now),
  }
}

/** What every activity from Teams carries. A message in a channel belongs to a thread, named after its first message. */
export function activityFrom(desk: TeamsDesk, person: CastPerson, where: Conversation, about: Message | null): Json {
  const inChannel = where.person === null
  const root = about === null ? '' : `;messageid=${about.thread ?? about.id}`
  const now = new Date()
  return {
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString(),
    channelId: 'msteams',
    serviceUrl: desk.serviceUrl,
    locale: 'en-GB',
    from: { id: `29:${person.account}`, name: person.name, aadObjectId: person.account },
    recipient: { id: `28:${desk.appId}`, name: 'Plenary' },
    conversation: {
      id: inChannel ? where.id + root : where.id,
      conversationType: inChannel ? 'channel' : 'personal',
      tenantId: desk.tenant,
      ...(inChannel ? { isGroup: true, name: where.name } : {}),
    },
    channelData: {
      tenant: { id: desk.tenant },
      ...(inChannel
        ? { channel: { id: where.id }, team: { id: where.id }, teamsChannelId: where.id, teamsTeamId: where.id }
        : {}),
    },
  }
}

/** The person behind an id: an Entra object id, with or without Teams' own prefix. */
export function personBy(desk: TeamsDesk, id: unknown): CastPerson | undefined {
  return personOf(desk.room.cast, 'teams', String(id).replace(/^29:/, ''))
}

export function teamsChatOf(person: CastPerson): string {
  return chatOf('teams', person.account)
}

/** `19:…;messageid=1` is a thread of `19:…`. */
export function splitThread(conversation: string): { id: string; thread: string | null } {
  const [id = '', thread] = conversation.split(';messageid=')
  return { id, thread: thread ?? null }
}
