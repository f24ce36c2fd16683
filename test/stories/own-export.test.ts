import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, RecommendationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '../support/database.ts'
import { evidenceOn } from '../support/evidence.ts'
import { cookieOf, linksTo } from '../support/links.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Milliseconds, for a story of files: each is rendered, kept and sent by a job. */
const patience = 30_000

/** C-1 is changed, a change waits, and it is assessed; is answered. */
function saidOf(commitment: CommitmentId, recommendation: RecommendationId): Fact[] {
  const by = { proposedBy: 'person_hana' } as const
  const step = { id: 'mil_one', was: null, now: { text: 'Name the experts', due: '2027-01-15' } }
  const made = { due: { was: '2027-03-01', now: '2027-04-01' }, milestones: [step] }
  const waits = { text: { was: 'Publish our evaluation results', now: 'Publish all of them' }, milestones: [] }
  return [
    {
      ...{ type: 'change-made', commitment, change: 'chg_made', revision: 2, ...by, madeBy: 'person_hana' },
      ...{ due: '2027-04-01', sealed: { patch: JSON.stringify(made) } },
    },
    { type: 'change-proposed', commitment, change: 'chg_waits', ...by, sealed: { patch: JSON.stringify(waits) } },
    {
      ...{ type: 'assessment-made', assessment: 'assess_one', subject: { kind: 'commitment', id: commitment } },
      ...{ owner: 'org_japan', found: 'limited', assessedBy: 'person_eva', opensAt: '2099-01-01T00:00:00Z' },
      sealed: { why: 'Two of five' },
    },
    {
      ...{ type: 'response-stated', recommendation, organisation: 'org_japan', response: 'partly-accepted' },
      ...{ statedBy: 'person_hana', sealed: { reason: 'The results, not the data' } },
    },
  ]
}

onEachDatabase('An organisation’s export', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    await teams.say(hana, places.teams, 'commit Publish our evaluation results by 2027-03-01')
    await teams.click(hana, await teams.shows(teams.chat(hana), 'Commit Publish'), 'Commit Japan')
    const preview = await slack.command('luc', 'allied-evals', 'commit Translate the French glossary by 2027-03-01')
    await slack.click('luc', preview, 'Commit France')
    const poll = await slack.command('luc', 'allied-evals', 'poll Adopt the French draft? by 2027-03-01 12:00')
    await slack.click('luc', poll, 'Open poll')
    const asked = await teams.click(hana, await teams.shows(places.teams, 'P-1 Adopt the French draft?'), 'Approve')
    await teams.click(hana, asked, 'Cast for Japan')
    await on().database.store.transact('con_demo', async (unit) => {
      const promised = present(await unit.read.commitments.byNumber(1), 'C-1')
      const advised = present(await unit.read.recommendations.byCode('4.2'), 'R-4.2')
      await unit.save(saidOf(promised.id, advised.id), { by: 'operator', organisation: null })
    })
  }, 60_000)
  afterAll(() => product?.close())

  const links = () => linksTo(product, 'hana')

  test('comes to its signatory in Slack as files, and to nobody else', { timeout: patience }, async () => {
    const { slack } = product
    for (const other of ['aiko', 'eva', 'owen'] as const) {
      const refused = await slack.command(other, 'allied-evals', 'my organisation export')
      expect(refused.text).toContain('this takes a delegate or deputy of that organisation')
    }
    const foreign = await slack.command('luc', 'allied-evals', 'my organisation export Japan')
    expect(foreign.text).toContain('this takes a delegate or deputy of that organisation')
    const asked = await slack.command('luc', 'allied-evals', 'my organisation export')
    expect(asked.text).toContain('Your organisation’s export is being made')
    expect(asked.text).toContain('What is France’s own')
    expect(asked.text).toContain('Commitments: 1 row')
    const shown = await slack.shows(await slack.chat('luc'), 'Your export is here')
    expect(shown.text).toContain('TLP:GREEN')
  })

  test('is offered when it leaves, by a link in Teams, holds what is its own and no word of another', {
    timeout: patience,
  }, async () => {
    const { slack, teams } = product
    await on().owner.query("update commitments set kind = 'policy' where organisation_id = 'org_japan'")
    const left = await slack.command('eva', 'allied-evals', 'leave Japan because Its ministry is dissolved')
    await slack.click('eva', left, 'Let Japan leave')
    const hana = teams.person('hana')
    const farewell = await teams.shows(teams.chat(hana), 'Its seats have ended.')
    expect((await teams.click(hana, farewell, 'Take export')).text).toContain('What is Japan’s own')
    const url = await vi.waitUntil(() => links()[0], { timeout: 10_000, interval: 50 })
    const redeemed = await fetch(url, { method: 'POST', redirect: 'manual' })
    expect(redeemed.status).toBe(303)
    const headers = { cookie: cookieOf(redeemed) }
    const file = await fetch(`${url}/1`, { headers })
    const sheets = await readExcel(Buffer.from(await file.arrayBuffer()))
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      ...[
        'Commitments',
        'Progress',
        'Milestones',
        'Changes',
        'Responses',
        'Progress of recommendations',
        'Findings and replies',
        'Quotations',
        'Evidence',
        'Parts in commitments',
        'Splits and merges',
        'Comments',
        'Comments on drafts',
        'Comments pulled out',
        'Positions on comments',
        'Polls',
        'Ballots',
        'Votes recorded for it',
        'Results contested',
        'Votes changed after close',
        'Straw polls',
        'Joint statements',
        'Statements signed',
        'Recipients',
        'What leaves it',
        'Register',
        'Openings',
      ],
    ])
    const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data.slice(1) ?? []
    expect(rowsOf('Commitments')[0]).toEqual(expect.arrayContaining(['C-1', 'policy', '2027-03-01', '2027-04-01']))
    expect(rowsOf('Milestones').map((row) => row.slice(0, 3))).toEqual([['C-1', 'Name the experts', '2027-01-15']])
    expect(rowsOf('Changes').map((row) => row.slice(0, 5))).toEqual([
      ['C-1', 'Due', '2027-03-01', '2027-04-01', 'made'],
      ['C-1', 'Milestone', null, 'Name the experts by 2027-01-15', 'made'],
      ['C-1', 'Commitment', 'Publish our evaluation results', 'Publish all of them', 'proposed'],
    ])
    expect(rowsOf('Responses')[0]?.slice(0, 3)).toEqual(['R-4.2', 'partly accepted', 'The results, not the data'])
    expect(rowsOf('Findings and replies')[0]?.slice(0, 3)).toEqual(['C-1', 'limited', 'Two of five'])
    const everything = JSON.stringify(sheets)
    for (const own of ['Publish our evaluation results', 'approve', 'Hana Sato', 'organisation-left', 'dissolved']) {
      expect(everything).toContain(own)
    }
    for (const other of ['French', 'Luc Bernard']) expect(everything).not.toContain(other)
  })

  test('ends thirty days after it left, also for a link that was given before', { timeout: patience }, async () => {
    const { teams } = product
    await on().owner.query("update leavings set left_at = now() - interval '31 days'")
    const hana = teams.person('hana')
    const url = links()[0] ?? ''
    expect((await fetch(url, { method: 'POST', redirect: 'manual' })).status).not.toBe(303)
    await teams.say(hana, teams.chat(hana), 'my organisation export Japan')
    await teams.shows(teams.chat(hana), 'this takes a delegate or deputy of that organisation')
  })

  test('is written into a folder for the operator, whoever left', async () => {
    const answer = await product.operator('export-organisation', { organisation: 'japan' })
    expect(answer.kind === 'said' && answer.document?.tables[0]?.rows).toHaveLength(1)
    const unknown = await product.operator('export-organisation', { organisation: 'Atlantis' })
    expect(unknown.kind === 'refused' && unknown.card.title).toContain('There is no organisation “Atlantis” here.')
  })

  test('comes back as a member, and what it left behind stays without an owner until it is transferred to it', {
    timeout: patience,
  }, async () => {
    const { slack, teams, operator } = product
    const back = await operator('begin-membership', { organisation: 'Japan', body: 'consortium', category: 'P' })
    expect(back.kind).toBe('said')
    expect(
      (await operator('begin-membership', { organisation: 'Japan', body: 'Evaluation', category: 'P' })).kind,
    ).toBe('said')
    const seat: Fact = {
      ...({ type: 'seat-given', person: 'person_hana', organisation: 'org_japan', role: 'delegate' } as const),
      ...({ standing: 'staff', from: '2026-01-01', until: null } as const),
    }
    await on().database.store.transact('con_demo', (unit) => unit.save([seat], { by: 'operator', organisation: null }))
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'update C-1 complete Done')
    await teams.shows(chat, 'Japan left C-1 behind when it left the consortium. Ask the secretariat to transfer it.')
    await teams.say(hana, chat, 'transfer C-1 to Korea')
    await slack.command('eva', 'allied-evals', 'transfer C-1 to Japan')
    const asked = await teams.shows(chat, 'C-1 Take it over for Japan?')
    expect((await teams.click(hana, asked, 'Take over C-1')).text).toContain('Japan owns it now.')
    await evidenceOn(on().database.store, 1)
    await teams.say(hana, chat, 'update C-1 complete Done')
    await teams.shows(chat, 'Recorded. Shown in')
  })
})
