import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayAt } from '#test/support/standing.ts'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { page, slack, teams } = usePlayground()
const dialog = () => page().getByRole('dialog')
const tab = () => slack().getByRole('region', { name: 'Home' })
const soon = dayAt('org_japan', 10)

async function openTab(): Promise<void> {
  await slack().getByRole('navigation').getByRole('button', { name: 'Home' }).click()
}

async function press(where: Locator, label: string): Promise<void> {
  await where.getByRole('button', { name: label, exact: true }).click()
}

test('a home stands in a tab of Slack and in the 1:1 chat of Teams; what somebody does in one is drawn in the other', async () => {
  await become(teams(), 'Hana Sato')
  await open(teams(), 'Plenary')
  await say(teams(), 'home')
  await message(teams(), 'Your home in Allied AI Forum').getByText('Nothing waits for you.').waitFor()

  await become(slack(), 'Aiko Mori')
  await open(slack(), '#allied-evals')
  await say(slack(), `/plenary commit Publish our evaluation results by ${soon}`)
  await press(message(slack(), 'Publish our evaluation results'), 'Propose for Japan')
  const home = message(teams(), 'Your home in Allied AI Forum')
  await home.getByText('To confirm (1)').waitFor()
  await page().screenshot({ path: 'test/browser/out/home-waiting.png', fullPage: true })

  await openTab()
  await tab().getByText('Japan: nothing is promised yet').waitFor()
  await press(home, 'Open proposal 1')
  await press(dialog(), 'Confirm commitment')
  await dialog().getByText('Japan stands by it.').first().waitFor()
  await page().keyboard.press('Escape')
  await tab().getByText('Japan: 1 commitment').waitFor()
  await home.getByText('Due soon (1)').waitFor()
  expect(await home.getByText('To confirm').count()).toBe(0)

  await press(tab(), 'Report on C-1')
  await dialog().getByLabel('How far it is').selectOption('limited')
  await press(dialog(), 'Save progress')
  await dialog().getByText('Recorded.').first().waitFor()
  await page().keyboard.press('Escape')
  await home.getByText('limited').first().waitFor()
  await page().screenshot({ path: 'test/browser/out/home.png', fullPage: true })
})

test('a home of a phone’s width needs no scrolling to the side, and is read in order by keyboard', async () => {
  await page().setViewportSize({ width: 390, height: 844 })
  await become(slack(), 'Aiko Mori')
  await openTab()
  await tab().getByText('Japan: 1 commitment').waitFor()
  const [inner, outer] = await tab().evaluate((element) => [element.scrollWidth, element.clientWidth])
  expect(inner).toBeLessThanOrEqual(outer ?? 0)
  await tab().getByRole('button').first().focus()
  await page().keyboard.press('Tab')
  const focused = await tab().evaluate((element) => element.contains(document.activeElement))
  expect(focused).toBe(true)
  await page().screenshot({ path: 'test/browser/out/home-phone.png' })
})
