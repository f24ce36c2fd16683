import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

/** Hana has an account in Teams, and in Slack the one that the stories call alice. */
onEachDatabase('One person with accounts in Slack and in Teams', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, operator } = product
    await operator('link-account', { platform: 'slack', workspace, user: slack.userId('alice'), person: 'person_hana' })
  }, 30_000)
  afterAll(() => product?.close())

  test('votes once, and changes in one what was voted in the other', async () => {
    const { slack, teams, places } = product
    const preview = await slack.command('sam', 'allied-evals', 'poll Adopt the glossary? by 2100-01-01 17:00')
    await slack.click('sam', preview, 'Open poll')
    const inSlack = await slack.shows(places.slack, 'P-1 Adopt the glossary?')
    const asked = await slack.click('alice', inSlack, 'Approve')
    await slack.click('alice', asked, 'Cast for Japan')
    await slack.shows(places.slack, '1 of 6 organisations')
    const hana = teams.person('hana')
    const again = await teams.click(hana, await teams.shows(places.teams, 'P-1 Adopt the glossary?'), 'Disapprove')
    expect(again.text).toContain('Japan approved P-1')
    expect((await teams.click(hana, again, 'Replace Japan’s vote')).text).toContain('Japan disapproved P-1')
    const rows = await on().owner.query('select organisation_id as organisation, cast_by as by from ballots')
    expect(rows).toEqual([{ organisation: 'org_japan', by: 'person_hana' }])
  })

  test('is asked once to confirm, as one signatory of the organisation', async () => {
    const { slack } = product
    const signatories = await on().database.store.transact('con_demo', ({ read }) =>
      read.consortium.signatories('org_japan'),
    )
    expect(signatories.map(({ person }) => person)).toEqual(['person_hana'])
    const preview = await slack.command('aiko', 'allied-evals', 'commit Share the bench by 2100-01-01')
    await slack.click('aiko', preview, 'Propose for Japan')
    await told('Share the bench')
    expect(await count('Share the bench')).toBe(1)
  })

  test('has one digest, which comes once', async () => {
    const { slack, teams, composed } = product
    const hana = teams.person('hana')
    await slack.command('alice', 'allied-evals', 'digest weekly mon 09:00')
    await teams.say(hana, teams.chat(hana), 'digest weekly tue 10:00')
    await teams.shows(teams.chat(hana), 'Tuesday')
    const rows = await on().owner.query('select person_id as person from digests')
    expect(rows).toEqual([{ person: 'person_hana' }])
    await on().owner.query(
      `update digests set next_at = now() - interval '1 second', sent_until = '2026-01-01T00:00:00Z'`,
    )
    await composed.clockwork.sweep()
    await told('Your week')
    await composed.clockwork.sweep()
    await slack.command('aiko', 'allied-evals', 'help')
    expect(await count('Your week')).toBe(1)
  })

  test('is called once', async () => {
    const { slack } = product
    const shown = await slack.command('luc', 'allied-evals', 'who Japan')
    expect(shown.text.match(/, Japan, delegate/g)).toHaveLength(1)
  })

  /** Waits until one of the two chats shows these words. */
  async function told(words: string): Promise<void> {
    const { slack, teams } = product
    const chats = [slack.shows(await slack.chat('alice'), words), teams.shows(teams.chat(teams.person('hana')), words)]
    await Promise.any(chats)
  }

  async function count(words: string): Promise<number> {
    const { slack, teams } = product
    const inSlack = (await slack.messages(await slack.chat('alice'))).filter(({ text }) => text.includes(words))
    const inTeams = teams
      .messages(teams.chat(teams.person('hana')))
      .filter(({ card }) => JSON.stringify(card ?? '').includes(words))
    return inSlack.length + inTeams.length
  }
})
