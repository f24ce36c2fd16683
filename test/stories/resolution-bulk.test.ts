import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { draftFacts, type Said } from '../support/drafts.ts'
import { type Product, startProduct } from '../support/product.ts'

const france = { organisation: 'org_france', code: 'FR' } as const
const japan = { organisation: 'org_japan', code: 'JP' } as const

/** Six on 3.10, of which two say what the first says; one on 3.10.1, one on 3.1 and one on the whole. */
const said: Said[] = [
  { ...france, type: 'technical', clause: '3.10', text: 'Threshold without its unit.' },
  { ...japan, type: 'technical', clause: 'Clause 3.10', text: 'threshold without its unit' },
  { ...japan, type: 'technical', clause: '3.10', text: 'Threshold, without its unit!' },
  { ...france, type: 'technical', clause: '3.10', text: 'The test is not named.' },
  { ...france, type: 'editorial', clause: '3.10', text: 'A comma is missing.' },
  { ...japan, type: 'technical', clause: '3.10', text: 'Who measures it?' },
  { ...japan, type: 'technical', clause: '3.10', text: 'How often?' },
  { ...japan, type: 'technical', clause: '3.10', text: 'On what data?' },
  { ...japan, type: 'editorial', clause: '3.10.1', text: 'Number the list.' },
  { ...france, type: 'editorial', clause: '3.1', text: 'Spell it out.' },
  { ...japan, type: 'general', clause: '', text: 'Too long.' },
]

onEachDatabase('An editor', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const editor = { organisation: 'org_germany', role: 'editor', standing: 'staff' } as const
    const days = { from: '2020-01-01', until: null }
    const seats = (['person_owen', 'person_greta'] as const).map((person) => ({
      ...{ type: 'seat-given' as const, person, ...editor, ...days },
    }))
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([...draftFacts('wg_evaluation', 1, said), ...seats], { by: 'operator', organisation: null }),
    )
  }, 60_000)
  afterAll(() => product?.close())

  const inSlack = (line: string) => product.slack.command('owen', 'allied-evals', line)

  async function inTeams(line: string, words: string) {
    const { teams } = product
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), line)
    return teams.shows(teams.chat(greta), words)
  }

  test('merges what says the same in one form, without what is not', async () => {
    const { slack } = product
    const asked = await inSlack('duplicates D-1')
    expect(asked.text).toContain('2 comments of D-1 say what others say')
    expect(asked.text).toContain('JP-002 says what FR-001 says, clause 3.10: threshold')
    const form = await slack.click('owen', asked, 'Choose duplicates')
    const [kept] = await on().owner.query<{ id: string }>('select id from draft_comments where number = 2')
    const done = await slack.submit('owen', form, { merge: kept?.id ?? '' })
    expect(done.text).toContain('Proposed as duplicates: 1 comment of D-1')
    expect(done.text).toContain('1 comment that may be duplicates stay open')
  })

  test('merges all that is left at once, in Teams too', async () => {
    const { teams } = product
    const asked = await inTeams('duplicates D-1', '1 comment of D-1 says what others say')
    const merged = await teams.click(teams.person('greta'), asked, 'Merge 1 duplicate')
    expect(merged.text).toContain('Proposed as duplicates: 1 comment of D-1')
    expect((await inSlack('duplicates D-1')).text).toContain('no comment of D-1 without a proposal says what another')
    expect((await inSlack('history JP-003')).text).toContain('duplicate of FR-001: “It says what FR-001 says.”')
    await teams.say(teams.person('hana'), teams.chat(teams.person('hana')), 'duplicates D-1')
    await teams.shows(teams.chat(teams.person('hana')), 'this takes the editor or the secretariat')
  })

  test('goes through the draft by clause, from the whole of it on', async () => {
    const { slack } = product
    const general = await inSlack('dispose D-1')
    expect(general.text).toContain('D-1 general comments · 1 comment')
    expect(general.text).toContain('Too long.')
    const next = await slack.click('owen', general, 'Go to clause 3.1')
    expect(next.text).toContain('D-1 clause 3.1 · 1 comment')
    const clause = await slack.click('owen', next, 'Go to clause 3.10')
    expect(clause.text).toContain('D-1 clause 3.10 · 7 comments')
    expect(clause.text).not.toContain('JP-002')
    const more = await slack.click('owen', clause, 'Next 2')
    expect(more.text).toContain('JP-008')
    expect(more.text).toContain('JP-009')
  })

  test('proposes for a clause’s comments in one form, whose problems stand on their fields', async () => {
    const { slack } = product
    const clause = await inSlack('dispose D-1 clause 3.10')
    const form = await slack.click('owen', clause, 'Propose for these')
    const wrong = await slack.submit('owen', form, {
      disposition1: 'accepted-with-modification',
      text2: 'Name it',
      disposition3: 'accepted',
    })
    const says = JSON.stringify(wrong)
    expect(says).toContain('say why it is accepted with modification')
    expect(says).toContain('choose a disposition beside its observation')
    const done = await slack.submit('owen', form, {
      disposition1: 'accepted-with-modification',
      text1: 'per 1 000 tasks',
      disposition3: 'accepted',
    })
    expect(done.text).toContain('Proposed for 2 comments of D-1')
    expect(done.text).toContain('FR-001: accepted with modification: “per 1 000 tasks”')
    const rows = await on().owner.query("select 1 from dispositions where disposition <> 'duplicate'")
    expect(rows).toHaveLength(2)
  })

  test('goes on in Teams with what is proposed already in the form', async () => {
    const { teams } = product
    const greta = teams.person('greta')
    const clause = await inTeams('dispose D-1 clause 3.10', 'D-1 clause 3.10')
    const dialog = await teams.openDialog(greta, clause, 'Propose for these')
    expect(JSON.stringify(dialog)).toContain('per 1 000 tasks')
    const done = await teams.submitDialog(greta, dialog, {
      disposition1: 'accepted-with-modification',
      text1: 'per 1 000 tasks',
      disposition2: 'noted',
      text2: 'The test is in clause 4.',
    })
    expect(done.text).toContain('Proposed for 1 comment of D-1')
    expect((await inSlack('history FR-004')).text).toContain('noted: “The test is in clause 4.”')
    expect((await inSlack('dispose D-1 clause 99')).text).toContain('no undecided comment of D-1 is of that clause')
  })
})
