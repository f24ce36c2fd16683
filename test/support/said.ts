/** What people say to the bot in its own 1:1 chat in Slack. */
import { type Slack, workspace } from './slack.ts'

let serial = 0

/** Writes it and gives the chat, in which the answer follows. */
export async function sayInSlackChat(slack: Slack, user: string, text: string): Promise<string> {
  serial += 1
  const channel = await slack.chat(user)
  const ts = `${Math.floor(Date.now() / 1000)}.${String(serial).padStart(6, '0')}`
  const who = { user: slack.userId(user), user_team: workspace, team: workspace }
  const event = { type: 'message', channel_type: 'im', text, ...who, channel, ts, event_ts: ts }
  const authorizations = [{ team_id: workspace, user_id: 'U0PLENARY', is_bot: true }]
  const body = { type: 'event_callback', team_id: workspace, event_id: `Ev${ts}`, authorizations, event }
  await slack.deliver(JSON.stringify(body), { type: 'application/json' })
  return channel
}
