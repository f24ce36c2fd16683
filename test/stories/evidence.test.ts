import { createHash } from 'node:crypto'
import diagnostics from 'node:diagnostics_channel'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '../support/database.ts'
import { cookieOf, linksTo } from '../support/links.ts'
import { type Product, startProduct } from '../support/product.ts'

/** C-1 is Japan's, C-2 France's. */
function commitment(number: number, organisation: 'org_japan' | 'org_france', text: string): Fact[] {
  const id = `com_evidence${number}` as const
  const by = organisation === 'org_japan' ? 'person_hana' : 'person_luc'
  const plain = { organisation, group: 'wg_evaluation', recommendations: [], due: '2099-03-01' } as const
  return [
    {
      ...{ type: 'commitment-proposed', commitment: id, ...plain, kind: 'other', label: 'TLP:GREEN' },
      ...{ recipients: [], proposedBy: by, sealed: { text } },
    },
    { type: 'commitment-confirmed', commitment: id, number, confirmedBy: by },
  ]
}

onEachDatabase('Evidence', (on) => {
  let product: Product
  /** Every host that anything in this process asked for while the story ran. */
  const asked = new Set<string>()
  const note = (message: unknown) => {
    const { request } = message as { request: { host?: string; origin?: string | URL } }
    asked.add(String(request.host ?? request.origin))
  }
  beforeAll(async () => {
    product = await startProduct(on().database)
    await product.linkInTeams('eva', 'person_eva')
    for (const channel of ['http.client.request.start', 'undici:request:create']) diagnostics.subscribe(channel, note)
    await on().database.store.transact('con_demo', async (unit) => {
      const facts = [
        ...commitment(1, 'org_japan', 'Publish our results'),
        ...commitment(2, 'org_france', 'Open a bench'),
      ]
      await unit.save(facts, { by: 'operator', organisation: null })
      const places = (await unit.read.consortium.group('wg_evaluation'))?.places ?? []
      const subject = { kind: 'commitment', id: 'com_evidence1' } as const
      await unit.enqueue(places.map(({ id }) => ({ kind: 'post', subject, place: id })))
    })
  }, 30_000)
  afterAll(async () => {
    for (const channel of ['http.client.request.start', 'undici:request:create']) diagnostics.unsubscribe(channel, note)
    await product?.close()
  })

  test('is added by word in Slack as a link, shown on both platforms, and never fetched', async () => {
    const { slack, teams, places } = product
    await slack.shows(places.slack, 'C-1 Publish our results')
    const added = await slack.command(
      'aiko',
      'allied-evals',
      'evidence C-1 https://results.example.org/minutes Minutes of the first meeting on 2026-11-01',
    )
    expect(added.text).toContain('Evidence added to C-1')
    expect(added.text).toContain('Sunday 1 November 2026')
    expect((await slack.shows(places.slack, 'Evidence 1 ·')).text).toContain('C-1 Publish our results')
    const card = await teams.shows(places.teams, 'Evidence 1 ·')
    const list = await teams.click(teams.person('greta'), card, 'Show evidence')
    expect(list.text).toContain('1 piece of evidence')
    expect(list.text).toContain('results.example.org')
    expect(list.text).toContain('Minutes of the first meeting (Sunday 1 November 2026, Aiko Mori for Japan)')
    const again = await slack.command('aiko', 'allied-evals', 'evidence C-1 https://results.example.org/minutes Again')
    expect(again.text).toContain('C-1 has this evidence already')
  })

  test('is added by the card’s button, by a form on each platform; what is wrong stands on its field', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const dialog = await teams.openDialog(hana, await teams.shows(places.teams, 'C-1 Publish'), 'Add evidence')
    expect(dialog.text).toContain('Publish our results')
    const wrong = await teams.submitDialog(hana, dialog, {
      ...{ words: 'Two ministries use it', link: 'javascript:alert(1)', day: '2099-01-01', label: 'TLP:GREEN' },
      ...{ recipients: '', people: '' },
    })
    expect(wrong.text).toContain('An address that begins with javascript: can’t be a link here.')
    expect(wrong.text).toContain('is still to come')
    expect(wrong.text).toContain('Two ministries use it')
    const right = { words: 'Two ministries use it', link: '', day: '', label: 'TLP:GREEN', recipients: '', people: '' }
    expect((await teams.submitDialog(hana, dialog, right)).text).toContain('Evidence added to C-1')

    const form = await slack.click('aiko', await slack.shows(places.slack, 'Evidence 2 ·'), 'Add evidence')
    const refused = await slack.submit('aiko', form, { words: '', link: 'http://169.254.169.254/', day: '4/12' })
    expect(refused.errors).toMatchObject({
      link: expect.stringContaining('169.254.169.254 can be reached inside one network alone'),
      day: expect.stringContaining('can be two days'),
    })
    const ok = await slack.submit('aiko', form, { words: 'A survey', link: 'https://survey.example.org', day: '' })
    expect(ok.text).toContain('Evidence added to C-1')
  })

  test('is a file from the chat: sent in Slack, fetched again in Teams by a link, and in Slack as a file', {
    timeout: 20_000,
  }, async () => {
    const { slack, teams, places } = product
    const chat = await slack.chat('aiko')
    const file = { name: 'minutes.pdf', bytes: Buffer.from('%PDF minutes') }
    await slack.share('aiko', chat, 'evidence C-1', [file])
    await slack.shows(chat, 'Evidence added to C-1')
    const card = await teams.shows(places.teams, 'Evidence 4 ·')
    const greta = teams.person('greta')
    await teams.installed(greta, teams.chat(greta))
    const list = await teams.click(greta, card, 'Show evidence')
    expect(list.text).toContain('minutes.pdf (1 KB)')
    await teams.click(greta, list, 'Get file 1')
    const url = await vi.waitUntil(() => linksTo(product, 'greta').at(-1), { timeout: 8_000, interval: 20 })
    const redeemed = await fetch(url, { method: 'POST', redirect: 'manual' })
    const headers = { cookie: cookieOf(redeemed) }
    const got = await fetch(`${url}/1`, { headers })
    expect(got.headers.get('content-disposition')).toBe('attachment; filename=minutes.pdf')
    expect(got.headers.get('content-type')).toBe('application/octet-stream')
    expect(Buffer.from(await got.arrayBuffer()).toString()).toBe('%PDF minutes')

    const shown = await slack.command('luc', 'allied-evals', 'evidence C-1')
    expect((await slack.click('luc', shown, 'Get file 1')).text).toContain('Your file is on its way')
    await slack.shows(await slack.chat('luc'), 'minutes.pdf, evidence of C-1')

    const hana = teams.person('hana')
    const other = { name: 'survey.csv', bytes: Buffer.from('a,b') }
    await teams.say(hana, teams.chat(hana), 'evidence C-1 The survey itself', [other])
    await teams.shows(teams.chat(hana), 'The survey itself')

    const form = await teams.openDialog(hana, await teams.click(hana, card, 'Show evidence'), 'Withdraw evidence')
    const [first] = await on().owner.query<{ id: string }>("select id from evidence where file_name = 'minutes.pdf'")
    const gone = await teams.submitDialog(hana, form, { evidence: first?.id ?? '', reason: 'It was a draft' })
    expect(gone.text).toContain('Evidence of C-1 is withdrawn')
    expect((await fetch(`${url}/1`, { headers })).status).not.toBe(200)
    const kept = await on().owner.query('select id from documents where evidence_id = $1', [first?.id ?? ''])
    expect(kept).toEqual([])
    expect(await on().owner.query('select 1 from evidence_files where evidence_id = $1', [first?.id ?? ''])).toEqual([])
  })

  test('with a label above TLP:GREEN is taken by a form alone, which keeps the file, and shown to those it names', async () => {
    const { slack, teams } = product
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          {
            ...{ type: 'commitment-relabelled', commitment: 'com_evidence2', was: 'TLP:GREEN', label: 'TLP:AMBER' },
            recipients: ['org_japan'],
          },
        ],
        { by: 'operator', organisation: null },
      ),
    )
    const chat = await slack.chat('luc')
    await slack.share('luc', chat, 'evidence C-2', [{ name: 'bench.txt', bytes: Buffer.from('bench') }])
    const asks = await slack.shows(chat, 'Open the form')
    const form = await slack.click('luc', asks, 'Open the form')
    expect(form.text).toContain('With the file bench.txt.')
    const added = await slack.submit('luc', form, {
      words: 'How it is built',
      label: 'TLP:AMBER',
      recipients: 'org_japan',
    })
    expect(added.text).toContain('Evidence added to C-2')
    const [piece] = await on().owner.query<{ hash: string; recipients: string[] }>(
      `select file_hash as hash, recipients from evidence where file_name = 'bench.txt'`,
    )
    const hash = createHash('sha256').update('bench').digest('hex')
    expect(piece).toEqual({ hash, recipients: ['org_japan'] })
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'evidence C-2')
    await teams.shows(teams.chat(hana), 'How it is built')
    const minjun = teams.person('minjun')
    await teams.say(minjun, teams.chat(minjun), 'evidence C-2')
    await teams.shows(teams.chat(minjun), 'There is no C-2 that you may see.')
  })

  test('is made of a message by its shortcut: its words and address in Slack, its file too, and in Teams', async () => {
    const { slack, teams, places } = product
    const said = await slack.say('aiko', 'allied-evals', 'The results are at https://open.example.org/results now')
    const form = await slack.shortcut('aiko', 'allied-evals', said, 'add-as-evidence')
    expect(form.text).toContain('From a message of Aiko Mori (Japan).')
    expect(JSON.stringify(form.blocks)).toContain('https://open.example.org/results')
    const unnamed = await slack.submit('aiko', form, { reference: 'C-77' })
    expect(unnamed.errors).toMatchObject({ reference: expect.stringContaining('There is no C-77') })
    expect((await slack.submit('aiko', form, { reference: 'C-1' })).text).toContain('Evidence added to C-1')

    const at = slack.uploads.push({ bytes: Buffer.from('a chart'), fetched: 0 }) - 1
    const file = {
      name: 'chart.png',
      mimetype: 'image/png',
      url_private_download: `${new URL(slack.apiUrl).origin}/files/${at}/chart.png`,
    }
    const shared = { ts: '1762178554.000200', user: slack.userId('aiko'), text: 'The chart', files: [file] }
    const withFile = await slack.shortcut('aiko', 'allied-evals', shared, 'add-as-evidence')
    expect(withFile.text).toContain('With the file chart.png.')
    expect((await slack.submit('aiko', withFile, { reference: 'C-1' })).text).toContain('Evidence added to C-1')
    const [kept] = await on().owner.query<{ size: number; type: string }>(
      "select file_size as size, file_type as type from evidence where file_name = 'chart.png'",
    )
    expect(kept).toEqual({ size: 7, type: 'image/png' })
    const before = slack.uploads.length
    await slack.shortcut('aiko', 'allied-evals', { ...shared, bot_id: 'B1' }, 'add-as-evidence')
    expect(slack.uploads.length).toBe(before)

    const hana = teams.person('hana')
    const attachments = [
      {
        contentType: 'reference',
        contentUrl: 'https://japan.sharepoint.example.com/minutes.docx',
        name: 'minutes.docx',
      },
    ]
    const message = { by: teams.person('ines'), html: '<p>Our minutes</p>', more: { attachments } }
    const dialog = await teams.shortcut(hana, places.teams, message, 'add-as-evidence')
    expect(dialog.text).toContain('From a message of Inès Caron (France).')
    const filled = {
      reference: 'C-1',
      words: 'Our minutes',
      link: '',
      day: '',
      label: 'TLP:GREEN',
      recipients: '',
      people: '',
    }
    const link = 'https://japan.sharepoint.example.com/minutes.docx'
    expect(JSON.stringify(dialog.card)).toContain(link)
    expect((await teams.submitDialog(hana, dialog, { ...filled, link })).text).toContain('Evidence added to C-1')
  })

  test('is for those who speak for what it is about; nothing of others’ is fetched', async () => {
    const { slack } = product
    const other = await slack.command('luc', 'allied-evals', 'evidence C-1 All done')
    expect(other.text).toContain('Nothing was saved: this takes')
    const before = slack.uploads.length
    await slack.share('luc', await slack.chat('luc'), 'evidence C-1', [{ name: 'x.pdf', bytes: Buffer.from('x') }])
    await slack.shows(await slack.chat('luc'), 'Nothing was saved: this takes')
    expect(slack.uploads.slice(before).map(({ fetched }) => fetched)).toEqual([0])
    expect((await slack.command('aiko', 'allied-evals', 'evidence C-99 Done')).text).toContain('There is no C-99')
    expect((await slack.command('aiko', 'allied-evals', 'evidence Done')).text).toContain(
      'Write it like C-12 or R-4.2.',
    )
  })

  test('of a recommendation is added by the secretariat', async () => {
    const { slack, teams } = product
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'evidence R-4.2 Three ministries share their results')
    await teams.shows(teams.chat(eva), 'Evidence added to R-4.2')
    const shown = await slack.command('luc', 'allied-evals', 'evidence r4.2')
    expect(shown.text).toContain('Three ministries share their results')
  })

  test.each([
    ['two files', [1, 2].map((n) => ({ name: `${n}.txt`, bytes: Buffer.from('x') })), 'attach one file at a time'],
    [
      'a file of 10 MB and a byte',
      [{ name: 'big.bin', bytes: Buffer.alloc(10 * 1024 * 1024 + 1) }],
      'larger than 10 MB',
    ],
  ])('with %s is refused with what to do', async (_what, files, says) => {
    const { slack } = product
    await slack.share('aiko', await slack.chat('aiko'), 'evidence C-1', files)
    await slack.shows(await slack.chat('aiko'), says)
  })

  test('has words in any script, and not too many', async () => {
    const { slack } = product
    const words = '🇯🇵 結果 تقرير ‮abc'
    expect((await slack.command('aiko', 'allied-evals', `evidence C-1 ${words}`)).text).toContain('結果 تقرير')
    const long = await slack.command('aiko', 'allied-evals', `evidence C-1 ${'x'.repeat(501)}`)
    expect(long.text).toContain('This is 501 characters long; 500 is the most.')
  })

  test('is asked of no host that a link names', () => {
    expect([...asked].filter((host) => !/^(?:https?:\/\/)?(?:127\.0\.0\.1|localhost)/.test(host))).toEqual([])
    expect(asked.size).toBeGreaterThan(0)
  })
})
