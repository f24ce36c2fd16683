/** The doctor: everything that must be right, line by line, beside a running server or without one, and however much of it is broken. */
import { readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Adapter, Registered } from '#adapters/adapter.ts'
import { examineAddress } from '#adapters/web/reach.ts'
import type { Look } from '#db/look.ts'
import type { Config } from '../config.ts'
import { type Answer, said } from '../core/answer.ts'
import { bad, type Check, ok, warn } from '../core/check.ts'
import { type ChatPlatform, platformNames } from '../core/intent.ts'
import { type Installations, Unopened } from '../store.ts'
import { card, text } from '../view/build.ts'

/** What there is to look at. `look` is null where the database can’t be looked into: a line of `before` says why. */
export type Patient = {
  config: Config
  /** What was found on the way here. */
  before: readonly Check[]
  look: Look | null
  /** The present key first; empty where there is none. */
  keys: readonly string[]
  /** Of the platforms that are set up. */
  adapters: Partial<Record<ChatPlatform, Adapter>>
  /** Where the pages are reached; null where nothing outside this machine calls. */
  publicUrl: string | null
}

export async function examine({ config, before, look, keys, adapters, publicUrl }: Patient): Promise<Check[]> {
  const known = look && keys.length > 0 ? await registered(look, look.installations(keys)) : undefined
  const platforms = await Promise.all(
    (['slack', 'teams'] as const).map((platform) => platformChecks(platform, adapters[platform], known)),
  )
  return [
    ...before,
    await keyCheck(keys, known),
    await diskCheck(config.dataDir),
    ...(look ? await look.examine() : []),
    ...platforms.flat(),
    await examineAddress(publicUrl, keys[0]),
  ]
}

type Known = {
  of: (platform: ChatPlatform) => Registered
  tokens: { workspace: string; opens: boolean }[]
}

/** Undefined where the database can’t say. */
async function registered(look: Look, installations: Installations): Promise<Known | undefined> {
  try {
    const places = await look.places()
    const all = (await installations.list()).filter(({ removedAt }) => removedAt === null)
    const addressed = await Promise.all(
      all.map(async (one) => ({
        ...one,
        serviceUrl: (await installations.find(one.platform, one.workspace))?.serviceUrl ?? null,
      })),
    )
    const sealed = all.filter(({ installedAt }) => installedAt !== null)
    const tokens = await Promise.all(
      sealed.map(async ({ platform, workspace }) => ({
        workspace,
        opens: await isOpened(installations, platform, workspace),
      })),
    )
    return {
      tokens,
      of: (platform) => ({
        workspaces: addressed.filter((one) => one.platform === platform),
        places: places.filter((one) => one.platform === platform),
      }),
    }
  } catch {
    // The database's own lines say what is wrong with it.
    return undefined
  }
}

function isOpened(installations: Installations, platform: ChatPlatform, workspace: string): Promise<boolean> {
  return installations.access(platform, workspace).then(
    () => true,
    (error) => {
      if (error instanceof Unopened) return false
      throw error
    },
  )
}

async function keyCheck(keys: readonly string[], known: Known | undefined): Promise<Check> {
  const about = 'Secret key'
  if (keys.length === 0)
    return bad(
      about,
      'there is none',
      'Set PLENARY_SECRET_KEY, from openssl rand -base64 32; or start the playground, which makes one.',
    )
  if (!known) return warn(about, 'which tokens it opens can’t be looked at', 'See the database below.')
  const shut = known.tokens.filter(({ opens }) => !opens).map(({ workspace }) => workspace)
  const todo = 'Put the key that sealed them in PLENARY_SECRET_KEY_OLD and rotate, or install these workspaces again.'
  if (shut.length > 0) return bad(about, `it does not open the tokens of ${shut.join(', ')}`, todo)
  const { length } = known.tokens
  return ok(
    about,
    length === 0
      ? 'it is there; no token is sealed yet'
      : `it opens ${length === 1 ? 'the one token' : `all ${length} tokens`}`,
  )
}

/** Bytes. */
const [little, tooLittle] = [1_000_000_000, 100_000_000]

async function diskCheck(folder: string): Promise<Check> {
  const about = 'Disk'
  // A folder that is not there yet will be made beside what is.
  const found = await statfs(folder).catch(() => statfs('.'))
  const free = Number(found.bavail) * Number(found.bsize)
  const says = `${(free / 1_000_000_000).toFixed(1)} GB are free`
  const todo = 'Make room: the database stops where it can’t write.'
  return free < tooLittle ? bad(about, says, todo) : free < little ? warn(about, says, todo) : ok(about, says)
}

async function platformChecks(
  platform: ChatPlatform,
  adapter: Adapter | undefined,
  known: Known | undefined,
): Promise<Check[]> {
  const name = platformNames[platform]
  if (!adapter) return [ok(name, 'it is not set up')]
  const unknown = known
    ? []
    : [warn(name, 'its workspaces and channels can’t be listed', 'See the database; then run the doctor again.')]
  const checks = await adapter
    .examine(known?.of(platform) ?? { workspaces: [], places: [] })
    .catch((error): Check[] => [
      bad(
        name,
        `it can’t be looked at (${error instanceof Error ? error.name : 'error'})`,
        'Report this: it is a bug.',
      ),
    ])
  return [...unknown, ...checks]
}

/** The key of the environment, else the one that the first start left in the data folder; none is made here. */
export async function keysOf({ secretKey, oldSecretKey, dataDir }: Config): Promise<string[]> {
  const kept = secretKey ?? (await readFile(join(dataDir, 'secret-key'), 'utf8').catch(() => ''))
  return [kept.trim(), oldSecretKey ?? ''].filter((key) => key !== '')
}

/** One line each: the state in words, since colours are not for everyone. At the shell the exit code of a bad one is 1. */
export function checksAnswer(checks: readonly Check[]): Answer {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length
  const [worst, odd] = [count('bad'), count('warn')]
  const title = worst > 0 ? `${worst} bad, ${odd} to look at` : odd > 0 ? `${odd} to look at` : 'Everything is well'
  const lines = checks.map(({ state, about, says, todo }) =>
    text(`${state.padEnd(4)}  ${about}: ${says}.${todo === undefined ? '' : ` ${todo}`}`),
  )
  return said({ ...card(title, ...lines), tone: worst > 0 ? 'bad' : odd > 0 ? 'warning' : 'good' })
}
