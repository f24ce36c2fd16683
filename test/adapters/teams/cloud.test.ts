/** The bot's own calls in Microsoft's clouds, with the login server and the connector played by nock. */
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Core } from '#adapters/adapter.ts'
import type { TeamsConfig } from '#adapters/teams/auth.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import { card } from '#src/view/build.ts'
import { coreParts } from '#test/support/core.ts'

beforeAll(() => nock.disableNetConnect())
afterEach(() => nock.cleanAll())
afterAll(() => {
  nock.enableNetConnect()
  nock.restore()
})

const home = '33333333-aaaa-4bbb-8ccc-000000000009'
const guest = '44444444-aaaa-4bbb-8ccc-000000000009'
const core: Core = {
  handle: () => Promise.reject(new Error('nothing is asked here')),
  greet: async () => undefined,
  understand: () => ({ use: 'help', args: {}, opens: false }),
  ...coreParts().parts,
  patience: 2000,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
}

function configFor(cloud: TeamsConfig['cloud']): TeamsConfig {
  return { appId: `app-${cloud}`, appPassword: 'secret', tenantId: home, cloud, openIdUrl: null }
}

const Asked = z.record(z.string(), z.string())

/** A login server that gives a token; what it was asked is kept. */
function login(host: string) {
  const asked: Record<string, string>[] = []
  const own = `https://${host}/${home}`
  nock(`https://${host}`)
    .persist()
    .get(/openid-configuration|discovery\/instance/)
    .reply(200, {
      token_endpoint: `${own}/oauth2/v2.0/token`,
      authorization_endpoint: `${own}/oauth2/v2.0/authorize`,
      issuer: `${own}/v2.0`,
      jwks_uri: `https://${host}/keys`,
    })
  nock(`https://${host}`)
    .persist()
    .post(`/${home}/oauth2/v2.0/token`, (body: unknown) => asked.push(Asked.parse(body)) > 0)
    .query(true)
    .reply(200, { access_token: `token-of-${host}`, expires_in: 3600, token_type: 'Bearer' })
  return asked
}

describe.each([
  ['public', 'login.microsoftonline.com', 'https://smba.trafficmanager.net', 'https://api.botframework.com'],
  ['gcc', 'login.microsoftonline.com', 'https://smba.infra.gcc.teams.microsoft.com', 'https://api.botframework.com'],
  ['gcc-high', 'login.microsoftonline.us', 'https://smba.infra.gov.teams.microsoft.us', 'https://api.botframework.us'],
  ['dod', 'login.microsoftonline.us', 'https://smba.infra.dod.teams.microsoft.us', 'https://api.botframework.us'],
] as const)('in the cloud %s', (cloud, loginHost, connector, scope) => {
  test('a card goes to the cloud’s own connector, with a token of the bot’s home tenant', async () => {
    const asked = login(loginHost)
    const posted = nock(connector, { reqheaders: { authorization: `Bearer token-of-${loginHost}` } })
      .post('/teams/v3/conversations/19%3Aevals%40thread.tacv2/activities')
      .reply(201, { id: '17' })
    const adapter = createTeamsAdapter(configFor(cloud), core)
    const sent = await adapter.post(
      { platform: 'teams', workspace: guest, channel: '19:evals@thread.tacv2' },
      card('C-12'),
    )
    expect(sent).toMatchObject({ sent: true })
    expect(posted.isDone()).toBe(true)
    expect(asked).toMatchObject([
      { client_id: `app-${cloud}`, grant_type: 'client_credentials', scope: `${scope}/.default` },
    ])
  })
})

test('a login that fails sends nothing and is tried again later', async () => {
  nock('https://login.microsoftonline.com').persist().get(/.*/).reply(503).post(/.*/).query(true).reply(503)
  const adapter = createTeamsAdapter({ ...configFor('public'), appId: 'app-without-login' }, core)
  const sent = await adapter.tell({ platform: 'teams', workspace: guest, account: 'alice' }, card('C-12'), guest)
  expect(sent).toEqual({ sent: false, failure: { kind: 'unreachable' } })
})

test('an answer without an id is given up, since sending it again would show it twice', async () => {
  login('login.microsoftonline.com')
  nock('https://smba.trafficmanager.net').post(/.*/).reply(202)
  const adapter = createTeamsAdapter(configFor('public'), core)
  const sent = await adapter.post({ platform: 'teams', workspace: guest, channel: 'c' }, card('C-12'))
  expect(sent).toEqual({ sent: false, failure: { kind: 'rejected', reason: 'no-id-in-answer' } })
})

test('a redirect is not followed: the token stays with the connector', async () => {
  login('login.microsoftonline.com')
  nock('https://smba.trafficmanager.net').post(/.*/).reply(307, '', { location: 'https://evil.example/' })
  const evil = nock('https://evil.example').post(/.*/).reply(200, { id: '1' })
  const adapter = createTeamsAdapter(configFor('public'), core)
  const sent = await adapter.post({ platform: 'teams', workspace: guest, channel: 'c' }, card('C-12'))
  expect(sent).toEqual({ sent: false, failure: { kind: 'unreachable' } })
  expect(evil.isDone()).toBe(false)
})
