import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '#db/connect.ts'
import { present } from '#src/core/assert.ts'
import { Conflict } from '#src/store.ts'
import { onPostgres, silent } from '../support/database.ts'
import { startBalancer, startSecond } from '../support/process-second.ts'
import { type Product, startProduct } from '../support/product.ts'

const choices = [
  ['Approve', 'approved'],
  ['Disapprove', 'disapproved'],
  ['Abstain', 'abstained on'],
] as const

onPostgres('Two processes behind a balancer', (on) => {
  let product: Product
  let second: Awaited<ReturnType<typeof startSecond>>
  let balancer: Awaited<ReturnType<typeof startBalancer>>
  const closing: (() => Promise<void>)[] = []

  beforeAll(async () => {
    const { addresses, database } = on()
    if (!addresses) throw new Error('expected a server')
    product = await startProduct(database)
    const other = await openPostgres({ kind: 'postgres', ...addresses, pool: 10, prepare: true, log: silent })
    second = await startSecond(product, other)
    balancer = await startBalancer([product.url, second.url])
    product.slack.connect(balancer.url)
    product.teams.connect(balancer.url)
    closing.push(balancer.close, second.close, other.close, product.close)
  }, 30_000)
  afterAll(async () => {
    for (const close of closing) await close()
  })

  test('share one poll: each vote counts once, each place has one message, and both cards end with one result', {
    timeout: 30_000,
  }, async () => {
    const { slack, teams, places } = product
    const preview = await slack.command('sam', 'allied-evals', 'poll Share it? by 2027-03-01 12:00')
    await slack.click('sam', preview, 'Open poll')
    const inSlack = await slack.shows(places.slack, 'P-1 Share it?')
    const inTeams = await teams.shows(places.teams, 'P-1 Share it?')

    /** A voter asks for each choice first, and then casts them in turn. */
    const bySlack = async (name: string, organisation: string) => {
      const asked = await Promise.all(choices.map(([label]) => slack.click(name, inSlack, label)))
      return async (nth: number) => {
        const said = await slack.click(name, asked[nth % 3] ?? inSlack, `Cast for ${organisation}`)
        expect(said.text).toContain(`${organisation} ${choices[nth % 3]?.[1]} P-1`)
      }
    }
    const byTeams = async (name: string, organisation: string) => {
      const person = teams.person(name)
      const asked = await Promise.all(choices.map(([label]) => teams.click(person, inTeams, label)))
      return async (nth: number) => {
        const said = await teams.click(person, asked[nth % 3] ?? inTeams, `Cast for ${organisation}`)
        expect(said.text).toContain(`${organisation} ${choices[nth % 3]?.[1]} P-1`)
      }
    }
    const voters = await Promise.all([
      bySlack('luc', 'France'),
      bySlack('sam', 'Northwind'),
      byTeams('hana', 'Japan'),
      byTeams('minjun', 'Korea'),
      byTeams('greta', 'Germany'),
    ])
    // The last of seven votes of each is the first choice again.
    await Promise.all(
      voters.map(async (vote) => {
        for (let nth = 0; nth < 7; nth++) await vote(nth)
      }),
    )
    const ballots = await on().owner.query('select choice from ballots')
    expect(ballots).toEqual(voters.map(() => ({ choice: 'approve' })))
    expect(Math.min(...balancer.served)).toBeGreaterThan(20)

    await on().owner.query("update polls set closes_at = now() - interval '1 second'")
    await Promise.all([product, second].map(({ composed }) => composed.clockwork.sweep()))
    const result = '6 eligible, 5 voted: 5 approve, 0 disapprove, 0 abstain.'
    await slack.shows(places.slack, result)
    await teams.shows(places.teams, result)
    const posted = slack.calls.filter(
      (call) => call.method === 'chat.postMessage' && call.body.channel === places.slack,
    )
    expect(posted).toHaveLength(1)
    expect(teams.messages(places.teams)).toHaveLength(1)
    const record = await on().owner.query<{ type: string; n: number }>(
      `select type, count(*)::int as n from register_entries where type like 'poll-%' group by type order by type`,
    )
    expect(record).toEqual([
      { type: 'poll-closed', n: 1 },
      { type: 'poll-closing-begun', n: 1 },
      { type: 'poll-opened', n: 1 },
    ])
  })

  test('close a poll once, also where one of them is late', async () => {
    const { slack, places } = product
    const { store } = product.composed.database
    const preview = await slack.command('sam', 'allied-evals', 'poll Close it? by 2027-03-01 12:00')
    await slack.click('sam', preview, 'Open poll')
    await slack.shows(places.slack, 'P-2 Close it?')
    const late = store.transact('con_demo', async ({ read, save }) => {
      const { id, status } = present(await read.polls.byNumber(2), 'the poll')
      expect(status).toBe('open')
      await on().owner.query("update polls set closes_at = now() - interval '1 second' where number = 2")
      await second.composed.clockwork.sweep()
      await save([{ type: 'poll-closing-begun', poll: id }], { by: 'system', organisation: null })
    })
    await expect(late).rejects.toBeInstanceOf(Conflict)
    const polls = await on().owner.query('select status from polls where number = 2')
    expect(polls).toEqual([{ status: 'closed' }])
  })
})
