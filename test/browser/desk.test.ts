import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { page, slack, teams } = usePlayground()

const dialog = () => page().getByRole('dialog')

async function close(): Promise<void> {
  await page().keyboard.press('Escape')
  await dialog().waitFor({ state: 'hidden' })
}

/** Eva of the secretariat, in her chat with the bot. */
async function eva(pane: Locator): Promise<void> {
  await become(pane, 'Eva Lind')
  await open(pane, 'Plenary')
}

async function attach(pane: Locator, name: string, rows: string[], line: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from([...rows, ''].join('\n')) }
  await pane.locator('input[type=file]').setInputFiles(file)
  await say(pane, line)
}

/** Whatever would have to be scrolled sideways. */
async function overflows(pane: Locator): Promise<number> {
  return pane
    .locator('.conversation, .messages, .blocks')
    .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth + 1).length)
}

test('the desk opens in Slack: an organisation is admitted by its form, which tells what is wrong where it is', async () => {
  await become(slack(), 'Eva Lind')
  await say(slack(), '/plenary admin')
  const desk = message(slack(), 'The desk of Allied AI Forum')
  await desk.getByText('20 today').waitFor()
  await desk.getByRole('button', { name: 'Show organisations' }).click()
  const list = message(slack(), '8 organisations')
  await list.getByText('1 to 5 of 8, page 1 of 2.').waitFor()
  await list.getByRole('button', { name: 'Admit organisation' }).click()
  await dialog().getByLabel('Short name').fill('Kenya')
  await dialog().getByLabel('Full name').fill('Ministry of ICT')
  await dialog().getByLabel('Kind').selectOption('government')
  await dialog().getByLabel('Country').fill('Narnia')
  await dialog().getByRole('button', { name: 'Admit organisation' }).click()
  await dialog().getByText('“Narnia” is no country of ISO 3166-1.').waitFor()
  expect(await dialog().getByLabel('Short name').inputValue()).toBe('Kenya')
  await dialog().getByLabel('Country').fill('Kenya')
  await dialog().getByRole('button', { name: 'Admit organisation' }).click()
  await dialog().getByText('Kenya is admitted').waitFor()
  await dialog().getByRole('button', { name: 'Begin membership' }).click()
  await dialog().getByLabel('Category').selectOption('A')
  await dialog().getByRole('button', { name: 'Begin membership' }).click()
  await dialog().getByText('A liaison (A) comments and does not vote.').waitFor()
  await dialog().getByLabel('Votes').selectOption('no')
  await dialog().getByRole('button', { name: 'Begin membership' }).click()
  await dialog().getByText('The membership of Kenya in the consortium begins').waitFor()
  await close()
})

test('the desk opens in Teams: a seat is changed, and the last of the secretariat is kept', async () => {
  await eva(teams())
  await say(teams(), 'admin')
  await message(teams(), 'The desk of Allied AI Forum').getByRole('button', { name: 'Show seats' }).click()
  const seats = message(teams(), /\d+ seats/)
  await seats.getByRole('button', { name: 'Change Eva Lind' }).click()
  await dialog().getByText('Change Eva Lind, secretariat of Germany').waitFor()
  await dialog().getByLabel('Last day').fill('31 December 2026')
  await dialog().getByRole('button', { name: 'Save changes' }).click()
  await dialog().getByText('Nobody of the secretariat would be left.').waitFor()
  expect(await dialog().getByLabel('Last day').inputValue()).toBe('31 December 2026')
  await close()
  await say(teams(), 'admin seats aiko')
  await message(teams(), 'with “aiko”')
    .getByRole('button', { name: /^Change Aiko Mori/ })
    .first()
    .click()
  await dialog().getByLabel('Standing').selectOption('contractor')
  await dialog().getByRole('button', { name: 'Save changes' }).click()
  await dialog()
    .getByText(/^. Aiko Mori, .*: changed$/)
    .waitFor()
  await close()
})

test('somebody else is refused, with what it takes', async () => {
  await become(slack(), 'Luc Bernard')
  await say(slack(), '/plenary admin')
  await message(slack(), 'this takes the secretariat').waitFor()
})

test('a table is attached in Teams and told row by row', async () => {
  await eva(teams())
  await attach(teams(), 'people.csv', ['name,contact', 'Wanjiru Kamau,+254 20', ',nobody'], 'import people')
  const told = message(teams(), 'people.csv is imported')
  await told.getByText('1 added, 0 changed, 0 unchanged, 1 refused.').waitFor()
  await told.getByText('Give a name.').waitFor()
})

test('a long table shows in one message of Slack how far it is, and then what became of it', async () => {
  await eva(slack())
  const rows = Array.from({ length: 5_000 }, (_, n) => `Person ${n}`)
  await attach(slack(), 'many.csv', ['name', ...rows], 'import people')
  await message(slack(), 'Importing people from many.csv')
    .getByText(/\d+ of 5000/)
    .waitFor()
  await message(slack(), 'many.csv is imported').getByText('5000 added').waitFor({ timeout: 60_000 })
  expect(await slack().getByRole('article').filter({ hasText: 'Importing people from many.csv' }).count()).toBe(0)
}, 90_000)

test.each([
  ['admin', 'The desk of Allied AI Forum'],
  ['admin memberships evaluation', 'with “evaluation”'],
  ['admin seats japan', 'with “japan”'],
  ['admin places data', 'with “data”'],
])('on a phone %s is read without scrolling sideways', async (line, words) => {
  await page().setViewportSize({ width: 390, height: 844 })
  for (const pane of [slack(), teams()]) {
    await eva(pane)
    await say(pane, pane === slack() ? `/plenary ${line}` : line)
    await message(pane, words).waitFor()
    expect(await overflows(pane)).toBe(0)
  }
  expect(await page().evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
