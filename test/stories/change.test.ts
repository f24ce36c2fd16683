import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** C-1 of Japan. Aiko, a member, writes in Slack; Hana, its delegate, in Teams. */
onEachDatabase('What was promised', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { teams, places } = product
    const hana = teams.person('hana')
    await teams.say(hana, places.teams, 'commit Lend experts by 2027-03-01 for R-4.2')
    await teams.click(hana, await teams.shows(teams.chat(hana), 'Commit Lend experts'), 'Commit Japan')
    await slackCard('Lend experts')
  })
  afterAll(() => product.close())

  const slackCard = (words: string) => product.slack.shows(product.places.slack, words)
  const teamsCard = (words: string) => product.teams.shows(product.places.teams, words)

  test('is of a kind, whose fields are asked for in the form, each problem on its field', async () => {
    const { slack, teams, places } = product
    const typed = await slack.command('luc', 'allied-evals', 'commit funding: Pay for two evaluations by 2027-05-01')
    expect(typed.text).toContain('Write the amount.')
    const form = await slack.command('luc', 'allied-evals', 'commit')
    const chosen = await slack.submit('luc', form, {
      text: 'Pay for two evaluations',
      due: '2027-05-01',
      kind: 'funding',
    })
    expect(chosen.text).toContain('Write the amount.')
    const odd = await slack.submit('luc', chosen, { amount: 'a lot', currency: 'XYZ' })
    expect(odd.errors).toEqual({
      amount: '“a lot” is not an amount I can read. Write it in figures, for example 250000 or 1200.50.',
      currency: '“XYZ” is not a currency of ISO 4217. Write its three letters, for example EUR or JPY.',
    })
    const preview = await slack.submit('luc', chosen, { amount: '250000', currency: 'eur' })
    expect(preview.text).toContain('funding: 250,000 EUR')
    await slack.click('luc', preview, 'Commit France')
    expect(textOf((await teams.shows(places.teams, 'Pay for two evaluations')).card)).toContain('funding: 250,000 EUR')
  })

  test('is changed by a colleague only when its delegate confirms, and the first day stays to be seen', async () => {
    const { slack, teams } = product
    const card = await slackCard('C-1 Lend experts')
    const form = await slack.click('aiko', card, 'Change commitment')
    expect(form.text).toContain('Lend experts')
    const past = await slack.submit('aiko', form, { due: '2020-01-01' })
    expect(past.errors?.due).toContain('1 January 2020')
    const missing = await slack.submit('aiko', form, { kind: 'talent' })
    expect(missing.text).toContain('Write how many experts.')
    const inputs = z.array(z.looseObject({ block_id: z.string().optional(), optional: z.boolean().optional() }))
    const needed = inputs.parse(missing.blocks).filter(({ optional }) => optional === false)
    expect(needed.map((block) => block.block_id)).toEqual(['text', 'due', 'experts', 'months', 'host'])
    const preview = await slack.submit('aiko', missing, {
      due: '2027-04-15',
      experts: '3',
      months: '6',
      host: 'Nairobi',
    })
    expect(preview.text).toContain('Monday 1 March 2027 (Tokyo) → Thursday 15 April 2027 (Tokyo)')
    expect(preview.text).toContain('other → talent: 3 experts, 6 months, Nairobi')
    const proposed = await slack.click('aiko', preview, 'Propose change')
    expect(proposed.text).toContain('until then C-1 stands as it is')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).not.toContain('Nairobi')

    const hana = teams.person('hana')
    const asked = await teams.shows(teams.chat(hana), 'Aiko Mori proposes to change C-1')
    const made = await teams.click(hana, asked, 'Confirm change')
    expect(made.text).toContain('Changed. Its cards show it as it stands now.')
    for (const text of [(await slackCard('Nairobi')).text, textOf((await teamsCard('Nairobi')).card)]) {
      expect(text).toContain('Thursday 15 April 2027 (Tokyo), first promised for Monday 1 March 2027')
      expect(text).toContain('talent: 3 experts, 6 months, Nairobi')
    }
    const again = await teams.click(hana, asked, 'Decline change')
    expect(again.text).toContain('This change of C-1 was settled already')
  })

  test('is not changed over somebody’s head: the second editor is told, and nothing typed is lost', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const first = await teams.openDialog(hana, await teamsCard('C-1 Lend experts'), 'Change commitment')
    const second = await slack.click('aiko', await slackCard('C-1 Lend experts'), 'Change commitment')
    const needed = [...JSON.stringify(first.card).matchAll(/"id":"(\w+)","label":"[^"]*","isRequired":true/g)]
    expect(needed.map(([, name]) => name)).toEqual(['text', 'due', 'experts', 'months', 'host'])
    const preview = await teams.submitDialog(hana, first, { text: 'Lend four experts' })
    await teams.click(hana, preview, 'Change C-1')
    await slackCard('Lend four experts')

    const told = await slack.submit('aiko', second, { text: 'Lend five experts', due: '2027-06-01' })
    // Slack keeps what was typed in the form, and shows what is wrong on its field.
    expect(told.errors?.text).toContain(
      'Hana Sato changed this meanwhile to “Lend four experts”. What you typed is kept.',
    )
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain('Lend four experts')

    const knowing = await slack.submit('aiko', second, { text: 'Lend five experts', due: '2027-06-01' })
    expect(knowing.text).toContain('Lend four experts → Lend five experts')
    await slack.click('aiko', knowing, 'Propose change')
    const proposal = await teams.shows(teams.chat(hana), 'Lend five experts')
    await teams.click(hana, proposal, 'Confirm change')
    await teamsCard('Lend five experts')
  })

  test('has milestones, as many as one keeps in mind, with each wrong line named', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const empty = await teams.click(hana, await teamsCard('C-1 Lend five experts'), 'Show milestones')
    expect(empty.text).toContain('C-1 has no milestones')
    const form = await teams.openDialog(hana, empty, 'Add milestones')
    const many = Array.from({ length: 3_000 }, () => 'x').join('\n')
    const tooMany = await teams.submitDialog(hana, form, { milestones: many })
    expect(tooMany.text).toContain('That makes 3000 milestones; 50 is the most of one commitment.')
    const wrong = await teams.submitDialog(hana, form, { milestones: 'Name them by 31 Febuary\nSend them' })
    expect(wrong.text).toContain('Line 1: “31 Febuary” is not a date I can read')
    expect(wrong.text).toContain('Line 2: write it like Publish the draft by 15 January.')
    const preview = await teams.submitDialog(hana, form, {
      milestones: 'Name them 🎓 by 2027-01-15\nأرسلهم by 2027-02-15\nReport back by 2027-05-15',
    })
    expect(preview.text).toContain('Friday 15 January 2027')
    const made = await teams.click(hana, preview, 'Change C-1')
    expect(made.text).toContain('Changed.')
    const listed = await slack.command('aiko', 'allied-evals', 'milestones C-1')
    expect(listed.text).toContain('C-1 0 of 3 milestones reached')
    expect(listed.text).toContain('أرسلهم')
    const reached = await slack.click('aiko', listed, 'Mark 1 reached')
    expect(reached.text).toContain('C-1 1 of 3 milestones reached')
    const other = await slack.command('luc', 'allied-evals', 'milestones C-1')
    expect(other.text).toContain('1 of 3 milestones reached')
    expect(other.text).not.toContain('Mark 1')
    const drop = await slack.click('aiko', reached, 'Drop 3')
    expect(drop.text).toContain('Report back')
    await slack.click('aiko', drop, 'Propose change')
    const asked = await teams.shows(teams.chat(hana), 'Drop milestone')
    await teams.click(hana, asked, 'Confirm change')
    expect((await slack.command('luc', 'allied-evals', 'milestones c1')).text).toContain('1 of 2 milestones reached')
  })

  test('is handed over to a colleague, who is told, and to nobody else', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const outside = await slack.command('aiko', 'allied-evals', 'handover C-1 to Luc Bernard')
    expect(outside.text).toContain('Luc Bernard holds no seat of Japan today.')
    const handed = await slack.command('aiko', 'allied-evals', 'handover C-1 to Hana')
    expect(handed.text).toContain('Hana Sato is the contact of C-1')
    await teams.shows(teams.chat(hana), 'Aiko Mori handed C-1 over to you')
  })

  test('is not changed by others, and what is not there is said to be', async () => {
    const { slack, teams } = product
    const greta = teams.person('greta')
    const others = await slack.command('luc', 'allied-evals', 'change C-1')
    expect(others.text).toContain('this takes a delegate, deputy, member, coordinator or attaché')
    await teams.say(greta, teams.chat(greta), 'change C-99')
    await teams.shows(teams.chat(greta), 'There is no C-99')
    const long = await slack.click('aiko', await slackCard('C-1 Lend five experts'), 'Change commitment')
    const refused = await slack.submit('aiko', long, { text: 'x'.repeat(10_000) })
    expect(refused.errors?.text).toContain('This is 10000 characters long; 500 is the most.')
  })
})
