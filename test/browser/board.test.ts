import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { page, slack, teams } = usePlayground()
const phone = { width: 390, height: 844 }

async function writes(pane: Locator, who: string, place: string, line: string): Promise<void> {
  await become(pane, who)
  await open(pane, place)
  await say(pane, line)
}

/** Nothing in the pane, and nothing of the page, has to be scrolled sideways. */
async function fits(pane: Locator): Promise<void> {
  const wide = await pane
    .locator('.conversation, .messages, .blocks, article, figure')
    .evaluateAll((parts) =>
      parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className),
    )
  expect(wide).toEqual([])
  expect(await page().evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
}

const pictureIn = (pane: Locator) => pane.getByRole('img', { name: /Number of recommendations/ }).last()
const widthOf = (picture: Locator) => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)

test('on a phone a board is read, turned and opened in Slack, and its picture is seen whole and put into the channel', async () => {
  await page().setViewportSize(phone)
  await writes(slack(), 'Luc Bernard', '#allied-evals', '/plenary track all')
  const board = message(slack(), 'All recommendations')
  await board.getByText('1 to 5 of 9').waitFor()
  await fits(slack())
  await page().screenshot({ path: 'test/browser/out/board-phone.png', fullPage: true })
  await board.getByRole('button', { name: 'Next 4' }).click()
  await message(slack(), '6 to 9 of 9').getByRole('button', { name: 'Show R-4.2' }).click()
  await message(slack(), 'R-4.2 Share information').getByText('Answered by').waitFor()
  await say(slack(), '/plenary track all')
  await message(slack(), 'All recommendations').getByRole('button', { name: 'Show picture' }).click()
  await expect.poll(() => widthOf(pictureIn(slack()))).toBeGreaterThan(300)
  const box = await pictureIn(slack()).boundingBox()
  expect(box && box.x >= 0 && box.x + box.width <= phone.width).toBe(true)
  await fits(slack())
  await page().screenshot({ path: 'test/browser/out/board-phone-picture.png' })
  await message(slack(), 'Progress: All recommendations').getByRole('button', { name: 'Post here' }).click()
  await message(slack(), 'is shown in #allied-evals').waitFor()
  await message(slack(), 'It counts what everyone who reads here may see').waitFor()
  await page().screenshot({ path: 'test/browser/out/board-phone-posted.png' })
})

test('on a phone a board is read, turned and opened in Teams, and its picture is seen whole', async () => {
  await page().setViewportSize(phone)
  await writes(teams(), 'Hana Sato', 'Plenary', 'track all')
  const board = message(teams(), 'All recommendations')
  await board.getByText('1 to 5 of 9').waitFor()
  await fits(teams())
  await board.screenshot({ path: 'test/browser/out/board-phone-teams.png' })
  await board.getByRole('button', { name: 'Show R-1.1' }).click()
  await message(teams(), 'R-1.1').getByText('Answered by').waitFor()
  await say(teams(), 'track all')
  const again = message(teams(), 'All recommendations')
  await again.getByRole('button', { name: 'Show picture' }).click()
  await expect.poll(() => widthOf(pictureIn(teams()))).toBeGreaterThan(300)
  await fits(teams())
  await page().screenshot({ path: 'test/browser/out/board-phone-teams-picture.png' })
})
