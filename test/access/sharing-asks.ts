/** With what each use case is asked in a world whose labels are random. A use case that is not here fails the test until it is. */
import { kinds } from '#src/home/kinds.ts'
import { workbookOf } from '#test/support/sheets.ts'
import type { World } from './sharing-world.ts'

type Ask = Record<string, string>
/** Every item once, whatever the asker may see. */
type Asks = (world: World) => Ask[]

const once: Asks = () => [{}]
const commitments =
  (more: Ask = {}): Asks =>
  ({ references }) =>
    references.commitments.map((reference) => ({ reference, ...more }))
const advice =
  (more: Ask = {}): Asks =>
  ({ references }) =>
    references.recommendations.map((reference) => ({ reference, ...more }))
const tracked =
  (more: Ask = {}): Asks =>
  (world) => [...commitments(more)(world), ...advice(more)(world)]
/** What waits on each of the commitments, by its id. */
const pending =
  (key: string, prefix: string, more: Ask = {}): Asks =>
  () =>
    [0, 1, 2].map((at) => ({ [key]: `${prefix}${at}`, ...more }))
const drafts =
  (more: Ask = {}): Asks =>
  ({ references }) =>
    references.drafts.map((reference) => ({ reference, ...more }))
const settled =
  (more: Ask = {}): Asks =>
  () =>
    [0, 1, 2].map((at) => ({ comment: `cmt_s${at}`, ...more }))
const draftComments: Asks = () => [0, 1, 2].flatMap((at) => [{ comment: `cmt_s${at}` }, { comment: `cmt_w${at}` }])
const proposals =
  (more: Ask = {}): Asks =>
  () =>
    ['com_waits0', 'com_waits1', 'com_c0'].map((commitment) => ({ commitment, ...more }))
const pieces =
  (more: Ask = {}): Asks =>
  () =>
    [0, 1, 2, 3, 4].map((at) => ({ evidence: `ev_e${at}`, ...more }))
const polls =
  (more: Ask): Asks =>
  () =>
    [0, 1, 2].map((at) => ({ poll: `poll_p${at}`, ...more }))
const straws =
  (more: Ask): Asks =>
  () =>
    [0, 1, 2].map((at) => ({ straw: `straw_s${at}`, ...more }))
const statements =
  (more: Ask): Asks =>
  () =>
    [0, 1, 2].map((at) => ({ statement: `stmt_j${at}`, ...more }))
const transfers: Asks = () =>
  [0, 1].flatMap((at) => ['org_france', 'org_japan'].map((to) => ({ commitment: `com_c${at}`, to })))
const parts: Asks = () =>
  [0, 1].flatMap((at) =>
    ['org_france', 'org_japan'].map((organisation) => ({ commitment: `com_c${at}`, organisation })),
  )
const edited = JSON.stringify(workbookOf([{ id: 'JP-001', observations: 'Seen', disposition: 'noted' }]))
const recordedVotes =
  (more: Ask): Asks =>
  () =>
    [0, 1, 2].map((at) => ({ vote: `rvote_p${at}`, ...more }))
const someone = { person: 'person_luc' }
const week = { since: '2026-01-01T00:00:00Z', until: '2099-01-08T00:00:00Z' }

/** First those that change nothing, then the others: what they change is seen by those that follow. */
export const asks: Record<string, Asks> = {
  'list-commitments': () => [
    {},
    { overdue: 'yes' },
    { owner: 'mine' },
    { owner: 'japan' },
    { left: 'yes' },
    { page: '2' },
  ],
  'show-history': commitments(),
  'show-milestones': commitments(),
  'show-change': pending('change', 'chg_w'),
  'show-recast': pending('recast', 'recast_s'),
  'show-recommendation-history': advice(),
  track: () => [{}, { group: 'all' }, { owner: 'japan' }, { country: 'JP' }, { theme: 'a' }],
  'filter-board': () => [{ group: 'all' }],
  'show-picture': () => [{ group: 'all' }],
  'show-evidence': commitments(),
  'show-comments': commitments(),
  'show-following': once,
  follow: commitments(),
  'get-evidence': pieces(),
  'show-proposals': once,
  'show-recommendations': () => [{}, { prefix: '1' }],
  'ask-ballot': ({ references }) => [
    ...references.polls.map((reference) => ({ reference, choice: 'approve' })),
    { poll: 'poll_p0', choice: 'abstain' },
  ],
  'show-commitment': commitments(),
  'show-straw': straws({}),
  'show-statement': statements({}),
  'show-poll': ({ references }) => references.polls.map((reference) => ({ reference })),
  'show-recommendation': ({ references }) => references.recommendations.map((reference) => ({ reference })),
  // Each text bears a mark of its own, and all begin alike.
  find: ({ references }) => [
    // By turning its pages everything that is found of all kinds is shown.
    ...['1', '2', '3', '4', '5', '6'].map((page) => ({ words: 'zqx', page })),
    ...['japan', 'JP-001', 'testing', 'says', ...Object.values(references).flat()].map((words) => ({ words })),
  ],
  'show-home': once,
  'show-waiting': () => kinds.map(({ kind }) => ({ kind, from: '0' })),
  'show-digest': once,
  'show-digest-now': once,
  'show-digest-part': () =>
    ['to-decide', 'overdue', 'due-soon', 'owner-left', 'followed', 'new', 'moved'].map((part) => ({
      part,
      from: '0',
      ...week,
    })),
  'show-proposal': proposals(),
  'show-transfer': transfers,
  'show-support': parts,
  'show-release': once,
  'find-contacts': ({ references }) =>
    [...references.commitments, ...references.polls, 'japan'].map((about) => ({ about })),
  'who-am-i': once,
  help: once,
  'show-desk': once,
  'show-table': () => [{ table: 'organisations' }, { table: 'places' }],
  'list-holds': once,
  'show-retention': once,
  'my-data': once,
  'open-link': () => [{ word: '482 113' }],
  'make-report': once,
  'make-plenary-report': () => [{}, { since: '2020-01-01' }],
  'list-plenaries': once,
  'make-export': () => [{ table: 'organisations' }],
  'take-export': () => ['org_japan', 'org_france'].map((organisation) => ({ organisation })),
  'log-commitment': () => [
    {
      text: 'Something new',
      due: '2099-01-01',
      label: 'TLP:AMBER',
      recommendations: 'R-1.1',
      group: 'wg_two',
      sure: 'yes',
    },
  ],
  'open-statement': () => [
    { title: 'On tests', text: 'We share them', closes: '2099-01-01 12:00', group: 'wg_two', sure: 'yes' },
  ],
  'sign-statement': statements({ organisation: 'org_japan' }),
  'withdraw-signature': statements({ organisation: 'org_japan' }),
  'close-statement': statements({}),
  'get-statement': statements({}),
  'open-straw': () => [
    { question: 'Where?', answers: 'Here; There', closes: '2099-01-01 12:00', group: 'wg_two', sure: 'yes' },
  ],
  'give-voice': straws({ answers: '0' }),
  'close-straw': straws({}),
  'open-poll': () => [{ question: 'Something else?', closes: '2099-01-01 12:00', group: 'wg_two', sure: 'yes' }],
  'ask-for-update': tracked(),
  'ask-for-evidence': tracked(),
  'decline-evidence': tracked({ reason: 'Nothing was written down' }),
  'report-progress': commitments({ progress: 'substantial' }),
  comment: commitments({ words: 'Well done' }),
  unfollow: () => [{ reference: 'C-1' }],
  'add-evidence': commitments({ words: 'Minutes', link: 'https://example.org/x', label: 'TLP:AMBER' }),
  'withdraw-evidence': ({ references }) => [
    { evidence: 'ev_e0', reason: 'Wrong', reference: references.commitments[0] ?? '' },
  ],
  'show-remarks': polls({}),
  'show-receipt': polls({}),
  'show-missing': polls({}),
  'remind-voters': polls({}),
  'extend-poll': polls({ closes: '2100-01-31 12:00', reason: 'Late annex' }),
  'reopen-poll': polls({ closes: '2100-01-31 12:00', reason: 'No link' }),
  'conclude-poll': polls({ decided: 'adopted', words: 'The rule is met' }),
  'enter-official': polls({ official: 'approved', day: '2026-01-05' }),
  'remind-before-close': polls({}),
  'set-charter': () => [{ rules: 'simple-majority' }],
  'cast-ballot': polls({ choice: 'approve', organisation: 'org_japan' }),
  'post-recommendation': () => [0, 1, 2].map((at) => ({ recommendation: `rec_r${at}`, group: 'wg_two' })),
  'post-board': () => [
    { group: 'all', into: 'wg_two' },
    { theme: 'a', into: 'wg_two' },
  ],
  'set-digest': () => [{ weekday: 'mon', time: '09:00' }],
  'stop-digest': once,
  'reword-proposal': () => [
    { commitment: 'com_waits0', text: 'Other words', due: '2099-01-01', label: 'TLP:GREEN', sure: 'yes' },
  ],
  'propose-transfer': commitments({ to: 'france' }),
  'ask-support': commitments({ by: 'france', part: 'Test data' }),
  'decline-support': () => [{ commitment: 'com_c0', organisation: 'org_france' }],
  'confirm-support': parts,
  'end-support': parts,
  'decline-transfer': transfers,
  'confirm-transfer': transfers,
  'withdraw-transfer': transfers,
  'send-back-proposal': () => [{ commitment: 'com_waits1' }],
  'confirm-commitment': proposals(),
  'withdraw-proposal': proposals(),
  'withdraw-commitment': () => [{ reference: 'C-1', note: 'No longer' }],
  relabel: ({ references }) => [
    { reference: references.commitments[0] ?? '', label: 'TLP:AMBER', recipients: 'org_france' },
    { reference: references.commitments[1] ?? '', label: 'TLP:GREEN' },
    { reference: references.polls[0] ?? '', label: 'TLP:RED', people: 'person_luc' },
    { reference: references.recommendations[0] ?? '', label: 'TLP:AMBER+STRICT', recipients: 'org_korea' },
    { reference: references.drafts[0] ?? '', label: 'TLP:AMBER', recipients: 'org_france' },
    { reference: references.straws[0] ?? '', label: 'TLP:AMBER', recipients: 'org_france' },
    { reference: references.statements[0] ?? '', label: 'TLP:AMBER+STRICT', recipients: 'org_japan' },
  ],
  'set-release': () => [{ label: 'TLP:GREEN', what: 'reference' }],
  'act-for': () => [{ organisation: 'org_france' }],
  'redeem-code': () => [{ code: 'ABCD-EFGH-JKMN' }],
  'unlink-account': () => [{}],
  'invite-person': () => [someone],
  // A file that says otherwise of what is there, whether its bringer sees it or not.
  'import-catalogue': ({ references }) => [
    { file: otherwise(references.recommendations) },
    { file: otherwise(references.recommendations), sure: 'yes' },
  ],
  'continue-catalogue': () => [{ import: 'imp_none' }],
  'export-recommendations': once,
  'export-commitments': () => [{}, { owner: 'mine' }, { owner: 'japan' }],
  'import-commitments': ({ references }) => [{ file: promises(references.commitments) }],
  'continue-commitments': () => [{ import: 'imp_none' }],
  'import-comments': () => [{ reference: 'D-1', files: '[]' }, { reference: 'D-2' }],
  'continue-comments': () => [{ import: 'imp_none' }],
  'get-comment-file': () => [{ file: 'cfile_none' }],
  'place-hold': () => [{ ...someone, reason: 'Asked by a court' }],
  'lift-hold': () => [{ hold: 'hold_none' }],
  'hold-plenary': () => [{ day: '2020-01-01', sure: 'yes' }],
  'strike-plenary': () => [{ until: '2020-01-01T00:00:00Z' }],
  'set-retention': () => [{ kind: 'imports', days: '30' }],
  leave: () => [{ organisation: 'korea', reason: 'Its funding ended' }],
  'bind-place': () => [{ platform: 'slack', workspace: 'T0ELSE', channel: 'C0NEW', group: 'wg_all' }],
  'import-table': () => [{ table: 'groups' }],
  'continue-import': () => [{ import: 'imp_none' }],
  'admit-organisation': () => [{ short: 'New', name: 'New', kind: 'company', country: 'KE' }],
  'change-organisation': () => [{ organisation: 'org_korea', name: 'Korea' }],
  'form-group': () => [{ name: 'A group', kind: 'committee' }],
  'begin-membership': () => [{ body: 'consortium', organisation: 'org_korea', category: 'P', from: '2020-01-01' }],
  'change-membership': () => [{ body: 'wg_all', organisation: 'org_korea', class: 'a' }],
  'end-membership': () => [{ body: 'wg_all', organisation: 'org_korea', until: '2099-01-01' }],
  'add-person': () => [{ name: 'Somebody' }],
  'change-person': () => [{ ...someone, contact: 'luc@example.org' }],
  'give-seat': () => [{ ...someone, organisation: 'org_korea', role: 'observer' }],
  'change-seat': () => [{ ...someone, organisation: 'org_korea', role: 'observer', from: '2020-01-01' }],
  'end-seat': () => [{ ...someone, organisation: 'org_korea', role: 'observer', until: '2099-01-01' }],
  'change-place': () => [{ channel: 'C0ALL', kind: 'public' }],
  'release-place': () => [{ channel: 'C0NEW' }],
  'split-commitment': commitments({ parts: 'One by 2099-01-01\nTwo by 2099-02-01' }),
  'merge-commitments': ({ references }) => [
    { references: references.commitments.slice(0, 2).join(', '), text: 'Both', due: '2099-12-31' },
  ],
  'decline-recast': pending('recast', 'recast_s'),
  'withdraw-recast': pending('recast', 'recast_s'),
  'confirm-recast': pending('recast', 'recast_s'),
  'change-commitment': commitments({ text: 'Other words', due: '2099-12-31', sure: 'yes' }),
  'add-milestones': commitments({ milestones: 'A step by 2099-12-31', sure: 'yes' }),
  'hand-over': commitments({ to: 'person_luc' }),
  assess: ({ references }) =>
    [...references.commitments, ...references.recommendations].map((reference) => ({
      ...{ reference, found: 'limited', why: 'Looked at' },
    })),
  'respond-to-recommendation': advice({ response: 'accepted' }),
  'report-on-recommendation': advice({ progress: 'limited' }),
  'assign-recommendation': advice({ lead: 'japan' }),
  'change-milestone': pending('milestone', 'mil_m', { text: 'Other words', due: '2099-12-31', sure: 'yes' }),
  'drop-milestone': pending('milestone', 'mil_m', { sure: 'yes' }),
  'reach-milestone': pending('milestone', 'mil_m', { reached: 'yes' }),
  'confirm-change': pending('change', 'chg_w'),
  'decline-change': pending('change', 'chg_w'),
  'withdraw-change': pending('change', 'chg_w'),
  'reply-to-assessment': pending('assessment', 'assess_a', { reply: 'We disagree' }),
  'open-assessment': pending('assessment', 'assess_a'),
  'register-draft': () => [
    { standard: 'DIS 2', title: 'T', body: 'B', stage: 'CD', closes: '2099-01-01', group: 'wg_all' },
  ],
  'list-drafts': once,
  'show-draft': drafts(),
  'show-draft-comments': (world) => [...drafts()(world), ...drafts({ waiting: 'yes' })(world)],
  'show-draft-comment': draftComments,
  'send-back-comment': draftComments,
  'record-comment': drafts({ organisation: 'org_japan', about: 'technical', text: 'As they wrote', content: 'AAAA' }),
  'write-comment': drafts({ about: 'technical', text: 'Vague' }),
  'change-draft': drafts({ stage: 'FDIS', closes: '2098-01-01', sure: 'yes' }),
  'reword-comment': () => [0, 1, 2].map((at) => ({ comment: `cmt_w${at}`, about: 'editorial', text: 'Anew' })),
  'withdraw-comment': draftComments,
  'validate-comment': draftComments,
  'validate-comments': drafts(),
  'show-dispositions': ({ references }) => references.drafts.map((draft) => ({ draft })),
  'export-comments': ({ references }) => references.drafts.map((draft) => ({ draft })),
  'read-back': ({ references }) => references.drafts.map((draft) => ({ draft, file: edited, sure: 'yes' })),
  'show-undecided': ({ references }) => references.drafts.map((draft) => ({ draft })),
  'show-clause': ({ references }) => references.drafts.map((draft) => ({ draft, clause: '3.1' })),
  'propose-for-clause': () => [0, 1, 2].map((at) => ({ comments: `cmt_s${at}`, disposition1: 'accepted' })),
  'merge-duplicates': ({ references }) => references.drafts.map((draft) => ({ draft, sure: 'yes' })),
  'show-comment-history': settled(),
  'show-step': ({ references }) => references.drafts.map((draft) => ({ draft })),
  'propose-disposition': settled({ disposition: 'noted', text: 'It is noted' }),
  'propose-dispositions': ({ references }) =>
    references.drafts.map((draft) => ({ draft, disposition: 'accepted', sure: 'yes' })),
  'circulate-list': ({ references }) =>
    references.drafts.map((draft) => ({ draft, until: '2099-01-01 12:00', sure: 'yes' })),
  'pull-out': settled({ reason: 'We differ' }),
  'take-position': settled({ position: 'accept' }),
  'decide-listed': ({ references }) => references.drafts.map((draft) => ({ draft, sure: 'yes' })),
  'decide-comment': settled({ disposition: 'accepted' }),
  'show-received': ({ references }) => references.polls.map((reference) => ({ reference })),
  'record-vote': ({ references }) =>
    references.polls.map((reference) => ({
      ...{ reference, organisation: 'org_japan', choice: 'approve', remarks: 'As we wrote', sure: 'yes' },
      content: 'AAAA',
    })),
  'rule-on-reasons': ({ references }) => references.polls.map((reference) => ({ reference, reason: 'They name none' })),
  'contest-result': ({ references }) => references.polls.map((reference) => ({ reference, reason: 'Ours is missing' })),
  'flip-ballot': ({ references }) => references.polls.map((reference) => ({ reference, choice: 'abstain' })),
  'rule-on-contest': () => [{ contest: 'contest_none', ruling: 'stands', reason: 'It is right' }],
  'get-letter': recordedVotes({}),
  'object-to-vote': recordedVotes({ reason: 'We sent none' }),
  'rule-on-vote': recordedVotes({ ruling: 'withdrawn', reason: 'A mistake' }),
  'close-consent': () => [{ consent: 'consent_none' }],
}

/** For the clock, and for the operator, who holds the database: they answer no person. */
export const ofNoPerson = [
  'begin-closing',
  'count-poll',
  'send-digest',
  'link-account',
  'write-export',
  'found-consortium',
  'export-report',
  'export-plenary-report',
  'export-organisation',
  'export-person',
  'erase-person',
  'load-demo',
]

function otherwise(references: string[]): string {
  const rows = references.map((reference) => [reference, 'Another title', '1'])
  return JSON.stringify({ kind: 'table', rows: [['code', 'title', 'finding'], ...rows] })
}

/** Every commitment in other words, whoever sees it; and a new one. */
function promises(references: string[]): string {
  const rows = references.map((reference) => [reference, '', 'Other words', ''])
  const one = ['', 'japan', 'A promise of a file', '2099-01-01']
  return JSON.stringify({ kind: 'table', rows: [['reference', 'owner', 'text', 'due'], ...rows, one] })
}
