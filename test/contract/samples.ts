/** Cards and forms that the adapter contract draws: one sample of each kind, the hostile and the longest. */
import type { Block, Card } from '#src/view/card.ts'
import type { Field, Form } from '#src/view/form.ts'

/** What an unfriendly person types. */
export const hostile =
  '<!channel> <https://evil|x> *b* _i_ @here https://evil.example/?a=1&b=2 `co` [x](https://evil) &lt;at&gt;'

export function cardOf(block: Block): Card {
  return { title: 'C-12 Publish results', tone: 'neutral', blocks: [block], actions: [] }
}

const tally: Block = {
  kind: 'tally',
  of: 6,
  rows: [
    { label: 'Approve', count: 2, by: ['Japan', 'France'] },
    { label: 'Disapprove', count: 0, by: [] },
  ],
}

/** A new kind of block does not compile until it has its sample. */
export const sampleBlocks: Record<Block['kind'], { block: Block; words: string[] }> = {
  text: { block: { kind: 'text', text: ['plain ', { bold: 'bold' }, ' rest'] }, words: ['plain', 'bold', 'rest'] },
  facts: {
    block: {
      kind: 'facts',
      facts: [
        { label: 'Owner', value: ['Japan'] },
        { label: 'Due', value: [] },
      ],
    },
    words: ['Owner', 'Japan', 'Due'],
  },
  list: { block: { kind: 'list', items: [['first'], [{ bold: 'second' }]] }, words: ['first', 'second'] },
  tally: { block: tally, words: ['Approve', '2 of 6', 'Japan, France', 'Disapprove', '0 of 6'] },
  progress: {
    block: {
      kind: 'progress',
      rows: [
        { label: 'Reported', step: 3, says: 'substantial' },
        { label: 'Found', step: null, says: 'nobody has said so yet' },
      ],
    },
    words: ['Reported', '▓▓▓░', 'substantial', 'Found', '·', 'nobody has said so yet'],
  },
  note: {
    block: { kind: 'note', text: ['Shown in ', { bold: '#allied-evals' }] },
    words: ['Shown in', '#allied-evals'],
  },
  buttons: {
    block: {
      kind: 'buttons',
      actions: [
        { label: 'Vote on P-7', use: 'show-poll', args: { poll: 'poll_7' }, style: 'plain', opens: false },
        { label: 'Report progress', use: 'report-progress', args: {}, style: 'primary', opens: true },
      ],
    },
    words: ['Vote on P-7', 'Report progress'],
  },
  divider: { block: { kind: 'divider' }, words: ['C-12 Publish results'] },
  image: {
    block: { kind: 'image', url: 'https://plenary.example/pictures/a.png', alt: 'Reported: 2 complete, 3 limited' },
    words: ['Reported: 2 complete, 3 limited'],
  },
}

/** A new kind of field does not compile until it has its sample; `shows` is how its value reads. */
export const fieldSamples: Record<Field['kind'], { field: Field; value: string; shows: string }> = {
  line: {
    field: { kind: 'line', name: 'due', label: 'Due', hint: 'For example 15 December', required: true, max: 100 },
    value: '15 Dec',
    shows: '15 Dec',
  },
  paragraph: {
    field: { kind: 'paragraph', name: 'text', label: 'Commitment', hint: 'One sentence', required: true, max: 500 },
    value: 'Publish our\nevaluation results',
    shows: 'Publish our\nevaluation results',
  },
  choice: {
    field: {
      kind: 'choice',
      name: 'group',
      label: 'Working group',
      hint: 'Where it belongs',
      required: false,
      options: [
        { value: 'wg_1', label: 'Evaluation' },
        { value: 'wg_2', label: 'Governance' },
      ],
    },
    value: 'wg_2',
    shows: 'Governance',
  },
  choices: {
    field: {
      kind: 'choices',
      name: 'recipients',
      label: 'Recipients',
      hint: 'Besides your own',
      required: false,
      options: [
        { value: 'org_1', label: 'Japan' },
        { value: 'org_2', label: 'France' },
        { value: 'org_3', label: 'Italy' },
      ],
    },
    value: 'org_1,org_3',
    shows: 'Italy',
  },
}

export const sampleForm: Form = {
  id: 'form_7k',
  consortium: 'con_1a',
  use: 'log-commitment',
  title: 'Log a commitment',
  submit: 'Propose it',
  fields: [fieldSamples.paragraph.field, fieldSamples.line.field, fieldSamples.choice.field],
  values: {},
  problems: [],
}

export const formWithProblems: Form = {
  ...sampleForm,
  values: { text: 'Publish our evaluation results', due: '31 Febuary', group: 'wg_1' },
  problems: [
    { field: 'due', says: '“31 Febuary” is not a date I can read. Try 28 February.' },
    { says: 'Nothing was saved: your organisation is not in Evaluation.' },
  ],
}

export const cardWithActions: Card = {
  ...cardOf({ kind: 'text', text: ['Proposed for Japan'] }),
  actions: [
    { label: 'Confirm C-12', use: 'confirm-commitment', args: { commitment: 'com_1' }, style: 'primary', opens: false },
    {
      label: 'Change it',
      use: 'log-commitment',
      args: { consortium: 'con_1a', form: 'form_7k', text: 'With “quotes”, <b>, & \n a line' },
      style: 'plain',
      opens: true,
    },
    { label: 'Withdraw it', use: 'withdraw-commitment', args: {}, style: 'danger', opens: false },
  ],
}

export const cardWithLink: Card = {
  ...cardOf({ kind: 'text', text: ['Your report is ready'] }),
  actions: [{ label: 'Open report page', url: 'https://example.org/d/page?a=1&b=(2)' }],
}

/** Each letter differs from its neighbour, so that a cut shows. */
function letters(length: number): string {
  return Array.from({ length }, (_, index) => (index % 10 === 9 ? ' ' : String.fromCharCode(97 + (index % 26))))
    .join('')
    .trim()
}

const names = Array.from({ length: 50 }, (_, index) => `Organisation of the country ${index + 1}`)
const account = { platform: 'slack', workspace: 'T0123456789', account: 'U0123456789' } as const
const buttons = Array.from({ length: 6 }, (_, index) => ({
  label: `Read as ${index} December 2027`,
  use: 'log-commitment',
  args: { consortium: `con_${'c'.repeat(40)}`, form: `form_${'f'.repeat(40)}`, due: `2027-12-0${index}` },
  style: 'plain' as const,
  opens: true,
}))

export const longestCards: [string, Card, string[]][] = [
  [
    'commitment',
    {
      title: `C-1234 ${letters(500)}`,
      tone: 'warning',
      label: 'TLP:AMBER+STRICT',
      blocks: [
        { kind: 'text', text: [letters(500)] },
        { kind: 'facts', facts: names.slice(0, 12).map((label) => ({ label, value: [letters(200)] })) },
        { kind: 'note', text: [letters(500), { person: 'alice', account }] },
      ],
      actions: buttons,
    },
    [letters(500), letters(200)],
  ],
  [
    'poll of 50 organisations',
    {
      title: `P-1234 ${letters(300)}`,
      tone: 'neutral',
      label: 'TLP:GREEN',
      blocks: [
        { kind: 'text', text: [letters(300)] },
        {
          kind: 'tally',
          of: 50,
          rows: [
            { label: 'Approve', count: 50, by: names },
            { label: 'Disapprove', count: 0, by: [] },
          ],
        },
        { kind: 'list', items: names.map((name) => [name]) },
      ],
      actions: buttons,
    },
    [letters(300), ...names, '50 of 50'],
  ],
]

export const longestForm: Form = {
  ...sampleForm,
  fields: [
    { kind: 'paragraph', name: 'text', label: letters(60), hint: letters(150), required: true, max: 500 },
    { kind: 'paragraph', name: 'question', label: 'Question', required: true, max: 300 },
    { kind: 'line', name: 'due', label: 'Due', required: true, max: 100 },
    {
      kind: 'choice',
      name: 'group',
      label: 'Organisation',
      required: true,
      options: names.map((label, index) => ({ value: `org_${'o'.repeat(37)}${100 + index}`, label })),
    },
  ],
  values: { text: letters(500), question: letters(300), due: letters(100) },
  problems: [{ field: 'due', says: letters(300) }],
}
