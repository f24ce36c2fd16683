/** How long a vote takes from the click on one platform to the redrawn card on the other. */

import { present } from '#src/core/assert.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import { busyPolls, quietPolls, voters } from './facts.ts'
import { slackVote, teamsPeople } from './people.ts'
import type { Field } from './throughput.ts'

export type Crossing = { from: ChatPlatform; when: 'quiet' | 'busy'; times: number[]; errors: string[] }
export const votesEach = 50
/** Milliseconds between two votes. Ten quiet polls take turns, so that each rests 1.5 seconds. */
export const spacing = 150

export async function crossings(field: Field): Promise<Crossing[]> {
  const cast = new Map<number, number>()
  const measured: Crossing[] = []
  for (const when of ['quiet', 'busy'] as const) {
    for (const from of ['slack', 'teams'] as const) {
      const polls = when === 'quiet' ? quietPolls : [busyPolls[from]]
      measured.push({ from, when, ...(await cross(field, from, polls, cast)) })
    }
  }
  return measured
}

type Polls = { id: `poll_${string}`; number: number }[]

/** A vote by an organisation that had none: it has arrived when the card counts it. */
async function cross(field: Field, from: ChatPlatform, polls: Polls, cast: Map<number, number>) {
  const arrivals = watchCards(field, from === 'slack' ? 'teams' : 'slack')
  const times: number[] = []
  const errors: string[] = []
  const one = async (poll: Polls[number]) => {
    const count = (cast.get(poll.number) ?? 0) + 1
    cast.set(poll.number, count)
    const arrived = arrivals.counts(poll.number, count)
    const start = performance.now()
    const voter = present(voters[count - 1], 'a voter')
    const [, at] = await Promise.all([click(field, from, { voter, poll, choice: 'approve', replaces: false }), arrived])
    times.push(at - start)
  }
  const under: Promise<unknown>[] = []
  for (let index = 0; index < votesEach; index++) {
    const poll = present(polls[index % polls.length], 'a poll')
    under.push(one(poll).catch((error) => errors.push(String(error))))
    await pause(spacing)
  }
  await Promise.all(under)
  arrivals.stop()
  await pause(1_100)
  return { times, errors }
}

async function click(
  { product, stub, token }: Field,
  from: ChatPlatform,
  vote: Parameters<typeof slackVote>[1],
): Promise<void> {
  if (from === 'slack') {
    const response = stub.responseUrl()
    const [, answer] = await Promise.all([slackVote(product.base, vote, response.url), response.body])
    if (!answer.includes('approved')) throw new Error(answer.slice(0, 300))
  } else {
    const { status, body } = await teamsPeople(product.base, stub.serviceUrl, token).vote(vote)
    if (status !== 200 || !body.includes('approved')) throw new Error(`${status} ${body.slice(0, 300)}`)
  }
}

function watchCards({ stub }: Field, platform: ChatPlatform) {
  const waiting = new Set<{ number: number; count: number; seen: (at: number) => void }>()
  const stop = stub.watch((drawn, body) => {
    if (drawn !== platform) return
    const at = performance.now()
    const text = platform === 'slack' ? (new URLSearchParams(body).get('blocks') ?? '') : body
    const number = Number(/P-(\d+) /.exec(text)?.[1])
    const count = Number(/(\d+) of \d+ organisations/.exec(text)?.[1])
    for (const one of waiting) if (one.number === number && one.count <= count) one.seen(at)
  })
  return {
    stop,
    counts(number: number, count: number): Promise<number> {
      const { promise, resolve, reject } = Promise.withResolvers<number>()
      const one = { number, count, seen: resolve }
      waiting.add(one)
      const patience = setTimeout(() => reject(new Error(`${platform} never saw vote ${count} of P-${number}`)), 10_000)
      return promise.finally(() => {
        clearTimeout(patience)
        waiting.delete(one)
      })
    },
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
