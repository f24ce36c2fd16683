import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('The result of a poll', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const days = { from: '2020-01-01', until: null }
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          {
            ...{ type: 'seat-given' as const, person: 'person_owen' as const, organisation: 'org_commons' as const },
            ...{ role: 'chair' as const, standing: 'staff' as const, ...days },
          },
        ],
        { by: 'operator', organisation: null },
      ),
    )
    await product.linkInTeams('owen', 'person_owen')
    await product.linkInTeams('eva', 'person_eva')
  }, 60_000)
  afterAll(() => product?.close())

  async function opened(words: string, number: number, rule: string) {
    const { slack, teams, places } = product
    const preview = await slack.command('sam', 'allied-evals', `poll ${words} by Friday 17:00 under ${rule}`)
    await slack.click('sam', preview, 'Open poll')
    await slack.shows(places.slack, `P-${number} ${words}`)
    await teams.shows(places.teams, `P-${number} ${words}`)
  }

  async function close(number: number) {
    await on().owner.query(`update polls set closes_at = now() - interval '1 second' where number = ${number}`)
    await product.composed.clockwork.sweep()
  }

  const inSlack = (who: string, line: string) => product.slack.command(who, 'allied-evals', line)

  async function inTeams(who: string, line: string, words: string) {
    const { teams } = product
    const person = teams.person(who)
    await teams.say(person, teams.chat(person), line)
    return teams.shows(teams.chat(person), words)
  }

  async function casts(who: 'luc' | 'sam', number: number, choice: string, organisation: string, reasons?: string) {
    const { slack } = product
    const asked = await inSlack(who, `vote P-${number} ${choice}`)
    if (reasons === undefined) return slack.click(who, asked, `Cast for ${organisation}`)
    const form = await slack.click(who, asked, `Write reasons for ${organisation}`)
    return slack.submit(who, form, { remarks: reasons })
  }

  async function castsInTeams(who: string, number: number, choice: string, organisation: string) {
    const asked = await inTeams(who, `vote P-${number} ${choice}`, `P-${number}`)
    return product.teams.click(product.teams.person(who), asked, `Cast for ${organisation}`)
  }

  const results = (number: number) =>
    on().owner.query<{ n: number; because: string; outcome: string; disapprove: number }>(
      `select r.n, r.because, r.outcome, (r.count ->> 'disapprove')::int as disapprove from poll_results r
       join polls p on p.consortium_id = r.consortium_id and p.id = r.poll_id where p.number = ${number} order by r.n`,
    )

  test('under ISO DIS leaves out what the secretariat rules not to be technical, in a new result beside the first', async () => {
    const { slack, teams, places } = product
    await opened('Position on DIS 42119-2?', 1, 'ISO DIS')
    await casts('luc', 1, 'disapprove', 'France', 'We do not like it')
    await casts('sam', 1, 'approve', 'Northwind')
    await castsInTeams('hana', 1, 'approve', 'Japan')
    expect((await inSlack('eva', 'reasons P-1')).text).toContain('P-1 is not counted yet')
    await close(1)
    await slack.shows(places.slack, 'All votes against 1 of 3')
    expect((await inSlack('luc', 'reasons P-1')).text).toContain('this takes the secretariat')
    const shown = await inSlack('eva', 'show P-1')
    const form = await slack.click('eva', shown, 'Rule on reasons')
    expect(form.text).toContain('1 disapproval with reasons')
    expect((await slack.submit('eva', form, { notTechnical: 'org_france', reason: '' })).errors).toBeDefined()
    const ruled = await slack.submit('eva', form, { notTechnical: 'org_france', reason: 'It names no clause' })
    expect(ruled.text).toContain('Not technical, and left out: France.')
    const card = await slack.shows(places.slack, 'All votes against 0 of 2')
    expect(card.text).toContain('the secretariat ruled on reasons: “It names no clause”')
    expect(card.text).toContain('1 disapproval without technical reasons')
    await teams.shows(places.teams, 'All votes against 0 of 2')
    await slack.shows(await slack.chat('luc'), 'The reasons of France were ruled not to be technical')
    const back = await inTeams('eva', 'reasons P-1', 'Open the form')
    const dialog = await teams.openDialog(teams.person('eva'), back, 'Open the form')
    const undone = await teams.submitDialog(teams.person('eva'), dialog, { notTechnical: '', reason: 'It does' })
    expect(undone.text).toContain('All are technical.')
    expect((await results(1)).map(({ because, outcome }) => [because, outcome])).toEqual([
      ['closed', 'not-approved'],
      ['reasons-ruled', 'approved'],
      ['reasons-ruled', 'not-approved'],
    ])
  })

  test('is contested in the rule’s time by who could vote; the card says so, and the chair’s ruling is entered', async () => {
    const { slack, teams, places } = product
    const card = await slack.shows(places.slack, 'P-1 Position')
    const form = await slack.click('sam', card, 'Contest result')
    expect((await slack.submit('sam', form, { reason: '' })).errors).toBeDefined()
    expect((await slack.submit('sam', form, { reason: 'The reasons name no clause' })).text).toContain(
      'Northwind contests the result of P-1',
    )
    const contested = await slack.shows(places.slack, 'The chair has not ruled.')
    expect(contested.text).toContain('Northwind: “The reasons name no clause”')
    await teams.shows(places.teams, 'The chair has not ruled.')
    expect((await inSlack('sam', 'contest P-1 Again')).text).toContain('Northwind contests this result of P-1 already')
    expect((await inSlack('aiko', 'contest P-1 Ours')).text).toContain('this takes a delegate or deputy')

    const owen = teams.person('owen')
    const told = await teams.shows(teams.chat(owen), 'Northwind contests the result')
    expect((await inSlack('eva', 'show P-1')).text).not.toContain('Rule on Northwind’s contest')
    const dialog = await teams.openDialog(owen, told, 'Rule on contest')
    const ruled = await teams.submitDialog(owen, dialog, { ruling: 'recount', reason: 'Counted with all votes' })
    expect(ruled.text).toContain('It is counted again: P-1')
    const after = await slack.shows(places.slack, 'The chair had it counted again: “Counted with all votes”')
    expect(after.text).toContain('the chair ruled on a contest')
    await slack.shows(await slack.chat('sam'), 'The chair ruled on the contest of Northwind')
    expect((await results(1)).map(({ n, because }) => [n, because])).toEqual([
      [1, 'closed'],
      [2, 'reasons-ruled'],
      [3, 'reasons-ruled'],
      [4, 'contested'],
    ])

    await inTeams('hana', 'contest P-1 We counted two', 'Japan contests the result of P-1')
    const asked = await inSlack('owen', 'show P-1')
    const ruling = await slack.click('owen', asked, 'Rule on Japan’s contest')
    expect((await slack.submit('owen', ruling, { ruling: 'stands', reason: 'It is right' })).text).toContain(
      'The result stands: P-1',
    )
    await teams.shows(places.teams, 'The chair ruled that the result stands: “It is right”')
    expect(await results(1)).toHaveLength(4)
    await on().owner.query("update poll_results set counted_at = counted_at - interval '15 days'")
    expect((await inSlack('luc', 'contest P-1 Too late')).text).toContain('The 14 days in which')
  })

  test('under IEEE SA is counted again when a disapproval is changed after the close, once, and not the other way', async () => {
    const { slack, teams, places } = product
    await opened('Send it to sponsor ballot?', 2, 'IEEE SA')
    await casts('luc', 2, 'disapprove', 'France', 'Clause 3 is wrong')
    await casts('sam', 2, 'approve', 'Northwind')
    for (const [who, organisation] of [
      ['hana', 'Japan'],
      ['minjun', 'Korea'],
      ['greta', 'Germany'],
    ] as const)
      await castsInTeams(who, 2, organisation === 'Germany' ? 'disapprove' : 'approve', organisation)
    expect((await inSlack('luc', 'flip P-2 approve')).text).toContain('P-2 is not counted yet')
    await close(2)
    await slack.shows(places.slack, 'In favour 3 of 4')
    expect((await inSlack('sam', 'flip P-2 abstain')).text).toContain('only a disapproval can be changed')
    const shown = await inSlack('luc', 'show P-2')
    const asks = await slack.click('luc', shown, 'Change to approve')
    expect(asks.text).toContain('Change the disapproval on P-2 to approve?')
    expect((await slack.click('luc', asks, 'Change France’s vote')).text).toContain('France now approved P-2')
    const card = await slack.shows(places.slack, 'In favour 4 of 4')
    expect(card.text).toContain('an organisation changed its vote')
    expect(card.text).toContain('France, from a disapproval')
    await teams.shows(places.teams, 'In favour 4 of 4')
    expect((await inSlack('luc', 'flip P-2 abstain')).text).toContain('has changed its vote on P-2 once')
    const ask = await inTeams('greta', 'flip P-2 abstain', 'Change the disapproval on P-2 to abstain?')
    const greta = teams.person('greta')
    expect((await teams.click(greta, ask, 'Change Germany’s vote')).text).toContain('Germany now abstained on P-2')
    await slack.shows(places.slack, 'Abstentions 1 of 5')
    expect((await results(2)).map(({ because, disapprove }) => [because, disapprove])).toEqual([
      ['closed', 2],
      ['flipped', 1],
      ['flipped', 0],
    ])
    expect((await inSlack('luc', 'flip P-1 approve')).text).toContain('ISO DIS lets no vote be changed after that')
  })
})
