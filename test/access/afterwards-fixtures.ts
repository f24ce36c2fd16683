/** What the acts around a poll and after its close are carried out with. */
import { signingRoles } from '#src/core/access.ts'
import type { PollId, ReceivedVoteId } from '#src/core/id.ts'
import type { Rule } from '#src/polls/poll.ts'
import { terms, uncounted } from '#test/support/polls.ts'
import { type Fixture, personOf, type Subject } from './stage.ts'

export const afterwardsFixtures: Record<string, Fixture> = {
  'show-received': async (on) => ({ args: { poll: await poll(on) } }),
  'record-vote': async (on) => {
    await poll(on)
    const content = Buffer.from('a letter').toString('base64')
    return {
      args: { reference: `P-${on.number}`, organisation: on.organisation, choice: 'approve', content, sure: 'yes' },
    }
  },
  'object-to-vote': async (on) => ({ args: { vote: await received(on), reason: 'We sent none' } }),
  'rule-on-vote': async (on) => ({ args: { vote: await received(on), ruling: 'withdrawn', reason: 'A mistake' } }),
  'rule-on-reasons': async (on) => {
    await closed(on, 'iso-dis')
    return { args: { reference: `P-${on.number}`, notTechnical: on.organisation, reason: 'They name no clause' } }
  },
  'contest-result': async (on) => {
    await closed(on, 'iso-dis')
    return { args: { reference: `P-${on.number}`, reason: 'Ours is missing' } }
  },
  'rule-on-contest': async (on) => {
    const contest = on.newId('contest')
    const of = { poll: await closed(on, 'iso-dis'), organisation: on.organisation }
    await on.given({
      ...{ type: 'result-contested', contest, ...of, result: 1, contestedBy: on.author },
      sealed: { reason: 'Ours is missing' },
    })
    return { args: { contest, ruling: 'recount', reason: 'Counted again' } }
  },
  'flip-ballot': async (on) => {
    await closed(on, 'ieee-sa')
    return { args: { reference: `P-${on.number}`, choice: 'approve', sure: 'yes' } }
  },
  'get-letter': async (on) => ({ args: { vote: await received(on) } }),
}

/** Disapproved by this organisation, whose vote alone it has, and counted. */
async function closed(on: Subject, rule: Rule): Promise<PollId> {
  const id = await poll(on, rule)
  await on.given(
    {
      ...{ type: 'ballot-cast', poll: id, organisation: on.organisation, castBy: on.author, role: 'deputy' },
      ...{ replaces: false, sealed: { choice: 'disapprove', remarks: 'Not like this' } },
    },
    { type: 'poll-closing-begun', poll: id },
    { type: 'poll-closed', poll: id, ...uncounted },
  )
  return id
}

/** Open to the ballot of this organisation alone. */
async function poll(on: Subject, rule: Rule = 'simple-majority'): Promise<PollId> {
  const { number, group, organisation, author: openedBy, words } = on
  const id = on.newId('poll')
  const voters = signingRoles.map((role) => ({ organisation, person: personOf(role), role }))
  const asked = { ...terms([organisation]), rule, voters, label: 'TLP:GREEN' as const }
  await on.given({
    ...{ type: 'poll-opened', poll: id, number, group, openedBy, closesAt: '2099-12-31T12:00:00Z', ...asked },
    ...{ source: organisation, recipients: [], sealed: { question: words } },
  })
  return id
}

async function received(on: Subject): Promise<ReceivedVoteId> {
  const vote = on.newId('rvote')
  await on.given(
    {
      ...{ type: 'vote-recorded', vote, poll: await poll(on), organisation: on.organisation, role: 'delegate' },
      ...{ means: 'letter', day: '2026-01-01', late: false, recordedBy: personOf('secretariat') },
      ...{
        file: { type: 'text/plain', size: 3 },
        sealed: { choice: 'approve', remarks: '', name: 'a.txt', hash: 'aa' },
      },
    },
    { type: 'letter-kept', personal: true, vote, bytes: 'AAAA' },
  )
  return vote
}
