import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { browser, page, slack, teams } = usePlayground()
const csv = 'finding,finding title,code,title,text\n4,Assurance,4.9,Share test benches,Build one bench together.\n'
const catalogue = { name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }

test('a catalogue is uploaded in Slack, and the same file in Teams changes nothing', async () => {
  await become(slack(), 'Eva Lind')
  await open(slack(), 'Plenary')
  await slack().locator('input[type=file]').setInputFiles(catalogue)
  await say(slack(), 'import catalogue')
  await message(slack(), '1 added').getByRole('button', { name: 'Import 1 change' }).click()
  await message(slack(), 'catalogue.csv is imported').waitFor()
  await become(teams(), 'Eva Lind')
  await open(teams(), 'Plenary')
  await teams().locator('input[type=file]').setInputFiles(catalogue)
  await say(teams(), 'import catalogue')
  await message(teams(), '1 unchanged').waitFor()
})

test('a report comes to Slack as files, which are downloaded', async () => {
  await become(slack(), 'Eva Lind')
  await open(slack(), 'Plenary')
  await say(slack(), 'report')
  const link = message(slack(), 'Your report is here').getByRole('link', { name: /commitments.*\.csv/ })
  const [download] = await Promise.all([page().waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toMatch(/^report-.*-commitments-TLP-GREEN\.csv$/)
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^\ufeffNumber,Commitment,Owner/)
})

test('a report comes to Teams as a link, whose button opens it once', async () => {
  await become(teams(), 'Eva Lind')
  await open(teams(), 'Plenary')
  await say(teams(), 'report')
  const button = message(teams(), 'Your report is ready').getByRole('link', { name: 'Open report page' })
  const [opened] = await Promise.all([page().context().waitForEvent('page'), button.click()])
  await opened.getByRole('button', { name: 'Download report' }).click()
  const [download] = await Promise.all([
    opened.waitForEvent('download'),
    opened.getByRole('link', { name: /\.xlsx$/ }).click(),
  ])
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')

  const elsewhere = await browser().newPage()
  const refused = await elsewhere.goto(opened.url())
  expect([refused?.status(), await elsewhere.getByRole('heading').innerText()]).toEqual([
    410,
    'This link was opened before',
  ])
  await elsewhere.close()
  await opened.close()
})
