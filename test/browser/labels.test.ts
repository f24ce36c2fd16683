import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { page, slack, teams } = usePlayground()
const dialog = () => page().getByRole('dialog')

async function writes(pane: Locator, who: string, place: string, line: string): Promise<void> {
  await become(pane, who)
  await open(pane, place)
  await say(pane, line)
}

test('a label and for whom it is are chosen by form in Slack; where it is stored and why a place is refused is read before', async () => {
  await writes(slack(), 'Hana Sato', '#allied-evals', '/plenary commit')
  await dialog().getByLabel('What your organisation will do').fill('Share the incident notes')
  await dialog().getByLabel('By which day').fill('2099-01-31')
  await dialog().getByLabel('Label', { exact: true }).selectOption('TLP:AMBER')
  await dialog().getByRole('group', { name: 'Recipient organisations' }).getByLabel('France').check()
  await page().screenshot({ path: 'test/browser/out/label-form.png' })
  await dialog().getByRole('button', { name: 'Check date' }).click()
  await dialog().getByText('Stored').first().waitFor()
  const preview = await dialog().innerText()
  expect(preview).toContain('TLP:AMBER')
  expect(preview).toContain('France')
  expect(preview).toMatch(/can’t go to #allied-evals/)
  await page().screenshot({ path: 'test/browser/out/label-preview.png' })
})

test('what leaves an organisation is set by form in Teams', async () => {
  await writes(teams(), 'Hana Sato', 'Plenary', 'release')
  await message(teams(), 'What leaves Japan').getByText('Every label').waitFor()
  await message(teams(), 'What leaves Japan').getByRole('button', { name: 'Set release' }).click()
  await dialog().getByLabel('What leaves').selectOption('reference')
  await page().screenshot({ path: 'test/browser/out/release-form.png' })
  await dialog().getByRole('button', { name: 'Set release' }).click()
  await dialog().getByText('reference only').first().waitFor()
})
