import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fact } from '#src/readers.ts'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

const draft = 'draft_d1' as const

const registered: Fact = {
  ...{ type: 'draft-registered', draft, number: 1, group: 'wg_evaluation', label: 'TLP:GREEN', recipients: [] },
  ...{ registeredBy: 'person_eva', stage: 'DIS', opensAt: '2020-01-01T00:00:00Z', closesAt: '2099-12-31T12:00:00Z' },
  sealed: { standard: 'ISO/IEC DIS 42119-2', title: 'Testing of AI systems', body: 'ISO/IEC JTC 1/SC 42', url: '' },
}

/** Japan's are Aiko's, France's Luc's; numbers are given in this order. */
const said: ['JP' | 'FR', clause: string, text: string, proposed: string][] = [
  ['JP', '10', 'The tenth clause comes late', ''],
  ['FR', '2', 'The second clause is short', 'Add a scope'],
  ['FR', 'Annex A.1', 'The annex is informative', ''],
  ['JP', 'Clause 3.10', 'Say who tests', ''],
  ['FR', '3.1', 'Define the word “test”.', 'A test is a trial'],
  ['JP', '3.1', 'define the word "test"', ''],
  ['JP', 'General', 'The whole document reads well', ''],
  ['FR', '3.1.2', 'Number the notes', ''],
  ['JP', '11', 'The eleventh clause comes last', ''],
]

function commented(): Fact[] {
  return said.flatMap(([code, clause, text, proposed], at): Fact[] => {
    const comment = `cmt_c${at + 1}` as const
    const [organisation, author] =
      code === 'JP' ? (['org_japan', 'person_aiko'] as const) : (['org_france', 'person_luc'] as const)
    return [
      {
        ...{ type: 'comment-written', comment, draft, organisation, commentType: 'technical', author },
        ...{ recordedBy: null, file: null, row: null, flags: [], late: false },
        sealed: { clause, paragraph: '', line: '', text, proposed, raw: '' },
      },
      { type: 'comment-validated', comment, draft, number: at + 1, code, validatedBy: null },
    ]
  })
}

/** What a list says, from one reference to the next. */
function order(text: string): string[] {
  return [...text.matchAll(/(?:JP|FR)-\d{3}(?= technical)/g)].map(([reference]) => reference)
}

onEachDatabase('The table of comments on a draft', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([registered, ...commented()], { by: 'operator', organisation: null }),
    )
  }, 30_000)
  afterAll(() => product?.close())

  test('is turned page by page on both platforms, in the natural order of clauses, what is general first', async () => {
    const { slack, teams } = product
    const first = await slack.command('luc', 'allied-evals', 'comments D-1')
    expect(first.text).toContain('D-1 9 comments')
    expect(order(first.text)).toEqual(['JP-007', 'FR-002', 'FR-005', 'JP-006', 'FR-008'])
    const second = ['JP-004', 'JP-001', 'JP-009', 'FR-003']
    expect(order((await slack.click('luc', first, 'Next 4')).text)).toEqual(second)
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'comments d1')
    const shown = await teams.shows(teams.chat(greta), 'D-1 9 comments')
    expect(order(textOf(shown.card))).toEqual(order(first.text))
    expect(order((await teams.click(greta, shown, 'Next 4')).text)).toEqual(second)
  })

  test('is narrowed to a clause and what stands below it', async () => {
    const { slack } = product
    const narrow = await slack.command('luc', 'allied-evals', 'comments D-1 clause 3.1')
    expect(narrow.text).toContain('D-1 3 comments')
    expect(order(narrow.text)).toEqual(['FR-005', 'JP-006', 'FR-008'])
    expect(order((await slack.command('luc', 'allied-evals', 'comments D-1 clause general')).text)).toEqual(['JP-007'])
    const none = await slack.command('luc', 'allied-evals', 'comments D-1 clause 7')
    expect(none.text).toContain('Nobody has commented there yet')
  })

  test('says which comment says what another says, in the list and on its own card', async () => {
    const { slack, teams } = product
    const list = await slack.command('luc', 'allied-evals', 'comments D-1 clause 3.1')
    expect(list.text).toContain('(says what FR-005 says)')
    expect((await slack.click('luc', list, 'Show JP-006')).text).toContain('It says what FR-005 says.')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'comments D-1 fr-5')
    const inTeams = textOf((await teams.shows(teams.chat(greta), 'FR-005 on D-1')).card)
    expect(inTeams).toContain('A test is a trial')
    expect(inTeams).not.toContain('says what')
    expect((await slack.command('luc', 'allied-evals', 'comments D-1 JP-005')).text).toContain('There is no JP-005')
  })

  test('keeps what is withdrawn, by its own organisation alone; a click that is made up withdraws nothing', async () => {
    const { slack, teams } = product
    expect((await slack.command('luc', 'allied-evals', 'comments D-1 JP-006')).text).not.toContain('Withdraw comment')
    const own = await slack.command('luc', 'allied-evals', 'comments D-1 FR-005')
    const refused = await slack.click('aiko', own, 'Withdraw comment')
    expect(refused.text).toContain('Nothing was saved: this takes a head delegate, delegate or deputy')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'comments D-1 JP-001')
    const sure = await teams.click(hana, await teams.shows(teams.chat(hana), 'JP-001 on D-1'), 'Withdraw comment')
    await teams.click(hana, sure, 'Withdraw comment')
    const after = await slack.command('luc', 'allied-evals', 'comments D-1 clause 10')
    expect(after.text).toContain('JP-001 technical: The tenth clause comes late (withdrawn)')
  })

  test('proposes no duplicate of what was withdrawn', async () => {
    const { slack } = product
    const own = await slack.command('luc', 'allied-evals', 'comments D-1 FR-005')
    const asked = await slack.click('luc', own, 'Withdraw comment')
    expect(asked.text).toContain('Withdraw FR-00')
    await slack.click('luc', asked, 'Withdraw comment')
    const list = await slack.command('luc', 'allied-evals', 'comments D-1 clause 3.1')
    expect(list.text).toContain('FR-005')
    expect(list.text).not.toContain('says what')
  })
})
