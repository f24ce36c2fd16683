import mammoth from 'mammoth'
import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { tenant } from '../support/connector.ts'
import { onEachDatabase } from '../support/database.ts'
import { cookieOf, linksTo } from '../support/links.ts'
import { type Product, startProduct } from '../support/product.ts'
import { secondReader } from '../support/second-reader.ts'
import { botToken } from '../support/slack.ts'

/** Milliseconds: each report is rebuilt, rendered, kept and sent by a job. */
const patience = 40_000
const reader = await secondReader()

onEachDatabase('A plenary report', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { teams, slack, operator } = product
    const eva = { workspace: tenant, user: teams.person('eva').aad, person: 'person_eva' }
    await operator('link-account', { platform: 'teams', ...eva })
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'commit Publish our test protocol by 2027-03-01 for R-4.2')
    await teams.click(greta, await teams.shows(teams.chat(greta), 'Nothing is saved yet'), 'Commit Germany')
    await teams.say(greta, teams.chat(greta), 'update C-1 limited The draft is with our lab')
    const poll = await slack.command('sam', 'allied-evals', 'poll Adopt the glossary? by 2027-03-01 12:00')
    await slack.click('sam', poll, 'Open poll')
  }, 40_000)
  afterAll(() => product?.close())

  const links = () => linksTo(product, 'eva')

  test('comes in Slack as a Word document and a workbook, with a section for each recommendation', {
    timeout: patience,
  }, async () => {
    const { slack } = product
    const asked = await slack.command('eva', 'allied-evals', 'report plenary')
    expect(asked.text).toContain('Your plenary report is being made')
    expect(asked.text).toContain('with what changed since the beginning')
    const chat = await slack.chat('eva')
    await slack.shows(chat, 'Your report is here')
    const files = await filesIn(chat)
    expect(files.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/g, 'DAY'))).toEqual([
      'plenary-DAY-TLP-GREEN.docx',
      'plenary-DAY-TLP-GREEN.xlsx',
    ])
    const [docx, xlsx] = await Promise.all(files.map(({ url_private_download: url }) => bytesAt(url)))
    const { value: html } = await mammoth.convertToHtml({ buffer: docx ?? Buffer.of() })
    expect(html).toContain('Summary</h1>')
    expect(html).toMatch(/<h2>.*R-4\.2 /)
    expect(html).toContain(
      '<td><p>C-1</p></td><td><p>Publish our test protocol<br />Reported: The draft is with our lab</p></td>',
    )
    expect(html).toContain('▓▓░░ limited')
    expect(html).toContain('· not assessed yet')
    expect(html).toContain('alt="TLP:GREEN Progress of Allied AI Forum.')
    expect(html).toContain('What changed</h1>')
    const words = await reader.words(docx ?? Buffer.of())
    for (const one of [
      'Plenary report of Allied AI Forum',
      'R-4.2',
      'Publish our test protocol',
      'Nothing is overdue.',
    ])
      expect(words, reader.name).toContain(one)
    const sheets = await readExcel(xlsx ?? Buffer.of())
    expect(sheets.map(({ sheet, data }) => [sheet, data.length])).toEqual([
      ['Recommendations', 10],
      ['Commitments', 2],
      ['Responses', 1],
      ['Evidence', 1],
      ['Polls', 2],
      ['Ballots', 1],
      ['Drafts', 1],
      ['Changes', 3],
    ])
  })

  test('comes in Teams by a link; once a plenary is stated, by a click, the next one begins there', {
    timeout: patience,
  }, async () => {
    const { teams } = product
    const eva = teams.person('eva')
    const chat = teams.chat(eva)
    const known = new Set(links())
    await teams.say(eva, chat, 'report plenary')
    const asked = await teams.shows(chat, 'Your plenary report is being made')
    const url = await vi.waitUntil(() => links().find((one) => !known.has(one)), { timeout: 20_000, interval: 20 })
    const redeemed = await fetch(url, { method: 'POST', redirect: 'manual' })
    const file = await fetch(`${url}/1`, { headers: { cookie: cookieOf(redeemed) } })
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=plenary-.*\.docx$/)
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await file.arrayBuffer()) })
    expect(value).toContain('Publish our test protocol')

    const question = await teams.click(eva, asked, 'State plenary')
    expect(question.text).toContain('Was a plenary held?')
    const stated = await teams.click(eva, question, 'State plenary')
    expect(stated.text).toContain('The plenary is stated')
    const { slack } = product
    const next = await slack.command('eva', 'allied-evals', 'report plenary')
    expect(next.text).toMatch(/with what changed since \w+day \d+/)
    const listed = await slack.command('eva', 'allied-evals', 'plenary')
    expect(listed.text).toContain('Took note of everything until')
    const back = await slack.click('eva', listed, 'Take back the last')
    expect(back.text).toContain('counts no more')
    expect((await slack.command('eva', 'allied-evals', 'plenary')).text).toContain('No plenary has been stated yet')
  })

  test('is of a past day as well, and says so', { timeout: patience }, async () => {
    const { slack } = product
    const asked = await slack.command('eva', 'allied-evals', 'report plenary as of 20 November 2026 since 1 May 2026')
    expect(asked.text).toContain('As of the end of Friday 20 November 2026')
    expect(asked.text).toContain('since the beginning of Friday 1 May 2026')
  })

  test.each([
    ['report plenary since 31 Febuary', '“31 Febuary” is not a date I can read.'],
    ['report plenary as of 2031-01-01', 'is still to come. Name a day up to today.'],
    ['report plenary as of 2026-01-01 since 2026-02-01', 'is not before'],
    ['report plenary tomorrow', 'I don’t know “report plenary tomorrow”'],
    ['plenary held 2031-01-01', 'is still to come. Name a day up to today.'],
    ['plenary held 4/12', 'can be'],
  ])('“%s” is met with what can be typed', async (line, says) => {
    expect((await product.slack.command('eva', 'allied-evals', line)).text).toContain(says)
  })

  test('begins where a plenary was held: its form says on the field what is wrong with the day, on both platforms', async () => {
    const { slack, teams } = product
    const eva = teams.person('eva')
    const chat = teams.chat(eva)
    await teams.say(eva, chat, 'plenary')
    const dialog = await teams.openDialog(
      eva,
      await teams.shows(chat, 'No plenary has been stated yet'),
      'State plenary',
    )
    expect(dialog.dialog?.title).toBe('State a plenary')
    const wrong = await teams.submitDialog(eva, dialog, { day: '2031-01-01' })
    expect(wrong.text).toContain('is still to come. Name a day up to today.')
    const asked = await teams.submitDialog(eva, wrong, { day: '20 November 2026' })
    expect(asked.text).toContain('the end of Friday 20 November 2026')

    const modal = await slack.click('eva', await slack.command('eva', 'allied-evals', 'plenary'), 'State plenary')
    const refused = await slack.submit('eva', modal, { day: '31 Febuary' })
    expect(refused.errors).toEqual({ day: expect.stringContaining('“31 Febuary” is not a date I can read.') })
    const preview = await slack.submit('eva', modal, { day: '20 November 2026' })
    expect(preview.text).toContain('the end of Friday 20 November 2026')
    expect((await slack.click('eva', preview, 'State plenary')).text).toContain('The plenary is stated')
    const again = await slack.command('eva', 'allied-evals', 'plenary held 20 November 2026')
    expect(again.text).toContain('It is stated already')
  })

  test('and its plenaries are the secretariat’s: others are refused', async () => {
    const { slack, teams } = product
    for (const line of ['report plenary', 'plenary held', 'plenary']) {
      expect((await slack.command('sam', 'allied-evals', line)).text).toContain('this takes the secretariat')
    }
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'report plenary')
    await teams.shows(teams.chat(greta), 'this takes the secretariat')
  })

  const Files = z.array(z.object({ name: z.string(), url_private_download: z.string() }))
  async function filesIn(channel: string) {
    const { messages } = z
      .object({ messages: z.array(z.object({ files: Files.optional() })) })
      .parse(await product.slack.api('conversations.history', { channel }))
    return messages.find(({ files }) => files)?.files ?? []
  }
  async function bytesAt(url: string): Promise<Buffer> {
    const response = await fetch(url, { headers: { authorization: `Bearer ${botToken}` } })
    return Buffer.from(await response.arrayBuffer())
  }
})
