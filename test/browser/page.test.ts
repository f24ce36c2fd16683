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

test('what happens in another place is marked as new until it is opened', async () => {
  await product.slack('chat.postMessage', { channel: 'D0ALICE', text: 'for you' })
  const chat = slack()
    .getByRole('navigation')
    .getByRole('button', { name: /^Plenary/ })
  await chat.getByText('new').waitFor()
  await chat.click()
  await slack().getByText('for you').waitFor()
  expect(await chat.getByText('new').count()).toBe(0)
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
