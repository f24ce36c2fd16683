import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCli } from '#adapters/cli/run.ts'
import type { Answer } from '#src/core/answer.ts'
import type { Intent } from '#src/core/intent.ts'
import { card, text } from '#src/view/build.ts'
import type { Document } from '#src/view/document.ts'

const linked: Answer = { kind: 'said', card: card('Account linked', text('The slack account U1 is Alice.')) }
const account = [
  'account',
  'link',
  '--platform',
  'slack',
  '--workspace',
  'T1',
  '--user',
  'U1',
  '--person',
  'Alice Sato',
]
const place = [
  'place',
  'bind',
  '--platform',
  'teams',
  '--workspace',
  'tenant',
  '--channel',
  '19:x',
  '--group',
  'Group 2',
]

describe('what is understood', () => {
  const rows: [title: string, argv: string[], use: string, args: Record<string, string>][] = [
    ['account link', account, 'link-account', { platform: 'slack', workspace: 'T1', user: 'U1', person: 'Alice Sato' }],
    ['place bind', place, 'bind-place', { platform: 'teams', workspace: 'tenant', channel: '19:x', group: 'Group 2' }],
    [
      'place bind with a name',
      [...place, '--name', '#general'],
      'bind-place',
      {
        platform: 'teams',
        workspace: 'tenant',
        channel: '19:x',
        group: 'Group 2',
        name: '#general',
      },
    ],
    [
      'options written with =, before the words',
      ['--consortium=con_a1', 'demo'],
      'load-demo',
      { consortium: 'con_a1' },
    ],
    ['demo', ['demo'], 'load-demo', {}],
    ['workspace invite', ['workspace', 'invite'], 'invite-workspace', {}],
    ['workspace list', ['workspace', 'list'], 'list-workspaces', {}],
    [
      'workspace allow',
      ['workspace', 'allow', '--platform', 'teams', '--workspace', 'tenant'],
      'allow-workspace',
      { platform: 'teams', workspace: 'tenant' },
    ],
    [
      'workspace remove',
      ['workspace', 'remove', '--platform', 'slack', '--workspace', 'T1'],
      'remove-workspace',
      { platform: 'slack', workspace: 'T1' },
    ],
    ['key rotate', ['key', 'rotate'], 'rotate-key', {}],
    ['plenary list', ['plenary', 'list'], 'list-plenaries', {}],
    ['plenary held, until now', ['plenary', 'held'], 'hold-plenary', {}],
    [
      'plenary held on a day',
      ['plenary', 'held', '--day', '20 November', '--consortium', 'con_a1'],
      'hold-plenary',
      { day: '20 November', consortium: 'con_a1' },
    ],
    [
      'report plenary, until now and since the last one',
      ['report', 'plenary', '--out', 'reports'],
      'export-plenary-report',
      { out: 'reports' },
    ],
    [
      'report plenary as of a day and since another',
      ['report', 'plenary', '--out', 'reports', '--day', '20 November', '--since', '1 May'],
      'export-plenary-report',
      { out: 'reports', day: '20 November', since: '1 May' },
    ],
    ['manifest', ['manifest', '--out', 'packages'], 'manifest', { out: 'packages' }],
  ]
  test.each(rows)('%s becomes an intent of the operator', async (_, argv, use, args) => {
    const { code, out, sent } = await run(argv, linked)
    expect(sent).toEqual([
      {
        platform: 'shell',
        workspace: 'local',
        via: 'local',
        heard: false,
        account: 'operator',
        place: null,
        use,
        args,
        key: expect.any(String),
        opens: false,
      },
    ])
    expect(code).toBe(0)
    expect(out).toEqual(['Account linked\nThe slack account U1 is Alice.'])
  })

  test('the same line typed twice is two attempts', async () => {
    const [first, second] = [await run(['demo'], linked), await run(['demo'], linked)]
    expect(first.sent[0]?.key).not.toBe(second.sent[0]?.key)
  })

  test.each([[['help']], [['--help']], [['account', 'link', '-h']]])('%j prints the help', async (argv) => {
    const { code, out, sent } = await run(argv, linked)
    expect(code).toBe(0)
    expect(out.join('\n')).toContain(
      'plenary account link --platform slack|teams --workspace ID --user ID --person NAME [--consortium ID]',
    )
    expect(sent).toEqual([])
  })
})

describe('what is not understood is told with the usage, and nothing is sent', () => {
  const rows: [argv: string[], says: string][] = [
    [[], 'What the operator can do:'],
    [['acount', 'link'], 'There is no “acount link”. Did you mean “account link”?'],
    [['plaice', 'bind', '--platform', 'slack'], 'Did you mean “place bind”?'],
    [['dmeo'], 'Did you mean “demo”?'],
    [['frobnicate'], 'There is no “frobnicate”.\n'],
    [['x'], 'There is no “x”.\n'],
    [['import', 'catalogue'], 'Missing: FILE.\nUsage: plenary import catalogue FILE [--sure yes] [--consortium ID]'],
    [['import', 'catalogue', 'a.csv', 'b.csv'], '“b.csv” is one word too many'],
    [['import', 'catalogue', '/nowhere/a.csv'], '“/nowhere/a.csv” can’t be read. Is the path right?'],
    [account.slice(0, -2), 'Missing: --person.\nUsage: plenary account link'],
    [['report', 'plenary'], 'Missing: --out.\nUsage: plenary report plenary --out FOLDER [--day DAY] [--since DAY]'],
    [['report', 'plenry', '--out', 'x'], '“plenry” is one word too many'],
    [['plenary'], 'There is no “plenary”.'],
    [['plenary', 'hold'], 'Did you mean “plenary held”?'],
    [['plenary', 'list', '--day', 'today'], '“plenary list” takes no --day.'],
    [['plenary', 'held', '20 November'], '“20 November” is one word too many'],
    [['place', 'bind'], 'Missing: --platform, --workspace, --channel, --group.'],
    [[...account, '--workspaces', 'T1'], '“account link” takes no --workspaces. Did you mean --workspace?'],
    [[...account, '--channel', 'C1'], '“account link” takes no --channel.\n'],
    [[...account.slice(0, -1)], '--person needs a value.'],
    [['account', 'link', '--platform', '--workspace', 'T1'], '--platform needs a value.'],
    [['demo', '--consortium', ' '], '--consortium needs a value.'],
    [['account', 'link', '--platform', 'irc'], '--platform is slack or teams, not “irc”.'],
    [[...account, 'Sato'], '“Sato” is one word too many'],
  ]
  test.each(rows)('%j', async (argv, says) => {
    const { code, err, out, sent } = await run(argv, linked)
    expect(`${err.join('\n')}\n`).toContain(says)
    expect({ code, out, sent }).toEqual({ code: 2, out: [], sent: [] })
  })
})

describe('a file that is named', () => {
  test.each([
    ['list.csv', 'code,title\n', { file: '{"kind":"table","rows":[["code","title"]]}' }],
    ['list.docx', 'PK', { trouble: 'wrong-type' }],
  ])('%s goes along as plain rows, or as what is wrong with it', async (name, text, args) => {
    const folder = await mkdtemp(join(tmpdir(), 'plenary-cli-'))
    const path = join(folder, name)
    await writeFile(path, text)
    const { code, sent } = await run(['import', 'catalogue', path, '--consortium', 'con_a1'], linked)
    expect(code).toBe(0)
    expect(sent).toEqual([
      expect.objectContaining({ use: 'import-catalogue', args: { name, consortium: 'con_a1', ...args } }),
    ])
    await rm(folder, { recursive: true })
  })
})

describe('an answer that saved nothing goes to standard error', () => {
  test('a refusal', async () => {
    const refused: Answer = {
      kind: 'refused',
      code: 'not-found',
      card: card('There is no person “Zed” that you may see.'),
    }
    expect(await run(account, refused)).toMatchObject({
      code: 1,
      out: [],
      err: ['There is no person “Zed” that you may see.'],
    })
  })

  test('a form, as what is wrong with its options, or as those that it asks for', async () => {
    const form: Answer = {
      kind: 'form',
      form: {
        id: 'form_a1',
        consortium: 'con_a1',
        use: 'link-account',
        title: 'Link an account',
        submit: 'Link account',
        fields: [{ kind: 'line', name: 'person', label: 'Person', required: true, max: 100 }],
        values: {},
        problems: [{ field: 'person', says: 'give a name' }, { says: 'nobody is here' }],
      },
    }
    const { code, err } = await run(account, form)
    expect(code).toBe(1)
    expect(err).toEqual(['--person: give a name', 'nobody is here', 'Nothing was saved.'])
    const asked = await run(account, { ...form, form: { ...form.form, problems: [] } })
    expect(asked.err).toEqual(['Nothing was saved: Link an account needs --person.'])
  })
})

describe('a report', () => {
  const document: Document = {
    ...{
      id: 'doc_1',
      needs: 'secretary',
      organisation: null,
      title: 'Report',
      name: 'report-2026-11-23',
      label: 'TLP:GREEN',
      madeAt: '2026-11-23T02:00:00Z',
    },
    tables: [{ name: 'Polls', columns: [{ header: 'Number', width: 10 }], rows: [['P-1']] }],
  }
  const answer: Answer = { kind: 'said', card: card('Report'), document }

  test('is written into the folder, for this user alone, and each file is named', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'report-')), 'new')
    const { code, out, sent } = await run(['report', '--out', folder, '--since', '1 November'], answer)
    expect(sent.map(({ use, args }) => [use, args.since])).toEqual([['export-report', '1 November']])
    const names = ['report-2026-11-23-TLP-GREEN.xlsx', 'report-2026-11-23-polls-TLP-GREEN.csv']
    expect({ code, out }).toEqual({ code: 0, out: ['Report', ...names.map((name) => join(folder, name))] })
    expect(await readFile(join(folder, names[1] ?? ''), 'utf8')).toBe('\ufeffNumber\r\nP-1\r\n')
    for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    await rm(folder, { recursive: true })
  })

  test('that can’t be written says so', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'report-')), 'taken')
    await writeFile(file, '')
    const { code, err } = await run(['report', '--out', file], answer)
    expect({ code, err }).toEqual({
      code: 1,
      err: [`Nothing can be written into ${file} (EEXIST). Name another folder with --out.`],
    })
  })
})

async function run(argv: string[], answer: Answer) {
  const [out, err, sent] = [[] as string[], [] as string[], [] as Intent[]]
  const lines = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  const code = await runCli(argv, lines, async (intent) => {
    sent.push(intent)
    return answer
  })
  return { code, out, err, sent }
}
