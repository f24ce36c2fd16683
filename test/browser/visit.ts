/** A test file's product, browser and page: one product and browser for the file, a fresh page for each test. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openBrowser } from './open.ts'
import { type Product, startProduct } from './product.ts'

export function usePlayground() {
  let product: Product
  let browser: Browser
  let page: Page
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
    await page.goto(product.address)
  })
  afterEach(() => page.close())
  return {
    browser: () => browser,
    page: () => page,
    slack: () => page.getByTestId('slack-pane'),
    teams: () => page.getByTestId('teams-pane'),
  }
}
