import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeProduct, startFakeProduct } from '../adapters/playground/fake-product.ts'
import { openBrowser } from './open.ts'

let browser: Browser
let product: FakeProduct
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  product = await startFakeProduct()
  page = await browser.newPage({ viewport: { width: 1360, height: 900 }, timezoneId: 'UTC', locale: 'en-GB' })
  page.setDefaultTimeout(10_000)
  await page.goto(product.playground.address)
  await slack().getByRole('button', { name: '#allied-evals' }).waitFor()
  await teams().getByRole('navigation').getByRole('button', { name: 'Evaluation' }).waitFor()
})
afterEach(async () => {
  await page.close()
  await product[Symbol.asyncDispose]()
})

const slack = () => page.getByTestId('slack-pane')
const teams = () => page.getByTestId('teams-pane')
const words = (text: string) => ({ type: 'plain_text', text })
const button = (text: string, more: object = {}) => ({ type: 'button', text: words(text), action_id: text, ...more })
const place = `/${encodeURIComponent('19:evals@thread.tacv2')}/activities`
const isFocused = (element: Locator) => element.evaluate((node) => node === document.activeElement)

async function post(blocks: object[]): Promise<string> {
  return String((await product.slack('chat.postMessage', { channel: 'C0EVALS', text: 'P-7', blocks })).ts)
}

async function postCard(body: object[], actions: object[] = []): Promise<Response> {
  const content = { type: 'AdaptiveCard', version: '1.5', body, actions }
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }]
  return product.teams('POST', place, { type: 'message', attachments })
}

test('an empty place says what to try, and a click puts it into the composer', async () => {
  const line = '/plenary poll Adopt the draft glossary? by Friday 17:00'
  await slack().getByRole('button', { name: line }).click()
  const composer = slack().getByRole('textbox', { name: 'Message #allied-evals on Slack' })
  expect([await composer.inputValue(), await isFocused(composer)]).toEqual([line, true])
})

test('what can’t be drawn is said on both sides, never dropped', async () => {
  await post([{ type: 'table', rows: [] }])
  await slack().getByText('unknown block: table').waitFor()
  await postCard([{ type: 'Badge', text: 'new' }])
  await teams()
    .getByText(/unknown in this card: .*Badge/)
    .waitFor()
})

test('dates are drawn as the reader’s own clock has them', async () => {
  const element = {
    type: 'date',
    timestamp: Date.UTC(2026, 11, 15, 15, 39) / 1000,
    format: '{date_short}, {time}',
    fallback: 'x',
  }
  await post([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] }])
  await slack().getByText('15 Dec 2026, 15:39').waitFor()
  await postCard([{ type: 'TextBlock', text: '{{DATE(2026-12-15T15:39:00Z, SHORT)}} {{TIME(2026-12-15T15:39:00Z)}}' }])
  await teams()
    .getByText(/15 Dec 2026 15:39/)
    .waitFor()
})

test('a mention shows a name, and markup of user text stays words', async () => {
  await post([{ type: 'section', text: { type: 'mrkdwn', text: '<@U0BOB>: *bold* &lt;b&gt;' } }])
  await slack().getByText('@Bob Bernard').waitFor()
  expect(await slack().getByRole('strong').filter({ hasText: 'bold' }).count()).toBe(1)
  await slack().getByText('<b>').waitFor()
})

test('a button that asks first is sent by yes, and not by Escape', async () => {
  const confirm = {
    title: words('Withdraw C-12?'),
    text: words('It is closed then.'),
    confirm: words('Withdraw'),
    deny: words('Keep'),
  }
  await post([{ type: 'actions', elements: [button('Withdraw proposal', { confirm })] }])
  const press = slack().getByRole('button', { name: 'Withdraw proposal' })
  await press.click()
  const asked = page.getByRole('dialog', { name: 'Withdraw C-12?' })
  await asked.waitFor()
  await page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  expect([product.received, await isFocused(press)]).toEqual([[], true])
  await press.click()
  await asked.getByRole('button', { name: 'Withdraw' }).click()
  await expect.poll(() => product.received.length).toBe(1)
})

test('an update in place leaves the focus on the same button, or on the messages where it is gone', async () => {
  const ts = await post([{ type: 'actions', elements: [button('Approve'), button('Abstain')] }])
  await slack().getByRole('button', { name: 'Abstain' }).focus()
  const change = (blocks: object[]) => product.slack('chat.update', { channel: 'C0EVALS', ts, text: 'P-7', blocks })
  await change([
    { type: 'header', text: words('One vote') },
    { type: 'actions', elements: [button('Abstain')] },
  ])
  await slack().getByRole('heading', { name: 'One vote' }).waitFor()
  expect(await isFocused(slack().getByRole('button', { name: 'Abstain' }))).toBe(true)
  await change([{ type: 'header', text: words('Closed') }])
  await slack().getByRole('heading', { name: 'Closed' }).waitFor()
  expect(await isFocused(slack().getByRole('log'))).toBe(true)
})

test('a private answer is marked, and gone for the next person', async () => {
  await product.slack('chat.postEphemeral', { channel: 'C0EVALS', user: 'U0ALICE', text: 'Proposed for Japan' })
  await slack()
    .getByRole('article', { name: /only visible to you/ })
    .getByText('Only visible to you')
    .waitFor()
  await slack().getByLabel('You are').selectOption({ label: 'Bob Bernard — head delegate, France' })
  await slack().getByText('Nothing has been said here yet.').waitFor()
})

test('what happens in another place is counted as unread until it is opened', async () => {
  await product.slack('chat.postMessage', { channel: 'D0ALICE', text: 'for you' })
  const chat = slack()
    .getByRole('navigation')
    .getByRole('button', { name: /^Plenary/ })
  await chat.getByText('1 unread').waitFor()
  await product.slack('chat.postMessage', { channel: 'D0ALICE', text: 'and for you' })
  await chat.getByText('2 unread').waitFor()
  await chat.click()
  await slack().getByText('and for you').waitFor()
  expect(await chat.getByText('unread').count()).toBe(0)
})

test('a failed click says so beside the composer', async () => {
  await postCard([], [{ type: 'Action.Execute', title: 'Approve', verb: 'act', data: {} }])
  product.answerNext(500, {})
  await teams().getByRole('button', { name: 'Approve' }).click()
  await teams()
    .getByRole('status')
    .getByText(/Unable to reach app/)
    .waitFor()
})

test('a file is attached by keyboard and sent, and one of the bot’s own is downloaded', async () => {
  await slack().getByRole('navigation').getByRole('button', { name: 'Plenary' }).click()
  const composer = slack().getByRole('textbox', { name: /^Message Plenary/ })
  await composer.waitFor()
  const attach = slack().getByRole('button', { name: 'Attach file' })
  const asking = page.waitForEvent('filechooser')
  await attach.press('Enter')
  const chooser = await asking
  await chooser.setFiles({ name: 'recommendations.csv', mimeType: 'text/csv', buffer: Buffer.from('code,title\n') })
  await slack().getByRole('button', { name: 'Remove recommendations.csv' }).waitFor()
  await expect.poll(() => isFocused(composer)).toBe(true)
  await page.keyboard.press('Enter')
  await slack()
    .getByRole('article')
    .getByRole('link', { name: /recommendations\.csv/ })
    .waitFor()
  expect(JSON.parse(product.received.at(-1)?.raw ?? '').event).toMatchObject({ subtype: 'file_share', text: '' })
  expect(await slack().getByRole('button', { name: 'Remove recommendations.csv' }).count()).toBe(0)

  const bytes = Buffer.from('report')
  const asked = await product.slack('files.getUploadURLExternal', { filename: 'report.csv', length: bytes.length })
  await fetch(String(asked.upload_url), { method: 'POST', body: bytes })
  await product.slack('files.completeUploadExternal', { files: [{ id: asked.file_id }], channel_id: 'D0ALICE' })
  const link = slack().getByRole('link', { name: /report\.csv/ })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect([download.suggestedFilename(), await readFile(await download.path(), 'utf8')]).toEqual([
    'report.csv',
    'report',
  ])
})

test('the arrow keys go through the places, and Enter opens one', async () => {
  const places = slack().getByRole('navigation').getByRole('button')
  await places.first().focus()
  await page.keyboard.press('ArrowDown')
  expect(await isFocused(places.nth(1))).toBe(true)
  await page.keyboard.press('Enter')
  await slack().getByRole('log', { name: 'Messages in Plenary (1:1 chat) on Slack' }).waitFor()
  await page.keyboard.press('Home')
  expect(await isFocused(places.first())).toBe(true)
})

test('the home is a tab: opening it is told each time, and the buttons of what is published there work', async () => {
  const home = slack().getByRole('navigation').getByRole('button', { name: 'Home' })
  await home.click()
  await slack().getByText('Nothing is published here yet.').waitFor()
  await expect.poll(() => product.received.length).toBe(1)
  const opened = JSON.parse(product.received[0]?.raw ?? '')
  expect(opened).toMatchObject({
    authorizations: [{ is_bot: true }],
    event: { type: 'app_home_opened', tab: 'home', user: 'U0ALICE' },
  })
  const header = { type: 'header', text: words('Your week') }
  const blocks = [header, { type: 'actions', block_id: 'b', elements: [button('Settings')] }]
  await product.slack('views.publish', { user_id: 'U0ALICE', view: { type: 'home', blocks } })
  await slack().getByRole('heading', { name: 'Your week' }).waitFor()
  expect(await slack().getByRole('textbox').count()).toBe(0)
  await slack().getByRole('button', { name: 'Settings' }).click()
  await expect.poll(() => product.received.length).toBe(2)
  const payload = JSON.parse(new URLSearchParams(product.received[1]?.raw).get('payload') ?? '')
  expect(payload).toMatchObject({ container: { type: 'view' }, view: { type: 'home' }, actions: [{ block_id: 'b' }] })
  await slack().getByLabel('You are').selectOption({ label: 'Bob Bernard — head delegate, France' })
  await slack().getByRole('textbox').waitFor()
  await home.click()
  await slack().getByText('Nothing is published here yet.').waitFor()
  await expect.poll(() => product.received.length).toBe(3)
})

test('the log of traffic opens each request, by keyboard, and shows one platform alone', async () => {
  await product.slack('chat.postMessage', { channel: 'C0NONE', text: 'lost' })
  await postCard([{ type: 'TextBlock', text: 'P-7' }])
  const traffic = page.getByRole('region', { name: 'Traffic' })
  const toggle = traffic.getByRole('button', { name: 'Traffic' })
  await toggle.focus()
  await page.keyboard.press('Enter')
  expect(await toggle.getAttribute('aria-expanded')).toBe('true')
  const lines = traffic.getByRole('list', { name: 'Requests, oldest first' }).getByRole('button')
  await expect.poll(() => lines.count()).toBe(2)
  await traffic.getByText('2 requests').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const opened = traffic.getByRole('region', { name: 'Request' })
  await opened.getByRole('heading', { name: 'POST /slack/api/chat.postMessage' }).waitFor()
  expect(await opened.getByLabel('Response body', { exact: true }).innerText()).toContain(
    '"error": "channel_not_found"',
  )
  await opened.getByText('Request headers').click()
  expect(await opened.getByLabel('Request headers', { exact: true }).innerText()).toContain('authorization: Bearer •')
  await page.keyboard.press('Escape')
  expect(await isFocused(lines.first())).toBe(true)
  await traffic.getByLabel('Show').selectOption('Teams only')
  expect(await lines.allInnerTexts()).toEqual([expect.stringContaining('Plenary → Teams')])
})

test('whoever reads the newest message sees the next one, and whoever scrolled up stays', async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n')
  await product.slack('chat.postMessage', { channel: 'C0EVALS', text: lines })
  const log = slack().getByRole('log')
  const fromEnd = () => log.evaluate((root) => root.scrollHeight - root.scrollTop - root.clientHeight)
  await slack().getByText('line 39').waitFor()
  await expect.poll(fromEnd).toBeLessThan(2)
  await page.getByRole('button', { name: 'Traffic' }).click()
  await expect.poll(fromEnd).toBeLessThan(2)
  await log.evaluate((root) => root.scrollTo({ top: 0 }))
  await expect.poll(() => log.evaluate((root) => root.scrollTop)).toBe(0)
  await product.slack('chat.postMessage', { channel: 'C0EVALS', text: 'one more' })
  await slack().getByText('one more').waitFor()
  expect(await log.evaluate((root) => root.scrollTop)).toBe(0)
})
