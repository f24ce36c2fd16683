/** What people send: each Slack request with a signature of its own, each Teams activity with the connector's token. */
import { createHmac } from 'node:crypto'
import type { ConsortiumId, PollId } from '#src/core/id.ts'
import type { Choice } from '#src/polls/poll.ts'
import { sign } from '../support/connector-tokens.ts'
import { consortium as own, slackChannel, teamsChannel, tenant, type Voter, workspace } from './facts.ts'
import { post } from './load.ts'

export const signingSecret = 'signing-secret-of-the-bench'
export const appId = '0d7f2b6e-5b1c-4c0e-9a44-0000000be4c0'

let serial = 0

/** `/plenary text`, signed. */
export function slackCommand(base: string, voter: Voter, text: string, responseUrl: string) {
  serial += 1
  return slackRequest(base, {
    command: '/plenary',
    text,
    team_id: workspace,
    user_id: voter.slack,
    channel_id: slackChannel(1),
    trigger_id: `command-${serial}`,
    response_url: responseUrl,
  })
}

/** A click on `Cast for X`, or on `Replace X’s vote` where X has voted, signed. */
export function slackVote(base: string, vote: Vote, responseUrl: string) {
  serial += 1
  const channel = slackChannel(vote.poll.number)
  const payload = {
    type: 'block_actions',
    user: { id: vote.voter.slack, team_id: workspace },
    team: { id: workspace },
    trigger_id: `click-${serial}`,
    channel: { id: channel },
    container: { type: 'message', channel_id: channel, message_ts: '1.1', is_ephemeral: true },
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: 'act-0', value: JSON.stringify(pressed(vote)), action_ts: `${serial}.1` }],
  }
  return slackRequest(base, { payload: JSON.stringify(payload) })
}

/** `consortium`: the bench's own, where it names none. */
export type Vote = {
  voter: Voter
  poll: { id: PollId; number: number }
  choice: Choice
  replaces: boolean
  consortium?: ConsortiumId
}

function pressed({ voter, poll, choice, replaces, consortium = own }: Vote) {
  const args = {
    poll: poll.id,
    choice,
    organisation: voter.organisation,
    consortium,
    ...(replaces && { replaces: 'yes' }),
  }
  return { use: 'cast-ballot', args, opens: false }
}

function slackRequest(base: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields).toString()
  const at = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${signature}`,
  }
  return post(`${base}/slack/events`, headers, body)
}

/** One token for all, as Microsoft's connector keeps one for an hour. */
export async function teamsToken(serviceUrl: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const claims = { issuer: 'https://api.botframework.com', audience: appId, serviceUrl, notBefore: now - 60 }
  return sign({ ...claims, expires: now + 3600 })
}

export function teamsPeople(base: string, serviceUrl: string, token: string) {
  const send = (
    voter: Voter,
    conversation: { id: string; conversationType: string },
    more: Record<string, unknown>,
  ) => {
    serial += 1
    const activity = {
      channelId: 'msteams',
      id: `f:${serial}`,
      serviceUrl,
      from: { id: `29:${voter.slack}`, aadObjectId: voter.teams, name: voter.short },
      recipient: { id: `28:${appId}`, name: 'Plenary' },
      conversation: { ...conversation, tenantId: tenant },
      channelData: { tenant: { id: tenant } },
      ...more,
    }
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    return post(`${base}/api/messages`, headers, JSON.stringify(activity))
  }
  return {
    /** A message in a personal chat. */
    say: (voter: Voter, chat: string, text: string) =>
      send(voter, { id: chat, conversationType: 'personal' }, { type: 'message', text, textFormat: 'plain' }),
    /** The same click in Teams. */
    vote(vote: Vote) {
      const action = { type: 'Action.Execute', verb: 'act', data: pressed(vote) }
      const value = { action, trigger: 'manual' }
      const channel = { id: teamsChannel(vote.poll.number), conversationType: 'channel' }
      return send(vote.voter, channel, { type: 'invoke', name: 'adaptiveCard/action', value })
    },
  }
}
