import { afterAll, beforeAll, expect, test } from 'vitest'
import { card } from '#src/view/build.ts'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Owen of Germany is chair, Eva of the secretariat; Luc votes for France in Slack, Hana for Japan and Min-jun for Korea in Teams. */
onEachDatabase('A poll that is kept to its end', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const seat = {
      organisation: 'org_germany',
      role: 'chair',
      standing: 'staff',
      from: '2020-01-01',
      until: null,
    } as const
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([{ type: 'seat-given', person: 'person_owen', ...seat }], { by: 'operator', organisation: null }),
    )
    await product.linkInTeams('eva', 'person_eva')
  }, 30_000)
  afterAll(() => product?.close())

  const say = async (who: string, line: string) => (await product.slack.command(who, 'allied-evals', line)).text
  const sweep = () => product.composed.clockwork.sweep()

  async function open(question: string, terms = '') {
    const { slack } = product
    const preview = await slack.command('sam', 'allied-evals', `poll ${question} by 2099-03-01 12:00 ${terms}`)
    await slack.click('sam', preview, 'Open poll')
  }

  async function close(number: number) {
    await on().owner.query(`update polls set closes_at = now() - interval '1 second' where number = ${number}`)
    await sweep()
  }

  async function vote(number: number) {
    const { slack } = product
    const asked = await slack.command('luc', 'allied-evals', `vote P-${number} approve`)
    await slack.click('luc', asked, 'Cast for France')
  }

  const told = (who: string, words: string) => product.teams.shows(product.teams.chat(product.teams.person(who)), words)

  test('shows the secretariat, the chair and coordinators who is missing, and nobody else', async () => {
    const { slack, teams } = product
    await open('Adopt the glossary?')
    await vote(1)
    expect(await say('luc', 'missing P-1')).toContain('this takes the secretariat, the chair or a coordinator')
    const missing = await slack.command('eva', 'allied-evals', 'missing P-1')
    expect(missing.text).toContain('have not voted on P-1')
    expect(missing.text).toContain('Japan')
    expect(missing.text).not.toContain('France')
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'show P-1')
    const shown = await teams.shows(teams.chat(eva), 'P-1 Adopt the glossary?')
    const inTeams = await teams.click(eva, shown, 'Show who is missing')
    expect(inTeams.text).toContain('Korea')
    expect(inTeams.text).not.toContain('France')
  })

  test('reminds those who have not voted when somebody asks for it, once in twelve hours, and never with the question', async () => {
    const { slack } = product
    const missing = await slack.command('eva', 'allied-evals', 'missing P-1')
    const label = /Remind \d+ organisations/.exec(missing.text)?.[0] ?? ''
    expect((await slack.click('eva', missing, label)).text).toContain('are reminded of P-1')
    const japan = await told('hana', 'Japan has not voted on P-1')
    expect(textOf(japan.card)).not.toContain('glossary')
    expect((await slack.click('eva', missing, label)).text).toContain('within the last twelve hours')
    const france = await slack.chat('luc')
    expect(JSON.stringify(await slack.api('conversations.history', { channel: france }))).not.toContain('has not voted')
  })

  test('reminds by itself a day before the close, once, and of who voted meanwhile nothing is sent', async () => {
    await open('Adopt the plan?')
    await vote(2)
    await on().owner.query(
      `update polls set closes_at = now() + interval '23 hours', remind_at = now() - interval '1 hour' where number = 2`,
    )
    await sweep()
    await told('minjun', 'Korea has not voted on P-2')
    await sweep()
    const reminded = await on().owner.query<{ n: number }>(
      "select count(*)::integer as n from register_entries where type = 'voters-reminded'",
    )
    expect(reminded).toEqual([{ n: 2 }])

    // The job waited, and meanwhile the organisation voted.
    const [row] = await on().owner.query<{ id: `poll_${string}` }>('select id from polls where number = 2')
    const person = 'person_luc' as const
    const unlessVoted = { poll: row?.id ?? 'poll_none', organisation: 'org_france' as const }
    await on().database.store.transact('con_demo', (unit) =>
      unit.enqueue([
        { kind: 'tell', person, card: card('Needless by now'), unlessVoted },
        { kind: 'tell', person, card: card('Needed still') },
      ]),
    )
    await sweep()
    const chat = await product.slack.chat('luc')
    await product.slack.shows(chat, 'Needed still')
    expect(JSON.stringify(await product.slack.api('conversations.history', { channel: chat }))).not.toContain(
      'Needless',
    )
  })

  test('is extended with a reason that its card and all who vote are told, never shortened', async () => {
    const { slack, places, teams } = product
    expect(await say('luc', 'extend P-1 to 2099-04-01 12:00 because more time')).toContain(
      'this takes the secretariat or the chair',
    )
    expect(await say('owen', 'extend P-1 to 2098-01-01 12:00 because less time')).toContain(
      'closes later than that already',
    )
    expect(await say('owen', 'extend P-1 to 2099-04-01 12:00 because the annex came late')).toContain('P-1 is extended')
    await slack.shows(places.slack, 'Extended by Owen')
    const inTeams = await teams.shows(places.teams, 'Extended by Owen')
    expect(textOf(inTeams.card)).toContain('the annex came late')
    await told('hana', 'P-1 is extended')
  })

  test('is decided on by the chair once it is counted, beside the count, on both platforms', async () => {
    const { slack, places, teams } = product
    expect(await say('owen', 'conclude P-1 adopted: the rule is met')).toContain('P-1 is not counted yet')
    await close(1)
    expect(await say('eva', 'conclude P-1 adopted: the rule is met')).toContain('this takes the chair')
    const form = await slack.click('owen', await slack.command('owen', 'allied-evals', 'show P-1'), 'Decide on poll')
    const wrong = await slack.submit('owen', form, { decided: 'adopted' })
    expect(wrong.errors?.words).toContain('on what grounds')
    expect((await slack.submit('owen', form, { decided: 'adopted', words: 'The rule is met' })).text).toContain(
      'Adopted',
    )
    for (const drawn of [
      (await slack.shows(places.slack, 'Chair’s decision: Adopted')).text,
      textOf((await teams.shows(places.teams, 'Chair’s decision: Adopted')).card),
    ]) {
      expect(drawn).toContain('The rule is met')
      expect(drawn).toContain('1 voted: 1 approve')
    }
    expect(await say('eva', 'official P-1 approved on 2026-05-12')).toContain('no other body votes on it')
  })

  test('takes votes again when it is re-opened; its first result is kept beside the next', async () => {
    const { slack, places, teams } = product
    expect(await say('eva', 'reopen P-1 until 2099-06-01 12:00 because Korea had no link')).toContain(
      'P-1 is re-opened',
    )
    await slack.shows(places.slack, 'Re-opened by Eva')
    const minjun = teams.person('minjun')
    const reopened = await teams.shows(places.teams, 'Re-opened by Eva')
    const asked = await teams.click(minjun, reopened, 'Disapprove')
    await teams.click(minjun, asked, 'Cast for Korea')
    await close(1)
    const rows = await on().owner.query<{ n: number; because: string; outcome: string }>(
      'select r.n, r.because, r.outcome from poll_results r join polls p on p.consortium_id = r.consortium_id and p.id = r.poll_id where p.number = 1 order by r.n',
    )
    expect(rows).toEqual([
      { n: 1, because: 'closed', outcome: 'approved' },
      { n: 2, because: 'reopened', outcome: 'not-approved' },
    ])
    expect(await say('eva', 'show P-1')).toContain('Not approved')
  })

  test('has the official result of the standards body entered beside an indicative one', async () => {
    const { slack, teams, places } = product
    await open('Approve DIS 42119-2?', 'under ISO DIS')
    await close(3)
    expect(await say('owen', 'conclude P-3 adopted: met')).toContain('the decision is the standards body’s')
    expect(await say('eva', 'official P-3 approved on 2099-05-12')).toContain('2099')
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'official P-3 not approved on 2026-05-12: 11 of 24 P-members')
    await teams.shows(teams.chat(eva), 'P-3 Official result: Not approved')
    expect((await slack.shows(places.slack, 'Official result: Not approved')).text).toContain('11 of 24 P-members')
  })
})
