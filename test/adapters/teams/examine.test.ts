import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Core } from '#adapters/adapter.ts'
import type { TeamsConfig } from '#adapters/teams/auth.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import type { Check } from '#src/core/check.ts'
import { tenant } from '#test/support/connector.ts'
import { coreParts } from '#test/support/core.ts'
import { type Bot, startBot } from './bot.ts'

const line = (checks: Check[], about: string) => checks.find((check) => check.about === about)

describe('Teams, looked at by the doctor', () => {
  let bot: Bot
  beforeAll(async () => {
    bot = await startBot()
  })
  afterAll(() => bot.close())

  test.each([
    ['http://127.0.0.1:9/teams/', 'ok', 'last came from 127.0.0.1:9'],
    [null, 'warn', 'nothing has come from there yet'],
    ['https://elsewhere.example/teams/', 'bad', 'it last came from an address that is not the cloud’s own'],
  ])('a tenant whose messages last came from %s is %s', async (serviceUrl, state, says) => {
    const checks = await bot.adapter.examine({ workspaces: [{ workspace: tenant, serviceUrl }], places: [] })
    expect(line(checks, `Teams ${tenant}`)).toMatchObject({ state, says })
    expect(line(checks, 'Teams credentials')).toMatchObject({ state: 'ok' })
    expect(line(checks, 'Clock of Teams')).toMatchObject({ state: 'ok' })
  })

  test('a channel is well where the bot may read its members, and bad where it may not', async () => {
    const channel = bot.connector.channel('evals')
    const place = { platform: 'teams', workspace: tenant, channel } as const
    const look = async () =>
      line(await bot.adapter.examine({ workspaces: [], places: [place] }), `Teams channel ${channel}`)
    expect(await look()).toMatchObject({ state: 'bad', says: expect.stringContaining('ConversationNotFound') })
    bot.connector.seat(channel, [bot.connector.person('hana')])
    expect(await look()).toMatchObject({ state: 'ok' })
  })
})

describe('Microsoft’s cloud, looked at by the doctor', () => {
  beforeAll(() => nock.disableNetConnect())
  afterEach(() => nock.cleanAll())
  afterAll(() => {
    nock.enableNetConnect()
    nock.restore()
  })
  const home = '33333333-aaaa-4bbb-8ccc-000000000009'
  const config: TeamsConfig = { appId: 'app', appPassword: 'hidden', tenantId: home, cloud: 'public', openIdUrl: null }
  const core: Core = {
    handle: () => Promise.reject(new Error('nothing is asked here')),
    greet: async () => undefined,
    understand: () => ({ use: 'help', args: {}, opens: false }),
    ...coreParts().parts,
    patience: 2000,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  const nobody = { workspaces: [], places: [] }

  test('refuses a wrong secret, and is off by ten minutes', async () => {
    const host = 'https://login.microsoftonline.com'
    nock(host)
      .persist()
      .get(/openid-configuration|discovery\/instance/)
      .reply(200, {
        token_endpoint: `${host}/${home}/oauth2/v2.0/token`,
        authorization_endpoint: `${host}/${home}/oauth2/v2.0/authorize`,
        issuer: `${host}/${home}/v2.0`,
        jwks_uri: `${host}/keys`,
      })
    nock(host).persist().post(/token/).query(true).reply(401, { error: 'invalid_client', error_description: 'hidden' })
    const late = new Date(Date.now() - 600_000).toUTCString()
    nock('https://login.botframework.com')
      .get(/openidconfiguration/)
      .reply(200, {}, { date: late })
    const checks = await createTeamsAdapter(config, core).examine(nobody)
    expect(line(checks, 'Teams credentials')).toMatchObject({
      state: 'bad',
      says: expect.stringContaining('they give no token (invalid_client)'),
    })
    expect(line(checks, 'Clock of Teams')).toMatchObject({ state: 'bad', says: expect.stringContaining('off') })
    expect(JSON.stringify(checks)).not.toContain('hidden')
  })

  test('can’t be reached: both lines say so', async () => {
    const checks = await createTeamsAdapter({ ...config, appId: 'unreached' }, core).examine(nobody)
    expect(checks.map(({ state }) => state)).toEqual(['bad', 'bad'])
  })
})
