/** The consortium that the load votes in: 64 organisations, each with one delegate who is on both platforms. */

import type { Database } from '#db/connect.ts'
import type { ConsortiumId, GroupId, OrganisationId, PersonId, PlaceId, PollId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { sealingKey } from '#test/support/database.ts'
import { choosing, terms } from '#test/support/polls.ts'

export const consortium: ConsortiumId = 'con_bench'
export const workspace = 'T0BENCH'
export const tenant = '11111111-aaaa-4bbb-8ccc-00000000be4c'

export type Voter = { organisation: OrganisationId; person: PersonId; short: string; slack: string; teams: string }
export const voters = votersOf('b', 64)

/** `of`: a letter that tells those of one consortium from those of another. */
export function votersOf(of: string, count: number): Voter[] {
  return Array.from({ length: count }, (_, index): Voter => {
    const number = `${of}${String(index + 1).padStart(2, '0')}`
    return {
      organisation: `org_${number}`,
      person: `person_${number}`,
      short: `Org ${number.slice(1)}`,
      slack: `U0${number.toUpperCase()}`,
      teams: `22222222-aaaa-4bbb-8ccc-${of.charCodeAt(0).toString(16)}${String(index + 1).padStart(10, '0')}`,
    }
  })
}

/** Those that need no words. */
export const choices = ['approve', 'disapprove', 'abstain'] as const

export type BenchPoll = { id: PollId; number: number }
export function pollNumbered(number: number): BenchPoll {
  return { id: `poll_b${number}`, number }
}
/** Twelve organisations, half of which have voted. */
export const readPoll = pollNumbered(1)
/** All organisations. */
export const votePoll = pollNumbered(2)
/** For the way of a vote to the other platform: those that are quiet in between, and those that are busy. */
export const quietPolls = Array.from({ length: 10 }, (_, index) => pollNumbered(index + 3))
export const busyPolls = { slack: pollNumbered(13), teams: pollNumbered(14) }

const small: GroupId = 'wg_small'
const assembly: GroupId = 'wg_assembly'
const few = voters.slice(0, 12)

/** Each poll has a channel of its own on both platforms, since Teams takes two messages a second in one. */
export async function foundConsortium(database: Database, serviceUrl: string): Promise<void> {
  const polls = [readPoll, votePoll, ...quietPolls, ...Object.values(busyPolls)]
  await database.store.transact(consortium, (unit) =>
    unit.save([...foundingFacts(), ...polls.flatMap(pollFacts), ...few.slice(0, 6).map(ballotFact)], operator),
  )
  await database.installations([sealingKey]).keepServiceUrl(tenant, serviceUrl)
  await database.store.transact(consortium, (unit) =>
    unit.enqueue(
      polls.flatMap(({ id, number }) =>
        placesOf(number).map(({ place }) => ({ kind: 'post' as const, subject: { kind: 'poll' as const, id }, place })),
      ),
    ),
  )
}

export const operator = { by: 'operator', organisation: null } as const

function foundingFacts(): Fact[] {
  return [
    { type: 'consortium-founded', id: consortium, name: 'Bench', zone: 'Europe/Paris', label: 'TLP:GREEN' },
    { type: 'working-group-formed', id: small, name: 'Evaluation', kind: 'working-group' },
    { type: 'working-group-formed', id: assembly, name: 'Assembly', kind: 'working-group' },
    ...voters.flatMap((voter) => voterFacts(voter, assembly)),
    ...few.map(({ organisation }) => membership(small, organisation)),
  ]
}

/** An organisation of that group, with its delegate, who is on both platforms. */
export function voterFacts({ organisation, person, short, slack, teams }: Voter, group: GroupId): Fact[] {
  return [
    {
      type: 'organisation-admitted',
      id: organisation,
      short,
      name: `Organisation ${short}`,
      kind: 'government',
      country: 'FR',
      zone: 'Europe/Paris',
    },
    membership(group, organisation),
    { type: 'person-added', person, zone: 'Europe/Paris', sealed: { name: `Delegate of ${short}`, contact: '' } },
    { type: 'seat-given', person, organisation, role: 'delegate', standing: 'staff', from: '2020-01-01', until: null },
    { type: 'account-linked', person, platform: 'slack', sealed: { workspace, account: slack } },
    { type: 'account-linked', person, platform: 'teams', sealed: { workspace: tenant, account: teams } },
  ]
}

function membership(group: GroupId, organisation: OrganisationId): Fact {
  return {
    type: 'membership-begun',
    body: group,
    organisation,
    category: 'P',
    class: '',
    votes: true,
    from: '2020-01-01',
    until: null,
  }
}

function pollFacts({ id, number }: BenchPoll): Fact[] {
  const isRead = number === readPoll.number
  const group = isRead ? small : assembly
  const asked = isRead ? few : voters
  const [opener] = few
  if (!opener) throw new Error('expected voters')
  return [
    ...placesOf(number).map((one): Fact => ({ type: 'place-bound', group, ...one })),
    {
      type: 'poll-opened',
      poll: id,
      number,
      group,
      openedBy: opener.person,
      closesAt: Temporal.Now.instant().add({ hours: 24 }).toString(),
      ...terms(
        asked.map(({ organisation }) => organisation),
        asked.map(({ organisation, person }) => [organisation, person]),
      ),
      label: 'TLP:GREEN',
      source: opener.organisation,
      recipients: [],
      sealed: { question: 'Adopt the draft glossary as the working vocabulary of the group?' },
    },
  ]
}

function placesOf(number: number) {
  const name = `poll-${number}`
  return [
    {
      place: `place_s${number}` as PlaceId,
      platform: 'slack' as const,
      sealed: { workspace, channel: slackChannel(number), name },
    },
    {
      place: `place_t${number}` as PlaceId,
      platform: 'teams' as const,
      sealed: { workspace: tenant, channel: teamsChannel(number), name },
    },
  ]
}

export function slackChannel(number: number): string {
  return `C0BENCH${number}`
}

export function teamsChannel(number: number): string {
  return `19:bench${number}@thread.tacv2`
}

function ballotFact({ organisation, person }: Voter): Fact {
  return {
    type: 'ballot-cast',
    poll: readPoll.id,
    organisation,
    castBy: person,
    role: 'delegate',
    replaces: false,
    sealed: choosing('approve'),
  }
}
