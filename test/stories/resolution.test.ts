import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { draftFacts, type Said } from '../support/drafts.ts'
import { type Product, startProduct } from '../support/product.ts'

const said: Said[] = [
  { organisation: 'org_france', code: 'FR', type: 'editorial', clause: '10', text: 'A comma is missing.' },
  { organisation: 'org_germany', code: 'DE', type: 'technical', clause: '3.10', text: 'Threshold without its unit.' },
  { organisation: 'org_france', code: 'FR', type: 'editorial', clause: '2', text: 'Spell it out.' },
  { organisation: 'org_japan', code: 'JP', type: 'technical', clause: '3.10', text: 'The unit is missing.' },
  { organisation: 'org_japan', code: 'JP', type: 'general', clause: '', text: 'Too long.' },
  { organisation: 'org_korea', code: 'KR', type: 'editorial', clause: 'A.1', text: 'The table needs a title.' },
]

/** Within which a card is drawn anew on a busy machine. */
const redrawn = { timeout: 12_000 }

onEachDatabase('Comments on a draft', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const days = { from: '2020-01-01', until: null }
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          ...draftFacts('wg_evaluation', 1, said),
          ...(['editor', 'chair'] as const).map((role) => ({
            ...{
              type: 'seat-given' as const,
              person: role === 'editor' ? ('person_owen' as const) : ('person_greta' as const),
            },
            ...{ organisation: 'org_germany' as const, role, standing: 'staff' as const, ...days },
          })),
        ],
        { by: 'operator', organisation: null },
      ),
    )
    // The same Luc that is in Slack.
    await product.linkInTeams('alice', 'person_luc')
  }, 60_000)
  afterAll(() => product?.close())

  const inSlack = async (who: string, line: string) => (await product.slack.command(who, 'allied-evals', line)).text

  async function inTeams(who: string, line: string, words: string) {
    const { teams } = product
    const person = teams.person(who)
    await teams.say(person, teams.chat(person), line)
    return teams.shows(teams.chat(person), words)
  }

  test('get dispositions from the editor, one by one and by type, and every rule of them is said', async () => {
    const { slack } = product
    const many = await slack.command('owen', 'allied-evals', 'dispose D-1 editorial accepted')
    expect(many.text).toContain('Propose for 3 comments of D-1?')
    expect((await slack.click('owen', many, 'Propose dispositions')).text).toContain('Proposed for 3 comments of D-1')
    expect(await inSlack('owen', 'dispose D-1 editorial accepted')).toContain('no undecided comment of D-1 is of that')
    expect(await inSlack('owen', 'dispose DE-002 accepted with modification')).toContain(
      'say why it is accepted with modification',
    )
    expect(await inSlack('owen', 'dispose DE-002 accepted with modification: per 1 000 tasks')).toContain(
      'accepted with modification: “per 1 000 tasks”',
    )
    expect(await inSlack('owen', 'dispose DE-002 withdrawn')).toContain('by the organisation that submitted it alone')
    expect(await inSlack('owen', 'dispose JP-004 duplicate of DE-002: the same unit')).toContain('duplicate of DE-002')
    expect(await inSlack('owen', 'dispose DE-002 duplicate of JP-004: the same unit')).toContain('leads back to DE-002')
    expect(await inSlack('owen', 'dispose DE-009 accepted')).toContain('There is no DE-009')
    expect(await inSlack('luc', 'dispose DE-002 accepted')).toContain('this takes the editor or the secretariat')
    await inTeams('hana', 'circulate D-1 until Friday 17:00', 'this takes the secretariat or the chair')
  })

  test('are circulated as a list whose card stands in every place, on both platforms', async () => {
    const { slack, teams, places } = product
    const preview = await slack.command('eva', 'allied-evals', 'circulate D-1 until Friday 17:00')
    expect(preview.text).toContain('Circulate dispositions for 5 comments of D-1?')
    expect((await slack.click('eva', preview, 'Circulate list')).text).toContain('Dispositions of D-1 are circulated')
    const words = '3 editorial, accepted · 1 technical with proposed text · 1 duplicate merged · 1 undecided'
    expect((await slack.shows(places.slack, words)).text).toContain('D-1 Dispositions proposed for 5 comments')
    await teams.shows(places.teams, words)
    expect(await inSlack('eva', 'circulate D-1 until Friday 17:00')).toContain('the last list of D-1 stands until')
    const read = await slack.command('sam', 'allied-evals', 'dispositions D-1')
    expect(read.text.indexOf('JP-005 general')).toBeLessThan(read.text.indexOf('FR-003 clause 2'))
    expect(read.text.indexOf('FR-003 clause 2')).toBeLessThan(read.text.indexOf('DE-002 clause 3.10'))
    expect((await slack.click('sam', read, 'Next 1')).text).toContain('KR-006 clause A.1')
  })

  test('are pulled out by any organisation until the deadline, in Teams by a word and in Slack by a form', async () => {
    const { slack, teams, places } = product
    await inTeams('hana', 'pull out FR-003 it changes the meaning', 'Japan pulled FR-003 out')
    const card = await slack.shows(places.slack, 'Pulled out so far')
    const form = await slack.click('luc', card, 'Pull one out')
    const wrong = await slack.submit('luc', form, { comment: 'JP-005', reason: 'Ours' })
    expect(JSON.stringify(wrong)).toContain('so it is discussed anyway')
    expect((await slack.submit('luc', form, { comment: 'de-2', reason: 'Not per tasks' })).text).toContain(
      'France pulled DE-002 out',
    )
    expect(await inSlack('luc', 'pull out DE-002 Not per tasks')).toContain('France pulled DE-002 out')
    expect(await inSlack('aiko', 'pull out DE-002 no')).toContain('this takes a delegate or deputy')
    await expect
      .poll(async () => (await slack.shows(places.slack, 'D-1 Dispositions')).text, redrawn)
      .toMatch(/so far\W*2/)
    await expect
      .poll(async () => JSON.stringify((await teams.shows(places.teams, 'D-1 Dispositions')).card), redrawn)
      .toMatch(/so far[^0-9]*2/)
    await inTeams('greta', 'decide D-1', 'Nothing was decided: comments of D-1 may be pulled out until')
  })

  test('cannot be pulled out after the deadline, which the chair hears of', async () => {
    const { slack, teams, places, composed } = product
    await on().owner.query("update consent_lists set deadline = now() - interval '1 second'")
    expect(await inSlack('sam', 'pull out KR-006 late')).toContain(
      'KR-006 was not pulled out: the time for that ended on',
    )
    await composed.clockwork.sweep()
    const greta = teams.person('greta')
    expect((await teams.shows(teams.chat(greta), 'D-1 Nothing more can be pulled out')).text).toBeDefined()
    await slack.shows(places.slack, 'The chair decides 3 comments in one act.')
  })

  test('that were pulled out or are undecided get positions, step by step, and the other platform goes on', async () => {
    const { slack, teams } = product
    const first = await slack.command('luc', 'allied-evals', 'positions D-1')
    expect(first.text).toContain('Comment 1 of 3 · general')
    const second = await slack.click('luc', first, 'Accept')
    expect(second.text).toContain('Saved: JP-005, accept.')
    expect(second.text).toContain('Comment 2 of 3 · clause 2')
    expect(second.text).toContain('it changes the meaning')
    const left = await slack.click('luc', second, 'Save and leave')
    expect(left.text).toContain('France has a position on 1 of 3 comments')

    const luc = teams.person('alice')
    const resumed = await inTeams('alice', 'positions D-1', 'Comment 2 of 3')
    const dialog = await teams.openDialog(luc, resumed, 'Not accept')
    expect((await teams.submitDialog(luc, dialog, { position: 'not-accept', note: '' })).text).toContain('write a note')
    const third = await teams.submitDialog(luc, dialog, { position: 'not-accept', note: 'It does.' })
    expect(third.text).toContain('Comment 3 of 3')
    await inTeams('alice', 'positions D-1', 'Comment 3 of 3')
    expect(await inSlack('owen', 'positions D-1')).toContain('this takes a delegate or deputy')
  })

  test('are decided by the chair, en bloc and one by one, and keep their history', async () => {
    const { slack, teams, places } = product
    expect(await inSlack('eva', 'decide D-1')).toContain('this takes the chair')
    const greta = teams.person('greta')
    const told = await teams.shows(teams.chat(greta), 'D-1 Nothing more can be pulled out')
    const preview = await teams.click(greta, told, 'Decide list')
    expect(preview.text).toContain('Decide 3 comments of D-1 as proposed?')
    expect((await teams.click(greta, preview, 'Decide list')).text).toContain('Decided as proposed: 3 comments of D-1')
    await slack.shows(places.slack, 'The chair decided 3 comments in one act.')
    await teams.shows(places.teams, 'The chair decided 3 comments in one act.')
    await inTeams('greta', 'decide D-1', 'Nothing was decided: nothing of D-1 stands')
    const left = await inTeams('greta', 'undecided D-1', 'D-1 3 comments to decide one by one')
    expect(textOf(left.card)).toContain('2 pulled out · 1 with nothing proposed')
    expect(textOf(left.card)).toContain('1 not accept; recommended: not accept')
    const dialog = await teams.openDialog(greta, left, 'Decide DE-002')
    const asked = JSON.stringify(dialog)
    expect(asked).toContain('per 1 000 tasks')
    const one = await teams.submitDialog(greta, dialog, { disposition: 'accepted', text: '', duplicateOf: '' })
    expect(one.text).toContain('DE-002 is decided')
    expect(one.text).toContain('Left to decide one by one: 2 comments.')
    const forAll = await slack.command('luc', 'allied-evals', 'undecided D-1')
    expect(forAll.text).toContain('D-1 2 comments to decide one by one')
    expect(forAll.text).not.toContain('Decide FR-003')
    await inTeams('greta', 'decide FR-003 not accepted', 'FR-003: say why it is not accepted')
    await inTeams('greta', 'decide FR-003 not accepted: it changes the meaning', 'FR-003 is decided')
    expect(await inSlack('owen', 'dispose FR-003 accepted')).toContain('FR-003 is decided already: not accepted')
    const history = await inSlack('luc', 'history FR-003')
    expect(history).toContain('proposed by')
    expect(history).toContain('decided by')
    expect(history).toContain('pulled out by Japan: “it changes the meaning”')
    expect(history).toContain('1 not accept; recommended: not accept')
    expect(await inSlack('luc', 'history KR-006')).toContain('decided en bloc by')
    const rows = await on().owner.query(
      "select consent_id from dispositions where kind = 'decided' and consent_id is not null",
    )
    expect(rows).toHaveLength(3)
  })

  test('are counted anew on the card of a closed list when an organisation withdraws its comment', async () => {
    const { slack, teams, places } = product
    expect((await slack.shows(places.slack, 'D-1 Dispositions')).text).toContain('1 undecided')
    const hana = teams.person('hana')
    const shown = await inTeams('hana', 'comments D-1 JP-005', 'JP-005 on D-1')
    const asks = await teams.click(hana, shown, 'Withdraw comment')
    expect((await teams.click(hana, asks, 'Withdraw comment')).text).toContain('is withdrawn')
    const inSlackNow = async () => (await slack.shows(places.slack, 'D-1 Dispositions')).text
    await expect.poll(inSlackNow, redrawn).not.toContain('undecided')
    const inTeamsNow = async () => JSON.stringify((await teams.shows(places.teams, 'D-1 Dispositions')).card)
    await expect.poll(inTeamsNow, redrawn).not.toContain('undecided')
  })
})
