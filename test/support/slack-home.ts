/** People at the app's tab Home in Slack. */
import { z } from 'zod'
import { shownIn } from '#test/adapters/slack/block-kit.ts'
import { type Seen, type Slack, workspace } from './slack.ts'

let serial = 0

/** Opens the tab, and sees what is published there from then on. From another workspace’s Connections, the event names that one. */
export async function openHome(slack: Slack, user: string, { team = workspace, via = workspace } = {}): Promise<Seen> {
  serial += 1
  const since = publishedFor(slack, user).length
  const event = {
    type: 'app_home_opened',
    user: slack.userId(user),
    channel: 'D0HOME',
    tab: 'home',
    event_ts: `${serial}.1`,
  }
  const authorizations = [{ enterprise_id: null, team_id: via, user_id: 'U0PLENARY', is_bot: true }]
  const body = { type: 'event_callback', team_id: team, event_id: `EvHome${serial}`, authorizations, event }
  await slack.deliver(JSON.stringify(body), { type: 'application/json' })
  return slack.until(`a home of ${user}`, () => publishedFor(slack, user)[since])
}

/** Waits until the person's home shows these words. */
export function homeShows(slack: Slack, user: string, words: string): Promise<Seen> {
  return slack.until(`“${words}” in the home of ${user}; there is:\n${homeOf(slack, user)?.text}`, () => {
    const home = homeOf(slack, user)
    return home?.text.includes(words) ? home : undefined
  })
}

export function homeOf(slack: Slack, user: string): Seen | undefined {
  return publishedFor(slack, user).at(-1)
}

/** Every state in which the person's tab was published, oldest first. */
export function publishedFor(slack: Slack, user: string): Seen[] {
  const published = slack.calls.filter(({ method, body, answer }) => {
    return method === 'views.publish' && body.user_id === slack.userId(user) && answer.ok === true
  })
  return published.map(({ body, answer }) => {
    const view = z.looseObject({ blocks: z.array(z.unknown()) }).parse(body.view)
    const { id } = z.looseObject({ id: z.string() }).parse(answer.view)
    return { where: 'modal', blocks: view.blocks, text: shownIn(view.blocks), view: { ...view, id }, channel: null }
  })
}
