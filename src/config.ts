/**
 * Config: what the operator set, read from the environment and checked whole before anything starts.
 * Spaces around a value are dropped; an empty value is not set. Without a platform the process is the playground, for this machine alone.
 */
import { z } from 'zod'

export type Config = {
  port: number
  host: string
  publicUrl: string | null
  /** Where the data are stored: ISO 3166-1 alpha-2; null on a machine of one's own. */
  country: string | null
  trustProxy: boolean | number | string
  database:
    | { kind: 'pglite'; folder: string }
    | { kind: 'postgres'; url: string; appUrl: string; pool: number; prepare: boolean }
  dataDir: string
  /** 32 bytes in base64; null where the data folder keeps one. */
  secretKey: string | null
  /** The key before it, with which tokens may still be sealed. */
  oldSecretKey: string | null
  slack: SlackSettings | null
  teams: { appId: string; appPassword: string; tenantId: string; cloud: Cloud; openIdUrl: string | null } | null
  logLevel: Settings['LOG_LEVEL']
}

/** A token of one workspace, what other workspaces are installed with, or both. */
type SlackSettings = {
  signingSecret: string
  botToken: string | null
  oauth: { clientId: string; clientSecret: string } | null
  apiUrl: string | null
}

/** One line that names the variable, what it got (a secret's length only) and what it wants. */
export class ConfigProblem extends Error {
  override name = 'ConfigProblem'
  readonly variable: string
  readonly says: string
  readonly wants: string
  constructor(variable: string, got: string | undefined, wants: string) {
    const says = `${variable} is ${shown(variable, got)}`
    super(`${says}; it must be ${wants}.`)
    this.variable = variable
    this.says = says
    this.wants = wants
  }
}

/** Throws {@link ConfigProblem} at the first variable that won't do. */
export function readConfig(env: Env = process.env): Config {
  const given = clean(env)
  const settings = parse(given)
  const slack = slackOf(given, settings)
  const teams = teamsOf(given, settings)
  const database = databaseOf(given, settings)
  const { HOST: host, PLENARY_PUBLIC_URL: publicUrl = null, PLENARY_SECRET_KEY: secretKey = null } = settings
  const { PLENARY_COUNTRY: country = null } = settings
  const platform = slack ? 'Slack' : teams ? 'Teams' : null
  if (platform && !publicUrl)
    throw new ConfigProblem('PLENARY_PUBLIC_URL', undefined, `set to use ${platform}: ${wants.url}`)
  if (!platform && !isLoopback(host)) throw new ConfigProblem('HOST', host, wants.playground)
  const keyFor = platform ?? (database.kind === 'postgres' ? 'a database server' : null)
  if (keyFor && !secretKey)
    throw new ConfigProblem('PLENARY_SECRET_KEY', undefined, `set to use ${keyFor}: ${wants.key}`)
  if (platform && !country)
    throw new ConfigProblem('PLENARY_COUNTRY', undefined, `set to use ${platform}: ${wants.country}`)
  return {
    port: settings.PORT,
    host,
    publicUrl,
    country,
    trustProxy: settings.PLENARY_TRUST_PROXY,
    database,
    dataDir: settings.PLENARY_DATA_DIR,
    secretKey,
    oldSecretKey: settings.PLENARY_SECRET_KEY_OLD ?? null,
    slack,
    teams,
    logLevel: settings.LOG_LEVEL,
  }
}

/** So that one missing value does not hide the rest from the doctor: nothing is ever started with these. */
const standIns: Env = {
  PLENARY_PUBLIC_URL: 'http://127.0.0.1',
  PLENARY_COUNTRY: 'XX',
  PLENARY_SECRET_KEY: `${'A'.repeat(43)}=`,
}

/** Every variable that won't do, each told once; and the rest, as far as it makes sense without them. */
export function examineConfig(env: Env = process.env): {
  config: Config | null
  problems: { variable: string; says: string; todo: string }[]
} {
  const problems: { variable: string; says: string; todo: string }[] = []
  for (let given = env; ; ) {
    try {
      return { config: readConfig(given), problems }
    } catch (error) {
      if (!(error instanceof ConfigProblem)) throw error
      const { variable, says, wants: wanted } = error
      const isTold = problems.some((problem) => problem.variable === variable)
      if (!isTold) problems.push({ variable, says, todo: `It must be ${wanted}.` })
      const instead = standIns[variable]
      if (given[variable] === instead) return { config: null, problems }
      given = { ...given, [variable]: given[variable] === undefined ? instead : undefined }
    }
  }
}

type Env = Record<string, string | undefined>

const wants = {
  url: 'a public https address (or http on this machine) without query, for example https://plenary.example.org',
  playground: '127.0.0.1, ::1 or localhost where no platform is set up, since the playground is for this machine alone',
  country: 'the country in which the data are stored, in two capital letters, for example FR',
  key: '32 random bytes in base64, as `openssl rand -base64 32` prints them',
  tested: 'public or gcc: nobody could test the bot in gcc-high and dod yet, so it does not start there',
  proxy: 'true, false, the number of proxies in front, or their addresses separated by commas',
}

const clouds = ['public', 'gcc'] as const
type Cloud = (typeof clouds)[number]
/** Known by name, so that the answer is clearer than for a slip of the pen. */
const untested = ['gcc-high', 'dod']
const Cloud = z
  .string()
  .refine((name) => !untested.includes(name), wants.tested)
  .pipe(oneOf(...clouds))

const Settings = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: matching(/^[\w.:-]+$/, 'a host name or an address, for example 127.0.0.1').default('127.0.0.1'),
  PLENARY_PUBLIC_URL: z.string().refine(isPublic, wants.url).transform(withoutSlash).optional(),
  PLENARY_COUNTRY: matching(/^[A-Z]{2}$/, wants.country).optional(),
  PLENARY_TRUST_PROXY: z.string().refine(namesProxies, wants.proxy).transform(proxies).default(false),
  DATABASE_URL: postgresUrl().optional(),
  DATABASE_APP_URL: postgresUrl().optional(),
  DATABASE_POOL: whole(1, 1000).default(10),
  DATABASE_PREPARE: oneOf('true', 'false').default('true'),
  PLENARY_DATA_DIR: matching(/^[^\0]+$/, 'a folder').default('.plenary'),
  PLENARY_SECRET_KEY: matching(/^[A-Za-z0-9+/]{43}=$/, wants.key).optional(),
  PLENARY_SECRET_KEY_OLD: matching(/^[A-Za-z0-9+/]{43}=$/, wants.key).optional(),
  SLACK_SIGNING_SECRET: matching(/^\S{8,}$/, 'the signing secret of the Slack app').optional(),
  SLACK_BOT_TOKEN: matching(/^xoxb-\S+$/, 'the bot token of the Slack app, which starts with xoxb-').optional(),
  SLACK_CLIENT_ID: matching(/^[\w.]{1,64}$/, 'the client id of the Slack app, for example 123.456').optional(),
  SLACK_CLIENT_SECRET: matching(/^\S{8,}$/, 'the client secret of the Slack app').optional(),
  SLACK_API_URL: localUrl(/\/api\/$/, ' that ends in /api/').optional(),
  TEAMS_APP_ID: uuid('the app id of the Teams bot').optional(),
  TEAMS_APP_PASSWORD: matching(/^\S+$/, 'the client secret of the Teams bot').optional(),
  TEAMS_APP_TENANT_ID: uuid('the id of the tenant in which the Teams bot is registered').optional(),
  TEAMS_CLOUD: Cloud.default('public'),
  TEAMS_OPENID_URL: localUrl(/./, '').optional(),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').default('info'),
})
type Settings = z.infer<typeof Settings>

/** Never printed. A database's address holds its password. */
const secrets: readonly string[] = [
  'DATABASE_URL',
  'DATABASE_APP_URL',
  'PLENARY_SECRET_KEY',
  'PLENARY_SECRET_KEY_OLD',
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_SECRET',
  'TEAMS_APP_PASSWORD',
]

function clean(env: Env): Env {
  const set = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(set.filter(([, value]) => value))
}

function parse(given: Env): Settings {
  const parsed = Settings.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const name = String(issue?.path[0])
  throw new ConfigProblem(name, given[name], issue?.message ?? 'another value')
}

/** Needs the signing secret, and a way to tokens: one workspace's own, or the app's client, with which each workspace gives one. */
function slackOf(given: Env, settings: Settings): Config['slack'] {
  const client = together(given, settings, ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'], [])
  const names = client ? (['SLACK_SIGNING_SECRET'] as const) : (['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'] as const)
  const set = together(given, settings, names, ['SLACK_BOT_TOKEN', 'SLACK_API_URL', 'SLACK_CLIENT_ID'])
  if (!set) return null
  return {
    signingSecret: set.SLACK_SIGNING_SECRET,
    botToken: settings.SLACK_BOT_TOKEN ?? null,
    oauth: client && { clientId: client.SLACK_CLIENT_ID, clientSecret: client.SLACK_CLIENT_SECRET },
    apiUrl: settings.SLACK_API_URL ?? null,
  }
}

function teamsOf(given: Env, settings: Settings): Config['teams'] {
  const names = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_APP_TENANT_ID'] as const
  const set = together(given, settings, names, ['TEAMS_CLOUD', 'TEAMS_OPENID_URL'])
  if (!set) return null
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_APP_TENANT_ID: tenantId } = set
  return { appId, appPassword, tenantId, cloud: settings.TEAMS_CLOUD, openIdUrl: settings.TEAMS_OPENID_URL ?? null }
}

function databaseOf(given: Env, settings: Settings): Config['database'] {
  const set = together(given, settings, ['DATABASE_URL', 'DATABASE_APP_URL'], [])
  if (!set) return { kind: 'pglite', folder: `${settings.PLENARY_DATA_DIR}/database` }
  const { DATABASE_URL: url, DATABASE_APP_URL: appUrl } = set
  return { kind: 'postgres', url, appUrl, pool: settings.DATABASE_POOL, prepare: settings.DATABASE_PREPARE === 'true' }
}

/** Variables that only make sense together: null where none of them is set; throws where some are. */
function together<N extends keyof Settings>(given: Env, settings: Settings, names: readonly N[], extras: string[]) {
  const present = [...names, ...extras].find((name) => given[name] !== undefined)
  if (present === undefined) return null
  const missing = names.find((name) => given[name] === undefined)
  if (missing) throw new ConfigProblem(missing, undefined, `set where ${present} is`)
  return settings as { [M in N]: NonNullable<Settings[M]> }
}

function shown(variable: string, got: string | undefined): string {
  if (got === undefined) return 'not set'
  if (secrets.includes(variable)) return `a value of ${got.length} characters`
  return JSON.stringify(got.length > 60 ? `${got.slice(0, 60)}…` : got)
}

function matching(pattern: RegExp, wanted: string) {
  return z.string().regex(pattern, wanted)
}

function oneOf<const W extends readonly [string, ...string[]]>(...words: W) {
  return z.enum(words, `one of ${words.join(', ')}`)
}

function whole(least: number, most: number) {
  const wanted = `a whole number from ${least} to ${most}`
  const number = z.number().min(least, wanted).max(most, wanted)
  return matching(/^\d{1,9}$/, wanted)
    .transform(Number)
    .pipe(number)
}

function uuid(what: string) {
  return z.guid(`${what}, for example 00000000-0000-0000-0000-000000000000`)
}

function postgresUrl() {
  const wanted = 'an address like postgres://name:password@host:5432/database'
  return z.string().refine((text) => /^postgres(ql)?:\/\/[^/]+\/./.test(text) && URL.canParse(text), wanted)
}

/** For tests only: a stand-in on this machine. */
function localUrl(end: RegExp, ending: string) {
  const wanted = `an address on this machine${ending}, for example http://127.0.0.1:4000/api/`
  return z.string().refine((text) => /^https?:/.test(text) && isLoopback(hostOf(text)) && end.test(text), wanted)
}

function isPublic(text: string): boolean {
  const url = URL.parse(text)
  if (!url || url.search || url.hash || url.username) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

function hostOf(text: string): string {
  return URL.parse(text)?.hostname ?? ''
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(host)
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

function namesProxies(text: string): boolean {
  if (/^(true|false|\d{1,2})$/.test(text)) return true
  const Address = z.union([
    z.ipv4(),
    z.ipv6(),
    z.cidrv4(),
    z.cidrv6(),
    z.enum(['loopback', 'linklocal', 'uniquelocal']),
  ])
  return text.split(',').every((address) => Address.safeParse(address.trim()).success)
}

/** As express's `trust proxy` takes it. */
function proxies(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d+$/.test(text) ? Number(text) : text
}
