import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fact } from '#src/readers.ts'
import { type Opened, onPostgres } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { type Seen, workspace } from '../support/slack.ts'

type Voter = { organisation: `org_${string}`; name: string; person: `person_${string}`; user: string }

/** Early ones vote before the close, those in the middle while it runs, late ones after it. */
const counts = { early: 4, middle: 22, late: 4 }
const voters: Voter[] = Array.from({ length: counts.early + counts.middle + counts.late }, (_, nth) => ({
  organisation: `org_close${nth}`,
  name: `State ${nth}`,
  person: `person_close${nth}`,
  user: `UCLOSE${nth}`,
}))

function factsOf({ organisation, name, person, user }: Voter): Fact[] {
  return [
    {
      type: 'organisation-admitted',
      id: organisation,
      short: name,
      name: `Ministry of ${name}`,
      kind: 'government',
      country: 'FR',
      zone: 'UTC',
    },
    {
      type: 'membership-begun',
      body: 'wg_evaluation',
      organisation,
      category: 'P',
      class: '',
      votes: true,
      from: '2020-01-01',
      until: null,
    },
    { type: 'person-added', person, zone: 'UTC', sealed: { name: `Delegate of ${name}`, contact: '' } },
    { type: 'seat-given', person, organisation, role: 'delegate', standing: 'staff', from: '2020-01-01', until: null },
    { type: 'account-linked', person, platform: 'slack', sealed: { workspace, account: user } },
  ]
}

const Click = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  actions: z.tuple([z.looseObject({ value: z.string() })]),
})

/** The body of one person's click, as if somebody else had made it for an organisation of theirs. */
function clickedBy({ user, organisation }: Voter, body: string, key: string): string {
  const click = Click.parse(JSON.parse(new URLSearchParams(body).get('payload') ?? ''))
  const [action] = click.actions
  const meant = JSON.parse(action.value)
  const value = JSON.stringify({ ...meant, args: { ...meant.args, organisation } })
  const made = {
    ...click,
    user: { ...click.user, id: user },
    trigger_id: key,
    response_url: String(click.response_url).replace(/\/response\/.*$/, `/response/${key}`),
    actions: [{ ...action, value }],
  }
  return new URLSearchParams({ payload: JSON.stringify(made) }).toString()
}

onPostgres('A close that many votes overlap', (on: () => Opened) => {
  let product: Product
  beforeAll(async () => {
    const { database } = on()
    product = await startProduct(database)
    const facts = voters.flatMap(factsOf)
    await database.store.transact('con_demo', (unit) => unit.save(facts, { by: 'operator', organisation: null }))
  }, 30_000)
  afterAll(() => product?.close())

  async function open(question: string): Promise<Seen> {
    const { slack, places } = product
    const preview = await slack.command('sam', 'allied-evals', `poll ${question} by 2027-03-01 12:00`)
    await slack.click('sam', preview, 'Open poll')
    const card = await slack.shows(places.slack, question)
    return slack.click('sam', card, 'Approve')
  }

  test.each([1, 2, 3])(
    'counts every vote that it accepted and no other, and is quick: poll %i',
    async (number) => {
      const { slack, places, composed } = product
      const asked = await open(`Overlap ${number}?`)
      const body = await slack.clickBody('sam', asked, 'Cast for Northwind')
      const answered: Promise<{ voter: Voter; text: string }>[] = []
      const vote = (voter: Voter) => {
        const key = `p${number}${voter.user}`
        answered.push(
          slack
            .deliver(clickedBy(voter, body, key))
            .then(() => slack.until(`the answer to ${voter.name}`, () => slack.responsesTo(`/response/${key}`)[0]))
            .then((answer) => ({ voter, text: JSON.stringify(answer) })),
        )
      }
      voters.slice(0, counts.early).forEach(vote)
      await Promise.all(answered)

      const middle = voters.slice(counts.early, -counts.late)
      middle.slice(0, 11).forEach(vote)
      await Promise.race(answered.slice(counts.early))
      const begun = performance.now()
      const closing = on().owner.query(`update polls set closes_at = now() where number = ${number}`)
      middle.slice(11).forEach(vote)
      await closing.then(composed.clockwork.sweep)
      expect(performance.now() - begun).toBeLessThan(2_000)
      voters.slice(-counts.late).forEach(vote)

      const said = await Promise.all(answered)
      const accepted = said.filter(({ voter, text }) => text.includes(`${voter.name} approved P-${number}`))
      const refused = said.filter(({ text }) => /P-\d closed on .*Your vote was not counted/.test(text))
      expect(accepted.length + refused.length).toBe(voters.length)
      expect(accepted.length).toBeGreaterThan(counts.early)
      expect(refused.length).toBeGreaterThanOrEqual(counts.late)

      const [poll] = await on().owner.query<{ status: string; count: { approve: number } }>(
        `select status, count from polls where number = ${number}`,
      )
      expect(poll).toEqual({
        status: 'closed',
        count: { approve: accepted.length, 'approve-with-comments': 0, disapprove: 0, abstain: 0 },
      })
      const cast = await on().owner.query<{ organisation: string }>(
        `select b.organisation_id as organisation from ballots b join polls p on p.id = b.poll_id where p.number = ${number}`,
      )
      expect(cast.map(({ organisation }) => organisation).sort()).toEqual(
        accepted.map(({ voter }) => voter.organisation).sort(),
      )
      const result = `36 eligible, ${accepted.length} voted: ${accepted.length} approve, 0 disapprove, 0 abstain.`
      await slack.shows(places.slack, result)
    },
    20_000,
  )
})
