/** Votes that may not count, on both platforms: each is answered privately and plainly, and nothing is counted, or counted twice. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { PersonId } from '#src/core/id.ts'
import { terms } from '#test/support/polls.ts'
import { shownIn } from '../support/connector-service.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import type { Seen } from '../support/slack.ts'

const closes = '2099-03-01 12:00'
/** Another consortium with a poll in which an organisation of the same id votes. */
const harbour: ConsortiumFact[] = [
  { type: 'consortium-founded', id: 'con_other', name: 'Harbour Group', zone: 'Europe/Berlin', label: 'TLP:GREEN' },
  {
    ...{ type: 'organisation-admitted', id: 'org_japan', short: 'Japan', name: 'Harbour of Japan', kind: 'government' },
    ...{ country: 'JP', zone: 'Asia/Tokyo' },
  },
  { type: 'working-group-formed', id: 'wg_docks', name: 'Docks', kind: 'working-group' },
  {
    ...{ type: 'membership-begun', body: 'wg_docks', organisation: 'org_japan', category: 'P', class: '', votes: true },
    ...{ from: '2020-01-01', until: null },
  },
]

onEachDatabase('A vote that may not count', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  let last = 0
  /** Opens the next poll, and gives its cards on both platforms. */
  async function opened(words: string, terms = '') {
    const { slack, teams, places } = product
    last += 1
    const preview = await slack.command('sam', 'allied-evals', `poll ${words} by ${closes} ${terms}`)
    await slack.click('sam', preview, 'Open poll')
    const title = `P-${last} ${words}`
    return {
      number: last,
      inSlack: await slack.shows(places.slack, title),
      inTeams: await teams.shows(places.teams, title),
    }
  }

  /** Each ballot of a poll, and how many entries the register has of them. */
  async function votes(number: number) {
    const ballots = await on().owner.query<{ vote: string }>(
      `select b.organisation_id || ' ' || b.choice as vote from ballots b join polls p on p.id = b.poll_id
       where p.consortium_id = 'con_demo' and p.number = $1 order by 1`,
      [number],
    )
    const entries = await on().owner.query(
      `select e.n from register_entries e join polls p on convert_from(e.bytes, 'UTF8')::jsonb -> 'fact' ->> 'poll' = p.id
       where e.type = 'ballot-cast' and p.consortium_id = 'con_demo' and p.number = $1`,
      [number],
    )
    return { ballots: ballots.map(({ vote }) => vote), entries: entries.length }
  }

  async function typed(name: string, text: string) {
    const { teams } = product
    const who = teams.person(name)
    await teams.say(who, teams.chat(who), text)
    return teams.last(teams.chat(who))
  }

  const give = (person: PersonId, organisation: 'org_france' | 'org_japan') =>
    on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          {
            ...{ type: 'seat-given', person, organisation, role: 'delegate', standing: 'staff' },
            ...{ from: '2026-01-01', until: null },
          },
        ],
        { by: 'operator', organisation: null },
      ),
    )

  test('on a stale question is not counted where a stronger voter cast meanwhile, and is replaced only on its word', async () => {
    const { slack, teams } = product
    const { number, inSlack, inTeams } = await opened('Meet in April?')
    const ines = teams.person('ines')
    const stale = await teams.click(ines, inTeams, 'Abstain')
    await slack.click('luc', await slack.click('luc', inSlack, 'Approve'), 'Cast for France')
    const refused = await teams.click(ines, stale, 'Cast for France')
    expect(refused.text).toMatch(
      /France’s vote on P-1 is approve, cast by Luc Bernard, its head delegate, \d+ \w+, \d\d:\d\d/,
    )
    expect(await votes(number)).toEqual({ ballots: ['org_france approve'], entries: 1 })
    await teams.click(ines, await teams.click(ines, inTeams, 'Abstain'), 'Replace France’s vote')
    expect(await votes(number)).toEqual({ ballots: ['org_france abstain'], entries: 2 })
  })

  test('after the close is told when it closed, on the card that still has its buttons and on the question', async () => {
    const { slack, teams } = product
    const { number, inSlack, inTeams } = await opened('Meet in May?')
    const luc = await slack.click('luc', inSlack, 'Approve')
    const hana = teams.person('hana')
    const asked = await teams.click(hana, inTeams, 'Disapprove')
    const dialog = await teams.openDialog(hana, asked, 'Write reasons for Japan')
    await on().owner.query(`update polls set closes_at = now() - interval '1 second' where number = ${number}`)
    const late = [
      (await slack.click('luc', luc, 'Cast for France')).text,
      (await slack.click('luc', inSlack, 'Abstain')).text,
      (await slack.command('luc', 'allied-evals', `vote P-${number} approve`)).text,
      (await teams.click(hana, asked, 'Cast for Japan')).text,
      (await teams.submitDialog(hana, dialog, { remarks: 'Too late' })).text,
      (await teams.click(hana, inTeams, 'Approve')).text,
      shownIn(await typed('hana', `vote P-${number} approve`)),
    ]
    for (const text of late) {
      expect(text).toContain(`P-${number} closed on`)
      expect(text).toContain('Your vote was not counted.')
      expect(text).toContain('Show result')
    }
    expect(await votes(number)).toEqual({ ballots: [], entries: 0 })
  })

  test('of somebody who was accredited only after the opening is not counted, on either platform', async () => {
    const { slack, teams } = product
    const { number, inSlack, inTeams } = await opened('Meet in June?')
    await give('person_aiko', 'org_japan')
    await give('person_minjun', 'org_france')
    const refused = [
      (await slack.click('aiko', inSlack, 'Approve')).text,
      (await slack.command('aiko', 'allied-evals', `vote P-${number} approve`)).text,
      (await slack.click('aiko', forged(inSlack, 'org_japan'), 'Approve')).text,
    ]
    for (const text of refused) {
      expect(text).toContain('Your vote was not counted')
      expect(text).toContain('accredited')
    }
    const minjun = teams.person('minjun')
    const own = await teams.click(minjun, inTeams, 'Approve')
    expect(own.text).toContain('Cast for Korea: Approve?')
    expect(own.text).not.toContain('France')
    expect(await votes(number)).toEqual({ ballots: [], entries: 0 })
  })

  test('of somebody who was accredited and is no more is not counted', async () => {
    const { teams } = product
    const { number, inTeams } = await opened('Meet in July?')
    const ines = teams.person('ines')
    const asked = await teams.click(ines, inTeams, 'Approve')
    expect(asked.text).toContain('Cast for France')
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          {
            type: 'seat-ended',
            person: 'person_ines',
            organisation: 'org_france',
            role: 'deputy',
            until: '2026-01-02',
          },
        ],
        { by: 'operator', organisation: null },
      ),
    )
    for (const text of [
      (await teams.click(ines, asked, 'Cast for France')).text,
      (await teams.click(ines, inTeams, 'Approve')).text,
    ]) {
      expect(text).not.toContain('France approved')
    }
    expect(await votes(number)).toEqual({ ballots: [], entries: 0 })
  })

  test('that is sent again under its own id, or under another, is counted once and answered alike', async () => {
    const { slack, teams } = product
    const { number, inSlack, inTeams } = await opened('Meet in August?')
    const hana = teams.person('hana')
    const asked = await teams.click(hana, inTeams, 'Approve')
    const cast = await teams.click(hana, asked, 'Cast for Japan')
    for (const again of [await teams.resend(cast), await teams.resend(cast, 'a-new-id')]) {
      expect(again.text).toContain(`Japan approved P-${number}`)
    }
    const question = await slack.click('luc', inSlack, 'Abstain')
    const click = await slack.clickBody('luc', question, 'Cast for France', '/response/again')
    const both = await Promise.all([slack.deliver(click), slack.deliver(click)])
    for (const { status } of [...both, await slack.deliver(click)]) expect(status).toBe(200)
    const form = await slack.click(
      'sam',
      await slack.click('sam', inSlack, 'Disapprove'),
      'Write reasons for Northwind',
    )
    const submission = slack.submitBody('sam', form, { remarks: 'Twice' })
    await Promise.all([slack.deliver(submission), slack.deliver(submission)])
    expect(await votes(number)).toEqual({
      ballots: ['org_france abstain', 'org_japan approve', 'org_northwind disapprove'],
      entries: 3,
    })
  })

  test('on a ballot of another consortium does not exist for who is not of it', async () => {
    const { slack, teams } = product
    await on().database.store.transact('con_other', (unit) =>
      unit.save(harbour, { by: 'operator', organisation: null }),
    )
    const other = { type: 'poll-opened', poll: 'poll_harbour', number: 1, group: 'wg_docks' } as const
    const fact = {
      ...{ ...other, openedBy: 'person_hana' as const, closesAt: '2099-01-01T00:00:00Z', label: 'TLP:GREEN' as const },
      ...{ source: 'org_japan' as const, recipients: [], sealed: { question: 'Build the dock?' } },
      ...terms(['org_japan'], [['org_japan', 'person_hana']]),
    }
    await on().database.store.transact('con_other', (unit) => unit.save([fact], { by: 'operator', organisation: null }))
    const args = { poll: 'poll_harbour', choice: 'approve', organisation: 'org_japan' }
    const hana = teams.person('hana')
    for (const consortium of ['con_demo', 'con_other']) {
      const data = { use: 'cast-ballot', args: { ...args, consortium }, opens: false }
      const action = { type: 'Action.Execute', verb: 'act', data }
      const reply = await teams.invoke(hana, teams.chat(hana), 'adaptiveCard/action', { action, trigger: 'manual' })
      expect(reply.text).not.toMatch(/approved|Build the dock/)
      const { inSlack } = await opened(`Is it ${consortium}?`)
      const pressed = forged(inSlack, 'org_japan', { ...args, consortium })
      expect((await slack.click('luc', pressed, 'Approve')).text).not.toMatch(/approved|Build the dock/)
    }
    expect(await on().owner.query("select 1 from ballots where poll_id = 'poll_harbour'")).toEqual([])
  })

  describe('without the words that it needs', () => {
    test('is asked for them on their field, in a modal and in a dialog, and what was typed is kept', async () => {
      const { slack, teams } = product
      const { number, inSlack, inTeams } = await opened('Approve DIS 1?', 'under ISO DIS')
      const modal = await slack.click(
        'sam',
        await slack.click('sam', inSlack, 'Disapprove'),
        'Write reasons for Northwind',
      )
      expect((await slack.submit('sam', modal, { remarks: '  ' })).errors.remarks).toContain(
        'under ISO DIS a disapproval needs its reasons',
      )
      const greta = teams.person('greta')
      const asked = await teams.click(greta, inTeams, 'Disapprove')
      const dialog = await teams.openDialog(greta, asked, 'Write reasons for Germany')
      const empty = await teams.submitDialog(greta, dialog, { remarks: ' ' })
      expect(empty.dialog).toBeDefined()
      expect(empty.text).toContain('under ISO DIS a disapproval needs its reasons. Write them here.')
      const long = await teams.submitDialog(greta, empty, { remarks: 'x'.repeat(2_001) })
      expect(long.dialog).toBeDefined()
      expect(long.text).toContain('xxxx')
      const commented = await teams.click(greta, inTeams, 'Approve with comments')
      const comments = await teams.openDialog(greta, commented, 'Write comments for Germany')
      expect((await teams.submitDialog(greta, comments, { remarks: '' })).text).toContain('write the comments here')
      expect(await votes(number)).toEqual({ ballots: [], entries: 0 })
      expect((await teams.submitDialog(greta, long, { remarks: 'No unit is given' })).text).toContain(
        `Germany disapproved P-${number}`,
      )
      expect(await votes(number)).toEqual({ ballots: ['org_germany disapprove'], entries: 1 })
    })

    test.each(['vote', 'vote P-1', 'vote P-1 maybe', 'vote P-99999 approve', 'vote everything approve'])(
      '“%s” is met with what can be typed, on both platforms',
      async (line) => {
        const { slack } = product
        for (const text of [
          (await slack.command('luc', 'allied-evals', line)).text,
          shownIn(await typed('hana', line)),
        ]) {
          expect(text.length).toBeGreaterThan(10)
          expect(text).not.toMatch(/Cast for|fault|went wrong/)
        }
      },
    )
  })
})

/** The same card with its button Approve casting at once, for an organisation that somebody chose. */
function forged(card: Seen, organisation: string, args: Record<string, string> = {}): Seen {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap)
    if (typeof value !== 'object' || value === null) return value
    const record = value as Record<string, unknown>
    const isApprove = record.type === 'button' && JSON.stringify(record.text).includes('"Approve"')
    if (!isApprove || typeof record.value !== 'string') {
      return Object.fromEntries(Object.entries(record).map(([key, one]) => [key, swap(one)]))
    }
    const meant = JSON.parse(record.value)
    const changed = { ...meant.args, organisation, choice: 'approve', ...args }
    return { ...record, value: JSON.stringify({ ...meant, use: 'cast-ballot', args: changed }) }
  }
  return { ...card, blocks: swap(card.blocks) as unknown[] }
}
