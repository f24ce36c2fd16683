/** For each use case what it is carried out with: one line, whose state the makers below state. A use case without one fails the test. */
import { signingRoles } from '#src/core/access.ts'
import type { HoldId, PersonId, PollId } from '#src/core/id.ts'
import { terms, uncounted } from '#test/support/polls.ts'
import { afterwardsFixtures } from './afterwards-fixtures.ts'
import { askingFixtures } from './asking-fixtures.ts'
import { bulkFixtures } from './bulk-fixtures.ts'
import { deskFixtures } from './desk-fixtures.ts'
import { draftFixtures } from './draft-fixtures.ts'
import {
  assessment,
  change,
  commitment,
  confirmed,
  evidence,
  proposal,
  recast,
  twoCommitments,
} from './given-commitments.ts'
import { leavingFixtures } from './leaving-fixtures.ts'
import { recommendation, recommendationFixtures } from './recommendation-fixtures.ts'
import { resolutionFixtures } from './resolution-fixtures.ts'
import type { Fixture, Subject } from './stage.ts'
import { accountOf, consortium, personOf, workspace } from './stage.ts'
import { statement, straw, strawFixtures } from './straw-fixtures.ts'

const due = '2099-12-31'
const week = { since: '2026-01-01T00:00:00Z', until: '2026-01-08T00:00:00Z' }
const nothing: Fixture = () => ({ args: {} })

export const fixtures: Record<string, Fixture> = {
  'log-commitment': ({ words, organisation, group }) => ({
    args: { text: words, due, organisation, group, sure: 'yes' },
  }),
  'list-commitments': async (on) => {
    await commitment(on)
    return { args: { owner: on.name, page: '99999' }, shows: on.words }
  },
  'report-progress': async (on) => ({ args: { reference: await commitment(on), progress: 'limited' } }),
  'withdraw-commitment': async (on) => ({ args: { reference: await commitment(on), note: 'No longer funded' } }),
  'change-commitment': async (on) => ({
    args: { reference: await commitment(on), text: 'Other words', due, sure: 'yes' },
  }),
  'show-milestones': async (on) => ({ args: { reference: await commitment(on) }, shows: on.words }),
  'add-milestones': async (on) => ({
    args: { reference: await commitment(on), milestones: `A step by ${due}`, sure: 'yes' },
  }),
  'change-milestone': async (on) => ({
    args: { milestone: (await change(on)).milestone, text: 'Other words', due, sure: 'yes' },
  }),
  'drop-milestone': async (on) => ({ args: { milestone: (await change(on)).milestone, sure: 'yes' } }),
  'reach-milestone': async (on) => ({ args: { milestone: (await change(on)).milestone, reached: 'yes' } }),
  'confirm-change': async (on) => ({ args: { change: (await change(on)).waiting } }),
  'decline-change': async (on) => ({ args: { change: (await change(on)).waiting } }),
  'withdraw-change': async (on) => ({ args: { change: (await change(on)).waiting } }),
  'show-change': async (on) => ({ args: { change: (await change(on)).waiting } }),
  'split-commitment': async (on) => ({
    args: { reference: await commitment(on), parts: `One by ${due}\nTwo by ${due}`, sure: 'yes' },
  }),
  'merge-commitments': async (on) => ({
    args: { references: await twoCommitments(on), text: 'Both', due, sure: 'yes' },
  }),
  'show-recast': async (on) => ({ args: { recast: await recast(on) }, shows: on.words }),
  'confirm-recast': async (on) => ({ args: { recast: await recast(on) } }),
  'decline-recast': async (on) => ({ args: { recast: await recast(on) } }),
  'withdraw-recast': async (on) => ({ args: { recast: await recast(on) } }),
  'hand-over': async (on) => ({ args: { reference: await commitment(on), to: on.author } }),
  // What everybody of the consortium may see: a board names no organisation of one's own.
  track: nothing,
  'filter-board': nothing,
  'show-picture': nothing,
  'show-history': async (on) => ({ args: { reference: await commitment(on) }, shows: on.words }),
  follow: async (on) => ({ args: { reference: await commitment(on) } }),
  unfollow: async (on) => ({ args: { reference: await commitment(on) } }),
  'show-following': nothing,
  comment: async (on) => ({ args: { reference: await commitment(on), words: on.words } }),
  'show-comments': async (on) => {
    const { id, reference } = await confirmed(on)
    const { organisation, author: saidBy } = on
    await on.given({
      ...{ type: 'comment-made', comment: on.newId('comment'), subject: { kind: 'commitment', id } },
      ...{ organisation, saidBy, saidIn: null, sealed: { words: on.words } },
    })
    return { args: { reference }, shows: on.words }
  },
  'add-evidence': async (on) => {
    const reference = on.standpoint === 'secretariat' ? `R-${(await recommendation(on)).code}` : await commitment(on)
    return { args: { reference, words: on.words } }
  },
  'show-evidence': async (on) => {
    const { reference } = await evidence(on)
    return { args: { reference }, shows: on.words }
  },
  'get-evidence': async (on) => ({ args: { evidence: (await evidence(on)).id } }),
  'withdraw-evidence': async (on) => ({ args: { evidence: (await evidence(on)).id, reason: 'It is another' } }),
  ...askingFixtures,
  'show-proposals': async (on) => {
    await settled(on)
    await proposal(on)
    return { args: {}, shows: on.words }
  },
  'show-recommendations': async (on) => ({ args: { prefix: (await recommendation(on)).code }, shows: on.words }),
  'open-poll': ({ words, group }) => ({ args: { question: words, closes: `${due} 12:00`, group, sure: 'yes' } }),
  'ask-ballot': async (on) => ({ args: { poll: await poll(on), choice: 'approve' } }),
  'show-commitment': async (on) => ({ args: { reference: await commitment(on) }, shows: on.words }),
  'show-receipt': async (on) => ({ args: { poll: await poll(on) } }),
  ...strawFixtures,
  'show-remarks': async (on) => ({ args: { poll: await poll(on) } }),
  'show-missing': async (on) => ({ args: { poll: await poll(on) }, shows: 'P-' }),
  'remind-voters': async (on) => ({ args: { poll: await poll(on) } }),
  'extend-poll': async (on) => ({ args: { poll: await poll(on), closes: '2100-01-31 12:00', reason: 'Late annex' } }),
  'reopen-poll': async (on) => ({ args: { poll: await counted(on), closes: '2100-01-31 12:00', reason: 'No link' } }),
  'conclude-poll': async (on) => ({ args: { poll: await counted(on), decided: 'adopted', words: 'The rule is met' } }),
  'enter-official': async (on) => ({
    args: { poll: await counted(on, 'indicative'), official: 'approved', day: '2026-01-05' },
  }),
  'remind-before-close': async (on) => ({ args: { poll: await poll(on) } }),
  'set-charter': () => ({ args: { rules: 'two-thirds' } }),
  'show-poll': async (on) => ({ args: { poll: await poll(on) }, shows: on.words }),
  'show-recommendation': async (on) => ({ args: { reference: (await recommendation(on)).code }, shows: on.words }),
  find: async (on) => {
    return { args: { words: `"${on.words}"` }, shows: await commitment(on) }
  },
  'show-home': nothing,
  'show-waiting': () => ({ args: { kind: 'vote', from: '0' } }),
  'show-digest': nothing,
  'show-digest-now': nothing,
  'show-digest-part': () => ({ args: { part: 'new', from: '0', ...week } }),
  'set-digest': () => ({ args: { weekday: 'fri', time: '16:30' } }),
  'stop-digest': nothing,
  'make-report': nothing,
  'make-plenary-report': nothing,
  'export-plenary-report': nothing,
  'list-plenaries': nothing,
  'hold-plenary': ({ number }) => ({ args: { day: plenaryDay(number), sure: 'yes' } }),
  'strike-plenary': async ({ number, given }) => {
    const until = `${plenaryDay(number)}T06:00:00Z`
    await given({ type: 'plenary-held', until, heldBy: null })
    return { args: { until } }
  },
  ...bulkFixtures,
  relabel: async (on) => ({ args: { reference: await labelled(on), label: 'TLP:AMBER' } }),
  'show-release': nothing,
  'set-release': ({ organisation }) => ({ args: { organisation, label: 'TLP:RED', what: 'reference' } }),
  'find-contacts': ({ name }) => ({ args: { about: name } }),
  'who-am-i': nothing,
  'act-for': nothing,
  'unlink-account': ({ author }) => ({ args: { person: author } }),
  'redeem-code': () => ({ args: { code: 'ABCD-EFGH-JKMN' } }),
  'invite-person': ({ author }) => ({ args: { person: author } }),
  'my-data': nothing,
  'open-link': async (on) => ({ args: { word: await awaitedWord(on) } }),
  'place-hold': async (on) => ({ args: { person: await person(on), reason: on.words } }),
  'list-holds': async (on) => {
    await hold(on)
    return { args: {}, shows: on.words }
  },
  'lift-hold': async (on) => ({ args: { hold: await hold(on) } }),
  'show-retention': nothing,
  'set-retention': ({ number }) => ({ args: { kind: 'imports', days: `${1 + (number % 300)}` } }),
  help: nothing,
  'post-recommendation': async (on) => {
    const { id } = await recommendation({ ...on, words: 'What everybody may read' })
    return { args: { recommendation: id, group: on.group } }
  },
  'post-board': async (on) => {
    await recommendation({ ...on, words: 'What everybody may read' })
    return { args: { group: 'all', into: on.group } }
  },
  'reword-proposal': async (on) => ({
    args: { commitment: await proposal(on), text: 'Other words', due, sure: 'yes' },
  }),
  'confirm-commitment': async (on) => ({ args: { commitment: await proposal(on) } }),
  'send-back-proposal': async (on) => ({ args: { commitment: await proposal(on) } }),
  'withdraw-proposal': async (on) => ({ args: { commitment: await proposal(on) } }),
  'show-proposal': async (on) => ({ args: { commitment: await proposal(on) }, shows: on.words }),
  // Nobody leads it, so that nobody's own word is assessed.
  assess: async (on) => {
    const { code } = await recommendation({ ...on, words: 'What everybody may read' })
    return { args: { reference: `R-${code}`, found: 'limited', why: on.words } }
  },
  'reply-to-assessment': async (on) => ({ args: { assessment: await assessment(on), reply: on.words } }),
  'open-assessment': async (on) => ({ args: { assessment: await assessment(on) } }),
  'cast-ballot': async (on) => ({ args: { poll: await poll(on), choice: 'approve', organisation: on.organisation } }),
  'begin-closing': async (on) => ({ args: { poll: await poll(on) } }),
  'count-poll': async (on) => ({ args: { poll: await poll(on) } }),
  'send-digest': ({ author }) => ({ args: { person: author } }),
  'link-account': ({ number, author }) => ({
    args: { platform: 'slack', workspace, user: `U${number}`, person: author },
  }),
  'bind-place': ({ number, group }) => ({ args: { platform: 'slack', workspace, channel: `C${number}`, group } }),
  ...deskFixtures,
  ...resolutionFixtures,
  ...afterwardsFixtures,
  ...draftFixtures,
  ...recommendationFixtures,
  'export-report': nothing,
  'export-person': async (on) => ({ args: { person: await person(on) } }),
  'erase-person': async (on) => ({ args: { person: await person(on), sure: 'yes' } }),
  ...leavingFixtures,
  'load-demo': () => ({ args: { consortium: 'con_demo' } }),
}

/** A day of its own, long ago. */
function plenaryDay(number: number): string {
  return Temporal.PlainDate.from('1980-01-01').add({ days: number }).toString()
}

/** Somebody who plays no other part. */
async function person({ newId, words, given }: Subject): Promise<PersonId> {
  const id = newId('person')
  await given({ type: 'person-added', person: id, zone: 'UTC', sealed: { name: `Of ${words}`, contact: '' } })
  return id
}

async function hold(on: Subject): Promise<HoldId> {
  const id = on.newId('hold')
  await on.given({ type: 'hold-placed', hold: id, person: await person(on), sealed: { reason: on.words } })
  return id
}

/** A page that shows this word waits for the account of whoever asks. */
async function awaitedWord({ store, newId, standpoint, author, number }: Subject): Promise<string> {
  const document = newId('doc')
  const token = document.slice('doc_'.length)
  const file = { name: 'data.csv', type: 'text/csv', bytes: Buffer.from('x'), hash: 'h' }
  const word = String(100_000 + number)
  await store.transact(consortium, async ({ documents }) => {
    await documents.keep(document, [file], { person: author, label: 'TLP:AMBER', needs: 'self', organisation: null })
    await documents.keepLink(token, {
      document,
      account: { platform: 'slack', workspace, account: accountOf(standpoint) },
    })
    await documents.await(token, `session ${number}`, word)
  })
  return word
}

/** No proposal waits there any more: the list shows the oldest five. */
async function settled({ organisation, author: withdrawnBy, store, given }: Subject): Promise<void> {
  const waiting = await store.transact(consortium, (unit) => unit.read.commitments.proposals([organisation]))
  await given(...waiting.map(({ id }) => ({ type: 'commitment-withdrawn' as const, commitment: id, withdrawnBy })))
}

/** Open to the ballot of this organisation alone. */
/** One that was closed and counted. */
async function counted(on: Subject, standing?: 'indicative'): Promise<PollId> {
  const id = await poll(on, standing)
  await on.given({ type: 'poll-closing-begun', poll: id }, { type: 'poll-closed', poll: id, ...uncounted })
  return id
}

async function poll(on: Subject, standing: 'decision' | 'indicative' = 'decision'): Promise<PollId> {
  const { number, group, organisation, author: openedBy, words } = on
  const id = on.newId('poll')
  const voters = signingRoles.map((role) => ({ organisation, person: personOf(role), role }))
  const asked = { ...terms([organisation]), standing, voters, label: 'TLP:GREEN' as const }
  const closesAt = `${due}T12:00:00Z`
  await on.given({
    type: 'poll-opened',
    poll: id,
    number,
    group,
    openedBy,
    closesAt,
    ...asked,
    source: organisation,
    recipients: [],
    sealed: { question: words },
  })
  return id
}

/** What the secretariat keeps, or an organisation's own: of another kind for each who may bind it. */
async function labelled(on: Subject): Promise<string> {
  switch (on.standpoint) {
    case 'secretariat':
    case 'operator':
      return `R-${(await recommendation(on)).code}`
    case 'delegate':
      await straw(on)
      return `S-${on.number}`
    case 'deputy':
      await statement(on)
      return `J-${on.number}`
    default:
      return commitment(on)
  }
}
