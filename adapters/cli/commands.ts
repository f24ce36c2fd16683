/** The operator's words, each with the use case that it stands for and its options. */

import { type Command, consortium, needs, type Option } from './command.ts'
import { deskCommands } from './desk-commands.ts'

/** Once the operator has seen what would be done. */
const yes: Option = { name: 'sure', value: 'yes', required: false, among: ['yes'] }
const chat: readonly Option[] = [
  { name: 'platform', value: 'slack|teams', required: true, among: ['slack', 'teams'] },
  { name: 'workspace', value: 'ID', required: true },
]

export const commands: readonly Command[] = [
  {
    words: 'account link',
    use: 'link-account',
    says: 'Ties a chat account to a person.',
    options: [...chat, needs('user', 'ID'), needs('person', 'NAME'), consortium],
  },
  {
    words: 'account invite',
    use: 'invite-person',
    says: 'Makes a code by which a person links a chat account; it is shown once.',
    options: [needs('person', 'NAME'), consortium],
  },
  {
    words: 'account unlink',
    use: 'unlink-account',
    says: 'Unlinks a chat account from a person; without --account it lists them.',
    options: [needs('person', 'NAME'), { ...needs('account', '"PLATFORM WORKSPACE ID"'), required: false }, consortium],
  },
  {
    words: 'place bind',
    use: 'bind-place',
    says: 'Binds a channel to a working group.',
    options: [
      ...chat,
      needs('channel', 'ID'),
      needs('group', 'NAME'),
      { ...needs('name', '#CHANNEL'), required: false },
      consortium,
    ],
  },
  ...deskCommands,
  {
    words: 'import catalogue',
    use: 'import-catalogue',
    says: 'Shows what a CSV or JSON file of recommendations would change, and imports it with --sure yes.',
    file: true,
    options: [yes, consortium],
  },
  {
    words: 'report',
    use: 'export-report',
    says: 'Writes a progress report into a folder, as XLSX and CSV.',
    options: [needs('out', 'FOLDER'), { name: 'since', value: 'DAY', required: false }, consortium],
  },
  {
    words: 'report plenary',
    use: 'export-plenary-report',
    says: 'Writes the plenary report into a folder, as DOCX and XLSX.',
    options: [
      needs('out', 'FOLDER'),
      { name: 'day', value: 'DAY', required: false },
      { name: 'since', value: 'DAY', required: false },
      consortium,
    ],
  },
  {
    words: 'plenary list',
    use: 'list-plenaries',
    says: 'Lists the plenaries that were held.',
    options: [consortium],
  },
  {
    words: 'plenary held',
    use: 'hold-plenary',
    says: 'States that a plenary was held: the next report tells what changed since.',
    options: [{ name: 'day', value: 'DAY', required: false }, consortium],
  },
  {
    words: 'leave',
    use: 'leave',
    says: 'Lets an organisation leave; shows first what ends and what stands.',
    options: [needs('organisation', 'NAME'), needs('reason', 'WHY'), yes, consortium],
  },
  {
    words: 'organisation export',
    use: 'export-organisation',
    says: 'Writes everything that is an organisation’s own into a folder, as XLSX and CSV.',
    options: [needs('organisation', 'NAME'), needs('out', 'FOLDER'), consortium],
  },
  {
    words: 'transfer',
    use: 'propose-transfer',
    says: 'Proposes that another organisation takes over a commitment whose owner left.',
    options: [needs('reference', 'C-12'), needs('to', 'NAME'), consortium],
  },
  {
    words: 'workspace invite',
    use: 'invite-workspace',
    says: 'Makes a link that installs Plenary into one Slack workspace, once, within 24 hours.',
    options: [],
  },
  { words: 'workspace list', use: 'list-workspaces', says: 'Lists workspaces and tenants, in and out.', options: [] },
  {
    words: 'workspace allow',
    use: 'allow-workspace',
    says: 'Lets a Teams tenant in, or one that was out back in.',
    options: chat,
  },
  {
    words: 'workspace remove',
    use: 'remove-workspace',
    says: 'Takes a workspace or a tenant out: nothing is taken from there or sent there, and its token is forgotten.',
    options: chat,
  },
  {
    words: 'key rotate',
    use: 'rotate-key',
    says: 'Seals every token by PLENARY_SECRET_KEY, with the key before it in PLENARY_SECRET_KEY_OLD.',
    options: [],
  },
  {
    words: 'person export',
    use: 'export-person',
    says: 'Writes everything held about a person into a folder, as XLSX and CSV.',
    options: [needs('person', 'NAME'), needs('out', 'FOLDER'), consortium],
  },
  {
    words: 'person erase',
    use: 'erase-person',
    says: 'Erases a person: shows what will go, and does it with --sure yes.',
    options: [needs('person', 'NAME'), { name: 'sure', value: 'yes', required: false, among: ['yes'] }, consortium],
  },
  {
    words: 'hold place',
    use: 'place-hold',
    says: 'Places a legal hold on a person, or on everybody: nothing is erased while it stands.',
    options: [needs('person', 'NAME'), needs('reason', 'WORDS'), consortium],
  },
  { words: 'hold list', use: 'list-holds', says: 'Lists the legal holds that stand.', options: [consortium] },
  { words: 'hold lift', use: 'lift-hold', says: 'Lifts a legal hold.', options: [needs('hold', 'ID'), consortium] },
  {
    words: 'retention list',
    use: 'show-retention',
    says: 'Says how many days records are kept.',
    options: [consortium],
  },
  {
    words: 'retention set',
    use: 'set-retention',
    says: 'Sets how many days records of one kind are kept; “usual” takes it back.',
    options: [needs('kind', 'KIND'), needs('days', 'DAYS'), consortium],
  },
  {
    words: 'doctor',
    use: 'doctor',
    says: 'Checks everything that must be right, line by line, and says what to do.',
    options: [],
  },
  {
    words: 'manifest',
    use: 'manifest',
    says: 'Writes the manifests of the Slack app and the Teams app into a folder.',
    options: [needs('out', 'FOLDER'), { name: 'teams-app-id', value: 'ID', required: false }],
  },
  { words: 'demo', use: 'load-demo', says: 'Loads the demonstration consortium.', options: [consortium] },
]

/** `account link --platform slack|teams --workspace ID … [--consortium ID]`. */
export function usageOf(command: Command): string {
  const options = command.options.map(({ name, value, required }) =>
    required ? `--${name} ${value}` : `[--${name} ${value}]`,
  )
  return ['plenary', command.words, ...(command.file ? ['FILE'] : []), ...options].join(' ')
}

export function helpLines(): string[] {
  return [
    'What the operator can do:',
    ...commands.flatMap((command) => ['', `  ${usageOf(command)}`, `      ${command.says}`]),
  ]
}
