import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Answer } from '#src/core/answer.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

const numbers = [2, 3, 4, 5, 6, 7, 8, 9, 10]
const teamOf = (n: number) => `T00000000${n}`.replace('T0000000010', 'T000000010')
const tenth = teamOf(10)

/** A browser that keeps the last cookie and follows no redirect. */
function browser() {
  let cookie = ''
  return async (url: string) => {
    const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie
    return { status: response.status, headers: response.headers, html: await response.text() }
  }
}

function linkIn(html: string): string {
  return (/<a href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')
}

function titleOf(answer: Answer): string {
  return answer.kind === 'form' ? answer.form.title : answer.card.title
}

onEachDatabase('Slack workspaces', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, url } = product
    const app = { ...slack.oauth, redirectUri: `${url}/slack/oauth_redirect` }
    for (const n of numbers) await slack.teams.add(teamOf(n), ['wanda'], ['policy'], app)
  }, 60_000)
  afterAll(() => product?.close())

  const invite = async () => titleOf(await product.operator('invite-workspace'))

  async function install(team: string) {
    const open = browser()
    const offer = await open(await invite())
    const back = await product.slack.teams.consent(team, linkIn(offer.html))
    return { offer, back, open, done: await open(back) }
  }

  async function channelOf(team: string): Promise<string> {
    const listed = await product.slack.teams.api(team, 'conversations.list', {}, 'wanda')
    const [first] = (listed.channels as { id: string; name: string }[]).filter(({ name }) => name === 'policy')
    return first?.id ?? ''
  }

  const postsBy = (team: string) => {
    const { calls } = product.slack
    const tokens = calls.filter(({ method, answer }) => {
      const { team: named } = answer as { team?: { id?: string } }
      return method === 'oauth.v2.access' && named?.id === team
    })
    const token = String(tokens.at(-1)?.answer.access_token)
    return calls.filter((call) => call.method === 'chat.postMessage' && call.token === token)
  }

  const tokensKept = () =>
    on().owner.query<{ workspace: string; sealed: Uint8Array }>('select * from installation_tokens')

  test('are installed by invitation only: without a ticket the page says whom to ask', async () => {
    const { url } = product
    const open = browser()
    const bare = await open(`${url}/slack/install`)
    expect(bare.status).toBe(403)
    expect(bare.html).toContain('You need an install link')
    expect(bare.html).toContain('workspace invite')
    expect(bare.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(bare.headers.get('cache-control')).toBe('no-store')
    const forged = await open(`${url}/slack/install?ticket=${'a'.repeat(43)}`)
    expect([forged.status, forged.html]).toEqual([410, expect.stringContaining('This link opens nothing')])
  })

  test('up to a tenth come in by OAuth, each with its own token, sealed', async () => {
    for (const n of numbers) {
      const { done } = await install(teamOf(n))
      expect([done.status, done.html]).toEqual([200, expect.stringContaining(`Plenary is in Workspace ${teamOf(n)}`)])
      expect(done.html).toContain('/invite @Plenary')
    }
    const kept = await tokensKept()
    expect(kept.map(({ workspace }) => workspace).toSorted()).toEqual(numbers.map(teamOf).toSorted())
    for (const { sealed } of kept) expect(Buffer.from(sealed).toString('latin1')).not.toContain('xoxb')
    expect(JSON.stringify(product.logged)).not.toContain('xoxb')
  }, 60_000)

  test('the tenth posts with its own token, and the first goes on with the one of the configuration', async () => {
    const { slack, operator, places } = product
    const channel = await channelOf(tenth)
    const bound = { platform: 'slack', workspace: tenth, channel, group: 'Evaluation', name: '#policy' }
    expect((await operator('bind-place', bound)).kind).toBe('said')
    const preview = await slack.command('luc', 'allied-evals', 'poll Adopt the draft glossary? by Friday 17:00')
    await slack.click('luc', preview, 'Open poll')
    await slack.shows(places.slack, 'P-1 Adopt the draft glossary?')
    const posted = await slack.until('a card in the tenth', () => postsBy(tenth).at(-1))
    expect(posted.body.channel).toBe(channel)
  })

  test('a ticket works once, and so does the way back from Slack', async () => {
    const { offer, back, open } = await install(teamOf(2))
    const again = await open(back)
    expect([again.status, again.html]).toEqual([400, expect.stringContaining('Start again from the install link')])
    expect(linkIn(offer.html)).toContain('state=')
    const ticket = await invite()
    const first = browser()
    const second = browser()
    const pages = [await first(ticket), await second(ticket)]
    const [one = '', other = ''] = await Promise.all(
      pages.map(({ html }) => product.slack.teams.consent(teamOf(3), linkIn(html))),
    )
    expect((await browser()(one)).html).toContain('Start again from the install link')
    expect((await second(other)).status).toBe(200)
    expect((await browser()(ticket)).status).toBe(410)
    // The state that the wrong browser showed was not used up by it; the ticket was, by the other one.
    expect((await first(one)).html).toMatch(/Start again|This link opens nothing/)
  })

  test('what was not allowed, or what Slack did not finish, leaves nothing behind and says what to do', async () => {
    const { url } = product
    const open = browser()
    await open(await invite())
    const cancelled = await open(`${url}/slack/oauth_redirect?error=access_denied&state=x`)
    expect([cancelled.status, cancelled.html]).toEqual([200, expect.stringContaining('Nothing was installed')])
    const bare = await open(`${url}/slack/oauth_redirect`)
    expect([bare.status, bare.html]).toEqual([400, expect.stringContaining('Start again from the install link')])
    const before = (await tokensKept()).length
    product.slack.failNext('oauth.v2.access', 200, {}, 'invalid_code')
    const { done } = await install(teamOf(4))
    expect([done.status, done.html]).toEqual([502, expect.stringContaining('Slack did not finish it')])
    expect(await tokensKept()).toHaveLength(before)
  })

  const uninstalled = { type: 'app_uninstalled' }
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U1'] } }
  test.each([
    ['the app is removed, then its tokens are', [uninstalled, revoked, uninstalled]],
    ['the tokens are revoked, then the app is removed', [revoked, uninstalled, revoked]],
  ])('where %s, the token goes, its cards rest and the secretariat is told once', async (_, events) => {
    const { slack, operator, composed } = product
    slack.teams.revoke(tenth)
    const chat = await slack.chat('eva')
    const told = async () => (await slack.messages(chat)).filter(({ text }) => text.includes(`is out of ${tenth}`))
    const before = (await told()).length
    for (const event of events) await slack.happens(tenth, event)
    await vi.waitFor(async () => expect(await told()).toHaveLength(before + 1), 5_000)
    expect((await told()).at(-1)?.text).toContain('#policy')
    expect((await tokensKept()).map(({ workspace }) => workspace)).not.toContain(tenth)

    const calls = postsBy(tenth).length
    await slack
      .command('luc', 'allied-evals', 'vote P-1 approve')
      .then((seen) =>
        slack.click('luc', seen, seen.text.includes('Cast for') ? 'Cast for France' : 'Show receipt').catch(() => seen),
      )
    await composed.clockwork.sweep()
    expect(postsBy(tenth)).toHaveLength(calls)
    expect(await told()).toHaveLength(before + 1)
    const listed = await operator('list-workspaces')
    expect(JSON.stringify(listed)).toContain(`slack ${tenth}: out since`)

    expect((await install(tenth)).done.status).toBe(200)
    await operator('allow-workspace', { platform: 'slack', workspace: tenth })
    // Old news: it comes late, and changes nothing.
    await slack.happens(tenth, uninstalled, 1)
    expect((await tokensKept()).map(({ workspace }) => workspace)).toContain(tenth)
    const question = `Meet in ${before === 0 ? 'Seoul' : 'Oslo'}?`
    const preview = await slack.command('luc', 'allied-evals', `poll ${question} by Friday 17:00`)
    await slack.click('luc', preview, 'Open poll')
    await slack.until('a card in the tenth again', () =>
      postsBy(tenth).find(({ body }) => JSON.stringify(body).includes(question)),
    )
  })

  test('a token that ended while nobody listened is noticed when it is used', async () => {
    const { slack, operator } = product
    const team = teamOf(5)
    const channel = await channelOf(team)
    await operator('bind-place', { platform: 'slack', workspace: team, channel, group: 'Evaluation', name: '#fifth' })
    slack.teams.revoke(team)
    const preview = await slack.command('luc', 'allied-evals', 'poll Meet in Lima? by Friday 17:00')
    await slack.click('luc', preview, 'Open poll')
    await slack.shows(await slack.chat('eva'), `Plenary is out of ${team} in Slack`)
    expect((await tokensKept()).map(({ workspace }) => workspace)).not.toContain(team)
  })

  test('the operator takes one out, and is told of one that was never in', async () => {
    const { operator } = product
    const out = await operator('remove-workspace', { platform: 'slack', workspace: teamOf(6) })
    expect(titleOf(out)).toBe(`Slack workspace ${teamOf(6)} is out`)
    expect((await tokensKept()).map(({ workspace }) => workspace)).not.toContain(teamOf(6))
    const never = await operator('remove-workspace', { platform: 'slack', workspace: 'T0NEVER' })
    expect(titleOf(never)).toBe('T0NEVER was never let in. Type workspace list to see which are.')
    expect(titleOf(await operator('remove-workspace', { platform: 'irc', workspace: 'x' }))).toContain('--platform')
  })

  test('all tokens are sealed by the present key, and the operator reads so', async () => {
    const answer = await product.operator('rotate-key')
    expect(titleOf(answer)).toBe('0 tokens are sealed by the present key now')
  })
})
