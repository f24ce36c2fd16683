import { describe, expect, test } from 'vitest'
import { ConfigProblem, readConfig } from '#src/config.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const slack = { SLACK_SIGNING_SECRET: 'signing-secret', SLACK_BOT_TOKEN: 'xoxb-token' }
const teams = {
  TEAMS_APP_ID: '11111111-2222-3333-4444-555555555555',
  TEAMS_APP_PASSWORD: 'password',
  TEAMS_APP_TENANT_ID: '66666666-7777-8888-9999-aaaaaaaaaaaa',
}
const reachable = { PLENARY_PUBLIC_URL: 'https://plenary.example.org/', PLENARY_SECRET_KEY: key, PLENARY_COUNTRY: 'FR' }
const postgres = {
  DATABASE_URL: 'postgres://owner:pw@db:5432/plenary',
  DATABASE_APP_URL: 'postgres://app:pw@db:5432/plenary',
}

describe('nothing set', () => {
  test('is the playground on this machine, with the database in the data folder', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      country: null,
      trustProxy: false,
      database: { kind: 'pglite', folder: '.plenary/database' },
      dataDir: '.plenary',
      secretKey: null,
      oldSecretKey: null,
      slack: null,
      teams: null,
      logLevel: 'info',
    })
  })

  test('is also what empty values and spaces mean', () => {
    expect(readConfig({ PORT: '', HOST: '  ', SLACK_BOT_TOKEN: '', DATABASE_URL: ' ' })).toEqual(readConfig({}))
  })
})

describe('values', () => {
  const rows: [title: string, env: Record<string, string>, part: object][] = [
    ['any free port', { PORT: '0' }, { port: 0 }],
    ['spaces around a value are dropped', { PORT: ' 8080\n' }, { port: 8080 }],
    ['the playground on IPv6', { HOST: '::1' }, { host: '::1' }],
    [
      'a data folder moves the database with it',
      { PLENARY_DATA_DIR: '/var/lib/plenary' },
      {
        dataDir: '/var/lib/plenary',
        database: { kind: 'pglite', folder: '/var/lib/plenary/database' },
      },
    ],
    ['proxies by number', { PLENARY_TRUST_PROXY: '2' }, { trustProxy: 2 }],
    ['every proxy', { PLENARY_TRUST_PROXY: 'true' }, { trustProxy: true }],
    ['proxies by address', { PLENARY_TRUST_PROXY: 'loopback, 10.0.0.0/8' }, { trustProxy: 'loopback, 10.0.0.0/8' }],
    ['a key of its own', { PLENARY_SECRET_KEY: key }, { secretKey: key }],
    ['a log level', { LOG_LEVEL: 'warn' }, { logLevel: 'warn' }],
    [
      'a database server',
      { ...postgres, PLENARY_SECRET_KEY: key },
      {
        database: {
          kind: 'postgres',
          url: postgres.DATABASE_URL,
          appUrl: postgres.DATABASE_APP_URL,
          pool: 10,
          prepare: true,
        },
      },
    ],
    [
      'a database server behind PgBouncer',
      { ...postgres, PLENARY_SECRET_KEY: key, DATABASE_POOL: '40', DATABASE_PREPARE: 'false' },
      {
        database: {
          kind: 'postgres',
          url: postgres.DATABASE_URL,
          appUrl: postgres.DATABASE_APP_URL,
          pool: 40,
          prepare: false,
        },
      },
    ],
    [
      'Slack, for which any host will do',
      { ...slack, ...reachable, HOST: '0.0.0.0' },
      {
        host: '0.0.0.0',
        publicUrl: 'https://plenary.example.org',
        country: 'FR',
        slack: { signingSecret: 'signing-secret', botToken: 'xoxb-token', apiUrl: null },
        teams: null,
      },
    ],
    [
      'a stand-in for Slack',
      { ...slack, ...reachable, SLACK_API_URL: 'http://127.0.0.1:4000/api/' },
      {
        slack: {
          signingSecret: 'signing-secret',
          botToken: 'xoxb-token',
          oauth: null,
          apiUrl: 'http://127.0.0.1:4000/api/',
        },
      },
    ],
    [
      'Slack for many workspaces, without a token of its own',
      {
        ...reachable,
        SLACK_SIGNING_SECRET: 'signing-secret',
        SLACK_CLIENT_ID: '12.34',
        SLACK_CLIENT_SECRET: 'client-secret',
        PLENARY_SECRET_KEY_OLD: key,
      },
      {
        oldSecretKey: key,
        slack: {
          signingSecret: 'signing-secret',
          botToken: null,
          oauth: { clientId: '12.34', clientSecret: 'client-secret' },
          apiUrl: null,
        },
      },
    ],
    [
      'Teams in a government cloud',
      { ...teams, ...reachable, TEAMS_CLOUD: 'gcc' },
      {
        slack: null,
        teams: {
          appId: teams.TEAMS_APP_ID,
          appPassword: 'password',
          tenantId: teams.TEAMS_APP_TENANT_ID,
          cloud: 'gcc',
          openIdUrl: null,
        },
      },
    ],
    [
      'a stand-in for Microsoft',
      { ...teams, ...reachable, TEAMS_OPENID_URL: 'http://localhost:4001/keys' },
      {
        teams: expect.objectContaining({ cloud: 'public', openIdUrl: 'http://localhost:4001/keys' }),
      },
    ],
    [
      'both platforms on this machine',
      {
        ...slack,
        ...teams,
        PLENARY_COUNTRY: 'FR',
        PLENARY_SECRET_KEY: key,
        PLENARY_PUBLIC_URL: 'http://localhost:3000',
      },
      {
        publicUrl: 'http://localhost:3000',
        country: 'FR',
        slack: expect.anything(),
        teams: expect.anything(),
      },
    ],
  ]
  test.each(rows)('%s', (_, env, part) => {
    expect(readConfig(env)).toMatchObject(part)
  })
})

describe('a wrong value is named, with what it is and what it must be', () => {
  const rows: [variable: string, value: string, says: string][] = [
    ['PORT', '65536', 'PORT is "65536"; it must be a whole number from 0 to 65535.'],
    ['PORT', 'http', 'PORT is "http"; it must be a whole number from 0 to 65535.'],
    ['PORT', '-1', 'PORT is "-1"; it must be a whole number from 0 to 65535.'],
    ['HOST', 'a b', 'HOST is "a b"; it must be a host name or an address, for example 127.0.0.1.'],
    ['HOST', '0.0.0.0', 'HOST is "0.0.0.0"; it must be 127.0.0.1, ::1 or localhost where no platform is set up'],
    ['PLENARY_PUBLIC_URL', 'http://plenary.example.org', 'it must be a public https address'],
    ['PLENARY_PUBLIC_URL', 'plenary.example.org', 'it must be a public https address'],
    ['PLENARY_PUBLIC_URL', 'https://plenary.example.org/?a=b', 'it must be a public https address'],
    ['PLENARY_TRUST_PROXY', 'yes', 'it must be true, false, the number of proxies in front, or their addresses'],
    [
      'DATABASE_URL',
      'mysql://db/plenary',
      'DATABASE_URL is a value of 18 characters; it must be an address like postgres://',
    ],
    [
      'DATABASE_URL',
      'postgres://db',
      'DATABASE_URL is a value of 13 characters; it must be an address like postgres://',
    ],
    ['DATABASE_APP_URL', 'db', 'DATABASE_APP_URL is a value of 2 characters; it must be an address like postgres://'],
    ['DATABASE_POOL', '0', 'DATABASE_POOL is "0"; it must be a whole number from 1 to 1000.'],
    ['DATABASE_PREPARE', 'no', 'DATABASE_PREPARE is "no"; it must be one of true, false.'],
    ['PLENARY_DATA_DIR', 'a\0b', 'PLENARY_DATA_DIR is "a\\u0000b"; it must be a folder.'],
    [
      'PLENARY_SECRET_KEY',
      'c2hvcnQ=',
      'PLENARY_SECRET_KEY is a value of 8 characters; it must be 32 random bytes in base64',
    ],
    ['SLACK_SIGNING_SECRET', 'short', 'SLACK_SIGNING_SECRET is a value of 5 characters; it must be the signing secret'],
    [
      'SLACK_BOT_TOKEN',
      'xoxp-token',
      'SLACK_BOT_TOKEN is a value of 10 characters; it must be the bot token of the Slack app',
    ],
    ['SLACK_API_URL', 'https://slack.com/api/', 'it must be an address on this machine that ends in /api/'],
    ['SLACK_API_URL', 'http://127.0.0.1:4000/api', 'it must be an address on this machine that ends in /api/'],
    ['TEAMS_APP_ID', 'my-bot', 'TEAMS_APP_ID is "my-bot"; it must be the app id of the Teams bot'],
    ['TEAMS_APP_PASSWORD', 'pass word', 'TEAMS_APP_PASSWORD is a value of 9 characters; it must be the client secret'],
    ['TEAMS_APP_TENANT_ID', 'contoso.com', 'it must be the id of the tenant in which the Teams bot is registered'],
    ['TEAMS_CLOUD', 'china', 'TEAMS_CLOUD is "china"; it must be one of public, gcc.'],
    ['TEAMS_CLOUD', 'gcc-high', 'TEAMS_CLOUD is "gcc-high"; it must be public or gcc: nobody could test the bot in'],
    ['TEAMS_CLOUD', 'dod', 'TEAMS_CLOUD is "dod"; it must be public or gcc: nobody could test the bot in'],
    ['SLACK_CLIENT_ID', 'no id', 'SLACK_CLIENT_ID is "no id"; it must be the client id of the Slack app'],
    ['SLACK_CLIENT_SECRET', 'short', 'SLACK_CLIENT_SECRET is a value of 5 characters; it must be the client secret'],
    [
      'PLENARY_SECRET_KEY_OLD',
      'c2hvcnQ=',
      'PLENARY_SECRET_KEY_OLD is a value of 8 characters; it must be 32 random bytes in base64',
    ],
    ['TEAMS_OPENID_URL', 'https://login.botframework.com/keys', 'it must be an address on this machine'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"; it must be one of trace, debug, info, warn, error, fatal, silent.'],
  ]
  test.each(rows)('%s=%j', (variable, value, says) => {
    const problem = problemOf({ [variable]: value })
    expect(problem).toContain(says)
    expect(problem).toMatch(new RegExp(`^${variable} is .*\\.$`))
  })

  test('a long value is cut', () => {
    expect(problemOf({ LOG_LEVEL: 'x'.repeat(500) })).toContain(`"${'x'.repeat(60)}…"`)
  })

  test('a secret is never printed', () => {
    const secret = 'hunter2 hunter2'
    const names = [
      'DATABASE_URL',
      'DATABASE_APP_URL',
      'PLENARY_SECRET_KEY',
      'SLACK_SIGNING_SECRET',
      'SLACK_BOT_TOKEN',
      'SLACK_CLIENT_SECRET',
      'PLENARY_SECRET_KEY_OLD',
      'TEAMS_APP_PASSWORD',
    ]
    for (const name of names) expect(problemOf({ [name]: secret })).not.toContain('hunter2')
  })
})

describe('what is missing is named, with what asks for it', () => {
  const rows: [title: string, env: Record<string, string>, says: string][] = [
    [
      'half of Slack',
      { ...reachable, SLACK_BOT_TOKEN: 'xoxb-token' },
      'SLACK_SIGNING_SECRET is not set; it must be set where SLACK_BOT_TOKEN is.',
    ],
    [
      'an address for Slack alone',
      { SLACK_API_URL: 'http://127.0.0.1:1/api/' },
      'SLACK_SIGNING_SECRET is not set; it must be set where SLACK_API_URL is.',
    ],
    [
      'half of Slack’s client',
      { ...reachable, SLACK_SIGNING_SECRET: 'signing-secret', SLACK_CLIENT_ID: '12.34' },
      'SLACK_CLIENT_SECRET is not set; it must be set where SLACK_CLIENT_ID is.',
    ],
    [
      'a client without what proves that Slack calls',
      { ...reachable, SLACK_CLIENT_ID: '12.34', SLACK_CLIENT_SECRET: 'client-secret' },
      'SLACK_SIGNING_SECRET is not set; it must be set where SLACK_CLIENT_ID is.',
    ],
    [
      'a third of Teams',
      { ...reachable, TEAMS_APP_ID: teams.TEAMS_APP_ID },
      'TEAMS_APP_PASSWORD is not set; it must be set where TEAMS_APP_ID is.',
    ],
    ['a cloud for no bot', { TEAMS_CLOUD: 'public' }, 'TEAMS_APP_ID is not set; it must be set where TEAMS_CLOUD is.'],
    [
      'a platform without an address',
      { ...slack, PLENARY_SECRET_KEY: key },
      'PLENARY_PUBLIC_URL is not set; it must be set to use Slack: a public https',
    ],
    [
      'a platform without a key',
      { ...teams, PLENARY_PUBLIC_URL: 'https://a.example' },
      'PLENARY_SECRET_KEY is not set; it must be set to use Teams: 32 random',
    ],
    [
      'a server without its second login',
      { DATABASE_URL: postgres.DATABASE_URL },
      'DATABASE_APP_URL is not set; it must be set where DATABASE_URL is.',
    ],
    [
      'a second login without its server',
      { DATABASE_APP_URL: postgres.DATABASE_URL },
      'DATABASE_URL is not set; it must be set where DATABASE_APP_URL is.',
    ],
    [
      'a server without a key',
      postgres,
      'PLENARY_SECRET_KEY is not set; it must be set to use a database server: 32 random',
    ],
  ]
  test.each(rows)('%s', (_, env, says) => {
    expect(problemOf(env)).toContain(says)
  })
})

function problemOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigProblem) return error.message
    throw error
  }
  return 'no problem'
}
