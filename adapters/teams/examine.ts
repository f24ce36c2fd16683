/** Whether Teams lets the product work: credentials that give a token, a clock in time, tenants that have been heard of, and a roster per channel. */
import type { Adapter, Registered } from '#adapters/adapter.ts'
import { bad, type Check, clockCheck, ok, reasonOf, warn } from '#src/core/check.ts'
import type { Sight } from '#src/core/sight.ts'
import { isTrusted, openIdMetadata, outgoingToken, type TeamsConfig } from './auth.ts'
import { late, within } from './patience.ts'

const patience = 5_000

export function examines(
  config: TeamsConfig,
  observe: (place: Registered['places'][number]) => Promise<Sight>,
): Adapter['examine'] {
  return async ({ workspaces, places }) => [
    await credentials(config),
    await clock(config),
    ...workspaces.map((tenant) => tenantCheck(config, tenant)),
    ...(await Promise.all(places.map(async (place) => placeCheck(place, await observe(place))))),
  ]
}

async function credentials(config: TeamsConfig): Promise<Check> {
  const about = 'Teams credentials'
  const todo = 'Check TEAMS_APP_ID, TEAMS_APP_PASSWORD (a client secret’s value, not its id) and TEAMS_APP_TENANT_ID.'
  try {
    const token = await within(patience, outgoingToken(config)())
    return token === late
      ? bad(about, 'the login server does not answer', 'Let this machine reach login.microsoftonline.com by https.')
      : ok(about, 'they give a token')
  } catch (error) {
    return bad(about, `they give no token (${reasonOf(error)})`, todo)
  }
}

async function clock(config: TeamsConfig): Promise<Check> {
  const asked = Date.now()
  const todo = 'Let this machine reach the sign-in of bots by https; without its keys nothing of Teams is let in.'
  try {
    const answer = await fetch(openIdMetadata(config), { redirect: 'error', signal: AbortSignal.timeout(patience) })
    const theirs = Date.parse(answer.headers.get('date') ?? '')
    if (!answer.ok) return bad('Clock of Teams', `the sign-in of bots answers ${answer.status}`, todo)
    // The header counts whole seconds.
    if (!Number.isNaN(theirs))
      return clockCheck('Clock of Teams', { asked, heard: Date.now(), theirs, precision: 1_000 })
    return warn('Clock of Teams', 'its answer bears no date', 'Look whether a proxy answers in its place.')
  } catch (error) {
    return bad('Clock of Teams', `the sign-in of bots can’t be reached (${reasonOf(error)})`, todo)
  }
}

function tenantCheck(config: TeamsConfig, { workspace, serviceUrl }: Registered['workspaces'][number]): Check {
  const about = `Teams ${workspace}`
  if (serviceUrl === null)
    return warn(about, 'nothing has come from there yet', 'Add the app to a team, or write to it, there.')
  if (isTrusted(serviceUrl, config)) return ok(about, `last came from ${new URL(serviceUrl).host}`)
  return bad(
    about,
    'it last came from an address that is not the cloud’s own',
    `Check TEAMS_CLOUD, which is ${config.cloud}.`,
  )
}

function placeCheck({ channel }: Registered['places'][number], sight: Sight): Check {
  const about = `Teams channel ${channel}`
  if (sight.seen) return ok(about, 'the bot is in its team')
  return bad(
    about,
    `its team does not show itself to the bot (${sight.code})`,
    'Add the app to that team: Manage team, Apps.',
  )
}
