/** A thousand organisations vote in ten seconds on one poll whose card stands in four channels: half in Slack, half in Teams, as steadily as a clock. */
import type { Database } from '#db/connect.ts'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId, GroupId, PlaceId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { terms } from '../support/polls.ts'
import { operator, pollNumbered, slackChannel, teamsChannel, tenant, voterFacts, votersOf, workspace } from './facts.ts'
import { quantile } from './load.ts'
import { slackVote, teamsPeople } from './people.ts'
import type { Field } from './throughput.ts'

const consortium: ConsortiumId = 'con_crowd'
const group: GroupId = 'wg_crowd'
const crowd = votersOf('c', 1_000)
const poll = pollNumbered(21)
/** Milliseconds in which all of them vote. */
const within = 10_000
const cards = 4

/** `staleness`: milliseconds from a vote's answer until the last of the four cards counts it. `drawn`: updates that were sent for all of them. */
export type Crowded = { answered: number; drawn: number; staleness: number[]; tally: number; errors: string[] }

export async function foundCrowd(database: Database): Promise<void> {
  const { store } = database
  const founding: Fact[] = [
    { type: 'consortium-founded', id: consortium, name: 'Crowd', zone: 'Europe/Paris', label: 'TLP:GREEN' },
    { type: 'working-group-formed', id: group, name: 'Assembly', kind: 'working-group' },
    ...places().map(({ place, ...at }): Fact => ({ type: 'place-bound', group, place, ...at })),
  ]
  await store.transact(consortium, (unit) => unit.save(founding, operator))
  // By type, so that each kind is written many at a time.
  const facts = crowd.map((voter) => voterFacts(voter, group))
  const kinds = Object.values(Object.groupBy(facts.flat(), ({ type }) => type))
  for (const kind of ['organisation-admitted', 'membership-begun', 'person-added', 'seat-given', 'account-linked']) {
    const own = kinds.find((all) => all?.[0]?.type === kind) ?? []
    for (let from = 0; from < own.length; from += 250) {
      await store.transact(consortium, (unit) => unit.save(own.slice(from, from + 250), operator))
    }
  }
  const [opener] = crowd
  const opened: Fact = {
    type: 'poll-opened',
    ...{ poll: poll.id, number: poll.number, group, openedBy: present(opener, 'a voter').person },
    closesAt: Temporal.Now.instant().add({ hours: 24 }).toString(),
    ...terms(
      crowd.map(({ organisation }) => organisation),
      crowd.map(({ organisation, person }) => [organisation, person]),
    ),
    ...{ label: 'TLP:GREEN', source: null, recipients: [] },
    sealed: { question: 'Adopt the draft glossary as the working vocabulary of all?' },
  }
  const subject = { kind: 'poll' as const, id: poll.id }
  await store.transact(consortium, async (unit) => {
    await unit.save([opened], operator)
    await unit.enqueue(places().map(({ place }) => ({ kind: 'post' as const, subject, place })))
  })
}

function places() {
  return [21, 22].flatMap((number) => [
    {
      place: `place_cs${number}` as PlaceId,
      platform: 'slack' as const,
      sealed: { workspace, channel: slackChannel(number), name: `crowd-${number}` },
    },
    {
      place: `place_ct${number}` as PlaceId,
      platform: 'teams' as const,
      sealed: { workspace: tenant, channel: teamsChannel(number), name: `crowd-${number}` },
    },
  ])
}

/** Nobody waits for anybody else's answer. */
export async function crowdVotes(field: Field): Promise<Crowded> {
  const drawn: { place: string; at: number; count: number }[] = []
  const stop = field.stub.watch((_, body, place) => {
    const text = decodeURIComponent(body.replaceAll('+', ' '))
    const count = Number(/(\d+) of 1,?000 organisations/.exec(text)?.[1])
    if (count >= 0) drawn.push({ place, at: performance.now(), count })
  })
  const answered: number[] = []
  const errors: string[] = []
  const start = performance.now()
  const votes = crowd.map(async (voter, index) => {
    const due = start + (index * within) / crowd.length
    await pause(due - performance.now())
    const vote = {
      voter,
      poll,
      choice: index % 3 === 0 ? 'disapprove' : 'approve',
      replaces: false,
      consortium,
    } as const
    await click(field, vote, index % 2 === 0)
    answered.push(performance.now())
  })
  await Promise.all(votes.map((one) => one.catch((error: unknown) => void errors.push(String(error)))))
  const isWhole = () => lastOf(drawn).length === cards && lastOf(drawn).every((count) => count === answered.length)
  for (let waited = 0; waited < 10_000 && !isWhole(); waited += 100) await pause(100)
  stop()
  answered.sort((one, other) => one - other)
  const staleness = answered.map((at, index) => seenEverywhere(drawn, index + 1) - at)
  return { answered: answered.length, drawn: drawn.length, staleness, tally: Math.min(...lastOf(drawn)), errors }
}

async function click({ product, stub, token }: Field, vote: Parameters<typeof slackVote>[1], inSlack: boolean) {
  if (inSlack) {
    const response = stub.responseUrl()
    const [, answer] = await Promise.all([slackVote(product.base, vote, response.url), response.body])
    if (!answer.includes('approved')) throw new Error(answer.slice(0, 300))
  } else {
    const { status, body } = await teamsPeople(product.base, stub.serviceUrl, token).vote(vote)
    if (status !== 200 || !body.includes('approved')) throw new Error(`${status} ${body.slice(0, 300)}`)
  }
}

type Drawn = { place: string; at: number; count: number }

/** What each card shows now. */
function lastOf(drawn: Drawn[]): number[] {
  return [...Map.groupBy(drawn, ({ place }) => place).values()].map((own) => own.at(-1)?.count ?? 0)
}

/** When the last of the cards counted so many. */
function seenEverywhere(drawn: Drawn[], count: number): number {
  const each = [...Map.groupBy(drawn, ({ place }) => place).values()]
  if (each.length < cards) return Number.POSITIVE_INFINITY
  return Math.max(...each.map((own) => own.find((one) => one.count >= count)?.at ?? Number.POSITIVE_INFINITY))
}

export function crowdSays({ answered, drawn, staleness, tally, errors }: Crowded): string {
  const [middle, last] = [quantile(staleness, 0.5), quantile(staleness, 0.99)]
  return [
    `1,000 organisations voted within ${within / 1_000} s on one poll with ${cards} cards, half in Slack and half in Teams: ${answered} were answered, ${errors.length} failed.`,
    `${drawn} updates were sent. From a vote's answer until the last card counted it: p50 ${middle.toFixed(0)} ms, p99 ${last.toFixed(0)} ms. The last tally on every card: ${tally}.`,
  ].join('\n')
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)))
}
