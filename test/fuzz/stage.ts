/** Who asks, and what stands before anybody does: two consortia, of which everybody here is of the first. */

import type { Database } from '#db/connect.ts'
import type { FormId } from '#src/core/id.ts'
import { demoFacts } from '#src/demo/facts.ts'
import { consortium, people, stranger, workspaces } from '#src/demo/organisations.ts'
import type { Fact } from '#src/readers.ts'
import { useCases } from '#src/registry.ts'
import { operator } from '#test/support/database-facts.ts'
import { terms } from '#test/support/polls.ts'

/** Stands in every text that somebody types, and may stand in no log. */
export const canary = 'kanarienvogel'
/** Stands in every text of the other consortium, and may reach nobody here. */
export const foreign = 'harbourmaster'
/** The token of a link that was sent to the secretariat. */
export const link = 'l'.repeat(43)

export type Person = { account: string; workspace: string; person: string | null }
export type Draft = { id: FormId; use: string }
export type Where = { responseUrl: string; serviceUrl: string; drafts: Draft[] }
export const slackPeople: Person[] = peopleOn('slack')
export const teamsPeople: Person[] = peopleOn('teams')

/** Two consortia; in the first everybody has a form under way, a poll and a commitment; the second is nobody's who asks here. */
export async function setStage({ store }: Database): Promise<Draft[]> {
  let serial = 0
  const facts = demoFacts((prefix) => `${prefix}_fuzz${++serial}`)
  await store.transact(consortium.id, (unit) => unit.save([...facts, ...ownFacts], operator))
  await store.transact('con_other', (unit) => unit.save(otherFacts, operator))
  await store.transact(consortium.id, async ({ documents }) => {
    const bytes = Buffer.from('bytes')
    const file = { name: 'report.csv', type: 'text/csv', bytes, hash: 'h' }
    await documents.keep('doc_fuzz', [file], {
      person: 'person_eva',
      label: 'TLP:GREEN',
      needs: 'secretary',
      organisation: null,
    })
    await documents.keepLink(link, {
      document: 'doc_fuzz',
      account: { platform: 'slack', workspace: workspaces.slack, account: 'U0EVA' },
    })
  })
  const drafts: Draft[] = []
  const uses = useCases.filter(({ form }) => form)
  const everybody = [
    ...slackPeople.map((one) => ({ platform: 'slack' as const, ...one })),
    ...teamsPeople.map((one) => ({ platform: 'teams' as const, ...one })),
  ]
  for (const { platform, workspace, account } of everybody) {
    for (const { name } of uses) {
      const draft: Draft = { id: `form_f${drafts.length}`, use: name }
      await store.transact(consortium.id, (unit) =>
        unit.keepDraft({ ...draft, values: { text: canary } }, { platform, workspace, account }),
      )
      drafts.push(draft)
    }
  }
  return drafts
}

const common = { group: 'wg_evaluation', label: 'TLP:GREEN' } as const
const ownFacts: Fact[] = [
  ...commitmentFacts('com_fuzz', 'org_japan', 'person_hana', canary),
  ...commitmentFacts('com_waiting', 'org_japan', 'person_aiko', canary).slice(0, 1),
  { type: 'commitment-confirmed', commitment: 'com_fuzz', number: 1, confirmedBy: 'person_hana' },
  ...aboutFacts('fuzz', 'org_japan', 'person_hana', canary),
  pollFact('poll_fuzz', ['org_japan', 'org_france'], 'person_hana', canary),
  receivedFact('fuzz', 'org_france', 'person_eva', canary),
]

const otherFacts: Fact[] = [
  { type: 'consortium-founded', id: 'con_other', name: foreign, zone: 'UTC', label: 'TLP:GREEN' },
  {
    type: 'organisation-admitted',
    id: 'org_harbour',
    short: foreign,
    name: foreign,
    kind: 'company',
    country: 'DE',
    zone: 'UTC',
  },
  { type: 'working-group-formed', id: 'wg_evaluation', name: foreign, kind: 'working-group' },
  {
    type: 'membership-begun',
    body: 'wg_evaluation',
    organisation: 'org_harbour',
    category: 'P',
    class: '',
    votes: true,
    from: '2020-01-01',
    until: null,
  },
  { type: 'person-added', person: 'person_mallory', zone: 'UTC', sealed: { name: foreign, contact: '' } },
  {
    type: 'seat-given',
    person: 'person_mallory',
    organisation: 'org_harbour',
    role: 'delegate',
    standing: 'staff',
    from: '2020-01-01',
    until: null,
  },
  ...commitmentFacts('com_other', 'org_harbour', 'person_mallory', foreign),
  { type: 'commitment-confirmed', commitment: 'com_other', number: 9, confirmedBy: 'person_mallory' },
  ...aboutFacts('other', 'org_harbour', 'person_mallory', foreign),
  pollFact('poll_other', ['org_harbour'], 'person_mallory', foreign),
  receivedFact('other', 'org_harbour', 'person_mallory', foreign),
]

function commitmentFacts(
  commitment: `com_${string}`,
  organisation: `org_${string}`,
  proposedBy: `person_${string}`,
  text: string,
): Fact[] {
  return [
    {
      type: 'commitment-proposed',
      commitment,
      organisation,
      ...common,
      recommendations: [],
      kind: 'other',
      recipients: [],
      due: '2030-01-31',
      proposedBy,
      sealed: { text },
    },
  ]
}

/** Evidence for the commitment, a finding on it, and a change of it that waits. */
function aboutFacts(
  of: 'fuzz' | 'other',
  organisation: `org_${string}`,
  person: `person_${string}`,
  words: string,
): Fact[] {
  const commitment = `com_${of}` as const
  const subject = { kind: 'commitment', id: commitment } as const
  const patch = JSON.stringify({ text: { was: words, now: `${words} soon` }, milestones: [] })
  return [
    {
      ...{ type: 'evidence-added', evidence: `ev_${of}`, subject, kind: 'link', day: '2026-11-01', file: null },
      ...{ label: 'TLP:GREEN', recipients: [], organisation, addedBy: person },
      sealed: { words, url: 'https://example.org/', name: '', hash: '' },
    },
    {
      ...{ type: 'assessment-made', assessment: `assess_${of}`, subject, owner: organisation, found: 'limited' },
      ...{ assessedBy: person, opensAt: '2099-12-31T12:00:00Z', sealed: { why: words } },
    },
    { type: 'change-proposed', commitment, change: `chg_${of}`, proposedBy: person, sealed: { patch } },
  ]
}

function receivedFact(
  of: 'fuzz' | 'other',
  organisation: `org_${string}`,
  recordedBy: `person_${string}`,
  remarks: string,
): Fact {
  return {
    ...{
      type: 'vote-recorded',
      vote: `rvote_${of}`,
      poll: `poll_${of}`,
      organisation,
      role: 'deputy',
      means: 'letter',
    },
    ...{ day: '2026-01-01', late: false, recordedBy, file: null },
    sealed: { choice: 'approve', remarks, name: '', hash: '' },
  }
}

function pollFact(
  poll: `poll_${string}`,
  electorate: `org_${string}`[],
  openedBy: `person_${string}`,
  question: string,
): Fact {
  const number = poll === 'poll_other' ? 9 : 1
  return {
    type: 'poll-opened',
    poll,
    number,
    ...common,
    openedBy,
    closesAt: '2099-01-01T00:00:00Z',
    source: null,
    recipients: [],
    ...terms(electorate, [[electorate[0] ?? 'org_none', openedBy]]),
    sealed: { question },
  }
}

function peopleOn(platform: 'slack' | 'teams'): Person[] {
  const linked = people.flatMap(({ id, accounts }) =>
    accounts[platform] ? [{ account: accounts[platform], person: id }] : [],
  )
  return [...linked, { account: stranger.accounts[platform], person: null }].map((one) => ({
    ...one,
    workspace: workspaces[platform],
  }))
}
