import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { draftFacts, type Said } from '../support/drafts.ts'
import { type Product, startProduct } from '../support/product.ts'

const said: Said[] = [
  { organisation: 'org_germany', code: 'DE', type: 'technical', clause: '3.10', text: 'Threshold without its unit.' },
  { organisation: 'org_germany', code: 'DE', type: 'technical', clause: '4', text: 'Name the test.' },
]

onEachDatabase('What an organisation says of a comment above TLP:GREEN', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const [draft, consent] = ['draft_1', 'consent_one'] as const
    const proposed = { draft, disposition: 'accepted', duplicateOf: null, after: null } as const
    const by = { proposedBy: 'person_eva', sealed: { text: '' } } as const
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          ...draftFacts('wg_evaluation', 1, said),
          {
            ...{ type: 'draft-relabelled', draft, was: 'TLP:GREEN', label: 'TLP:AMBER' },
            recipients: ['org_germany', 'org_france', 'org_japan'],
          },
          { type: 'disposition-proposed', id: 'disp_one', comment: 'cmt_1c1', ...proposed, ...by },
          { type: 'disposition-proposed', id: 'disp_two', comment: 'cmt_1c2', ...proposed, ...by },
          {
            ...{ type: 'consent-circulated', consent, draft, deadline: '2099-01-01T00:00:00Z', proposals: 2 },
            circulatedBy: 'person_eva',
          },
        ],
        { by: 'operator', organisation: null },
      ),
    )
  }, 60_000)
  afterAll(() => product?.close())

  async function inTeams(who: string, line: string, words: string) {
    const { teams } = product
    const person = teams.person(who)
    await teams.say(person, teams.chat(person), line)
    return teams.shows(teams.chat(person), words)
  }
  const stored = async () =>
    (await on().owner.query<{ reason: string }>('select reason from pull_outs order by at')).map(({ reason }) => reason)

  test('is taken in other words where others read what was typed, and is as if it were not for whom it is not', async () => {
    const { slack } = product
    const offered = await slack.mention('luc', 'allied-evals', 'pull out DE-001 Ours is per task')
    expect(offered.text).toContain('these words were written in this channel')
    const form = await slack.click('luc', offered, 'Open the form')
    const same = await slack.submit('luc', form, { reason: 'ours is per task!' })
    expect(JSON.stringify(same)).toContain('these words were written in this channel')
    expect((await slack.submit('luc', form, { reason: 'A task is no request' })).text).toContain(
      'France pulled DE-001 out',
    )
    expect(await stored()).toEqual(['A task is no request'])
    await inTeams('minjun', 'history DE-001', 'There is no DE-001')
    await inTeams('minjun', 'undecided D-1', 'There is no D-1')
    const hers = await inTeams('hana', 'undecided D-1', 'D-1 1 comment to decide one by one')
    expect(textOf(hers.card)).toContain('A task is no request')
  })

  test('is stored without a word where only references leave the organisation, and others see that it was said', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    await inTeams('hana', 'release TLP:AMBER reference', 'TLP:AMBER')
    const out = await inTeams('hana', 'pull out DE-002 Our lab says so', 'Japan pulled DE-002 out')
    expect(textOf(out.card)).toContain('Its reason is kept by your organisation.')
    expect(await stored()).toEqual(['A task is no request', ''])
    const step = await inTeams('hana', 'positions D-1', 'Comment 1 of 2')
    const next = await teams.openDialog(hana, step, 'Not accept')
    expect(JSON.stringify(next)).not.toContain('"Note"')
    const saved = await teams.submitDialog(hana, next, { position: 'not-accept' })
    expect(saved.text).toContain('Saved: DE-001, not accept.')
    const history = await slack.command('luc', 'allied-evals', 'history DE-002')
    expect(history.text).toContain('pulled out by Japan')
    expect(history.text).not.toContain('Our lab')
  })

  test('is not taken of an organisation that lets nothing leave it', async () => {
    await inTeams('hana', 'release TLP:AMBER nothing', 'TLP:AMBER')
    await inTeams('hana', 'pull out DE-001 No', 'does not leave Japan')
    expect(await stored()).toHaveLength(2)
    const history = await product.slack.command('luc', 'allied-evals', 'history DE-002')
    expect(history.text).not.toContain('Japan')
    const left = await product.slack.command('luc', 'allied-evals', 'undecided D-1')
    expect(left.text).toContain('No organisation has a position yet')
  })
})
