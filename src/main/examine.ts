/** Where the doctor looks: in the server that runs, or by itself, from the shell. */
import type { Core, Log } from '#adapters/adapter.ts'
import { sendOverSocket } from '#adapters/cli/socket.ts'
import { FolderInUse } from '#db/lock.ts'
import { type Look, lookFailed, lookInto, neverStarted } from '#db/look.ts'
import { botScopes } from '#manifest/slack-scopes.ts'
import { type Config, examineConfig } from '../config.ts'
import type { Answer } from '../core/answer.ts'
import { bad, type Check, ok } from '../core/check.ts'
import type { ChatPlatform } from '../core/intent.ts'
import type { Installations } from '../store.ts'
import type { Composed } from './compose.ts'
import { checksAnswer, examine, keysOf, type Patient } from './doctor.ts'
import { operatorIntent, socketPath } from './open.ts'

/** From the shell. A server that holds the embedded database looks for itself, and its answer is the whole answer. */
export async function examineFromShell(log: Log): Promise<Answer> {
  const { config, problems } = examineConfig()
  const before =
    problems.length === 0
      ? [ok('Configuration', 'it can be read')]
      : problems.map(({ says, todo }) => bad('Configuration', says, todo))
  if (!config)
    return checksAnswer([...before, bad('Everything else', 'it can’t be looked at', 'Mend the configuration first.')])
  const entered = await enter(config)
  if ('answer' in entered) return entered.answer
  const { look } = entered
  try {
    const keys = await keysOf(config)
    const adapters = await adaptersFor(config, look && keys.length > 0 ? look.installations(keys) : null, log)
    const isKnown = (name: string) => !problems.some(({ variable }) => variable === name)
    const publicUrl = isKnown('PLENARY_PUBLIC_URL') ? config.publicUrl : null
    return checksAnswer(
      await examine({ config, before: [...before, ...entered.before], look, keys, adapters, publicUrl }),
    )
  } finally {
    await look?.close()
  }
}

/** In the server. The playground stands in for both platforms and needs no look. */
export async function examineRunning(composed: Composed, config: Config): Promise<Answer> {
  const { own, database } = composed
  const adapters: Patient['adapters'] = {
    ...(config.slack && composed.adapters.slack && { slack: composed.adapters.slack }),
    ...(config.teams && composed.adapters.teams && { teams: composed.adapters.teams }),
  }
  const before = [ok('Configuration', 'the running server was started with it')]
  const look = database.look()
  try {
    return checksAnswer(await examine({ config, before, look, keys: own.keys, adapters, publicUrl: config.publicUrl }))
  } finally {
    await look.close()
  }
}

type Entered = { answer: Answer } | { look: Look | null; before: Check[] }

async function enter(config: Config): Promise<Entered> {
  try {
    const look = await lookInto(config.database)
    return { look, before: look ? [] : [neverStarted()] }
  } catch (error) {
    if (!(error instanceof FolderInUse)) return { look: null, before: [lookFailed(error)] }
    try {
      return { answer: await sendOverSocket(socketPath(config), operatorIntent('doctor')) }
    } catch {
      const says = `process ${error.pid} holds the data folder and does not answer`
      return { look: null, before: [bad('Server', says, 'Stop that process, and start the server again.')] }
    }
  }
}

/** Each is large, and loaded where its platform is set up. */
async function adaptersFor(
  config: Config,
  installations: Installations | null,
  log: Log,
): Promise<Patient['adapters']> {
  const core = (platform: ChatPlatform) => ({ ...deaf, installations: installationsFor(platform, installations), log })
  const { slack, teams, publicUrl, country } = config
  const oauth = slack?.oauth && {
    ...slack.oauth,
    scopes: botScopes(),
    publicUrl: publicUrl ?? '',
    hosting: { host: '', country },
  }
  const adapters: Patient['adapters'] = {}
  if (slack) {
    const { createSlackAdapter } = await import('#adapters/slack/index.ts')
    adapters.slack = createSlackAdapter({ ...slack, oauth: oauth ?? null, scopes: botScopes() }, core('slack'))
  }
  if (teams) {
    const { createTeamsAdapter } = await import('#adapters/teams/index.ts')
    adapters.teams = createTeamsAdapter(teams, core('teams'))
  }
  return adapters
}

const notHere = () => Promise.reject(new Error('the doctor only looks'))

/** Nothing is mounted, so that nothing comes in: what is called here is a bug. */
const deaf: Omit<Core, 'installations' | 'log'> = {
  handle: notHere,
  homeShown: notHere,
  greet: notHere,
  understand: () => ({ use: 'help', args: {}, opens: false }),
  firstHeard: notHere,
  putOut: notHere,
  comeBack: notHere,
  readersChanged: () => {},
  patience: 2_000,
}

function installationsFor(platform: ChatPlatform, all: Installations | null): Core['installations'] {
  const there = all ?? { find: notHere, access: notHere, tickets: { keep: notHere, isOpen: notHere, use: notHere } }
  return {
    find: (workspace) => there.find(platform, workspace),
    access: (workspace) => there.access(platform, workspace),
    keepServiceUrl: notHere,
    install: notHere,
    removed: notHere,
    tickets: there.tickets,
  }
}
