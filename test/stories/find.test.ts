import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fact } from '#src/readers.ts'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { operator } from '../support/database-facts.ts'
import { type Product, startProduct } from '../support/product.ts'

/** D-1, with two comments of Germany that stand and one of France that waits. */
function draftFacts(group: 'wg_evaluation'): Fact[] {
  const said = [
    ['cmt_one', 'org_germany', '3.10', 'Threshold without its unit.'],
    ['cmt_two', 'org_germany', '', 'Spell it alike.'],
    ['cmt_waits', 'org_france', '5', 'Watermark it'],
  ] as const
  const from = { recordedBy: null, file: null, row: null, late: false } as const
  return [
    {
      ...{ type: 'draft-registered', draft: 'draft_one', number: 1, group, label: 'TLP:GREEN', recipients: [] },
      ...{ registeredBy: null, stage: 'DIS', opensAt: '2026-01-01T00:00:00Z', closesAt: '2026-02-01T00:00:00Z' },
      sealed: { standard: 'ISO/IEC DIS 42119-2', title: 'Testing of AI systems', body: 'SC 42', url: '' },
    },
    ...said.map(([comment, organisation, clause, text]): Fact => {
      const author = organisation === 'org_france' ? 'person_luc' : 'person_greta'
      const proposed = organisation === 'org_france' ? '' : 'Add the unit.'
      return {
        ...{ type: 'comment-written', comment, draft: 'draft_one', organisation, commentType: 'technical', author },
        ...{ ...from, flags: [], sealed: { clause, paragraph: '', line: '', text, proposed, raw: '' } },
      }
    }),
    ...(['cmt_one', 'cmt_two'] as const).map((comment, at): Fact => {
      const stands = { draft: 'draft_one', number: at + 1, code: 'DE', validatedBy: null } as const
      return { type: 'comment-validated', comment, ...stands }
    }),
  ]
}

onEachDatabase('Finding', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { teams } = product
    const greta = teams.person('greta')
    for (const text of [
      'Share data with allies',
      'Publish the shared data catalogue',
      'Fund a data clean room',
      'Data days',
    ]) {
      await teams.say(greta, teams.chat(greta), `commit ${text} by 2099-03-01 for R-4.2`)
      await teams.click(greta, await teams.shows(teams.chat(greta), `Commit ${text}`), 'Commit Germany')
    }
  }, 60_000)
  afterAll(() => product?.close())

  test('by words shows what has all of them, on both platforms', async () => {
    const { slack, teams } = product
    const found = await slack.command('luc', 'allied-evals', 'find sharing data germany')
    expect(found.text).toContain('2 items found')
    expect(found.text).toContain('C-1 Share data with allies (Germany, reported not started, due 1 Mar 2099)')
    expect(found.text).not.toContain('C-3')
    expect((await slack.click('luc', found, 'Show C-2')).text).toContain('Publish the shared data catalogue')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'find R-4.2')
    const shown = await teams.shows(teams.chat(greta), '1 item found')
    expect((await teams.click(greta, shown, 'Show R-4.2')).text).toContain('Answered by')
  })

  test('turns pages of five, and shows a poll with its state', async () => {
    const { slack } = product
    const asked = await slack.command('luc', 'allied-evals', 'poll Adopt the data glossary? by 2099-01-01 12:00')
    await slack.click('luc', asked, 'Open poll')
    expect((await slack.command('luc', 'allied-evals', 'find glossary')).text).toContain(
      'P-1 Adopt the data glossary? (closes',
    )
    const first = await slack.command('luc', 'allied-evals', 'find data')
    const total = Number(/(\d+) items found/.exec(first.text)?.[1])
    expect(total).toBeGreaterThan(5)
    expect(first.text).toContain(`1 to 5 of ${total}`)
    const next = await slack.click('luc', first, `Next ${Math.min(5, total - 5)}`)
    expect(next.text).toContain(`6 to ${Math.min(10, total)} of ${total}`)
    expect((await slack.click('luc', next, 'Previous 5')).text).toContain('1 to 5')
  })

  test('without words, or with too many, asks on the field, on both platforms', async () => {
    const { slack, teams } = product
    const form = await slack.command('luc', 'allied-evals', 'find')
    expect(form.where).toBe('modal')
    const hana = teams.person('hana')
    const many = Array.from({ length: 13 }, (_, nth) => `word${nth}`).join(' ')
    await teams.say(hana, teams.chat(hana), `find ${many}`)
    await teams.shows(teams.chat(hana), 'These are 13 words; 12 is the most. Leave out 1.')
    const wrong = await slack.command('luc', 'allied-evals', 'find !!')
    expect(wrong.text).toContain('Say what to look for, for example data sharing japan.')
  })

  test('what nobody wrote, or what is kept from the reader, is answered alike', async () => {
    const { slack, teams } = product
    const greta = teams.person('greta')
    await on().owner.query(`update commitments set label = 'TLP:AMBER', text = 'Quicksilver cellar' where number = 3`)
    const answers = [
      await slack.command('luc', 'allied-evals', 'find quicksilver'),
      await slack.command('luc', 'allied-evals', 'find quickgold'),
    ]
    expect(new Set(answers.map(({ text }) => text.replaceAll(/quick\w+/g, '')))).toHaveLength(1)
    expect(answers[0]?.text).toContain('Nothing found that you may see')
    await teams.say(greta, teams.chat(greta), 'find quicksilver')
    const own = await teams.shows(teams.chat(greta), 'C-3 Quicksilver cellar')
    expect(JSON.stringify(own.card)).toContain('TLP:AMBER')
  })

  async function inTeams(who: string, line: string, words: string) {
    const { teams } = product
    await teams.say(teams.person(who), teams.chat(teams.person(who)), line)
    return teams.shows(teams.chat(teams.person(who)), words)
  }

  test('finds drafts, comments on them, straw polls and joint statements, and shows each, on both platforms', async () => {
    const { slack, teams } = product
    const [group, closesAt] = ['wg_evaluation', '2099-03-06T17:00:00Z'] as const
    const opened = { group, openedBy: 'person_luc', closesAt, label: 'TLP:GREEN', source: 'org_france' } as const
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          ...draftFacts(group),
          {
            ...{
              type: 'straw-opened',
              straw: 'straw_one',
              number: 1,
              ...opened,
              recipients: [],
              several: false,
              about: '',
            },
            sealed: { question: 'Where do we meet?', answers: 'Tokyo\nNairobi' },
          },
          {
            ...{ type: 'statement-opened', statement: 'stmt_one', number: 1, ...opened, recipients: [] },
            sealed: { title: 'On sharing test results', text: 'We say what we found within thirty days.' },
          },
        ],
        operator,
      ),
    )
    const draft = await slack.command('luc', 'allied-evals', 'find 42119-2')
    expect(draft.text).toContain('1 item found')
    expect(draft.text).toContain('D-1 ISO/IEC DIS 42119-2 Testing of AI systems (DIS, comments are closed)')
    expect((await slack.click('luc', draft, 'Show D-1')).text).toContain('Comments until')
    const comment = await inTeams('hana', 'find threshold', 'DE-001 on D-1 Threshold without its unit.')
    expect(textOf(comment.card)).toContain('(Germany, clause 3.10, technical)')
    const whole = await teams.click(teams.person('hana'), comment, 'Show DE-001 on D-1')
    expect(whole.text).toContain('Add the unit.')
    const proposed = await slack.command('luc', 'allied-evals', 'find "add the unit"')
    expect(proposed.text).toContain('2 items found')
    expect(proposed.text).toContain('DE-002 on D-1 Spell it alike. (Germany, general, technical)')
    const straw = await inTeams('hana', 'find nairobi', 'S-1 Where do we meet? (straw poll, closes')
    expect((await teams.click(teams.person('hana'), straw, 'Show S-1')).text).toContain('Nairobi')
    const statement = await slack.command('luc', 'allied-evals', 'find "thirty days"')
    expect(statement.text).toContain('J-1 On sharing test results (0 signatures, open for signing until')
    expect((await slack.click('luc', statement, 'Show J-1')).text).toContain('within thirty days')
    for (const [line, words] of [
      ['find D-1', 'D-1 ISO/IEC'],
      ['find de-2', 'DE-002 on D-1'],
      ['find s1', 'S-1 Where do we meet?'],
      ['find J-1', 'J-1 On sharing test results'],
    ] as const)
      expect((await slack.command('luc', 'allied-evals', line)).text, line).toContain(words)
  })

  test('shows a comment that waits to its own organisation alone', async () => {
    const { slack } = product
    const own = await slack.command('luc', 'allied-evals', 'find watermark')
    expect(own.text).toContain('Comment on D-1 5 Watermark it (France, clause 5, technical, waits for your delegate)')
    expect((await slack.click('luc', own, 'Show comment on D-1 5')).text).toContain('Watermark it')
    expect((await slack.command('aiko', 'allied-evals', 'find watermark')).text).toContain('Nothing found')
    await inTeams('hana', 'find watermark', 'Nothing found that you may see')
  })

  test('finds nothing of a draft, a straw poll or a statement that is labelled for others since', async () => {
    const { slack } = product
    const raised = { was: 'TLP:GREEN', label: 'TLP:AMBER', recipients: ['org_france'] } as const
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          { type: 'draft-relabelled', draft: 'draft_one', ...raised, recipients: [...raised.recipients] },
          { type: 'straw-relabelled', straw: 'straw_one', ...raised, recipients: [] },
          { type: 'statement-relabelled', statement: 'stmt_one', ...raised, recipients: [] },
        ],
        operator,
      ),
    )
    for (const words of ['42119-2', 'threshold', 'nairobi', '"thirty days"', 'D-1', 'DE-001', 'S-1', 'J-1']) {
      await inTeams('hana', `find ${words}`, `With every word of ${words}`)
      const none = await slack.command('aiko', 'allied-evals', `find ${words}`)
      expect(none.text, words).toContain('Nothing found that you may see')
      const seen = await slack.command('luc', 'allied-evals', `find ${words}`)
      expect(seen.text, words).toContain('1 item found')
      expect(JSON.stringify(seen.blocks)).toContain('TLP:AMBER')
    }
    const chat = product.teams.chat(product.teams.person('hana'))
    expect(JSON.stringify(product.teams.messages(chat).slice(-8))).not.toContain('item found')
  })
})
