import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { tenant } from '../support/connector.ts'
import { onEachDatabase } from '../support/database.ts'
import { cookieOf, linksTo } from '../support/links.ts'
import { type Product, startProduct } from '../support/product.ts'
import { botToken } from '../support/slack.ts'

/** Milliseconds, for a story of several reports: each is rendered, kept and sent by a job. */
const patience = 20_000

onEachDatabase('A report', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { teams, slack, operator } = product
    await operator('link-account', {
      platform: 'teams',
      workspace: tenant,
      user: teams.person('eva').aad,
      person: 'person_eva',
    })
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'commit =HYPERLINK("http://x","Read") by 2027-03-01 for R-4.2')
    await teams.click(greta, await teams.shows(teams.chat(greta), 'Nothing is saved yet'), 'Commit Germany')
    const poll = await slack.command('sam', 'allied-evals', 'poll Adopt the glossary? by 2027-03-01 12:00')
    await slack.click('sam', poll, 'Open poll')
  }, 30_000)
  afterAll(() => product?.close())

  /** Asks for a report in Teams and gives the address of its link. */
  async function link(): Promise<string> {
    const { teams } = product
    const known = new Set(links())
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'report since 2026-01-01')
    return vi.waitUntil(() => links().find((one) => !known.has(one)), { timeout: 8_000, interval: 20 })
  }
  const links = () => linksTo(product, 'eva')
  const redeem = (url: string) => fetch(url, { method: 'POST', redirect: 'manual' })

  test('comes to the secretariat in Slack as files, and the answer says at once that it will', {
    timeout: patience,
  }, async () => {
    const { slack } = product
    const asked = await slack.command('eva', 'allied-evals', 'report')
    expect(asked.text).toContain('Your report is being made')
    expect(asked.text).toContain('Progress report of Allied AI Forum')
    expect(asked.text).toContain('Recommendations: 9 rows')
    expect(asked.text).toContain('It comes into your chat with me as files')

    const chat = await slack.chat('eva')
    const shown = await slack.shows(chat, 'Your report is here')
    expect(shown.text).toContain('TLP:GREEN')
    const files = await filesIn(chat)
    expect(files.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/g, 'DAY'))).toEqual([
      'report-DAY-TLP-GREEN.xlsx',
      'report-DAY-recommendations-TLP-GREEN.csv',
      'report-DAY-commitments-TLP-GREEN.csv',
      'report-DAY-polls-TLP-GREEN.csv',
      'report-DAY-changes-since-DAY-TLP-GREEN.csv',
    ])
    const sheets = await readExcel(await bytesAt(files[0]?.url_private_download ?? ''))
    expect(sheets.map(({ sheet, data }) => [sheet.replace(/\d{4}-\d\d-\d\d/, 'DAY'), data.length])).toEqual([
      ['Recommendations', 10],
      ['Commitments', 2],
      ['Polls', 2],
      ['Changes since DAY', 2],
    ])
    expect(sheets[1]?.data[1]?.slice(0, 6)).toEqual([
      'C-1',
      '=HYPERLINK("http://x","Read")',
      'Germany',
      'R-4.2',
      '2027-03-01',
      'not started',
    ])
    const csv = (await bytesAt(files[2]?.url_private_download ?? '')).toString()
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""Read"")"`)
  })

  test('comes in Teams by a link, whose page redeems nothing by itself and gives the files after its button', {
    timeout: patience,
  }, async () => {
    const url = await link()
    for (const _ of ['a preview', 'another']) {
      const page = await fetch(url)
      expect(page.status).toBe(200)
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('set-cookie')).toBeNull()
      const text = await page.text()
      expect(text).toContain('TLP:GREEN')
      expect(text).toContain('<button type="submit">Download report</button>')
      expect(text).not.toContain('/1"')
    }
    expect((await fetch(`${url}/1`)).status).toBe(410)

    const redeemed = await redeem(url)
    expect(redeemed.status).toBe(303)
    expect(redeemed.headers.get('set-cookie')).toMatch(/; Path=\/d\/con_demo\/[\w-]{43}; .*HttpOnly; SameSite=Strict/)
    expect(redeemed.headers.get('set-cookie')).toContain('Max-Age=600')
    const headers = { cookie: cookieOf(redeemed) }
    const open = await (await fetch(url, { headers })).text()
    expect(open.match(/<li>/g)).toHaveLength(5)
    const file = await fetch(`${url}/1`, { headers })
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=report-.*\.xlsx$/)
    const sheets = await readExcel(Buffer.from(await file.arrayBuffer()))
    expect(sheets.map(({ sheet }) => sheet)).toContain('Changes since 2026-01-01')
    const { teams } = product
    await teams.shows(teams.chat(teams.person('eva')), 'Your report link was opened')
  })

  test('is not given twice: not on a second click, not in another browser, and not both of two clicks at once', {
    timeout: patience,
  }, async () => {
    const url = await link()
    const [one, two] = await Promise.all([redeem(url), redeem(url)])
    expect([one.status, two.status].toSorted()).toEqual([303, 410])
    const again = await redeem(url)
    expect(again.status).toBe(410)
    expect(again.headers.get('set-cookie')).toBeNull()
    for (const cookie of ['', `plenary_report=${'x'.repeat(43)}`]) {
      const other = await fetch(url, { headers: { cookie } })
      expect(other.status).toBe(410)
      const text = await other.text()
      expect(text).toContain('This link was opened before')
      expect(text).not.toContain('report-2')
      expect((await fetch(`${url}/1`, { headers: { cookie } })).status).toBe(410)
    }
  })

  test('is not given after its time, and a session ends', { timeout: patience }, async () => {
    const [late, ended] = [await link(), await link()]
    const session = { cookie: cookieOf(await redeem(ended)) }
    await on().owner.query("update links set expires_at = now() - interval '1 second' where redeemed_at is null")
    await on().owner.query('update links set session_expires_at = now() where redeemed_at is not null')
    const expired = await redeem(late)
    expect(expired.status).toBe(410)
    expect(await expired.text()).toContain('This link is too old')
    expect((await fetch(`${ended}/1`, { headers: session })).status).toBe(410)
    await on().database.store.forgetExpired()
    const gone = await fetch(late)
    expect(gone.status).toBe(404)
    expect(await gone.text()).toContain('This link leads nowhere')
  })

  test.each(['con_demo/x', `con_demo/${'x'.repeat(43)}`, `con_other/${'x'.repeat(43)}`, `nothing/${'x'.repeat(43)}`])(
    'is not behind /d/%s',
    async (path) => {
      const { status } = await fetch(`${product.url}/d/${path}`)
      expect(status).toBe(404)
      expect((await fetch(`${product.url}/d/${path}`, { method: 'POST' })).status).toBe(404)
    },
  )

  test('is refused to whoever is not the secretariat, and nothing is made', async () => {
    const { slack, teams } = product
    const before = await count('documents')
    expect((await slack.command('sam', 'allied-evals', 'report')).text).toContain('this takes the secretariat')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'report')
    await teams.shows(teams.chat(greta), 'this takes the secretariat')
    expect(await count('documents')).toBe(before)
  })

  test.each([
    ['report since 31 Febuary', '“31 Febuary” is not a date I can read.'],
    ['report since 2031-01-01', 'is still to come. Name a day up to today.'],
    ['report tomorrow', 'I don’t know “report tomorrow”'],
  ])('“%s” is met with what can be typed', async (line, says) => {
    expect((await product.slack.command('eva', 'allied-evals', line)).text).toContain(says)
  })

  test('stands in the register with the hash of each file', async () => {
    const entries = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries where type = 'report-made' order by n limit 1",
    )
    const { fact } = JSON.parse(entries[0]?.entry ?? '')
    expect(fact).toMatchObject({ madeFor: 'person_eva', label: 'TLP:GREEN' })
    const rows = await on().owner.query<{ hash: string; made: string }>(
      "select hash, encode(sha256(bytes), 'hex') as made from documents where id like $1 order by id",
      [`${fact.document}-%`],
    )
    expect(rows.map(({ hash }) => hash)).toEqual(fact.hashes)
    expect(rows.map(({ made }) => made)).toEqual(fact.hashes)
  })

  test('comes by a link where a workspace lets the bot upload nothing', { timeout: patience }, async () => {
    const { slack } = product
    slack.failNext('files.completeUploadExternal', 403)
    await slack.command('eva', 'allied-evals', 'report')
    const shown = await slack.shows(await slack.chat('eva'), 'Your report is ready')
    expect(JSON.stringify(shown.blocks)).toContain(`${product.url}/d/con_demo/`)
  })

  test('is not given any more when the person left the secretariat, also within a session', {
    timeout: patience,
  }, async () => {
    const [unopened, opened] = [await link(), await link()]
    const session = { cookie: cookieOf(await redeem(opened)) }
    expect((await fetch(`${opened}/1`, { headers: session })).status).toBe(200)
    await on().owner.query("update seats set role = 'member' where person_id = 'person_eva'")
    for (const response of [
      await fetch(unopened),
      await redeem(unopened),
      await fetch(opened, { headers: session }),
      await fetch(`${opened}/1`, { headers: session }),
    ]) {
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('not for you any more')
    }
  })

  const Files = z.array(z.object({ name: z.string(), url_private_download: z.string() }))
  async function filesIn(channel: string) {
    const { messages } = z
      .object({ messages: z.array(z.object({ files: Files.optional() })) })
      .parse(await product.slack.api('conversations.history', { channel }))
    return messages.find(({ files }) => files)?.files ?? []
  }
  async function bytesAt(url: string): Promise<Buffer> {
    const response = await fetch(url, { headers: { authorization: `Bearer ${botToken}` } })
    return Buffer.from(await response.arrayBuffer())
  }
  async function count(table: string) {
    const [row] = await on().owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    return row?.n
  }
})
