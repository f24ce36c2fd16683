/** Who gets in. Each kind of bad token is listed in teams.md, 6; the SDK alone answers some of them with 500. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isTrusted, sdkSettings, type TeamsConfig } from '#adapters/teams/auth.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import { tenant } from '#test/support/connector.ts'
import { badHeaders, sign } from '#test/support/connector-tokens.ts'
import { type Bot, startBot } from './bot.ts'

let bot: Bot
beforeAll(async () => {
  // The SDK prints each refused token to the console.
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  bot = await startBot()
})
afterAll(() => bot.close())

const message = { type: 'message', id: '1', text: 'commit' }
function activity(more: Record<string, unknown> = {}) {
  const alice = bot.connector.person('alice')
  return bot.connector.activityOf(alice, bot.connector.chat(alice), { ...message, ...more })
}

describe('a request', () => {
  test('with a good token is carried out', async () => {
    expect((await bot.connector.deliver(activity())).status).toBe(200)
    expect(bot.intents.splice(0)).toHaveLength(1)
  })

  test('with a bad token is unauthorised, whatever is bad about it, and nothing is carried out', async () => {
    const statuses: Record<string, number> = {}
    const bad = await badHeaders(bot.connector.goodClaims())
    for (const [what, header] of bad) statuses[what] = (await bot.connector.deliver(activity(), header ?? null)).status
    expect(statuses).toEqual(Object.fromEntries(bad.map(([what]) => [what, 401])))
    expect(bot.intents).toEqual([])
  })

  test('whose refused token is answered says nothing about why', async () => {
    const header = `Bearer ${await sign(bot.connector.goodClaims(), { key: 'stranger' })}`
    expect((await bot.connector.deliver(activity(), header)).body).toBeUndefined()
  })

  test('within the five minutes that clocks may differ gets in', async () => {
    const now = Math.floor(Date.now() / 1000)
    const token = await sign({ ...bot.connector.goodClaims(), notBefore: now - 3600, expires: now - 240 })
    expect((await bot.connector.deliver(activity(), `Bearer ${token}`)).status).toBe(200)
    expect(bot.intents.splice(0)).toHaveLength(1)
  })

  const refused: [string, () => unknown, number][] = [
    ['without a channel', () => activity({ channelId: undefined }), 401],
    ['of another channel', () => activity({ channelId: 'webchat' }), 401],
    ['that is no JSON', () => '{"type": ', 400],
    ['that is no activity', () => ({ channelId: 'msteams' }), 400],
    ['without a sender', () => activity({ from: undefined }), 400],
    ['larger than 1 MB', () => activity({ text: 'x'.repeat(1_050_000) }), 413],
    ['from another host', () => activity({ serviceUrl: 'https://smba.trafficmanager.net/teams/' }), 403],
    ['without a serviceUrl', () => activity({ serviceUrl: undefined }), 400],
  ]
  test.each(refused)('%s is refused', async (_, body, status) => {
    expect((await bot.connector.deliver(body())).status).toBe(status)
    expect(bot.intents).toEqual([])
  })
})

test('a bot without an app id does not start: the SDK would let everybody in', () => {
  const core = {} as Parameters<typeof createTeamsAdapter>[1]
  for (const appId of ['', '  '])
    expect(() => createTeamsAdapter({ ...bot.connector.config, appId }, core)).toThrow('app id')
})

describe('hosts', () => {
  const config = (cloud: TeamsConfig['cloud'], openIdUrl: string | null = null): TeamsConfig => ({
    appId: 'a',
    appPassword: 'p',
    tenantId: tenant,
    cloud,
    openIdUrl,
  })
  const own = {
    public: 'https://smba.trafficmanager.net/emea/',
    gcc: 'https://smba.infra.gcc.teams.microsoft.com/teams',
    'gcc-high': 'https://smba.infra.gov.teams.microsoft.us/teams',
    dod: 'https://smba.infra.dod.teams.microsoft.us/teams',
  } as const
  test.each(Object.entries(own))('the cloud %s trusts its own connector and no other', (cloud) => {
    for (const [other, serviceUrl] of Object.entries(own))
      expect(isTrusted(serviceUrl, config(cloud as TeamsConfig['cloud']))).toBe(other === cloud)
  })
  test.each([
    'http://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://bot:pass@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://evil.example/smba.trafficmanager.net',
    'http://127.0.0.1:3978/',
    'file:///etc/passwd',
    '',
  ])('%j is trusted by no cloud', (serviceUrl) => {
    for (const cloud of Object.keys(own))
      expect(isTrusted(serviceUrl, config(cloud as TeamsConfig['cloud']))).toBe(false)
  })
  test('a local OpenID server brings loopback, and nothing else', () => {
    const local = config('public', 'http://127.0.0.1:9/openid')
    expect(isTrusted('http://127.0.0.1:9/teams/', local)).toBe(true)
    expect(isTrusted('http://127.0.0.1.evil.example/teams/', local)).toBe(false)
    expect(isTrusted(own.public, local)).toBe(false)
  })
  // With any of them missing the SDK leaves the others undefined as well: teams.md, 6.
  test('a local OpenID server sets all six of the SDK’s settings', () => {
    expect(Object.keys(sdkSettings(config('public', 'http://127.0.0.1:9/openid'))).sort()).toEqual([
      'BotOpenIdMetadata',
      'OAuthUrl',
      'ToBotFromChannelTokenIssuer',
      'ToBotFromEmulatorOpenIdMetadataUrl',
      'ToChannelFromBotLoginUrl',
      'ToChannelFromBotOAuthScope',
    ])
  })
})
