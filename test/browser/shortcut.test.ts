import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { page, slack, teams } = usePlayground()

/** Says it, and gives the message that it became. */
async function said(pane: Locator, words: string): Promise<Locator> {
  await say(pane, words)
  return message(pane, words)
}

async function logAsCommitment(message: Locator): Promise<void> {
  await message.hover()
  await message.getByRole('button', { name: 'More actions' }).click()
  await message.getByRole('button', { name: 'Log as commitment' }).click()
}

test('a colleague’s message in Slack becomes a proposal, by keyboard alone', async () => {
  await become(slack(), 'Aiko Mori')
  const message = await said(slack(), 'We publish our results in spring')
  await message.getByRole('button', { name: 'More actions' }).focus()
  await page().keyboard.press('Enter')
  await page().keyboard.press('Tab')
  await page().keyboard.press('Enter')
  const dialog = page().getByRole('dialog', { name: 'Log a commitment' })
  expect(await dialog.getByLabel('What your organisation will do').inputValue()).toBe(
    'We publish our results in spring',
  )
  await dialog.getByLabel('By which day').fill('2027-03-01')
  await page().keyboard.press('Enter')
  const preview = page().getByTestId('slack-dialog')
  await preview.getByRole('button', { name: 'Propose for Japan' }).click()
  await preview.getByText('Proposed for Japan').waitFor()
  await page().keyboard.press('Escape')
  await preview.waitFor({ state: 'detached' })
  expect(
    await message.getByRole('button', { name: 'More actions' }).evaluate((node) => node === document.activeElement),
  ).toBe(true)
})

test('another organisation’s message is quoted in Slack, and the quotation is there before anything is saved', async () => {
  await become(slack(), 'Luc Bernard')
  const message = await said(slack(), 'France opens its <b>test bench</b> in May')
  await become(slack(), 'Aiko Mori')
  await logAsCommitment(message)
  const dialog = page().getByRole('dialog', { name: 'Log a commitment' })
  await dialog.getByText(/France opens its <b>test bench<\/b> in May/).waitFor()
  const what = dialog.getByLabel('What your organisation will do')
  expect(await what.inputValue()).toBe('')
  await what.fill('Run our models on the French bench')
  await dialog.getByLabel('By which day').fill('2027-03-01')
  await dialog.getByRole('button', { name: 'Check date' }).click()
  const preview = page().getByTestId('slack-dialog')
  await preview.getByText('The working group reads this message with the commitment, wherever it was said.').waitFor()
  expect(await preview.innerText()).toContain('Quotes Luc Bernard (France)')
  expect(await preview.getByRole('link', { name: 'Open message' }).getAttribute('href')).toContain('/archives/')
  await page().keyboard.press('Escape')
  await preview.waitFor({ state: 'detached' })
})

test('a message in Teams opens a dialog that goes on to a commitment with its quotation', async () => {
  await become(teams(), 'Min-jun Park')
  await open(teams(), 'Evaluation')
  const message = await said(teams(), 'We lend our chips to partners')
  await become(teams(), 'Greta Vogel')
  await logAsCommitment(message)
  const dialog = page().getByTestId('teams-dialog')
  await dialog.getByLabel('What your organisation will do').fill('Test on Korean chips')
  await dialog.getByLabel('By which day').fill('2027-05-03')
  await dialog.getByRole('button', { name: 'Check date' }).click()
  await dialog.getByRole('button', { name: 'Commit Germany' }).click()
  await dialog.getByText('Germany stands by it.').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  const shown = slack().getByRole('article').filter({ hasText: 'Test on Korean chips' })
  await shown.waitFor()
  expect(await shown.innerText()).toContain('Quotes Min-jun Park (Korea)')
  expect(await shown.innerText()).toContain('We lend our chips to partners')
})

test('a message of Plenary’s own is answered in words, in both panes', async () => {
  await become(slack(), 'Aiko Mori')
  await become(teams(), 'Greta Vogel')
  await open(teams(), 'Evaluation')
  for (const platform of ['slack', 'teams']) {
    const card = page().getByTestId(`${platform}-message`).filter({ hasText: 'C-1 Test on Korean chips' }).last()
    await logAsCommitment(card)
    const dialog = page().getByTestId(`${platform}-dialog`)
    await dialog.getByText('An app wrote this message').first().waitFor()
    await dialog.getByRole('button', { name: 'Close' }).first().click()
    await dialog.waitFor({ state: 'detached' })
  }
})
