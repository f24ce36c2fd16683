import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { promised } from '../support/standing.ts'

/** C-1 of Japan, confirmed by Hana in Teams; Eva of the secretariat assesses it in Slack. */
onEachDatabase('A finding', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await promised(product)
  })
  afterAll(() => product.close())

  test('is shown to its owner first, in a 1:1 chat of the other platform, and to nobody else', async () => {
    const { slack, teams, places } = product
    await slack.shows(places.slack, 'Found  ·  not assessed')
    const typed = await slack.command('eva', 'allied-evals', 'assess C-1 limited: Two of five results are public')
    expect(typed.text).toContain('C-1 is found limited')
    expect(typed.text).toContain('Japan sees it first')
    const hana = teams.person('hana')
    const asked = await teams.shows(teams.chat(hana), 'C-1 was found limited')
    expect(textOf(asked.card)).toContain('“Two of five results are public”')
    expect(textOf(asked.card)).toContain('Nobody else sees it yet')
    for (const line of ['show C-1', 'history C-1', 'commitments japan']) {
      const other = await slack.command('luc', 'allied-evals', line)
      expect(other.text, line).toContain('Publish our evaluation results')
      expect(other.text, line).not.toContain('Two of five')
      expect(other.text, line).not.toContain('limited')
    }
    const own = await slack.command('aiko', 'allied-evals', 'show C-1')
    expect(own.text).toContain('Two of five results are public')
    expect(own.text).toContain('Its owner and its assessor alone see this finding until')
  })

  test('is shown with the owner’s reply from then on, everywhere, and the two are never apart', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const asked = await teams.shows(teams.chat(hana), 'C-1 was found limited')
    const form = await teams.openDialog(hana, asked, 'Write reply')
    const empty = await teams.submitDialog(hana, form, { reply: '' })
    expect(empty.text).toContain('Write your reply.')
    const replied = await teams.submitDialog(hana, empty, { reply: 'The others follow in May' })
    expect(replied.text).toContain('The finding on C-1 is shown')
    for (const text of [
      (await slack.shows(places.slack, 'The others follow in May')).text,
      textOf((await teams.shows(places.teams, 'The others follow in May')).card),
      (await slack.command('luc', 'allied-evals', 'show C-1')).text,
      (await slack.command('luc', 'allied-evals', 'history C-1')).text,
    ]) {
      expect(text).toContain('Two of five results are public')
      expect(text).toContain('The others follow in May')
      expect(text).toMatch(/found limited|Found\s+▓▓░░\s+limited/)
    }
    const late = await teams.click(hana, asked, 'Show without reply')
    expect(late.text).toContain('The finding on C-1 is shown to everybody already')
  })

  test('leaves what the owner reported as it stands', async () => {
    const { slack } = product
    const reported = await slack.command('aiko', 'allied-evals', 'update C-1 substantial on track Three are public')
    expect(reported.text).toContain('▓▓▓░  substantial, on track')
    expect(reported.text).toContain('▓▓░░  limited')
    const history = await slack.command('luc', 'allied-evals', 'history C-1')
    expect(history.text).toContain('substantial, on track')
    expect(history.text).toContain('found limited')
  })

  test('is not made by whoever belongs to the owner, by others than assessors, or where others read what is typed', async () => {
    const { slack } = product
    const member = await slack.command('luc', 'allied-evals', 'assess C-1 complete All there')
    expect(member.text).toContain('this takes an assessor, or the secretariat')
    const heard = await slack.mention('eva', 'allied-evals', 'assess C-1 complete All there')
    expect(heard.text).toContain('Japan sees a finding on C-1 before others do')
    const odd = await slack.command('eva', 'allied-evals', 'assess C-1 halfway there')
    expect(odd.text).toContain(
      '“halfway” is not one of the findings: no evidence, not started, limited, substantial or complete.',
    )
    const unknown = await slack.command('eva', 'allied-evals', 'assess C-99 limited Nothing')
    expect(unknown.text).toContain('There is no C-99')
  })
})
