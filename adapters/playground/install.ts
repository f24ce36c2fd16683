/** The bot's first day: each channel and team tells the product once that it was added there. */
import { conversationsFor } from './cast.ts'
import type { SlackDesk } from './slack-desk.ts'
import * as slack from './slack-send.ts'
import type { TeamsDesk } from './teams-desk.ts'
import * as teams from './teams-send.ts'

/**
 * Adds the bot wherever the transcript does not say that it was. Teams hears of a start in any case, since the product answers at the
 * address that an activity names. False where the product did not take it.
 */
export async function addBot(desks: { slack: SlackDesk; teams: TeamsDesk }): Promise<boolean> {
  const added = await Promise.all([addToSlack(desks.slack), addToTeams(desks.teams)])
  return added.every(Boolean)
}

async function addToSlack(desk: SlackDesk): Promise<boolean> {
  const { cast, transcript } = desk.room
  const inviter = cast.people.find(({ platform }) => platform === 'slack')
  const fresh = cast.channels.filter(({ platform, channel }) => platform === 'slack' && !transcript.hasBot(channel))
  const taken = fresh.map(async ({ channel }) => {
    const joined = inviter === undefined || (await slack.join(desk, channel, inviter.account))
    if (joined) transcript.addBot(channel)
    return joined
  })
  return (await Promise.all(taken)).every(Boolean)
}

async function addToTeams(desk: TeamsDesk): Promise<boolean> {
  const { cast, transcript } = desk.room
  const person = cast.people.find(({ platform }) => platform === 'teams')
  const [first, ...more] = person ? conversationsFor(cast, 'teams', person.account) : []
  if (!person || !first) return true
  const fresh = [first, ...more].filter((where) => where.person === null && !transcript.hasBot(where.id))
  if (fresh.length === 0) return teams.appear(desk, person, first)
  const taken = fresh.map(async (where) => {
    const installed = await teams.install(desk, person, where)
    if (installed) transcript.addBot(where.id)
    return installed
  })
  return (await Promise.all(taken)).every(Boolean)
}
