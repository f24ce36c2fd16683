import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { PaneView } from '#adapters/playground/wire.ts'
import { demoCast } from '#src/demo/cast.ts'
import { become, message, open, say } from './drive.ts'
import { openBrowser } from './open.ts'
import { type Product, startProduct } from './product.ts'

let product: Product
let browser: Browser
let page: Page

const slack = () => page.getByTestId('slack-pane')
const teams = () => page.getByTestId('teams-pane')

async function visit(width: number): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width, height: 900 }, timezoneId: 'UTC', locale: 'en-GB' })
  opened.setDefaultTimeout(15_000)
  await opened.goto(product.address)
  return opened
}

const Press = z.looseObject({ type: z.string(), title: z.string() })

/** Has Greta promise this for Germany, as her page would. */
async function commit(what: string, due: string): Promise<void> {
  const { origin, searchParams } = new URL(product.address)
  const token = searchParams.get('token') ?? ''
  const greta = demoCast.people.find(({ name, platform }) => name === 'Greta Vogel' && platform === 'teams')
  const where = { platform: 'teams', person: greta?.account ?? '', conversation: `a:${greta?.account}` }
  const headers = { origin, 'x-playground-token': token, 'content-type': 'application/json' }
  const perform = (path: string, body: object) =>
    fetch(`${origin}/playground/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  await perform('say', { ...where, text: `commit ${what} by ${due} for R-4.2` })
  const seen = await fetch(`${origin}/playground/api/pane?${new URLSearchParams(where)}`, { headers })
  const { messages }: PaneView = await seen.json()
  const preview = messages.findLast(({ content }) => JSON.stringify(content).includes('Commit Germany'))
  const card = preview?.content.kind === 'card' ? preview.content.card : {}
  const click = z
    .array(Press)
    .parse(card.actions)
    .find(({ title }) => title === 'Commit Germany')
  await perform('click', { ...where, message: preview?.id, click })
}

beforeAll(async () => {
  const [started, opened] = await Promise.all([startProduct(), openBrowser()])
  product = started
  browser = opened
  for (let n = 1; n <= 7; n += 1) await commit(`Hold workshop ${n}`, `2027-03-0${n}`)
})
afterAll(async () => {
  await browser?.close()
  await product?.[Symbol.asyncDispose]()
})
beforeEach(async () => {
  page = await visit(1360)
  return () => page.close()
})

test('a list of commitments is turned page by page in Slack, by keyboard, and opens what it lists', async () => {
  await become(slack(), 'Luc Bernard')
  await say(slack(), '/plenary commitments')
  const list = message(slack(), '7 commitments')
  await list.getByText('1 to 5 of 7, page 1 of 2').waitFor()
  expect(await list.getByText('Hold workshop 6').count()).toBe(0)
  await list.getByRole('button', { name: 'Next 2' }).focus()
  await page.keyboard.press('Enter')
  const second = message(slack(), '6 to 7 of 7, page 2 of 2')
  await second.getByText('Hold workshop 7').waitFor()
  await second.getByRole('button', { name: 'Previous 5' }).click()
  await message(slack(), '1 to 5 of 7').getByRole('button', { name: 'Show C-1' }).click()
  await message(slack(), 'C-1 Hold workshop 1').getByText('1 March 2027').waitFor()
})

test('the same list is turned in Teams in place, for its reader alone', async () => {
  await become(teams(), 'Hana Sato')
  await open(teams(), 'Plenary')
  await say(teams(), 'commitments germany')
  const list = message(teams(), '7 commitments of Germany')
  await list.getByText('1 to 5 of 7').waitFor()
  await list.getByRole('button', { name: 'Next 2' }).click()
  await list.getByText('6 to 7 of 7').waitFor()
  await list.getByRole('button', { name: 'Previous 5' }).click()
  await list.getByText('1 to 5 of 7').waitFor()
})

test('on a phone the list is read without scrolling sideways', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await become(slack(), 'Luc Bernard')
  await say(slack(), '/plenary commitments')
  const list = message(slack(), '7 commitments')
  await list.getByText('1 to 5 of 7').waitFor()
  const overflow = await slack()
    .locator('.conversation, .messages, .blocks')
    .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth + 1).length)
  expect(overflow).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
