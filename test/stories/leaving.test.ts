import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '../support/database.ts'
import { evidenceOn } from '../support/evidence.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Hana heads Japan's delegation. */
const more: Fact[] = [
  {
    ...{ type: 'seat-given', person: 'person_hana', organisation: 'org_japan', role: 'head-delegate' },
    ...{ standing: 'staff', from: '2026-01-01', until: null },
  } as Fact,
]

onEachDatabase('An organisation that leaves', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await on().database.store.transact('con_demo', (unit) => unit.save(more, { by: 'operator', organisation: null }))
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    for (const [words, due] of [
      ['Publish our evaluation results', '2027-03-01 for R-4.2'],
      ['Translate the glossary', '2027-04-01 for R-4.2'],
    ]) {
      await teams.say(hana, places.teams, `commit ${words} by ${due}`)
      await teams.click(hana, await teams.shows(teams.chat(hana), `Commit ${words}`), 'Commit Japan')
    }
    await evidenceOn(on().database.store, 2)
    await teams.say(hana, teams.chat(hana), 'update C-2 complete Printed')
    const preview = await slack.command('aiko', 'allied-evals', 'commit Nominate two experts by 2027-05-01')
    await slack.click('aiko', preview, 'Propose for Japan')
    const board = await slack.command('eva', 'allied-evals', 'show R-4.2')
    await slack.click('eva', board, 'Post here')
    const opened = await slack.command('luc', 'allied-evals', 'poll Adopt the draft? by 2027-01-15 12:00')
    await slack.click('luc', opened, 'Open poll')
    const asked = await teams.click(hana, await teams.shows(places.teams, 'P-1 Adopt the draft?'), 'Approve')
    await teams.click(hana, asked, 'Cast for Japan')
    await slack.command('aiko', 'allied-evals', 'digest weekly mon 09:00')
  }, 60_000)
  afterAll(() => product?.close())

  test('shows first what ends and what stands, with counts, and asks for a reason', async () => {
    const { slack, teams } = product
    expect((await slack.command('luc', 'allied-evals', 'leave Japan because We say so')).text).toContain('this takes')
    expect((await slack.command('aiko', 'allied-evals', 'leave Japan because We say so')).text).toContain('this takes')
    const form = await slack.command('eva', 'allied-evals', 'leave Japan')
    expect(form.text).toContain('Write why it leaves.')
    expect((await slack.command('eva', 'allied-evals', 'leave Atlantis because It sank')).text).toContain(
      'There is no organisation “Atlantis” here.',
    )
    expect((await slack.command('eva', 'allied-evals', 'leave Germany because It moves')).text).toContain(
      'the secretariat sits at Germany alone',
    )
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'leave Japan because Its ministry is dissolved')
    const preview = await teams.shows(teams.chat(hana), 'Japan leaves the consortium?')
    const { text } = await teams.click(hana, preview, 'Change reason')
    expect(text).toContain('Its ministry is dissolved')
    const shown = await slack.command('eva', 'allied-evals', 'leave Japan because Its ministry is dissolved')
    expect(shown.text).toContain('Seats that end: 4 (Aiko Mori, Hana Sato, Kenji Ito)')
    expect(shown.text).toContain('Memberships that end: 3')
    expect(shown.text).toContain('People who lose access and digests: 3 (Aiko Mori, Hana Sato, Kenji Ito)')
    expect(shown.text).toContain('Open commitments whose owner left: 1 (C-1)')
    expect(shown.text).toContain('Cards in channels reduced to references: 2')
    expect(shown.text).toContain('Proposals withdrawn: 1')
    expect(shown.text).toContain('Votes that stand in open polls: 1 (P-1)')
    expect(shown.text).toContain('Nothing is saved yet.')
  })

  test('leaves once, by its head delegate, and the secretariat is told what is to be done', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    const preview = await teams.shows(chat, 'Japan leaves the consortium?')
    const left = await teams.click(hana, preview, 'Let Japan leave')
    expect(left.text).toContain('Japan left the consortium')
    expect(left.text).toContain('Take export')
    const told = await slack.shows(await slack.chat('eva'), 'Japan left the consortium')
    expect(told.text).toContain('Its people may still read #allied-evals (Slack), Evaluation (Teams)')
    const again = await slack.command('eva', 'allied-evals', 'leave Japan because Once more')
    expect(again.text).toContain('Japan left the consortium before')
  })

  test('has its cards reduced to references in every channel, on both platforms', async () => {
    const { slack, teams, places } = product
    const reduced = await slack.shows(places.slack, 'Nobody reports on it until')
    expect(reduced.text).toContain('C-1 Commitment of Japan')
    expect(reduced.text).not.toContain('Publish our evaluation results')
    const inTeams = await teams.shows(places.teams, 'Nobody reports on it until')
    expect(JSON.stringify(inTeams.card)).not.toContain('Publish our evaluation results')
    await slack.shows(places.slack, 'C-2 Commitment of Japan')
    const board = await slack.shows(places.slack, '2 commitments, 1 whose owner left')
    expect(board.text).not.toContain('Publish our evaluation results')
    const inSlack = async () => JSON.stringify(await slack.messages(places.slack))
    await vi.waitFor(async () => expect(await inSlack()).not.toContain('Translate the glossary'), 5_000)
    expect(await inSlack()).not.toContain('Publish our evaluation results')
  })

  test('leaves its commitments to nobody: not overdue, listed by themselves, and nobody reports on them', async () => {
    const { slack } = product
    const list = await slack.command('luc', 'allied-evals', 'commitments owner left')
    expect(list.text).toContain('1 commitment whose owner left')
    expect(list.text).toContain('C-1')
    expect(list.text).toContain('owner left')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain('Publish our evaluation results')
    expect((await slack.command('luc', 'allied-evals', 'update C-1 complete Done')).text).toContain(
      'Japan left C-1 behind when it left the consortium.',
    )
    expect((await slack.command('luc', 'allied-evals', 'digest now')).text).toContain('Owner left')
    expect((await slack.command('luc', 'allied-evals', 'show R-4.2')).text).toContain('1 whose owner left')
  })

  test('has its vote counted, under its name, and nobody votes for it any more', async () => {
    const { slack, teams, places } = product
    const poll = await slack.command('luc', 'allied-evals', 'show P-1')
    expect(poll.text).toContain('Japan')
    expect(poll.text).toContain('1 of 6')
    const hana = teams.person('hana')
    const late = await teams.click(hana, await teams.shows(places.teams, 'P-1 Adopt the draft?'), 'Disapprove')
    expect(late.text).toContain('this takes')
    await slack.click('luc', await slack.click('luc', poll, 'Approve'), 'Cast for France')
    await slack.shows(places.slack, '2 of 6')
    const rows = await on().owner.query("select choice from ballots where organisation_id = 'org_japan'")
    expect(rows).toEqual([{ choice: 'approve' }])
  })

  test('has people who see nothing any more, and no digest', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    for (const line of ['commitments', 'show C-1', 'digest now', 'poll Again? by 2027-02-01', 'proposals']) {
      expect((await slack.command('aiko', 'allied-evals', line)).text).not.toMatch(/C-\d|Publish|Translate/)
    }
    await teams.say(hana, teams.chat(hana), 'commitments japan')
    await teams.shows(teams.chat(hana), 'this takes a person with a seat')
    const rows = await on().owner.query<{ next: string | null }>('select next_at as next from digests')
    expect(rows).toEqual([{ next: null }])
  })

  test('passes its commitment on by the secretariat and a signatory of the new owner, whose card is whole again', async () => {
    const { slack, teams, places } = product
    const form = await slack.click('eva', await slack.command('eva', 'allied-evals', 'show C-1'), 'Transfer commitment')
    expect(form.where).toBe('modal')
    const proposed = await slack.submit('eva', form, { to: 'org_korea' })
    expect(proposed.text).toContain('C-1 waits for Korea')
    const minjun = teams.person('minjun')
    const asked = await teams.shows(teams.chat(minjun), 'C-1 Take it over for Korea?')
    const taken = await teams.click(minjun, asked, 'Take over C-1')
    expect(taken.text).toContain('Korea owns it now.')
    await slack.shows(places.slack, 'C-1 Publish our evaluation results')
    await slack.shows(await slack.chat('eva'), 'C-1 is Korea’s now')
    expect((await slack.command('eva', 'allied-evals', 'transfer C-2 to Korea')).text).toContain('C-2 is complete')
    expect((await slack.command('luc', 'allied-evals', 'commitments owner left')).text).toContain(
      'Every open commitment has an owner.',
    )
  })

  test('leaves its labels to the secretariat, which may raise them and not lower them, and so may a new owner', async () => {
    const { slack, teams } = product
    const label = async (line: string) => (await slack.command('eva', 'allied-evals', line)).text
    expect(await label('label C-2 TLP:CLEAR')).toContain('nobody may let more people see it')
    expect(await label('label C-2 TLP:AMBER for France')).toContain('TLP:AMBER')
    expect(await label('label C-2 TLP:GREEN')).toContain('There is no C-2 that you may see.')
    const minjun = teams.person('minjun')
    const chat = teams.chat(minjun)
    await teams.say(minjun, chat, 'label C-1 TLP:CLEAR')
    await teams.shows(chat, 'C-1 is TLP:GREEN, and the organisation that set this label does not keep it any more')
  })

  test('stands in the register, its reason sealed', async () => {
    const entries = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries where type in ('seat-ended', 'membership-ended', 'commitment-withdrawn', 'organisation-left') order by n",
    )
    const types = entries.map(({ entry }) => JSON.parse(entry).type)
    expect(types).toEqual([
      ...['seat-ended', 'seat-ended', 'seat-ended', 'seat-ended'],
      ...['membership-ended', 'membership-ended', 'membership-ended'],
      ...['commitment-withdrawn', 'organisation-left'],
    ])
    const { fact } = JSON.parse(entries.at(-1)?.entry ?? '')
    expect(fact).toMatchObject({ organisation: 'org_japan', signatories: ['person_hana'] })
    expect(fact.commitments).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toContain('dissolved')
  })
})
