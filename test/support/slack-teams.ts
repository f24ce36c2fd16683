/**
 * Other workspaces for stories: `emulate` knows one team, so that each has an emulator of its own behind the same door, which passes a call
 * on by its token. And what Slack Connect makes of people and channels, of which it knows nothing.
 */
import { createEmulator } from 'emulate'
import { z } from 'zod'
import { freePort } from './ports.ts'

type Json = Record<string, unknown>
export type App = { clientId: string; clientSecret: string; redirectUri: string }
type Team = { id: string; url: string; close(): Promise<void> }

/** The id that every emulator gives its team. */
const only = 'T000000001'

export function slackTeams(homeUrl: string) {
  const teams = new Map<string, Team>([[only, { id: only, url: homeUrl, close: async () => {} }]])
  const teamOfToken = new Map<string, string>()
  const teamOfCode = new Map<string, string>()
  const revoked = new Set<string>()
  /** Who comes from another workspace, who is a guest of the own one, and which others a channel is connected with. */
  const homes = new Map<string, string>()
  const guests = new Set<string>()
  const connected = new Map<string, string[]>()

  const find = (id: string): Team => {
    const team = teams.get(id)
    if (!team) throw new Error(`there is no workspace ${id}`)
    return team
  }

  /** What Slack would say of people and channels besides. */
  function completed(method: string, answer: Json): Json {
    if (method === 'conversations.info' && answer.ok === true) {
      const channel = z.looseObject({ id: z.string() }).parse(answer.channel)
      const others = connected.get(channel.id)
      if (!others) return answer
      return { ...answer, channel: { ...channel, is_shared: true, is_ext_shared: true, connected_team_ids: others } }
    }
    if (method === 'users.info' && answer.ok === true) {
      const user = z.looseObject({ id: z.string() }).parse(answer.user)
      const team = homes.get(user.id)
      const away = team && { team_id: team, is_stranger: true }
      return { ...answer, user: { ...user, ...away, is_restricted: guests.has(user.id) } }
    }
    return answer
  }

  return {
    homes,
    guests,
    connected,
    /** A workspace in which the app may be installed. */
    async add(id: string, people: string[], channels: string[], app: App): Promise<void> {
      const emulator = await createEmulator({
        service: 'slack',
        port: await freePort(),
        seed: {
          slack: {
            team: { name: `Workspace ${id}` },
            users: people.map((name) => ({ name })),
            oauth_apps: [
              {
                client_id: app.clientId,
                client_secret: app.clientSecret,
                name: 'Plenary',
                redirect_uris: [app.redirectUri],
              },
            ],
            channels: channels.map((name) => ({ name })),
            tokens: people.map((name) => ({ token: `xoxp-${id}-${name}`, type: 'user' as const, user: name })),
          },
        },
      })
      teams.set(id, { id, url: emulator.url, close: () => emulator.close() })
      for (const name of people) teamOfToken.set(`xoxp-${id}-${name}`, id)
    },
    /** Slack's page that asks for the yes, answered by its first person: the address to which the browser is sent back. */
    async consent(id: string, authorizeUrl: string): Promise<string> {
      const { url } = find(id)
      const asked = new URL(authorizeUrl)
      const page = await fetch(`${url}/oauth/v2/authorize${asked.search}`)
      const html = await page.text()
      if (!page.ok) throw new Error(`Slack refused to ask: ${html}`)
      const [, userId = ''] = /name="user_id" value="(\w+)"/.exec(html) ?? []
      const body = new URLSearchParams({ ...Object.fromEntries(asked.searchParams), user_id: userId })
      const answer = await fetch(`${url}/oauth/v2/authorize/callback`, { method: 'POST', body, redirect: 'manual' })
      const back = answer.headers.get('location') ?? ''
      teamOfCode.set(new URL(back).searchParams.get('code') ?? '', id)
      return back
    },
    /** Which workspace a call belongs to: by its token, or by the code that it redeems. */
    teamOf(token: string, body: string): Team {
      const code = new URLSearchParams(body).get('code') ?? ''
      return find(teamOfToken.get(token) ?? teamOfCode.get(code) ?? only)
    },
    isRevoked: (token: string) => revoked.has(token),
    /** What the door hands back: with the workspace's own id, and what Slack Connect adds. */
    handedBack({ id }: Team, method: string, raw: string): Json {
      const answer = z.record(z.string(), z.unknown()).parse(JSON.parse(raw.replaceAll(only, id)))
      if (method === 'oauth.v2.access' && typeof answer.access_token === 'string') {
        teamOfToken.set(answer.access_token, id)
      }
      return completed(method, answer)
    },
    /** Every token of the bot in a workspace ends. */
    revoke(id: string): void {
      for (const [token, team] of teamOfToken) if (team === id && token.startsWith('xoxb-')) revoked.add(token)
    },
    async api(id: string, method: string, body: Record<string, string>, user: string): Promise<Json> {
      const response = await fetch(`${find(id).url}/api/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer xoxp-${id}-${user}` },
        body: new URLSearchParams(body),
      })
      return z.record(z.string(), z.unknown()).parse(await response.json())
    },
    async close(): Promise<void> {
      for (const team of teams.values()) await team.close()
    },
  }
}
