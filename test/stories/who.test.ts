import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('Whom to call', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  test('for a country is its attaché first, in which role and how, with a mention in the reader’s own chat', async () => {
    const { slack, teams } = product
    const shown = await slack.command('luc', 'allied-evals', 'who japan')
    expect(shown.text).toContain('Whom to call for Japan')
    expect(shown.text).toContain('Kenji Ito, Japan, attaché: Embassy in Paris, weekdays 9 to 17')
    expect(shown.text.indexOf('Kenji Ito')).toBeLessThan(shown.text.indexOf('Hana Sato'))
    expect(shown.text).not.toContain('Aiko')
    const ofFrance = await slack.command('aiko', 'allied-evals', 'who France')
    expect(JSON.stringify(ofFrance.blocks)).toContain(slack.userId('luc'))
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'who Japan')
    const message = await teams.shows(teams.chat(greta), 'Kenji Ito')
    expect(JSON.stringify(message.card)).toContain('delegate')
  })

  test('shows members and observers to their own organisation alone', async () => {
    const { slack } = product
    expect((await slack.command('aiko', 'allied-evals', 'who Japan')).text).toContain(', Japan, member')
    const commons = await slack.command('luc', 'allied-evals', 'who Commons')
    expect(commons.text).toContain('Nobody to call for Commons today')
    expect(commons.text).toContain('Ask the secretariat: Eva Lind.')
    expect(commons.text).not.toContain('Owen')
  })

  test('for a kind, a working group and a theme is whoever stands for their organisations', async () => {
    const { slack } = product
    const standards = await slack.command('luc', 'allied-evals', 'who standards')
    expect(standards.text).toContain('Whom to call for standards body')
    expect(standards.text).toContain('Min-jun Park, Korea, delegate')
    expect(standards.text).toContain(', Germany, secretariat')
    const group = await slack.command('luc', 'allied-evals', 'who data gov')
    expect(group.text).toContain('Whom to call for Data governance')
    expect(group.text).toContain('Femke de Wit, Polder, delegate')
    expect(group.text).not.toContain('Greta')

    const [theme = ''] = await themes()
    expect((await slack.command('luc', 'allied-evals', `who ${theme}`)).text).not.toContain('Greta Vogel')
    await commit(`commit Share the bench by 2027-03-01 for R-4.2`)
    const onTheme = await slack.command('luc', 'allied-evals', `who ${theme}`)
    expect(onTheme.text).toContain('Greta Vogel, Germany, delegate')
  })

  test('for a commitment is its owner’s, where the reader may see it', async () => {
    const { slack } = product
    const shown = await slack.command('luc', 'allied-evals', 'who c-1')
    expect(shown.text).toContain('Whom to call for C-1, Germany')
    expect(shown.text).toContain('Greta Vogel')
    await on().owner.query(`update commitments set label = 'TLP:AMBER', recipients = '["org_korea"]' where number = 1`)
    const hidden = await slack.command('luc', 'allied-evals', 'who C-1')
    const none = await slack.command('luc', 'allied-evals', 'who C-99')
    expect(hidden.text).toContain('There is no C-1 that you may see.')
    expect(none.text).toContain('There is no C-99 that you may see.')
    expect(hidden.text).not.toContain('Germany')
    const [theme = ''] = await themes()
    expect((await slack.command('luc', 'allied-evals', `who ${theme}`)).text).not.toContain('Greta Vogel')
  })

  test('offers the names that are near, and asks where several are meant', async () => {
    const { slack, teams } = product
    const slip = await slack.command('luc', 'allied-evals', 'who Jpan')
    expect(slip.text).toContain('There is no “Jpan” here to call anybody for.')
    expect((await slack.click('luc', slip, 'Japan')).text).toContain('Kenji Ito')
    const ines = teams.person('ines')
    await teams.say(ines, teams.chat(ines), 'who co')
    const several = await teams.shows(teams.chat(ines), '“co” can be several')
    expect((await teams.click(ines, several, 'Commons')).text).toContain('Nobody to call for Commons today')
    expect((await slack.mention('luc', 'allied-evals', 'who korea')).text).toContain('Min-jun Park')
    const form = await slack.command('luc', 'allied-evals', 'who')
    expect((await slack.submit('luc', form, { about: 'nothing of the kind' })).errors.about).toContain('There is no')
  })

  test('lists seats in effect today alone, and nothing to a stranger or to one whose seats ended', async () => {
    const { slack } = product
    await on().owner.query(`update seats set until_day = '2026-01-31' where person_id = 'person_kenji'`)
    expect((await slack.command('luc', 'allied-evals', 'who Japan')).text).not.toContain('Kenji')
    const stranger = await slack.command('alice', 'allied-evals', 'who Japan')
    expect(stranger.text).toContain('Ask your secretariat for a code')
    expect(stranger.text).not.toContain('Hana')
    await on().owner.query(`update seats set until_day = '2026-01-31' where person_id = 'person_sam'`)
    const gone = await slack.command('sam', 'allied-evals', 'who Japan')
    expect(gone.text).toContain('this takes a person with a seat')
    expect(gone.text).not.toContain('Hana')
  })

  async function themes(): Promise<string[]> {
    const rows = await on().owner.query<{ theme: string }>(
      `select unnest(themes) as theme from recommendations where code = '4.2'`,
    )
    return rows.map(({ theme }) => theme)
  }

  /** Greta commits Germany. */
  async function commit(words: string): Promise<void> {
    const { teams, slack, places } = product
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), words)
    const preview = await teams.shows(teams.chat(greta), 'Commit Share the bench')
    await teams.click(greta, preview, 'Commit Germany')
    await slack.shows(places.slack, 'C-1 Share the bench')
  }
})
