import mammoth from 'mammoth'
import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { tenant } from '../support/connector.ts'
import { shownIn } from '../support/connector-service.ts'
import { onEachDatabase } from '../support/database.ts'
import { castApart, moreVoters } from '../support/electorate.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'
import { openHome } from '../support/slack-home.ts'

/** Milliseconds: each file is rendered, kept and sent by a job. */
const patience = 60_000
/** Words that came with votes, in no other text; and an organisation or a person beside what it chose. */
const words = /kumquat/i
const choice = /(Japan|France|Hana|Luc)\b[^\n]{0,60}?\b(approve|disapprove|abstain)/i

/** P-1 is hidden until close, P-2 unattributed. Hana votes in Teams, Luc in Slack; both leave words. */
onEachDatabase('What was voted where it is hidden or unattributed', (on) => {
  let product: Product
  const receipts: string[] = []
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, teams, operator } = product
    const eva = { workspace: tenant, user: teams.person('eva').aad, person: 'person_eva' }
    await operator('link-account', { platform: 'teams', ...eva })
    const others = await moreVoters(on().database, 7)
    for (const line of [
      'Adopt the first? by 2099-03-01 12:00, hidden',
      'Adopt the second? by 2099-03-01 12:00, unattributed',
    ]) {
      const preview = await slack.command('sam', 'allied-evals', `poll ${line}`)
      await slack.click('sam', preview, 'Open poll')
    }
    await castApart(on().database, 1, others)
    await castApart(on().database, 2, [...others, 'org_korea'])
    for (const number of [1, 2]) {
      const hana = teams.person('hana')
      await teams.say(hana, teams.chat(hana), `vote P-${number} disapprove`)
      const dialog = await teams.openDialog(hana, teams.last(teams.chat(hana)), 'Write reasons for Japan')
      const cast = await teams.submitDialog(hana, dialog, { remarks: 'A kumquat of Japan' })
      const asked = await slack.command('luc', 'allied-evals', `vote P-${number} approve-with-comments`)
      const form = await slack.click('luc', asked, 'Write comments for France')
      const voted = await slack.submit('luc', form, { remarks: 'A kumquat of France' })
      for (const { text } of [cast, voted]) receipts.push(/P-\d ([0-9A-HJKMNP-TV-Z]{16})/.exec(text)?.[1] ?? '')
      expect(cast.text).toContain(number === 1 ? 'Japan disapproved P-1' : 'Japan voted on P-2')
      expect(voted.text).toContain(number === 1 ? 'France approved with comments P-1' : 'France voted on P-2')
      if (number === 2) for (const { text } of [cast, voted]) expect(text).not.toMatch(/approve/i)
    }
    expect(receipts.filter((one) => one.length === 16)).toHaveLength(4)
  }, 60_000)
  afterAll(() => product?.close())

  async function typed(name: string, text: string): Promise<string> {
    const { teams } = product
    const who = teams.person(name)
    await teams.say(who, teams.chat(who), text)
    return shownIn(teams.last(teams.chat(who)))
  }

  const command = async (name: string, text: string) => (await product.slack.command(name, 'allied-evals', text)).text

  /** What people of other organisations are shown of a poll, path by path, on both platforms. */
  async function shown(number: number): Promise<Record<string, string>> {
    const { slack, teams, places, composed, logged } = product
    const inPlaces = slack.calls.filter(({ body }) => body.channel === places.slack).map(({ body }) => body)
    const [id] = await on().owner.query<{ id: string }>('select id from polls where number = $1', [number])
    const intent = { platform: 'slack', workspace, via: workspace, account: slack.userId('sam'), place: null } as const
    const asked = {
      use: 'show-remarks',
      args: { poll: id?.id ?? '', consortium: 'con_demo' },
      key: crypto.randomUUID(),
    }
    const all = await on().owner.query<{ answer: string }>(
      'select answer::text as answer from deliveries where answer::text like $1 or answer::text like $2',
      [`%P-${number}%`, `%${id?.id}%`],
    )
    const jobs = await on().owner.query<{ job: string }>('select data::text as job from pgboss.job')
    return {
      'every card that was ever sent to the place in Slack': shownJson(inPlaces),
      'every message in the place in Teams': teams.messages(places.teams).map(shownIn).join('\n'),
      'every request to Teams about the place': shownJson(
        teams.hits.filter(({ path }) => path.includes(places.teams)).map(({ body }) => body),
      ),
      'show, in Slack': await command('sam', `show P-${number}`),
      'show, in Teams': await typed('minjun', `show P-${number}`),
      'comments, by a click that was never offered': JSON.stringify(
        await composed.handle({ ...intent, ...asked, heard: false, opens: false }),
      ),
      'digest, in Slack': await command('sam', 'digest now'),
      'digest, in Teams': await typed('minjun', 'digest now'),
      'home, in Slack': (await openHome(slack, 'sam')).text,
      'home, in Teams': await typed('minjun', 'home'),
      'search for a question, in Slack': await command('sam', 'find adopt'),
      'search for words of a vote, in Teams': (await typed('minjun', 'find kumquat')).replace(
        /^(Nothing found that you may see[\s\S]*?)kumquat/,
        '$1',
      ),
      'board, in Slack': await command('sam', 'track'),
      'receipt, in Slack': await command('sam', `receipt P-${number}`),
      'receipt of another, in Teams': await typed('minjun', `receipt ${receipts[2 * number - 2]}`),
      'receipt of another, in Slack': await command('sam', `receipt ${receipts[2 * number - 1]}`),
      log: JSON.stringify(logged),
      'answers that are kept for repeats': all.map(({ answer }) => answer).join('\n'),
      'jobs that wait': jobs.map(({ job }) => job).join('\n'),
    }
  }

  /** One line for each text of the cards, without what buttons and hosts are called. */
  const shownJson = (value: unknown) => JSON.stringify(value).replaceAll(/","/g, '"\n"').replaceAll('(France)', '')

  /** Asks for every file that there is, on one platform each, and reads what came. */
  async function files(): Promise<Record<string, string>> {
    const { slack } = product
    const known = new Set((await documents()).map(({ id }) => id))
    const inSlack = [
      ['eva', 'report'],
      ['sam', 'my organisation export'],
      ['luc', 'my organisation export'],
      ['luc', 'my data'],
      ['sam', 'export recommendations'],
    ] as const
    for (const [name, line] of inSlack) await slack.command(name, 'allied-evals', line)
    await typed('eva', 'report plenary')
    await typed('hana', 'my data')
    await typed('hana', 'my organisation export')
    const made = await vi.waitUntil(
      async () => {
        const rows = (await documents()).filter(({ id }) => !known.has(id))
        return new Set(rows.map(({ id }) => id.replace(/-\d+$/, ''))).size >= inSlack.length + 3 ? rows : undefined
      },
      { timeout: 40_000, interval: 100 },
    )
    const read = made.map(async ({ id, name, person, bytes }) => [
      `${name} for ${person} (${id})`,
      await textIn(name, bytes),
    ])
    return Object.fromEntries(await Promise.all(read))
  }

  const documents = () =>
    on().owner.query<{ id: string; name: string; person: string; bytes: string }>(
      "select id, name, person_id as person, encode(bytes, 'base64') as bytes from documents order by id",
    )

  async function textIn(name: string, base64: string): Promise<string> {
    const bytes = Buffer.from(base64, 'base64')
    if (name.endsWith('.docx')) return (await mammoth.extractRawText({ buffer: bytes })).value
    if (!name.endsWith('.xlsx')) return bytes.toString()
    const sheets = await readExcel(bytes)
    return sheets.flatMap(({ sheet, data }) => data.map((row) => [sheet, ...row].join(' | '))).join('\n')
  }

  function holdsNothing(texts: Record<string, string>): void {
    for (const [path, text] of Object.entries(texts)) {
      expect(text.length, path).toBeGreaterThan(1)
      expect(text, path).not.toMatch(words)
      expect(text, path).not.toMatch(choice)
    }
  }

  test('is shown on no path before the close, on either platform', { timeout: patience }, async () => {
    for (const number of [1, 2]) holdsNothing(await shown(number))
  })

  test('stands in no file before the close, not even in one for who voted', { timeout: patience }, async () => {
    const texts = await files()
    expect(Object.keys(texts).length).toBeGreaterThan(12)
    holdsNothing(texts)
    // Of a form that was filled in, its poll alone.
    for (const [name, text] of Object.entries(texts)) expect(text, name).not.toMatch(/\bchoice\W+(approve|disapprove)/)
  })

  test('is shown to colleagues where it is hidden, and to nobody where it is unattributed', async () => {
    expect(await command('aiko', 'show P-1')).toContain('Japan disapproved P-1 (cast by Hana Sato, its delegate,')
    expect(await typed('ines', 'show P-1')).toContain('France approved with comments P-1 (cast by Luc Bernard,')
    for (const text of [await command('aiko', 'show P-2'), await typed('ines', 'show P-2')]) {
      expect(text).toMatch(/(Japan|France) voted on P-2 \(cast by (Hana Sato|Luc Bernard),/)
      expect(text).not.toMatch(words)
    }
  })

  test.each([
    'hidden = not hidden',
    'unattributed = not unattributed',
    "rule = 'two-thirds'",
    "standing = 'indicative'",
  ])('can’t be loosened by anybody: the database refuses %s', async (change) => {
    for (const number of [1, 2]) {
      await expect(on().owner.query(`update polls set ${change} where number = ${number}`)).rejects.toThrow(
        'the terms of a poll stand as it was opened',
      )
    }
  })

  test('is told everywhere after the close where it was hidden, and nowhere where it is unattributed', {
    timeout: patience,
  }, async () => {
    const { slack, teams, places, composed } = product
    await on().owner.query("update polls set closes_at = now() - interval '1 second'")
    await composed.clockwork.sweep()
    await slack.shows(places.slack, '13 eligible, 9 voted: 7 approve, 1 approve with comments, 1 disapprove')
    await teams.shows(places.teams, '13 eligible, 10 voted: 8 approve, 1 approve with comments, 1 disapprove')
    const named = await shown(1)
    expect(named['comments, by a click that was never offered']).toMatch(/A kumquat of Japan/)
    expect(named['show, in Teams']).toMatch(/Disapprove[^\n]*1[^\n]*\n?[^\n]*Japan/)
    const unnamed = await shown(2)
    const { log } = unnamed
    for (const path of [
      'show, in Slack',
      'show, in Teams',
      'comments, by a click that was never offered',
      'receipt, in Slack',
    ]) {
      expect(unnamed[path], path).not.toMatch(words)
      expect(unnamed[path], path).not.toMatch(choice)
    }
    expect(log).not.toMatch(words)
    const made = Object.entries(await files())
    expect(made.filter(([, text]) => /A kumquat of (Japan|France)/.test(text)).length).toBeGreaterThan(1)
    for (const [name, text] of made) {
      const lines = text.split('\n').filter((line) => line.includes('P-2'))
      for (const line of lines) {
        expect(line, name).not.toMatch(words)
        expect(line, name).not.toMatch(choice)
      }
    }
    const opened = await on().owner.query(
      `select 1 from register_openings o join register_entries e on e.consortium_id = o.consortium_id and e.n = o.entry
       where e.type = 'ballot-cast' and convert_from(e.bytes, 'UTF8') like '%"unopened":true%'`,
    )
    expect(opened).toEqual([])
  })
})
