import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import type { Seen } from '../support/slack.ts'

const question = 'Adopt the draft glossary?'

onEachDatabase('A poll', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  /** Opens a poll from Slack and waits for its card on both platforms. */
  async function opened(words: string, number: number) {
    const { slack, teams, places } = product
    const preview = await slack.command('sam', 'allied-evals', `poll ${words} by Friday 17:00`)
    await slack.click('sam', preview, 'Open poll')
    const inSlack = await slack.shows(places.slack, `P-${number} ${words}`)
    const inTeams = await teams.shows(places.teams, `P-${number} ${words}`)
    return { preview, inSlack, inTeams }
  }

  /** The clock goes past the closing time, and the sweep comes by. */
  async function close(number: number) {
    await on().owner.query(`update polls set closes_at = now() - interval '1 second' where number = ${number}`)
  }

  test('is voted in both platforms, one vote per organisation, and both cards agree', async () => {
    const { slack, teams, places } = product
    const { preview, inSlack, inTeams } = await opened(question, 1)
    expect(preview.text).toMatch(/Friday \d+ \w+ \d{4}, 17:00 \(New York, UTC−\d\)/)
    expect(preview.text).toContain('Japan, ')

    const hana = teams.person('hana')
    const asked = await teams.click(hana, inTeams, 'Approve')
    expect(asked.text).toContain('Cast for Japan: Approve?')
    expect((await teams.click(hana, asked, 'Cast for Japan')).text).toContain('Japan approved P-1')
    await slack.shows(places.slack, '1 of 6 organisations')

    const askedLuc = await slack.click('luc', inSlack, 'Disapprove')
    expect(askedLuc.text).toContain('Cast for France: Disapprove?')
    expect((await slack.click('luc', askedLuc, 'Cast for France')).text).toContain('France disapproved P-1')
    const redrawn = await slack.shows(places.slack, '2 of 6 organisations')
    const same = await teams.shows(places.teams, '2 of 6 organisations')
    expect(redrawn.text).toContain('Japan')
    expect(redrawn.text).toContain('France')
    expect(same).toBeDefined()
    expect((await slack.messages(places.slack)).filter((message) => message.text.includes('P-1'))).toHaveLength(1)
  })

  test('takes a deputy’s word for the head delegate’s only where the deputy says so', async () => {
    const { slack, teams, places } = product
    const ines = teams.person('ines')
    const card = await teams.shows(places.teams, `P-1 ${question}`)
    const asked = await teams.click(ines, card, 'Approve')
    expect(asked.text).toContain('France disapproved P-1 (cast by Luc Bernard, its head delegate,')
    expect(asked.text).toContain('You are its deputy.')
    const replaced = await teams.click(ines, asked, 'Replace France’s vote')
    expect(replaced.text).toContain('France approved P-1')
    const after = await slack.command('luc', 'allied-evals', 'vote P-1 approve')
    expect(after.text).toContain('France approved P-1 (cast by Inès Caron, its deputy,')
  })

  test('counts nothing of an observer, a member, a stranger or an unlinked account', async () => {
    const { slack, places } = product
    const card = await slack.shows(places.slack, `P-1 ${question}`)
    expect((await slack.click('owen', card, 'Approve')).text).toContain('this takes a delegate or deputy')
    expect((await slack.click('aiko', card, 'Approve')).text).toContain('this takes a delegate or deputy')
    expect((await slack.click('alice', card, 'Approve')).text).toContain(
      'I do not know yet whom this account belongs to.',
    )
    const forged = forge(card, 'Approve', 'cast-ballot', { organisation: 'org_japan', choice: 'disapprove' })
    expect((await slack.click('luc', forged, 'Approve')).text).toContain('Your vote was not counted')
    expect((await slack.command('luc', 'allied-evals', 'show P-1')).text).toContain('2 of 6 organisations')
  })

  test('casts the same ballot again without a new entry', async () => {
    const { slack, places } = product
    const entries = () => on().owner.query("select n from register_entries where type = 'ballot-cast'")
    const card = await slack.shows(places.slack, `P-1 ${question}`)
    const asked = await slack.click('sam', card, 'Abstain')
    const before = (await entries()).length
    expect((await slack.click('sam', asked, 'Cast for Northwind')).text).toContain('Northwind abstained on P-1')
    expect((await slack.click('sam', asked, 'Cast for Northwind')).text).toContain('Northwind abstained on P-1')
    expect((await entries()).length).toBe(before + 1)
  })

  test('is over at its time, closed by itself, and says the arithmetic on both platforms', async () => {
    const { slack, teams, places, composed } = product
    const card = await slack.shows(places.slack, `P-1 ${question}`)
    const asked = await slack.click('luc', card, 'Disapprove')
    await close(1)
    const late = await slack.click('luc', asked, 'Replace France’s vote')
    expect(late.text).toContain('P-1 closed on')
    expect(late.text).toContain('Your vote was not counted.')
    expect((await slack.command('luc', 'allied-evals', 'show P-1')).text).not.toContain('Cast for')
    await composed.clockwork.sweep()
    const result = await slack.shows(places.slack, '2×2 = 4 > 2 ✓')
    expect(result.text).toContain('6 eligible, 3 voted: 2 approve, 0 disapprove, 1 abstain.')
    expect(result.text).toContain('1 abstention')
    await teams.shows(places.teams, '2×2 = 4 > 2 ✓')
    expect(late).toBeDefined()
  })

  test('closes to the second by its own timer', async () => {
    const { slack, places, composed } = product
    await opened('Meet in Seoul?', 2)
    await on().owner.query("update polls set closes_at = now() + interval '1 second' where number = 2")
    composed.clockwork.committed('con_demo', [], [{ type: 'poll-opened' } as never])
    const closed = await slack.shows(places.slack, 'Nobody approved or disapproved')
    expect(closed.text).toContain('No decision')
  })

  test('shows plain words, whatever the question holds', async () => {
    const { teams, places } = product
    const nasty = 'Ping <!channel> *bold* <https://evil.example|here> @everyone?'
    const { inSlack, inTeams } = await opened(nasty, 3)
    expect(inSlack.text).toContain(nasty)
    expect(JSON.stringify(inSlack.blocks)).not.toMatch(/"type":"(broadcast|link|mrkdwn)"[^}]*evil/)
    expect(inTeams).toBeDefined()
    expect(teams.messages(places.teams).length).toBeGreaterThan(0)
  })
})

/** The same card with a button whose arguments somebody changed. */
function forge(card: Seen, label: string, use: string, changed: Record<string, string>): Seen {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap)
    if (typeof value !== 'object' || value === null) return value
    const record = value as Record<string, unknown>
    const isButton = record.type === 'button' && JSON.stringify(record.text).includes(`"${label}"`)
    if (!isButton || typeof record.value !== 'string')
      return Object.fromEntries(Object.entries(record).map(([key, one]) => [key, swap(one)]))
    const meant = JSON.parse(record.value)
    return { ...record, value: JSON.stringify({ ...meant, use, args: { ...meant.args, ...changed } }) }
  }
  return { ...card, blocks: swap(card.blocks) as unknown[] }
}
