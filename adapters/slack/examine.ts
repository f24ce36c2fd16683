/** Whether Slack lets the product work: reachable, in time, with a token per workspace that holds every scope, and in every bound channel. */
import type { Adapter, Registered } from '#adapters/adapter.ts'
import { bad, type Check, clockCheck, ok, reasonOf, warn } from '#src/core/check.ts'
import type { Clients, Speaker } from './clients.ts'
import { codeOf } from './errors.ts'

export type Examined = { signingSecret: string; apiUrl: string | null; scopes: readonly string[] }

/** Calls of a line wait for no longer. */
const patience = 5_000
/** Asked at once, so that a hundred channels take no minute and Slack’s limits are kept. */
const atOnce = 5

export function examines(config: Examined, clients: Clients): Adapter['examine'] {
  return async ({ workspaces, places }) => {
    const speakers = await Promise.all(
      workspaces.map(async ({ workspace }) => ({ workspace, found: await speakerOf(clients, workspace) })),
    )
    const lines = await inTurn(speakers, ({ workspace, found }) => workspaceChecks(config, workspace, found))
    const bound = await inTurn(places, (place) => placeCheck(clients, place))
    return [secretCheck(config), await clock(config), ...lines.flat(), ...bound]
  }
}

/** Slack’s are 32 hex digits. https://docs.slack.dev/authentication/verifying-requests-from-slack */
function secretCheck({ signingSecret }: Examined): Check {
  if (/^[0-9a-f]{32}$/.test(signingSecret)) return ok('Slack signing secret', 'it has the form of one')
  const todo = 'Copy it anew from Basic Information, App Credentials; requests of Slack are refused while it is wrong.'
  return warn(
    'Slack signing secret',
    `it has ${signingSecret.length} characters and not the form of 32 hex digits`,
    todo,
  )
}

async function clock({ apiUrl }: Examined): Promise<Check> {
  const asked = Date.now()
  try {
    const url = new URL('api.test', apiUrl ?? 'https://slack.com/api/')
    const { headers } = await fetch(url, { method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patience) })
    const theirs = Date.parse(headers.get('date') ?? '')
    // The header counts whole seconds.
    if (!Number.isNaN(theirs))
      return clockCheck('Clock of Slack', { asked, heard: Date.now(), theirs, precision: 1_000 })
    return warn('Clock of Slack', 'its answer bears no date', 'Look whether a proxy answers in its place.')
  } catch (error) {
    const todo = 'Let this machine reach slack.com by https.'
    return bad('Clock of Slack', `Slack can’t be reached (${reasonOf(error)})`, todo)
  }
}

type Found = Speaker | undefined | { error: unknown }

function speakerOf(clients: Clients, workspace: string): Promise<Found> {
  return clients.of(workspace).catch((error: unknown) => ({ error }))
}

async function workspaceChecks({ scopes }: Examined, workspace: string, found: Found): Promise<Check[]> {
  const about = `Slack ${workspace}`
  if (found && 'error' in found) {
    const todo = 'Check the token and PLENARY_SECRET_KEY; else install it again: npm run plenary -- workspace invite.'
    return [bad(about, `its token can’t be used (${reasonOf(found.error)})`, todo)]
  }
  if (!found) {
    const todo = 'Where it should, install it: npm run plenary -- workspace invite.'
    return [warn(about, 'the bot has no token there; its people are reached in shared channels only', todo)]
  }
  try {
    const told = await found.client.auth.test()
    const given: readonly string[] | undefined = told.response_metadata?.scopes
    if (told.team_id !== workspace) return [bad(about, 'its token belongs to another workspace', 'Install it again.')]
    return [ok(about, 'its token is valid'), scopesCheck(about, scopes, given)]
  } catch (error) {
    const todo = 'Where the app was removed, install it again: npm run plenary -- workspace invite.'
    return [bad(about, `Slack does not take its token (${codeOf(error)})`, todo)]
  }
}

function scopesCheck(about: string, wanted: readonly string[], given: readonly string[] | undefined): Check {
  const todo = 'Update the app from npm run plenary -- manifest, and install it again there.'
  if (!given) return warn(`${about} scopes`, 'Slack did not name them', todo)
  const missing = wanted.filter((scope) => !given.includes(scope))
  if (missing.length > 0)
    return bad(`${about} scopes`, `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`, todo)
  const surplus = given.filter((scope) => !wanted.includes(scope))
  if (surplus.length === 0) return ok(`${about} scopes`, `all ${wanted.length} are granted`)
  return warn(
    `${about} scopes`,
    `${surplus.join(', ')} ${surplus.length === 1 ? 'is' : 'are'} granted and not needed`,
    todo,
  )
}

async function placeCheck(clients: Clients, { workspace, channel }: Registered['places'][number]): Promise<Check> {
  const about = `Slack channel ${channel}`
  const todo = 'Invite the bot there: /invite @Plenary.'
  const found = await speakerOf(clients, workspace)
  if (!found || 'error' in found)
    return bad(about, `nobody can ask: there is no token for ${workspace}`, 'See that workspace above.')
  try {
    const { channel: shown } = await found.client.conversations.info({ channel })
    if (shown?.is_archived) return bad(about, 'it is archived', 'Unarchive it, or bind another channel.')
    return shown?.is_member ? ok(about, 'the bot is a member') : bad(about, 'the bot is no member', todo)
  } catch (error) {
    return bad(about, `Slack does not show it to the bot (${codeOf(error)})`, todo)
  }
}

async function inTurn<One, Result>(all: readonly One[], act: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < all.length; from += atOnce) {
    results.push(...(await Promise.all(all.slice(from, from + atOnce).map(act))))
  }
  return results
}
