import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { openBrowser } from './open.ts'
import { type Product, startProduct } from './product.ts'

let product: Product
let browser: Browser
let page: Page
/** What the browser complained about: errors of the page, and whatever its policy stopped. */
let complaints: string[]

beforeAll(async () => {
  const [started, opened] = await Promise.all([startProduct(), openBrowser()])
  product = started
  browser = opened
})
afterAll(async () => {
  await browser?.close()
  await product?.[Symbol.asyncDispose]()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1360, height: 900 }, timezoneId: 'UTC', locale: 'en-GB' })
  page.setDefaultTimeout(15_000)
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.goto(product.address)
})
afterEach(async () => {
  expect(complaints).toEqual([])
  await page.close()
})

const slack = () => page.getByTestId('slack-pane')
const teams = () => page.getByTestId('teams-pane')

test('a commitment is proposed in Slack, confirmed in Teams, and shown on both sides', async () => {
  await become(slack(), 'Aiko Mori')
  await say(slack(), '/plenary commit Publish our evaluation results by 15 December for R-4.2')
  const preview = message(slack(), 'Propose Publish our evaluation results')
  await preview.getByText('Only visible to you').waitFor()
  await preview.getByRole('button', { name: 'Propose for Japan' }).click()
  await message(slack(), 'Proposed for Japan').waitFor()

  await become(teams(), 'Hana Sato')
  await open(teams(), 'Plenary')
  await say(teams(), 'proposals')
  await teams().getByRole('button', { name: 'Open proposal 1' }).click()
  await teams().getByRole('button', { name: 'Confirm commitment' }).last().click()
  await message(teams(), 'C-1 Publish our evaluation results').waitFor()

  await open(teams(), 'Evaluation')
  for (const pane of [slack(), teams()]) {
    const shown = await message(pane, 'C-1 Publish our evaluation results').innerText()
    expect(shown).toContain('TLP:GREEN')
    expect(shown).toContain('Japan, Ministry of Digital Economy')
    expect(shown).toContain('R-4.2 Share information and security assurance interoperably')
  }
})

test('a poll is voted on in both panes, and both cards show one tally', async () => {
  await become(slack(), 'Aiko Mori')
  await say(slack(), '/plenary poll Adopt the draft glossary? by Friday 17:00')
  await message(slack(), 'Open poll: Adopt').getByRole('button', { name: 'Open poll' }).click()

  await become(slack(), 'Luc Bernard')
  const inSlack = message(slack(), /^(?!.*Cast for).*P-1 Adopt the draft glossary/s)
  await inSlack.getByRole('button', { name: 'Approve', exact: true }).click()
  await slack().getByRole('button', { name: 'Cast for France' }).click()
  await message(slack(), 'France')
    .and(slack().getByLabel(/only visible to you/))
    .waitFor()

  await become(teams(), 'Min-jun Park')
  await open(teams(), 'Evaluation')
  const inTeams = message(teams(), 'Adopt the draft glossary')
  await inTeams.getByRole('button', { name: 'Disapprove' }).click()
  await inTeams.getByRole('button', { name: 'Cast for Korea' }).click()

  await become(teams(), 'Greta Vogel')
  for (const card of [inSlack, inTeams]) {
    await card.getByText('2 of 6 organisations').waitFor()
    expect((await card.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
      /Approve \S+ 1 of 6.*Disapprove \S+ 1 of 6.*Abstain \S+ 0 of 6/,
    )
  }
})

test('everything is there after a reload, and after a restart of the product', async () => {
  const bothSides = async () => {
    for (const pane of [slack(), teams()]) {
      await message(pane, 'C-1 Publish our evaluation results').waitFor()
      await message(pane, 'P-1 Adopt the draft glossary?').waitFor()
    }
  }
  await become(slack(), 'Noor Haddad')
  await bothSides()
  await page.reload()
  expect(await slack().getByLabel('You are').locator('option:checked').innerText()).toMatch(/^Noor Haddad/)
  await bothSides()
  await page.goto('about:blank')
  await product.restart()
  await page.goto(product.address)
  await bothSides()
  for (const pane of [slack(), teams()])
    expect(await pane.getByText('Plenary: one register and one tally').count()).toBe(1)
  await become(slack(), 'Noor Haddad')
  const card = message(slack(), /^(?!.*Cast for).*P-1 Adopt the draft glossary/s)
  await card.getByRole('button', { name: 'Abstain' }).click()
  await slack().getByRole('button', { name: 'Cast for Maple' }).click()
  await card.getByText('3 of 6 organisations').waitFor()
})

test('a poll closes by itself at its time, and both sides show the arithmetic, also after a reload', async () => {
  await become(slack(), 'Sam Rivera')
  await say(slack(), '/plenary poll Meet in Seoul? by in 30 seconds')
  await message(slack(), 'Open poll: Meet').getByRole('button', { name: 'Open poll' }).click()
  const inSlack = message(slack(), /^(?!.*Cast for).*P-2 Meet in Seoul/s)
  await inSlack.getByRole('button', { name: 'Approve', exact: true }).click()
  await slack().getByRole('button', { name: 'Cast for Northwind' }).click()
  await become(teams(), 'Greta Vogel')
  await open(teams(), 'Evaluation')
  const inTeams = message(teams(), 'P-2 Meet in Seoul?')
  await inTeams.getByRole('button', { name: 'Approve', exact: true }).click()
  await inTeams.getByRole('button', { name: 'Cast for Germany' }).click()
  for (const card of [inSlack, inTeams]) await card.getByText('2×2 = 4 > 2 ✓').waitFor({ timeout: 45_000 })
  await page.reload()
  for (const card of [inSlack, inTeams]) {
    await card.getByText('2×2 = 4 > 2 ✓').waitFor()
    expect(await card.innerText()).toContain('6 eligible, 2 voted: 2 approve, 0 disapprove, 0 abstain.')
    expect(await card.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0)
  }
})

test('a form in Slack is filled in by keyboard: the focus goes in, errors stand on their fields, Escape leads back', async () => {
  await become(slack(), 'Aiko Mori')
  const composer = slack().getByRole('textbox', { name: /^Message #allied-evals/ })
  await composer.fill('/plenary commit')
  await composer.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Log a commitment' })
  const what = dialog.getByLabel('What your organisation will do')
  await what.waitFor()
  await page.keyboard.type('Nominate two experts')
  await page.keyboard.press('Tab')
  await page.keyboard.type('31 Febuary')
  await page.keyboard.press('Enter')
  const due = dialog.getByLabel('By which day')
  await dialog.getByRole('alert').filter({ hasText: '31 Febuary' }).waitFor()
  expect(await due.getAttribute('aria-invalid')).toBe('true')
  expect([await what.inputValue(), await due.inputValue()]).toEqual(['Nominate two experts', '31 Febuary'])
  expect(await due.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await composer.evaluate((box) => box === document.activeElement)).toBe(true)
})

test('a form in Teams opens as a dialog from a button and keeps what was typed', async () => {
  await become(teams(), 'Hana Sato')
  await open(teams(), 'Plenary')
  await say(teams(), 'commit')
  await teams().getByRole('button', { name: 'Open the form' }).last().click()
  const dialog = page.getByRole('dialog', { name: 'Log a commitment' })
  await dialog.getByLabel('What your organisation will do').fill('Nominate two experts')
  await dialog.getByLabel('By which day').fill('31 Febuary')
  await dialog.getByLabel('Working group').selectOption({ label: 'Evaluation' })
  await dialog.getByRole('button', { name: 'Check date' }).click()
  await dialog.getByText('“31 Febuary” is not a date I can read.').waitFor()
  expect(await dialog.getByLabel('What your organisation will do').inputValue()).toBe('Nominate two experts')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'detached' })
})

test('what somebody types is shown as words on both sides, never as markup', async () => {
  const hostile = '<img src=x onerror=alert(1)> <script>alert(1)</script> <at>Everyone</at>'
  await become(slack(), 'Sam Rivera')
  await say(slack(), hostile)
  await message(slack(), hostile).waitFor()
  await become(teams(), 'Greta Vogel')
  await open(teams(), 'Evaluation')
  await say(teams(), '<img src=x onerror=alert(1)> **bold**')
  await message(teams(), '<img src=x onerror=alert(1)> **bold**').waitFor()
  expect(await page.getByRole('log').locator('img, script').count()).toBe(0)
})

test('nothing is loaded from elsewhere, and a narrow window scrolls in one direction only', async () => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).host))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await slack().getByRole('navigation').getByRole('button', { name: '#allied-evals' }).waitFor()
  expect(new Set(asked.filter((host) => host !== ''))).toEqual(new Set([new URL(product.address).host]))
  const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth])
  expect(whole).toBe(inner)
})
