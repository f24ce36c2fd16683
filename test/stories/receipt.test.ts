import { afterAll, beforeAll, expect, test } from 'vitest'
import { shownIn } from '../support/connector-service.ts'
import { onEachDatabase } from '../support/database.ts'
import { castApart, moreVoters } from '../support/electorate.ts'
import { type Product, startProduct } from '../support/product.ts'

const spelt = /Receipt P-\d+ ([0-9A-HJKMNP-TV-Z]{16})/

onEachDatabase('The receipt of a vote', (on) => {
  let product: Product
  const receipts: Record<string, string> = {}
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack } = product
    const others = await moreVoters(on().database, 7)
    const line = (question: string, votes: string) => `poll ${question} by 2099-03-01 12:00${votes}`
    for (const [question, votes] of [
      ['Adopt it openly?', ''],
      ['Adopt it hidden?', ', hidden'],
      ['Adopt it unnamed?', ', unattributed'],
    ] as const) {
      const preview = await slack.command('sam', 'allied-evals', line(question, votes))
      await slack.click('sam', preview, 'Open poll')
    }
    await castApart(on().database, 3, others)
  }, 30_000)
  afterAll(() => product?.close())

  async function typed(name: string, text: string): Promise<string> {
    const { teams } = product
    const who = teams.person(name)
    await teams.say(who, teams.chat(who), text)
    return shownIn(teams.last(teams.chat(who)))
  }

  test('stands in the confirmation on both platforms, and never says what was chosen', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    for (const number of [1, 2, 3]) {
      await teams.say(hana, teams.chat(hana), `vote P-${number} abstain`)
      const cast = await teams.click(hana, teams.last(teams.chat(hana)), 'Cast for Japan')
      receipts[`japan${number}`] = spelt.exec(cast.text)?.[1] ?? ''
      const asked = await slack.command('luc', 'allied-evals', `vote P-${number} approve`)
      const voted = await slack.click('luc', asked, 'Cast for France')
      receipts[`france${number}`] = spelt.exec(voted.text)?.[1] ?? ''
      const shown = await slack.click('luc', voted, 'Show receipt')
      expect(shown.text).toContain(`Receipt of your vote on P-${number}`)
      expect(shown.text).toContain(
        `P-${number} ${receipts[`france${number}`]}, cast by Luc Bernard, its head delegate,`,
      )
      expect(shown.text).not.toMatch(/approve/i)
    }
    expect(new Set(Object.values(receipts)).size).toBe(6)
    expect(Object.values(receipts).every((one) => one.length === 16)).toBe(true)
  })

  test('is shown to the others of that organisation later, on either platform, and to nobody else', async () => {
    const { slack } = product
    const card = await slack.command('aiko', 'allied-evals', 'show P-2')
    expect(card.text).toContain('Japan abstained on P-2 (cast by Hana Sato, its delegate,')
    const shown = await slack.click('aiko', card, 'Show receipt')
    expect(shown.text).toContain(`P-2 ${receipts.japan2}, cast by Hana Sato, its delegate,`)
    expect(await typed('ines', 'receipt p3')).toContain(
      `P-3 ${receipts.france3}, cast by Luc Bernard, its head delegate,`,
    )
    const none = await slack.command('sam', 'allied-evals', 'receipt P-2')
    expect(none.text).toContain('No vote of your organisation on P-2 is in the register')
  })

  test('is checked against the register by whoever has it, and names nobody where names are not shown', async () => {
    const { slack } = product
    const { japan1 = '', japan2 = '', japan3 = '' } = receipts
    const open = await slack.command('sam', 'allied-evals', `receipt P-1 ${japan1}`)
    expect(open.text).toContain('The register holds Japan’s vote on P-1')
    const heard = japan2.replaceAll('0', 'O').replaceAll('1', 'l').toLowerCase()
    for (const [reference, code] of [
      ['P-2', heard],
      ['P-3', japan3],
    ]) {
      const texts = [
        (await slack.command('sam', 'allied-evals', `receipt ${reference} ${code}`)).text,
        await typed('greta', `receipt ${code}`),
      ]
      for (const text of texts) {
        expect(text).toContain(`The register holds a vote on ${reference}`)
        expect(text).not.toMatch(/Japan|Hana|abstain/i)
      }
    }
    expect(await typed('hana', `receipt P-3 ${japan3}`)).toContain('It is the vote that stands.')
  })

  test('that is mistyped, of another poll or of nothing is told apart from one that holds', async () => {
    const { slack } = product
    const { japan1 = '' } = receipts
    const short = await slack.command('sam', 'allied-evals', 'receipt P-1 8M4T')
    expect(short.text).toContain('A receipt has 16 letters and digits')
    const fixed = await slack.submit('sam', short, { receipt: japan1 })
    expect(fixed.text).toContain('The register holds Japan’s vote on P-1')
    const other = await slack.command('sam', 'allied-evals', `receipt P-2 ${japan1}`)
    expect(other.text).toContain(`The register holds nothing on P-2 under the receipt ${japan1} that you may see.`)
    expect(await typed('greta', 'receipt 0000000000000000')).toContain('The register holds nothing under the receipt')
    expect((await slack.command('sam', 'allied-evals', 'receipt P-99')).text).toContain('P-99')
  })

  test('of a vote that was replaced still holds, and says that a later one took its place', async () => {
    const { slack } = product
    const asked = await slack.command('luc', 'allied-evals', 'vote P-2 abstain')
    const again = await slack.click('luc', asked, 'Replace France’s vote')
    const later = spelt.exec(again.text)?.[1] ?? ''
    expect(later).not.toBe(receipts.france2)
    expect(await typed('ines', `receipt P-2 ${receipts.france2}`)).toContain(
      'A later vote of your organisation took its place.',
    )
    expect(await typed('ines', `receipt P-2 ${later}`)).toContain('It is the vote that stands.')
  })

  test('of a result stands on its card, and is checked in the same way', async () => {
    const { slack, composed } = product
    await on().owner.query("update polls set closes_at = now() - interval '1 second' where number = 1")
    await composed.clockwork.sweep()
    const shown = await slack.command('sam', 'allied-evals', 'show P-1')
    const receipt = /P-1 ([0-9A-HJKMNP-TV-Z]{16})/.exec(shown.text)?.[1] ?? ''
    expect(await typed('greta', `receipt P-1 ${receipt}`)).toContain('The register holds the result of P-1')
  })

  test('holds no more once somebody changed the entry in the database', async () => {
    const { japan2 = '' } = receipts
    await on().owner.query(
      `update register_entries set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'org_japan', 'org_korea'), 'UTF8')
       where type = 'ballot-cast'`,
    )
    expect(await typed('greta', `receipt P-2 ${japan2}`)).toContain('The register holds nothing on P-2')
  })
})
