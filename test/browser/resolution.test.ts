import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { become, message, open, say } from './drive.ts'
import { usePlayground } from './visit.ts'

const { page, slack, teams } = usePlayground()
const phone = { width: 390, height: 844 }
const dialog = () => page().getByRole('dialog')

async function writes(pane: Locator, who: string, place: string, line: string): Promise<void> {
  await become(pane, who)
  await open(pane, place)
  await say(pane, line)
}

/** Nothing in the pane, and nothing of the page, has to be scrolled sideways. */
async function fits(pane: Locator): Promise<void> {
  const wide = await pane
    .locator('.conversation, .messages, .blocks, article')
    .evaluateAll((parts) =>
      parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className),
    )
  expect(wide).toEqual([])
  expect(await page().evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
}

async function close(): Promise<void> {
  await page().keyboard.press('Escape')
  await dialog().waitFor({ state: 'hidden' })
}

const picture = (name: string) => ({ path: `test/browser/out/${name}.png` })

/** In Slack, by the head delegate of France: each is at once the organisation's. */
async function comments(clause: string, type: string, words: string): Promise<void> {
  await say(slack(), '/plenary comment D-1')
  await dialog().getByLabel('Clause').fill(clause)
  await dialog().getByLabel('Type').selectOption(type)
  await dialog().getByLabel('Comment', { exact: true }).fill(words)
  await dialog().getByLabel('Proposed change').fill('Add it.')
  await dialog().getByRole('button', { name: 'Save comment' }).click()
  await dialog().getByText('is a comment of France').first().waitFor()
  await close()
}

test('on a phone comments are settled in both panes: by clause, on a list, pulled out, with positions, and one by one', async () => {
  await page().setViewportSize(phone)
  await become(teams(), 'Eva Lind')
  await open(teams(), 'Plenary')
  const seats = 'person,organisation,role,standing\nGreta Vogel,Germany,chair,staff\nGreta Vogel,Germany,editor,staff\n'
  const file = { name: 'seats.csv', mimeType: 'text/csv', buffer: Buffer.from(seats) }
  await teams().locator('input[type=file]').setInputFiles(file)
  await say(teams(), 'import seats')
  await message(teams(), 'seats.csv is imported').getByText('2 added').waitFor()

  await writes(slack(), 'Eva Lind', '#allied-evals', '/plenary draft ISO/IEC DIS 42119-2')
  await dialog().getByLabel('Title').fill('Testing of AI systems')
  await dialog().getByLabel('Body').fill('ISO/IEC JTC 1/SC 42')
  await dialog().getByLabel('Stage').fill('DIS')
  await dialog().getByLabel('Comments until').fill('2099-01-15 17:00')
  await dialog().getByRole('button', { name: 'Check draft' }).click()
  await dialog().getByRole('button', { name: 'Register draft' }).click()
  await dialog().getByText('D-1 ISO/IEC DIS 42119-2 is registered').first().waitFor()
  await close()

  await become(slack(), 'Luc Bernard')
  await open(slack(), '#allied-evals')
  await comments(
    '3.10',
    'technical',
    'The threshold is given without its unit, so that nobody can tell whether a system passes it.',
  )
  await comments(
    '3.10',
    'technical',
    'The threshold is given without its unit, so that nobody can tell whether a system passes it.',
  )
  await comments('2', 'editorial', 'Spell the abbreviation out.')
  await comments('', 'general', 'The document is too long for those who have to apply it.')

  await writes(teams(), 'Greta Vogel', 'Plenary', 'duplicates D-1')
  const merge = message(teams(), 'comment of D-1 says what others say')
  await merge.screenshot(picture('merge-phone-teams'))
  await merge.getByRole('button', { name: 'Merge 1 duplicate' }).click()
  await message(teams(), 'Proposed as duplicates').waitFor()
  await say(teams(), 'dispose D-1 clause 3.10')
  const clause = message(teams(), 'D-1 clause 3.10')
  await clause.waitFor()
  await clause.screenshot(picture('clause-phone-teams'))
  await fits(teams())
  await clause.getByRole('button', { name: 'Propose for these' }).click()
  await dialog().getByLabel('FR-001', { exact: true }).selectOption('accepted-with-modification')
  await dialog().getByLabel('Observation on FR-001').fill('per 1 000 tasks')
  await page().screenshot(picture('clause-form-phone-teams'))
  await dialog().getByRole('button', { name: 'Propose dispositions' }).click()
  await dialog().getByText('Proposed for 1 comment of D-1').first().waitFor()
  await close()
  await say(teams(), 'dispose D-1 editorial accepted')
  await message(teams(), 'Propose for 1 comment').getByRole('button', { name: 'Propose dispositions' }).click()
  await message(teams(), 'Proposed for 1 comment of D-1').waitFor()

  await writes(slack(), 'Eva Lind', '#allied-evals', '/plenary circulate D-1 until 2099-01-15 17:00')
  const preview = message(slack(), 'Circulate dispositions for 3 comments of D-1?')
  await preview.screenshot(picture('circulate-phone'))
  await preview.getByRole('button', { name: 'Circulate list' }).click()
  const list = message(slack(), 'D-1 Dispositions proposed for 3 comments')
  await list.waitFor()
  await list.screenshot(picture('consent-phone'))
  await fits(slack())
  await open(teams(), 'Evaluation')
  const inTeams = message(teams(), 'D-1 Dispositions proposed for 3 comments')
  await inTeams.waitFor()
  await inTeams.screenshot(picture('consent-phone-teams'))
  await fits(teams())

  await writes(slack(), 'Luc Bernard', '#allied-evals', '/plenary dispositions D-1')
  const table = message(slack(), 'D-1 Comments 1 to 4 of 4')
  await table.screenshot(picture('dispositions-phone'))
  await fits(slack())
  await table.getByRole('button', { name: 'Pull out FR-001' }).click()
  await dialog().getByLabel('Reason').fill('A task is not a request.')
  await dialog().getByRole('button', { name: 'Pull it out' }).click()
  await dialog().getByText('France pulled FR-001 out').first().waitFor()
  await close()
  await inTeams.getByText('Pulled out so far').waitFor()
  await expect.poll(() => inTeams.innerText()).toMatch(/so far\s*1/)

  await say(slack(), '/plenary positions D-1')
  const step = message(slack(), 'Comment 1 of 2')
  await step.waitFor()
  await step.screenshot(picture('step-phone'))
  await step.getByRole('button', { name: 'Accept', exact: true }).click()
  const second = message(slack(), 'Comment 2 of 2')
  await second.waitFor()
  await second.screenshot(picture('step-2-phone'))
  await fits(slack())
  await writes(teams(), 'Hana Sato', 'Plenary', 'positions D-1')
  const hers = message(teams(), 'Comment 1 of 2')
  await hers.waitFor()
  await hers.screenshot(picture('step-phone-teams'))
  await fits(teams())
  await hers.getByRole('button', { name: 'Not accept' }).click()
  await dialog().getByLabel('Note').fill('It has to be whole.')
  await page().screenshot(picture('note-phone-teams'))
  await dialog().getByRole('button', { name: 'Save position' }).click()
  await dialog().getByText('Comment 2 of 2').first().waitFor()
  await close()

  await writes(teams(), 'Greta Vogel', 'Plenary', 'undecided D-1')
  const left = message(teams(), 'D-1 2 comments to decide one by one')
  await left.waitFor()
  await left.screenshot(picture('undecided-phone-teams'))
  await fits(teams())
  await left.getByRole('button', { name: 'Decide FR-004' }).click()
  await dialog().getByText('Positions: 1 accept, 1 not accept').waitFor()
  await page().screenshot(picture('decide-phone-teams'))
  await dialog().getByLabel('Disposition').selectOption('not-accepted')
  await dialog().getByLabel('Observation').fill('Its length is agreed.')
  await dialog().getByRole('button', { name: 'Decide comment' }).click()
  await dialog().getByText('FR-004 is decided').first().waitFor()
  await dialog().screenshot(picture('decided-phone-teams'))
  await close()
  await writes(slack(), 'Luc Bernard', '#allied-evals', '/plenary undecided D-1')
  const forAll = message(slack(), 'D-1 1 comment to decide one by one')
  await forAll.waitFor()
  await forAll.screenshot(picture('undecided-phone'))
  await say(slack(), '/plenary history FR-004')
  const history = message(slack(), 'FR-004: what was said of it')
  await history.waitFor()
  await history.screenshot(picture('history-phone'))
  await fits(slack())
}, 180_000)
