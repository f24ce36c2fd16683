/** The races: what the product does beside what does the least of the same kind. */
import { present } from '#src/core/assert.ts'
import { choices, readPoll, votePoll, voters } from './facts.ts'
import { type Contestant, type Raced, race } from './load.ts'
import { slackCommand, slackVote, teamsPeople, type Vote } from './people.ts'
import type { Running } from './servers.ts'
import type { Stub } from './stub.ts'
import type { Transaction } from './transaction.ts'

export type Measure = { what: string; database: string; product: Raced; yardsticks: Raced[] }
/** `token` is what the connector signs its activities with. */
export type Field = {
  database: string
  product: Running
  yardsticks: Running
  stub: Stub
  token: string
  transaction: Transaction
}

const show = `show P-${readPoll.number}`

/** A typed command, answered in the response. */
export function readInSlack({ database, product, yardsticks, stub }: Field): Promise<Measure> {
  const command = ({ base }: Running, expected: string) => {
    const turn = turns(voters)
    return async () => {
      const { status, body } = await slackCommand(base, turn(), show, `${stub.url}/response/0`)
      expect(status === 200 && body.includes(expected), `${status} ${body}`)
    }
  }
  return measured('Read: a signed `/plenary show P-1`', database, [
    { name: 'Plenary', once: command(product, `P-${readPoll.number} Adopt`) },
    { name: 'bare Bolt echo', once: command(yardsticks, show) },
  ])
}

/** As many 1:1 chats as keep each below the eight messages in two seconds that Teams takes, and that the bot keeps to. */
const chats = 2_000

/** A message in a 1:1 chat, whose reply is posted to the connector before the response. */
export function readInTeams({ database, product, yardsticks, stub, token }: Field): Promise<Measure> {
  const message = ({ base }: Running, expected: string) => {
    const people = teamsPeople(base, stub.serviceUrl, token)
    const turn = turns(voters)
    const chat = turns(Array.from({ length: chats }, (_, index) => `a:chat-${index}`))
    return async () => {
      const conversation = chat()
      const { status } = await people.say(turn(), conversation, show)
      const reply = stub.takeReply(conversation)
      expect(status < 300 && reply.includes(expected), `${status} ${reply}`)
    }
  }
  return measured('Read: a Teams message `show P-1` and its reply', database, [
    { name: 'Plenary', once: message(product, `P-${readPoll.number} Adopt`) },
    { name: 'bare teams-ai echo', once: message(yardsticks, 'echo') },
  ])
}

/** A click that is done when its answer came to the response_url, which is after COMMIT. */
export function vote({ database, product, yardsticks, stub, transaction }: Field, atOnce: number): Promise<Measure> {
  const votes = ({ base }: Running, expected: string) => {
    const turn = votesInTurn()
    return async () => {
      const response = stub.responseUrl()
      const [{ status }, answer] = await Promise.all([slackVote(base, turn(), response.url), response.body])
      expect(status === 200 && answer.includes(expected), `${status} ${answer}`)
    }
  }
  const contestants = [
    { name: 'Plenary', once: votes(product, `P-${votePoll.number}`) },
    { name: 'bare two-write transaction', once: transaction.write },
    { name: 'the same behind a bare Bolt click', once: votes(yardsticks, 'written') },
  ]
  return measured(
    `Write: a signed click \`Cast for X\`, answered after COMMIT, ${atOnce} at a time`,
    database,
    contestants,
    atOnce,
  )
}

/** The same click in Teams, whose response is the card; beside the least that the SDK does with a message. */
export function voteInTeams({ database, product, yardsticks, stub, token }: Field): Promise<Measure> {
  const voting = teamsPeople(product.base, stub.serviceUrl, token)
  const echoed = teamsPeople(yardsticks.base, stub.serviceUrl, token)
  const turn = votesInTurn()
  const chat = turns(Array.from({ length: chats }, (_, index) => `a:chat-${index}`))
  const vote = async () => {
    const { status, body } = await voting.vote(turn())
    expect(status === 200 && body.includes(`P-${votePoll.number}`), `${status} ${body}`)
  }
  const echo = async () => {
    const conversation = chat()
    const [voter] = voters
    const { status } = await echoed.say(present(voter, 'a voter'), conversation, show)
    expect(status < 300 && stub.takeReply(conversation).includes('echo'), `${status}`)
  }
  return measured('Write: the same click in Teams, answered after COMMIT', database, [
    { name: 'Plenary', once: vote },
    { name: 'bare teams-ai echo', once: echo },
  ])
}

/** Each organisation in turn, with another choice than the time before: every vote is a change. */
function votesInTurn(): () => Vote {
  let count = -1
  return () => {
    count += 1
    const again = Math.floor(count / voters.length)
    const choice = present(choices[again % choices.length], 'a choice')
    return { voter: at(voters, count), poll: votePoll, choice, replaces: again > 0 }
  }
}

async function measured(what: string, database: string, contestants: Contestant[], atOnce?: number): Promise<Measure> {
  const [product, ...yardsticks] = await race(contestants, atOnce)
  return { what, database, product: present(product, 'the product'), yardsticks }
}

function turns<T>(all: readonly T[]): () => T {
  let count = -1
  return () => {
    count += 1
    return at(all, count)
  }
}

function at<T>(all: readonly T[], count: number): T {
  return present(all[count % all.length], 'one of them')
}

function expect(fulfilled: boolean, got: string): void {
  if (!fulfilled) throw new Error(`unexpected answer: ${got.slice(0, 300)}`)
}
