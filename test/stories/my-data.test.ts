import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { cookieOf, linksIn, linksTo } from '../support/links.ts'
import { type Product, startProduct } from '../support/product.ts'
import { sayInSlackChat } from '../support/said.ts'

const patience = 20_000

onEachDatabase('The own data, and a link above TLP:GREEN', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const greta = product.teams.person('greta')
    await product.teams.say(greta, product.teams.chat(greta), 'commit Publish the benches by 2027-03-01 for R-4.2')
    const preview = await product.teams.shows(product.teams.chat(greta), 'Nothing is saved yet')
    await product.teams.click(greta, preview, 'Commit Germany')
  }, 30_000)
  afterAll(() => product?.close())

  const post = (url: string) => fetch(url, { method: 'POST', redirect: 'manual' })
  const sessionOf = (response: Response) => ({ cookie: cookieOf(response) })
  const wordOn = async (url: string, headers: { cookie: string }) =>
    /open (\d{3} \d{3})/.exec(await (await fetch(url, { headers })).text())?.[1] ?? ''

  /** Asks in Teams, and gives the address of the link that comes. */
  async function link(): Promise<string> {
    const { teams } = product
    const greta = teams.person('greta')
    const links = () => linksTo(product, 'greta')
    const known = new Set(links())
    await teams.say(greta, teams.chat(greta), 'my data')
    return vi.waitUntil(() => links().find((one) => !known.has(one)), { timeout: 8_000, interval: 20 })
  }
  const say = (words: string) =>
    product.teams.say(product.teams.person('greta'), product.teams.chat(product.teams.person('greta')), words)
  const told = (words: string) => product.teams.shows(product.teams.chat(product.teams.person('greta')), words)

  test('come in Slack as files into the own chat, with what the person did', { timeout: patience }, async () => {
    const { slack } = product
    const asked = await slack.command('sam', 'allied-evals', 'my data')
    expect(asked.text).toContain('Your data is being put together')
    expect(asked.text).toContain('Accounts: 1 row')
    const shown = await slack.shows(await slack.chat('sam'), 'Your data is here')
    expect(shown.text).toContain('TLP:RED')
  })

  test('come in Teams by a link that opens nothing, until its account says the number in its own chat', {
    timeout: patience,
  }, async () => {
    const url = await link()
    const page = await (await fetch(url)).text()
    expect(page).toContain('TLP:RED')
    expect(page).toContain('Show number')
    expect(page).not.toMatch(/person-data|\d (KB|MB)/)

    const asked = await post(url)
    expect(asked.status).toBe(303)
    const session = sessionOf(asked)
    const word = await wordOn(url, session)
    expect(word).toMatch(/^\d{3} \d{3}$/)
    expect((await fetch(`${url}/1`, { headers: session })).status).toBe(410)
    await say(`open ${word}`)
    await told('The page is open')
    const open = await (await fetch(url, { headers: session })).text()
    expect(open).toContain('person-data-')
    const file = await fetch(`${url}/1`, { headers: session })
    expect(file.headers.get('content-disposition')).toMatch(/person-data-.*TLP-RED\.xlsx/)
    const commitments = await fetch(`${url}/${numberOf(open, 'commitments')}`, { headers: session })
    expect(await commitments.text()).toContain('Publish the benches')
    for (const headers of [undefined, { cookie: `plenary_report=${'x'.repeat(43)}` }]) {
      expect((await fetch(url, headers && { headers })).status).toBe(410)
      expect((await fetch(`${url}/1`, headers && { headers })).status).toBe(410)
    }
    expect((await post(url)).status).toBe(410)
    await say(`open ${word}`)
    await told('No page waits for a number of yours')
  })

  test('open in the browser whose number was said, and in no other that asked before or after', {
    timeout: patience,
  }, async () => {
    const url = await link()
    const [first, second] = [sessionOf(await post(url)), sessionOf(await post(url))]
    expect(await wordOn(url, first)).toBe('')
    await say(`open ${await wordOn(url, second)}`)
    await told('The page is open')
    expect((await fetch(`${url}/1`, { headers: first })).status).toBe(410)
    expect((await fetch(`${url}/1`, { headers: second })).status).toBe(200)
  })

  test('are burnt by a number that is said in a channel, where others read it', { timeout: patience }, async () => {
    const { teams, places } = product
    const url = await link()
    const session = sessionOf(await post(url))
    const word = await wordOn(url, session)
    await teams.say(teams.person('greta'), places.teams, `open ${word}`)
    await told('That number opens nothing any more')
    await say(`open ${word}`)
    await told('No page waits for a number of yours')
    expect((await fetch(`${url}/1`, { headers: session })).status).toBe(410)
    const again = sessionOf(await post(url))
    const fresh = await wordOn(url, again)
    expect(fresh).not.toBe(word)
    await say(`open ${fresh}`)
    await vi.waitUntil(async () => (await fetch(`${url}/1`, { headers: again })).status === 200, { timeout: 5_000 })
  })

  test('are not opened by another account, nor after five wrong numbers', { timeout: patience }, async () => {
    const { teams } = product
    const url = await link()
    const session = sessionOf(await post(url))
    const word = await wordOn(url, session)
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), `open ${word}`)
    await teams.shows(teams.chat(hana), 'No page waits for a number of yours')
    const wrong = word === '111 111' ? '222 222' : '111 111'
    for (const left of [4, 3, 2, 'one']) {
      await say(`open ${wrong}`)
      await told(`after ${left} more wrong number`)
    }
    await say(`open ${wrong}`)
    await told('the number on the page is void')
    await say(`open ${word}`)
    await told('No page waits for a number of yours')
    expect((await fetch(`${url}/1`, { headers: session })).status).toBe(410)
  })

  test.each(['open', 'open sesame', 'open 12345'])('“%s” is met with how it is typed', async (line) => {
    const answer = await product.slack.command('sam', 'allied-evals', line)
    expect(answer.text).toMatch(/six digits|open NUMBER/)
  })

  test('wait for no number longer than ten minutes, and stay open no longer; a session ends with the account', {
    timeout: patience,
  }, async () => {
    const url = await link()
    const late = sessionOf(await post(url))
    const word = await wordOn(url, late)
    await on().owner.query('update links set session_expires_at = now() where confirm_hash is not null')
    await say(`open ${word}`)
    await told('No page waits for a number of yours')
    const session = sessionOf(await post(url))
    await say(`open ${await wordOn(url, session)}`)
    await vi.waitUntil(async () => (await fetch(`${url}/1`, { headers: session })).status === 200, { timeout: 5_000 })
    await on().owner.query("update people set erased_at = now() where id = 'person_greta'")
    for (const path of ['', '/1']) expect((await fetch(`${url}${path}`, { headers: session })).status).toBe(403)
    await on().owner.query("update people set erased_at = null where id = 'person_greta'")
    await on().owner.query('update links set session_expires_at = now() where redeemed_at is not null')
    expect((await fetch(`${url}/1`, { headers: session })).status).toBe(410)
  })

  test('open in Slack the same way where files are forbidden: in the 1:1 chat, not by a command in a channel', {
    timeout: patience,
  }, async () => {
    const { slack } = product
    slack.failNext('files.completeUploadExternal', 403)
    await slack.command('luc', 'allied-evals', 'my data')
    const chat = await slack.chat('luc')
    const shown = await slack.shows(chat, 'Your data is ready')
    const url = linksIn(shown.blocks)[0] ?? ''
    const session = sessionOf(await post(url))
    const word = await wordOn(url, session)
    expect((await slack.command('luc', 'allied-evals', `open ${word}`)).text).toContain('say it in our 1:1 chat')
    const heard = await slack.mention('luc', 'allied-evals', `open ${word}`)
    expect(heard.text).toContain('That number opens nothing any more')
    const again = sessionOf(await post(url))
    await sayInSlackChat(slack, 'luc', `open ${await wordOn(url, again)}`)
    await slack.shows(chat, 'The page is open')
    expect((await fetch(`${url}/1`, { headers: again })).status).toBe(200)
  })

  test('keep neither session nor number in the database, only hashes', async () => {
    const rows = JSON.stringify(await on().owner.query('select * from links'))
    expect(rows).not.toMatch(/"\d{6}"|"\d{3} \d{3}"/)
  })

  /** Of the file whose name holds these words. */
  function numberOf(page: string, words: string): string {
    return new RegExp(`/(\\d+)" download>[^<]*${words}`).exec(page)?.[1] ?? ''
  }
})
