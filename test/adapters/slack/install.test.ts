/** What Slack may answer to an installation, and what is never kept. The whole way is walked in test/stories/workspaces.test.ts. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '#src/core/hash.ts'
import { slackWorld, type World } from './world.ts'

const given = {
  ok: true,
  access_token: 'xoxb-7',
  token_type: 'bot',
  scope: 'chat:write,users:read',
  bot_user_id: 'UBOT7',
  app_id: 'A1',
  team: { id: 'T7', name: 'Policy <& Co>' },
  enterprise: null,
  is_enterprise_install: false,
  authed_user: { id: 'U7' },
}

let world: World
beforeEach(async () => {
  world = await slackWorld({
    oauth: {
      clientId: '1.2',
      clientSecret: 'client-secret',
      scopes: ['chat:write', 'users:read'],
      publicUrl: 'https://plenary.example.org',
      hosting: { host: 'plenary.example.org', country: 'FR' },
    },
  })
  world.installed.tickets.add(await sha256('a-ticket'))
})
afterEach(() => world.close())

async function offered() {
  const page = await fetch(`${world.url}/slack/install?ticket=a-ticket`)
  const html = await page.text()
  const cookie = page.headers.get('set-cookie') ?? ''
  const link = new URL((/<a href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&'))
  return { html, cookie, link }
}

async function cameBack(answer: object) {
  world.replies('oauth.v2.access', { body: answer })
  const { cookie, link } = await offered()
  const query = new URLSearchParams({ code: 'a-code', state: link.searchParams.get('state') ?? '' })
  const page = await fetch(`${world.url}/slack/oauth_redirect?${query}`, {
    headers: { cookie: cookie.split(';', 1)[0] ?? '' },
  })
  return { status: page.status, html: await page.text() }
}

test('the page says where things are stored and leads to Slack with the scopes and a state in a cookie for https', async () => {
  const { html, cookie, link } = await offered()
  expect(html).toContain('plenary.example.org (FR)')
  expect(cookie).toMatch(/; Secure; HttpOnly/)
  expect(link.origin + link.pathname).toBe('https://slack.example/oauth/v2/authorize')
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    client_id: '1.2',
    scope: 'chat:write,users:read',
    redirect_uri: 'https://plenary.example.org/slack/oauth_redirect',
  })
  expect(cookie).toContain(link.searchParams.get('state'))
  expect(html).not.toContain('client-secret')
})

test('a workspace is kept with its token, and its name is shown as it is', async () => {
  const { status, html } = await cameBack(given)
  expect([status, html]).toEqual([200, expect.stringContaining('Plenary is in Policy &lt;&amp; Co&gt;')])
  expect(world.installed.tokens.get('T7')).toEqual({
    token: 'xoxb-7',
    botUser: 'UBOT7',
    scopes: ['chat:write', 'users:read'],
  })
  expect(JSON.stringify(world.logs)).not.toMatch(/xoxb|a-code/)
})

test.each([
  [
    'a whole organisation',
    { team: null, enterprise: { id: 'E1', name: 'Org' }, is_enterprise_install: true },
    403,
    'Choose a single workspace',
  ],
  ['tokens that end', { refresh_token: 'xoxe-1', expires_in: 43_200 }, 403, 'This app’s tokens end after hours'],
  ['no bot', { access_token: undefined, bot_user_id: undefined }, 502, 'Slack did not finish it'],
])('%s is refused, and nothing is kept', async (_, changed, status, title) => {
  const page = await cameBack({ ...given, ...changed })
  expect([page.status, page.html]).toEqual([status, expect.stringContaining(title)])
  expect(world.installed.tokens.has('T7')).toBe(false)
  expect(world.installed.tickets.has(await sha256('a-ticket'))).toBe(true)
})

test.each([
  ['no query', '', {}],
  ['several codes', '?code=a&code=b&state=x', {}],
  ['a state of nobody’s', '?code=a&state=x.y', { cookie: 'slack-app-oauth-state=x.y' }],
  ['a cookie without a value', '?code=a&state=x', { cookie: 'slack-app-oauth-state=' }],
  ['an error that Slack does not document', '?error=server_error&state=%00', {}],
])('a way back with %s is the browser’s mistake, and asks nothing of Slack', async (_, query, headers) => {
  const page = await fetch(`${world.url}/slack/oauth_redirect${query}`, { headers })
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('Start again from the install link')])
  expect(world.calls).toEqual([])
})

test.each([
  '',
  '?ticket=',
  '?ticket[]=a-ticket',
  '?ticket=a-ticket&ticket=a-ticket',
  '?ticket=%00',
  `?ticket=${'x'.repeat(5_000)}`,
])('a ticket like %j opens nothing', async (query) => {
  const page = await fetch(`${world.url}/slack/install${query}`)
  expect([403, 410]).toContain(page.status)
  expect(page.headers.get('set-cookie')).toBeNull()
})
