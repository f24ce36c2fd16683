/** A small consortium whose labels, recipients, seats, readers and policies are drawn at random; every text in it bears its own mark. */

import fc from 'fast-check'
import { Standing } from '#src/core/access.ts'
import { ConsortiumId, type NewId, type OrganisationId, type PersonId } from '#src/core/id.ts'
import { type Recipient, Release } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import type { Fact } from '#src/readers.ts'
import { terms } from '#test/support/polls.ts'
import { draftFacts } from './sharing-drafts.ts'
import { statementFacts, strawFacts } from './sharing-straws.ts'

const organisations = ['org_japan', 'org_france', 'org_korea'] as const
export const people = ['person_aiko', 'person_luc', 'person_minjun', 'person_sam', 'person_eva', 'person_gone'] as const
type Organisation = (typeof organisations)[number]

const recipient: fc.Arbitrary<Recipient> = fc.constantFrom<Recipient>(...organisations, 'person_luc', 'person_sam')
const marked = fc.record({
  label: fc.constantFrom(...Tlp.options),
  recipients: fc.uniqueArray(recipient, { maxLength: 3 }),
  organisation: fc.constantFrom(...organisations),
})
export type Marked = { label: Tlp; recipients: Recipient[]; organisation: Organisation }

/** What is drawn at random of one consortium. */
export const worlds = fc.record({
  commitments: fc.array(marked, { minLength: 5, maxLength: 5 }),
  proposals: fc.array(marked, { minLength: 2, maxLength: 2 }),
  evidence: fc.array(marked, { minLength: 5, maxLength: 5 }),
  polls: fc.array(marked, { minLength: 3, maxLength: 3 }),
  recommendations: fc.array(marked, { minLength: 3, maxLength: 3 }),
  standings: fc.array(fc.constantFrom(...Standing.options), { minLength: people.length, maxLength: people.length }),
  audiences: fc.array(
    fc.record({
      guests: fc.boolean(),
      outsiders: fc.boolean(),
      organisations: fc.uniqueArray(fc.constantFrom(...organisations), { minLength: 1 }),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  policies: fc.array(
    fc.record({
      organisation: fc.constantFrom(...organisations),
      label: fc.constantFrom(...Tlp.options, 'any' as const),
      what: fc.constantFrom(...Release.options),
    }),
    { maxLength: 2 },
  ),
})
type Drawn = typeof worlds extends fc.Arbitrary<infer T> ? T : never

export type World = {
  id: ConsortiumId
  workspace: string
  /** Marks of the texts, by the id of what they belong to. */
  marks: Map<string, string>
  /** As people call them. */
  references: Record<'commitments' | 'polls' | 'recommendations' | 'drafts' | 'straws' | 'statements', string[]>
  facts: Fact[]
}

const days = { from: '2020-01-01', until: null }
export const channels = ['C0ALL', 'C0TWO', 'C0HOME']

/** The n-th world's facts; ids and accounts are its own. */
export function worldOf(n: number, drawn: Drawn): World {
  const marks = new Map<string, string>()
  const mark = (id: string) => {
    const words = `zqx${n}q${marks.size}z`
    marks.set(id, words)
    return words
  }
  const workspace = `T0SHARED${n}`
  const facts = [
    ...bodyFacts(n, drawn, workspace),
    ...drawn.policies.map((one): Fact => ({ type: 'release-set', ...one })),
    ...adviceFacts(drawn, mark),
    ...drawn.commitments.flatMap((one, at) => promiseFacts(one, at, mark)),
    ...drawn.commitments.map((one, at) => commentFact(one, at, mark(`comment_c${at}`))),
    ...drawn.evidence.map((one, at) => evidenceFact(one, at, mark(`ev_e${at}`))),
    ...drawn.proposals.map((one, at) => proposalFact(`com_waits${at}`, one, mark(`com_waits${at}`))),
    ...drawn.polls.flatMap((one, at) => pollFacts(one, at, mark(`poll_p${at}`))),
    ...draftFacts(drawn, mark),
    ...strawFacts(drawn.polls, mark),
    ...statementFacts(drawn.polls, mark),
  ]
  const counted = (kind: string, all: unknown[]) => all.map((_, at) => `${kind}-${at + 1}`)
  return {
    id: ConsortiumId.parse(`con_shared${n}`),
    workspace,
    marks,
    references: {
      commitments: counted('C', drawn.commitments),
      polls: counted('P', drawn.polls),
      recommendations: drawn.recommendations.map((_, at) => `R-1.${at + 1}`),
      drafts: counted('D', drawn.recommendations),
      straws: counted('S', drawn.polls),
      statements: counted('J', drawn.polls),
    },
    facts,
  }
}

function bodyFacts(n: number, { standings, audiences }: Drawn, workspace: string): Fact[] {
  const seats: [PersonId, OrganisationId, 'delegate' | 'head-delegate' | 'member' | 'secretariat' | 'coordinator'][] = [
    ['person_aiko', 'org_japan', 'member'],
    ['person_luc', 'org_france', 'head-delegate'],
    ['person_minjun', 'org_korea', 'delegate'],
    ['person_sam', 'org_japan', 'head-delegate'],
    ['person_sam', 'org_france', 'coordinator'],
    ['person_eva', 'org_korea', 'secretariat'],
  ]
  const groups = { wg_all: organisations, wg_two: ['org_japan', 'org_france'] } as const
  return [
    {
      type: 'consortium-founded',
      id: ConsortiumId.parse(`con_shared${n}`),
      name: 'Shared',
      zone: 'UTC',
      label: 'TLP:GREEN',
    },
    ...organisations.map(
      (id): Fact => ({
        ...{ type: 'organisation-admitted', id, short: id.slice(4), name: id.slice(4) },
        ...{ kind: 'government', country: 'JP', zone: 'UTC' },
      }),
    ),
    ...Object.entries(groups).flatMap(([group, members]): Fact[] => [
      { type: 'working-group-formed', id: group as 'wg_all', name: group, kind: 'working-group' },
      ...members.map(
        (organisation): Fact => ({
          ...{ type: 'membership-begun', body: group as 'wg_all', organisation, category: 'P', class: '', votes: true },
          ...days,
        }),
      ),
    ]),
    ...people.flatMap((person): Fact[] => [
      { type: 'person-added', person, zone: 'UTC', sealed: { name: person, contact: '' } },
      { type: 'account-linked', person, platform: 'slack', sealed: { workspace, account: person } },
    ]),
    ...seats.map(
      ([person, organisation, role]): Fact => ({
        ...{ type: 'seat-given', person, organisation, role, ...days },
        standing: standings[people.indexOf(person as (typeof people)[number])] ?? 'staff',
      }),
    ),
    {
      ...{
        type: 'seat-given',
        person: 'person_gone',
        organisation: 'org_japan',
        role: 'head-delegate',
        standing: 'staff',
      },
      ...{ from: '2020-01-01', until: '2021-01-01' },
    },
    ...channels.flatMap((channel, at): Fact[] => {
      const place = `place_${channel.toLowerCase().slice(1)}n${n}` as const
      const audience = audiences[at] ?? { guests: true, outsiders: true, organisations: [] }
      const sealed = { workspace, channel, name: `#${channel}` }
      return [
        { type: 'place-bound', place, group: at === 0 ? 'wg_all' : 'wg_two', platform: 'slack', sealed },
        { type: 'audience-set', place, kind: 'private', ...audience },
      ]
    }),
  ]
}

function adviceFacts({ recommendations }: Drawn, mark: (id: string) => string): Fact[] {
  return [
    { type: 'finding-recorded', code: '1', sealed: { title: 'So it is', summary: '' } },
    ...recommendations.flatMap(({ label, recipients }, at): Fact[] => {
      const recommendation = `rec_r${at}` as const
      const words = mark(recommendation)
      return [
        {
          ...{ type: 'recommendation-recorded', recommendation, code: `1.${at + 1}`, finding: '1', themes: [] },
          sealed: { title: words, text: `Do ${words}.` },
        },
        { type: 'recommendation-relabelled', recommendation, was: 'TLP:GREEN', label, recipients },
      ]
    }),
  ]
}

const authors: Record<Organisation, PersonId> = {
  org_japan: 'person_aiko',
  org_france: 'person_luc',
  org_korea: 'person_minjun',
}

function proposalFact(
  commitment: `com_${string}`,
  { organisation, label, recipients }: Marked,
  words: string,
  at = 0,
): Fact {
  return {
    ...{ type: 'commitment-proposed', commitment, organisation, label, recipients, due: '2020-03-31' },
    ...{
      group: organisation === 'org_korea' ? 'wg_all' : 'wg_two',
      recommendations: [`rec_r${at % 3}` as const],
      kind: 'other' as const,
    },
    proposedBy: authors[organisation],
    sealed: { text: `Promise ${words}` },
  }
}

function promiseFacts(one: Marked, at: number, mark: (id: string) => string): Fact[] {
  const commitment = `com_c${at}` as const
  const words = mark(commitment)
  const by = authors[one.organisation]
  const saidAt = '2026-11-01T00:00:00Z'
  return [
    proposalFact(commitment, one, words, at),
    { type: 'commitment-confirmed', commitment, number: at + 1, confirmedBy: by },
    { type: 'progress-reported', commitment, progress: 'limited', reportedBy: by, sealed: { note: `Note ${words}` } },
    {
      ...{ type: 'message-quoted', commitment, saidAt, saidBy: null },
      sealed: { text: `Quote ${words}`, author: 'Somebody', url: '', hash: 'ab' },
    },
    ...pendingFacts(one, at, words),
  ]
}

/** A milestone, and what waits: a change, a finding and a split. */
function pendingFacts({ organisation }: Marked, at: number, words: string): Fact[] {
  const commitment = `com_c${at}` as const
  const by = authors[organisation]
  const step = { id: `mil_m${at}`, was: null, now: { text: `Step ${words}`, due: '2099-01-01' } }
  const other = { text: { was: `Promise ${words}`, now: `Other ${words}` }, milestones: [] }
  return [
    {
      ...{ type: 'change-made', commitment, change: `chg_m${at}`, revision: 2, proposedBy: by, madeBy: by },
      sealed: { patch: JSON.stringify({ milestones: [step] }) },
    },
    {
      ...{ type: 'change-proposed', commitment, change: `chg_w${at}`, proposedBy: by },
      sealed: { patch: JSON.stringify(other) },
    },
    {
      ...{ type: 'assessment-made', assessment: `assess_a${at}`, subject: { kind: 'commitment', id: commitment } },
      ...{ owner: organisation, found: 'limited', assessedBy: 'person_eva', opensAt: '2099-01-01T00:00:00Z' },
      sealed: { why: `Found ${words}` },
    },
    {
      ...{ type: 'recast-proposed', recast: `recast_s${at}`, kind: 'split', organisation, sources: [commitment] },
      ...{ dues: ['2099-01-01', '2099-02-01'], proposedBy: by },
      sealed: { texts: JSON.stringify([`One ${words}`, `Two ${words}`]) },
    },
  ]
}

function commentFact({ organisation }: Marked, at: number, words: string): Fact {
  return {
    ...{ type: 'comment-made', comment: `comment_c${at}`, subject: { kind: 'commitment', id: `com_c${at}` } },
    ...{ organisation, saidBy: authors[organisation], saidIn: null, sealed: { words: `Says ${words}` } },
  }
}

function evidenceFact({ organisation, label, recipients }: Marked, at: number, words: string): Fact {
  return {
    ...{
      type: 'evidence-added',
      evidence: `ev_e${at}`,
      subject: { kind: 'commitment', id: `com_c${at}` },
      kind: 'file',
    },
    ...{ day: '2026-11-01', label, recipients, organisation, addedBy: authors[organisation] },
    file: { type: 'text/plain', size: 2 },
    sealed: { words: `Shows ${words}`, url: `https://example.org/${words}`, name: `${words}.txt`, hash: 'ab' },
  }
}

/** Who may cast, as poll voters. */
const signing: [Organisation, PersonId][] = [
  ['org_france', 'person_luc'],
  ['org_japan', 'person_sam'],
]

/** With a vote that was recorded for Japan, and its objection. */
function pollFacts({ organisation, label, recipients }: Marked, at: number, words: string): Fact[] {
  const poll = `poll_p${at}` as const
  const asked = terms(['org_japan', 'org_france'], signing)
  return [
    {
      ...{ type: 'poll-opened', poll, number: at + 1, group: 'wg_two', openedBy: authors[organisation] },
      ...{ closesAt: '2099-01-01T00:00:00Z', ...asked, label, source: organisation, recipients },
      sealed: { question: `Ask ${words}?` },
    },
    {
      ...{ type: 'vote-recorded', vote: `rvote_p${at}`, poll, organisation: 'org_japan', role: 'deputy' },
      ...{ means: 'letter', day: '2026-01-01', late: false, recordedBy: 'person_eva' },
      ...{ file: { type: 'text/plain', size: 3 } },
      sealed: { choice: 'disapprove', remarks: 'Not so', name: 'letter.txt', hash: 'aa' },
    },
    { type: 'letter-kept', personal: true, vote: `rvote_p${at}`, bytes: 'AAAA' },
    {
      ...{ type: 'vote-objected', vote: `rvote_p${at}`, poll, organisation: 'org_japan', objectedBy: 'person_sam' },
      sealed: { reason: 'Never' },
    },
  ]
}

export const newId: NewId = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
