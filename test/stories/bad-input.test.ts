import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('Bad input', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const count = async (table: string) => {
    const [row] = await on().owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    return row?.n
  }

  test('an unknown word is met with the nearest one, which runs with what followed it', async () => {
    const { slack, teams } = product
    const asked = await slack.command('aiko', 'allied-evals', 'comit Publish our results by 2027-03-01')
    expect(asked.text).toContain('I don’t know “comit”. Did you mean commit?')
    expect((await slack.click('aiko', asked, 'Use commit')).text).toContain('Propose Publish our results')

    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'pol Adopt it? by 2027-03-01 12:00')
    const offered = await teams.shows(teams.chat(hana), 'Did you mean poll?')
    expect((await teams.click(hana, offered, 'Use poll')).text).toContain('Choose the working group')
  })

  test('help says what can be typed, also to an account that nobody linked', async () => {
    const { slack, teams } = product
    for (const said of [
      (await slack.command('aiko', 'allied-evals', 'help')).text,
      (await slack.command('alice', 'allied-evals', 'help')).text,
    ]) {
      expect(said).toContain('commit [KIND:] WHAT by DAY for RECOMMENDATION')
      expect(said).toContain('poll QUESTION by WHEN')
    }
    const carol = teams.person('carol')
    await teams.say(carol, teams.chat(carol), 'help')
    await teams.shows(teams.chat(carol), 'commit [KIND:] WHAT by DAY')
  })

  test('an unlinked account is told so, and nothing is kept of what it wrote', async () => {
    const { slack, teams } = product
    const words = 'Something private by 2027-03-01'
    expect((await slack.command('alice', 'allied-evals', `commit ${words}`)).text).toContain('I do not know yet whom')
    const carol = teams.person('carol')
    await teams.say(carol, teams.chat(carol), `commit ${words}`)
    await teams.shows(teams.chat(carol), 'I do not know yet whom')
    const drafts = await on().owner.query('select * from form_drafts')
    expect(JSON.stringify(drafts)).not.toContain('Something private')
  })

  test('a tenant that nobody let in is told so', async () => {
    const { teams } = product
    const stranger = teams.person('mallory', '99999999-aaaa-4bbb-8ccc-000000000009')
    await teams.say(stranger, teams.chat(stranger), 'help')
    await teams.shows(teams.chat(stranger), 'This workspace is not part of a consortium here.')
  })

  test('too long a text stands on its field with all that was typed, on both platforms', async () => {
    const { slack, teams } = product
    const long = 'x'.repeat(501)
    const form = await slack.command('aiko', 'allied-evals', `commit ${long} by 2027-03-01`)
    expect(form.where).toBe('modal')
    expect(form.text).toContain('This is 501 characters long; 500 is the most. Shorten it by 1.')
    expect(form.text).toContain(long)

    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), `commit ${long} by 2027-03-01`)
    const card = await teams.shows(teams.chat(hana), 'Shorten it by 1.')
    expect((await teams.openDialog(hana, card, 'Open the form')).text).toContain(long)
  })

  test.each([
    ['an empty date', 'commit Publish our results', 'Write the day by which it will be done.'],
    ['a day that has passed', 'commit Publish our results by 2020-01-01', 'Wednesday 1 January 2020 has passed.'],
    ['an unknown recommendation', 'commit Publish by 2027-03-01 for R-77', 'There is no recommendation “R-77”.'],
    [
      'a moment that has passed',
      'poll Adopt it? by 2020-01-01 12:00',
      'has passed. Name a time that is still to come.',
    ],
    ['no question', 'poll by 2027-03-01 12:00', 'Write when the poll closes.'],
  ])('%s opens the form with the problem on it', async (_, line, says) => {
    const form = await product.slack.command('sam', 'allied-evals', line)
    expect(form.where).toBe('modal')
    expect(form.text).toContain(says)
  })

  test.each([
    ['show C-99', 'There is no C-99 that you may see.'],
    ['show P-99', 'There is no P-99 that you may see.'],
    ['show R-99', 'There is no R-99 that you may see.'],
    ['vote P-99 approve', 'There is no P-99 that you may see.'],
  ])('“%s” names nothing, and says so', async (line, says) => {
    expect((await product.slack.command('sam', 'allied-evals', line)).text).toContain(says)
  })

  test('the longest legal promise and question are shown whole on both platforms', async () => {
    const { slack, teams, places } = product
    const greta = teams.person('greta')
    const promise = `Begin ${'word '.repeat(98)}end.`
    expect(promise.length).toBeLessThanOrEqual(500)
    await teams.say(greta, teams.chat(greta), `commit ${promise} by 2027-03-01`)
    const form = await teams.shows(teams.chat(greta), promise)
    await teams.click(greta, form, 'Commit Germany')
    expect((await slack.shows(places.slack, 'C-1 Commitment of Germany')).text).toContain(promise)
    await teams.shows(places.teams, promise)

    const question = `Adopt ${'text '.repeat(57)}now?`
    const preview = await slack.command('sam', 'allied-evals', `poll ${question} by 2027-03-01 12:00`)
    await slack.click('sam', preview, 'Open poll')
    expect((await slack.shows(places.slack, 'P-1')).text).toContain(question)
    await teams.shows(places.teams, question)
  })

  test('a request sent again inside the window is answered as before and run once', async () => {
    const { slack, teams } = product
    const preview = await slack.command('aiko', 'allied-evals', 'commit Say it once by 2027-03-01')
    const click = await slack.clickBody('aiko', preview, 'Propose for Japan', '/response/once')
    const before = await count('commitments')
    const [first, second] = await Promise.all([slack.deliver(click), slack.deliver(click)])
    expect([first.status, second.status]).toEqual([200, 200])
    await slack.until('both answers', () => (slack.responsesTo('/response/once').length === 2 ? true : undefined))
    const [one, two] = slack.responsesTo('/response/once')
    expect(two).toEqual(one)
    expect(await count('commitments')).toBe((before ?? 0) + 1)

    const hana = teams.person('hana')
    const confirmed = await teams.click(hana, await teams.shows(teams.chat(hana), 'Say it once'), 'Confirm commitment')
    expect((await teams.resend(confirmed)).text).toBe(confirmed.text)
    expect((await teams.resend(confirmed, 'another-id')).text).toBe(confirmed.text)
    const confirmations = await on().owner.query("select n from register_entries where type = 'commitment-confirmed'")
    expect(confirmations).toHaveLength(2)
  })

  test('unsigned, stale and early Slack requests are refused, and nothing runs', async () => {
    const { slack } = product
    const body = await slack.commandBody('sam', 'allied-evals', 'help')
    const minutes = 60_000
    const answers = [
      await slack.deliver(body, { secret: 'another' }),
      await slack.deliver(body, { at: Date.now() - 6 * minutes }),
      await slack.deliver(body, { at: Date.now() + 6 * minutes }),
      await slack.deliver(`${body}&padding=${'x'.repeat(5_000_000)}`),
      await slack.deliver('{"type":', { type: 'application/json' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 413, 400])
    expect(answers.map((answer) => answer.body)).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect((await slack.deliver(body)).body).toHaveProperty('blocks')
  })

  test('somebody else’s form is not open to another account', async () => {
    const { slack } = product
    const form = await slack.command('aiko', 'allied-evals', 'commit A secret plan by 31 Febuary')
    const stolen = await slack.submit('sam', form, { due: '2027-03-01' })
    expect(stolen.text).toContain('This form is no longer open.')
    expect(stolen.text).not.toContain('A secret plan')
  })

  test('a proposal is hidden from other organisations, whatever is asked for', async () => {
    const { slack } = product
    const preview = await slack.command('aiko', 'allied-evals', 'commit A quiet promise by 2027-03-01')
    const proposed = await slack.click('aiko', preview, 'Propose for Japan')
    for (const label of ['Change proposal', 'Withdraw proposal']) {
      const answer = await slack.click('sam', proposed, label)
      expect(answer.text).not.toContain('A quiet promise')
      expect(answer.text).toMatch(/Nothing was saved|There is no such proposal/)
    }
  })

  test('emoji, text from right to left and marks of direction come out as they went in, on both platforms', async () => {
    const { slack, teams, places } = product
    const greta = teams.person('greta')
    const words = 'ننشر النتائج 👩🏽‍🔬🇯🇵 — פרסום התוצאות \u2067(v2)\u2069 & *x*'
    await teams.say(greta, teams.chat(greta), `commit ${words} by 2027-03-01 for R-4.2`)
    await teams.click(greta, await teams.shows(teams.chat(greta), 'ننشر النتائج'), 'Commit Germany')
    const [row] = await on().owner.query<{ text: string }>(
      'select text from commitments order by proposed_at desc limit 1',
    )
    expect(row?.text).toBe(words)
    expect((await slack.shows(places.slack, 'ننشر النتائج 👩🏽‍🔬🇯🇵 — פרסום התוצאות')).text).toContain(
      '\u2067(v2)\u2069',
    )
    await teams.shows(places.teams, '👩🏽‍🔬🇯🇵')
  })
})
