import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { browser, page, slack, teams } = usePlayground()
const dialog = () => page().getByRole('dialog')

async function writes(pane: Locator, who: string, place: string, line: string): Promise<void> {
  await become(pane, who)
  await open(pane, place)
  await say(pane, line)
}

test('a kind asks for its own fields; the second of two editors is told, and what was typed stays in the form', async () => {
  await writes(slack(), 'Hana Sato', '#allied-evals', '/plenary commit Lend experts by 2099-01-31')
  await message(slack(), 'Commit Lend experts').getByRole('button', { name: 'Commit Japan' }).click()
  const card = message(slack(), 'C-1 Lend experts').last()
  await card.getByRole('button', { name: 'Change commitment' }).click()
  await dialog().getByLabel('Kind').selectOption('talent')
  await dialog().getByRole('button', { name: 'Check change' }).click()
  await dialog().getByLabel('How many experts').fill('3')
  await dialog().getByLabel('For how many months').fill('6')
  await dialog().getByLabel('Host').fill('Nairobi')
  await page().screenshot({ path: 'test/browser/out/change-form.png' })

  // Meanwhile she changes it in Teams, on another screen.
  const other = await browser().newPage({ viewport: { width: 1360, height: 900 } })
  await other.goto(page().url())
  const pane = other.getByTestId('teams-pane')
  await become(pane, 'Hana Sato')
  await open(pane, 'Evaluation')
  await message(pane, 'C-1 Lend experts').getByRole('button', { name: 'Change commitment' }).click()
  await other.getByRole('dialog').getByLabel('What Japan will do').fill('Lend four experts')
  await other.getByRole('dialog').getByRole('button', { name: 'Check change' }).click()
  await other.getByRole('button', { name: 'Change C-1' }).last().click()
  await message(slack(), 'C-1 Lend four experts').waitFor({ state: 'attached' })
  // One person's dialogs are seen on all screens: the newest lies on top.
  await other.keyboard.press('Escape')
  await page().getByTestId('teams-dialog').waitFor({ state: 'hidden' })
  await other.close()

  await dialog().getByRole('button', { name: 'Check change' }).click()
  await dialog()
    .getByText('Hana Sato changed this meanwhile to “Lend four experts”. What you typed is kept.')
    .first()
    .waitFor()
  expect(await dialog().getByLabel('Host').inputValue()).toBe('Nairobi')
  await page().screenshot({ path: 'test/browser/out/change-conflict.png' })
})

test('a board turns its pages, and its picture says every number', async () => {
  await writes(slack(), 'Luc Bernard', '#allied-evals', '/plenary track all')
  const board = message(slack(), 'All recommendations').last()
  await board.getByText('not reported yet').first().waitFor()
  await page().screenshot({ path: 'test/browser/out/board.png' })
  await board.getByRole('button', { name: 'Next 4' }).click()
  await message(slack(), '6 to 9 of 9').last().getByRole('button', { name: 'Show picture' }).click()
  const picture = slack()
    .getByRole('img', { name: /Number of recommendations/ })
    .last()
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(300)
  await page().screenshot({ path: 'test/browser/out/board-picture.png' })

  await writes(teams(), 'Hana Sato', 'Plenary', 'track all')
  const inTeams = message(teams(), 'All recommendations').last()
  await inTeams.getByRole('button', { name: 'Show picture' }).click()
  const drawn = teams()
    .getByRole('img', { name: /Number of recommendations/ })
    .last()
  await expect.poll(() => drawn.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(300)
  await page().screenshot({ path: 'test/browser/out/board-teams.png' })
})
