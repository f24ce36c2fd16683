import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import { tenant } from '../support/connector.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

/** A second consortium, in which Greta takes part as well. */
const other: ConsortiumFact[] = [
  { type: 'consortium-founded', id: 'con_other', name: 'Harbour Group', zone: 'Europe/Berlin', label: 'TLP:GREEN' },
  {
    type: 'organisation-admitted',
    id: 'org_harbour',
    short: 'Harbour',
    name: 'Harbour Office',
    kind: 'government',
    country: 'DE',
    zone: 'Europe/Berlin',
  },
  { type: 'working-group-formed', id: 'wg_docks', name: 'Docks', kind: 'working-group' },
  {
    type: 'membership-begun',
    body: 'wg_docks',
    organisation: 'org_harbour',
    category: 'P',
    class: '',
    votes: true,
    from: '2020-01-01',
    until: null,
  },
  { type: 'person-added', person: 'person_greta', zone: 'Europe/Berlin', sealed: { name: 'Greta Vogel', contact: '' } },
  {
    type: 'seat-given',
    person: 'person_greta',
    organisation: 'org_harbour',
    role: 'delegate',
    standing: 'staff',
    from: '2020-01-01',
    until: null,
  },
]

onEachDatabase('A person of two consortia', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const operator = { by: 'operator', organisation: null } as const
    await on().database.store.transact('con_other', (unit) => unit.save(other, operator))
  }, 30_000)
  afterAll(() => product?.close())

  test('is asked which one is meant in a 1:1 chat, and goes on with what was typed', async () => {
    const { teams } = product
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    await teams.say(greta, chat, 'commit Dredge the basin by 2027-03-01')
    const asked = await teams.shows(chat, 'Which consortium is this for?')
    const preview = await teams.click(greta, asked, 'Choose Harbour Group')
    expect(preview.text).toContain('Commit Dredge the basin')
    expect(preview.text).toContain('Docks')
    expect((await teams.click(greta, preview, 'Commit Harbour')).text).toContain('C-1 Dredge the basin')
  })

  test('is not asked in a channel of one, and numbers are each consortium’s own', async () => {
    const { teams, slack, places } = product
    const greta = teams.person('greta')
    await teams.say(greta, places.teams, 'commit Translate the charter by 2027-03-01')
    const preview = await teams.shows(teams.chat(greta), 'Commit Translate the charter')
    expect((await teams.click(greta, preview, 'Commit Germany')).text).toContain('C-1 Translate the charter')
    await slack.shows(places.slack, 'C-1 Translate the charter')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).not.toContain('Dredge')
  })

  test('opens the home of either from the other, in the same message, and the one opened last again', async () => {
    const { teams } = product
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    await teams.say(greta, chat, 'home')
    const asked = await teams.shows(chat, 'Choose Harbour Group')
    await teams.click(greta, asked, 'Choose Harbour Group')
    const harbour = await teams.shows(chat, 'Your home in Harbour Group')
    expect(harbour.id).toBe(asked.id)
    await teams.click(greta, harbour, 'Open home in Allied AI Forum')
    const forum = await teams.shows(chat, 'Your home in Allied AI Forum')
    expect(forum.id).toBe(harbour.id)
    await teams.say(greta, chat, 'home')
    expect((await teams.shows(chat, 'Your home in Allied AI Forum')).id).not.toBe(forum.id)
  })

  test('is refused a consortium that a forged click names and that is not the person’s', async () => {
    const { slack } = product
    const help = await slack.command('luc', 'allied-evals', 'help')
    const text = JSON.stringify(help.blocks).replaceAll('con_demo', 'con_other')
    const answer = await slack.click('luc', { ...help, blocks: JSON.parse(text) }, 'Log commitment')
    expect(answer.text).toContain('I do not know yet whom this account belongs to.')
  })

  test('a place or an account of one consortium is not taken over by another', async () => {
    const { operator, slack, teams, places } = product
    const place = {
      platform: 'teams',
      workspace: tenant,
      channel: places.teams,
      group: 'Docks',
      consortium: 'con_other',
    }
    const bound = await operator('bind-place', place)
    expect(bound.kind === 'refused' && bound.card.title).toBe('This place belongs to another consortium already.')
    const account = {
      platform: 'slack',
      workspace,
      user: slack.userId('luc'),
      person: 'Greta Vogel',
      consortium: 'con_other',
    }
    const linked = await operator('link-account', account)
    expect(linked.kind === 'refused' && linked.card.title).toContain('linked to somebody of another consortium already')
    const free = { ...account, platform: 'teams', workspace: tenant, user: teams.person('carol').aad }
    expect((await operator('link-account', free)).kind).toBe('said')
    const nobody = await operator('link-account', { ...free, person: 'Nobody' })
    expect(nobody.kind === 'refused' && nobody.card.title).toContain('There is no person “Nobody”')
  })
})
