import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { castApart, moreVoters } from '../support/electorate.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('A ballot of organisations', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  async function opened(number: number, words: string, terms: string) {
    const { slack, teams, places } = product
    const preview = await slack.command('sam', 'allied-evals', `poll ${words} by 2099-03-01 12:00 ${terms}`)
    await slack.click('sam', preview, 'Open poll')
    return {
      preview,
      inSlack: await slack.shows(places.slack, `P-${number} ${words}`),
      inTeams: await teams.shows(places.teams, `P-${number} ${words}`),
    }
  }

  async function close(number: number) {
    await on().owner.query(`update polls set closes_at = now() - interval '1 second' where number = ${number}`)
    await product.composed.clockwork.sweep()
  }

  test('is opened only by a rule of the group’s charter, which the secretariat sets and the register keeps', async () => {
    const { slack } = product
    const ask = 'poll Adopt the plan? by 2099-03-01 12:00 under'
    const refused = await slack.command('sam', 'allied-evals', `${ask} two thirds`)
    expect(refused.text).toContain('Evaluation does not decide by Two thirds: its charter names Simple majority.')
    const unknown = await slack.command('sam', 'allied-evals', `${ask} ISO XYZ`)
    expect(unknown.text).toContain('There is no rule “ISO XYZ”. Choose one of: Simple majority,')
    const denied = await slack.command('luc', 'allied-evals', 'charter two thirds for Evaluation')
    expect(denied.text).toContain('this takes the secretariat')
    const foreign = await slack.command('eva', 'allied-evals', 'charter ISO DIS for Evaluation')
    expect(foreign.text).toContain('ISO DIS can only find a position')
    const set = await slack.command('eva', 'allied-evals', 'charter two thirds, simple majority for Evaluation')
    expect(set.text).toContain('Evaluation decides by two thirds and simple majority')
    const [entry] = await on().owner.query<{ fact: unknown }>(
      "select convert_from(bytes, 'UTF8')::jsonb -> 'fact' as fact from register_entries where type = 'charter-set'",
    )
    expect(entry?.fact).toEqual({ group: 'wg_evaluation', rules: ['two-thirds', 'simple-majority'] })
    const preview = await slack.command('sam', 'allied-evals', `${ask} two thirds`)
    expect(preview.text).toContain('Decision of this consortium')
    expect(preview.text).toContain('Two thirds')
  })

  test('shows under a standards body’s rule that it is indicative, and nothing of the votes until close, on either platform', async () => {
    const { slack, teams, places, composed } = product
    const { preview, inSlack, inTeams } = await opened(1, 'Approve DIS 42119-2?', 'under ISO DIS, hidden')
    expect(preview.text).toContain('Votes and comments: everyone in Evaluation, after close')
    for (const text of [inSlack.text, textOf(inTeams.card)]) {
      expect(text).toContain('the official vote is cast at ISO')
      expect(text).toContain('Results are hidden until close.')
      expect(text).toMatch(/Who can see this\?.*always: the operator \(127\.0\.0\.1 \(France\)\), Slack and Microsoft/s)
      expect(text).toContain('Disclosure law applies.')
    }
    const hana = teams.person('hana')
    const asked = await teams.click(hana, inTeams, 'Approve')
    const confirmed = await teams.click(hana, asked, 'Cast for Japan')
    expect(confirmed.text).toContain('Japan approved P-1')
    expect(confirmed.text).toMatch(/Receipt P-1 [0-9A-HJKMNP-TV-Z]{16}/)

    const wanted = await slack.click('luc', inSlack, 'Disapprove')
    expect(wanted.text).not.toContain('Cast for France"')
    const form = await slack.click('luc', wanted, 'Write reasons for France')
    const empty = await slack.submit('luc', form, { remarks: ' ' })
    expect(empty.errors.remarks).toContain('under ISO DIS a disapproval needs its reasons')
    expect((await slack.submit('luc', form, { remarks: 'No unit is given' })).text).toContain('France disapproved P-1')

    const greta = teams.person('greta')
    const commented = await teams.click(greta, inTeams, 'Approve with comments')
    const dialog = await teams.openDialog(greta, commented, 'Write comments for Germany')
    const sent = await teams.submitDialog(greta, dialog, { remarks: 'Say which tasks' })
    expect(sent.text).toContain('Germany approved with comments P-1')

    const open = await slack.shows(places.slack, '3 of 6 organisations')
    const seenByOthers = [open.text, (await slack.command('sam', 'allied-evals', 'show P-1')).text]
    for (const text of seenByOthers) {
      expect(text.replace('127.0.0.1 (France)', '')).not.toMatch(/France|No unit|Say which|1 \(|Japan/)
    }
    const colleague = await slack.command('aiko', 'allied-evals', 'show P-1')
    expect(colleague.text).toContain('Japan approved P-1 (cast by Hana Sato, its delegate,')
    expect(colleague.text.replace('127.0.0.1 (France)', '')).not.toContain('France')

    await close(1)
    const result = await slack.shows(places.slack, '3×2 = 6 ≥ 2×3 = 6 ✓')
    expect(result.text).toContain('Indicative: not approved')
    expect(result.text).toContain('6 eligible, 3 voted: 1 approve, 1 approve with comments, 1 disapprove, 0 abstain.')
    const inOther = await teams.shows(places.teams, '4×1 = 4 > 3 ✕')
    expect(inOther).toBeDefined()
    const comments = await slack.click('sam', result, 'Read comments')
    expect(comments.text).toContain('France, disapprove: No unit is given')
    expect(comments.text).toContain('Germany, approve with comments: Say which tasks')
    expect(composed).toBeDefined()
  })

  test('lets a primary voter’s vote stand over the alternate’s where the rule says so', async () => {
    const { slack, teams } = product
    const { inSlack, inTeams } = await opened(2, 'Send the draft on?', 'under IEEE SA')
    const asked = await slack.click('luc', inSlack, 'Approve')
    await slack.click('luc', asked, 'Cast for France')
    const ines = teams.person('ines')
    const told = await teams.click(ines, inTeams, 'Abstain')
    expect(told.text).toContain('Under this rule that vote stands.')
    await expect(teams.click(ines, told, 'Replace France’s vote')).rejects.toThrow()
    expect((await slack.command('luc', 'allied-evals', 'show P-2')).text).toContain('France approved P-2')
  })

  test('hides who chose what where it is unattributed, is counted from ten votes on, and opens nothing to anybody', async () => {
    const { slack, teams, places } = product
    const few = await slack.command('sam', 'allied-evals', 'poll Whom do we ask? by 2099-03-01 12:00, unattributed')
    expect(few.text).toContain('6 organisations vote in Evaluation, and an unattributed poll needs 10 votes')
    const others = await moreVoters(on().database, 7)
    const { inSlack, inTeams } = await opened(3, 'Do we trust the plan?', 'under simple majority, unattributed')
    expect(inSlack.text).toContain('no name stands beside a choice')
    const hana = teams.person('hana')
    const asked = await teams.click(hana, inTeams, 'Disapprove')
    const cast = await teams.click(hana, asked, 'Cast for Japan')
    expect(cast.text).toContain('Japan voted on P-3')
    expect(cast.text).not.toMatch(/disapprove/i)
    const mine = await slack.command('aiko', 'allied-evals', 'show P-3')
    expect(mine.text).toContain('Japan voted on P-3 (cast by Hana Sato, its delegate,')
    const again = await teams.click(hana, inTeams, 'Approve')
    expect(again.text).toContain('Japan voted on P-3 (cast by Hana Sato, its delegate,')
    const opened3 = await on().owner.query(
      `select 1 from register_openings o join register_entries e on e.consortium_id = o.consortium_id and e.n = o.entry
       where e.type = 'ballot-cast' and convert_from(e.bytes, 'UTF8') like '%"unopened":true%'`,
    )
    expect(opened3).toEqual([])
    await castApart(on().database, 3, others.slice(0, 6))
    await opened(4, 'Do we trust the board?', 'under simple majority, unattributed')
    await castApart(on().database, 4, others)
    await close(3)
    const withheld = await slack.shows(places.slack, '13 eligible, 7 voted: an unattributed poll needs 10')
    expect(withheld.text).toContain('No tally is published')
    expect(withheld.text).not.toMatch(/\d (approve|disapprove)/)
    await castApart(on().database, 4, ['org_japan', 'org_france', 'org_korea'])
    await close(4)
    const counted = await teams.shows(places.teams, '13 eligible, 10 voted: 10 approve, 0 disapprove, 0 abstain.')
    expect(JSON.stringify(counted)).not.toContain('Japan')
    expect(JSON.stringify(counted)).toContain('not recomputable')
  })
})
