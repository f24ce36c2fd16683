import { globSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  circles,
  defaultExports,
  environmentReaders,
  forbiddenImports,
  importsOf,
  lines,
  median,
  type Source,
  target,
  topLevel,
} from '#test/support/house.ts'

const product = read('{src,adapters,db,manifest}/**/*.{ts,js}')
const tests = read('test/**/*.ts')
const sizes = product.map(({ file, text }) => ({ file, lines: lines(text) }))

describe('the sources', () => {
  test('import only what the table allows', () => {
    expect(forbiddenImports([...product, ...tests])).toEqual([])
  })

  test('import in no circle', () => {
    expect(circles([...product, ...tests])).toEqual([])
  })

  test('read the environment in the config alone', () => {
    expect(environmentReaders(product)).toEqual([])
  })

  test('export by name only', () => {
    expect(defaultExports(product)).toEqual([])
  })

  test(`hold no file over 300 lines; the median is ${median(sizes.map((size) => size.lines))}`, () => {
    expect(sizes.filter((size) => size.lines > 300)).toEqual([])
  })

  test('stand in the folders that the house has', () => {
    const found = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(found.map(({ name }) => name).filter((name) => !topLevel.includes(name))).toEqual([])
  })
})

describe('what an import is', () => {
  const rows: [text: string, specifier: string, typesOnly: boolean][] = [
    ["import a from 'a'", 'a', false],
    ["import 'a'", 'a', false],
    ["import * as a from 'a'", 'a', false],
    ["import {\n  b,\n  type C,\n} from '#src/a.ts'", '#src/a.ts', false],
    ["import type { A } from 'a'", 'a', true],
    ["import { type A } from 'a'", 'a', false],
    ["import a from './a.json' with { type: 'json' }", './a.json', false],
    ["export * from 'a'", 'a', false],
    ["export type { A } from 'a'", 'a', true],
    ["export { b } from 'a'", 'a', false],
    ["const a = await import('a')", 'a', false],
    ["type A = import('a').A", 'a', false],
    ["const a = createRequire(import.meta.url)('b') ?? require('a')", 'a', false],
    ["import.meta.resolve('a')", 'a', false],
  ]
  test.each(rows)('%j', (text, specifier, typesOnly) => {
    expect(importsOf(text)).toEqual([{ specifier, typesOnly }])
  })

  test.each(["const from = 'a'", "export const b = 'from'", "export function c() {\n  return 'a'\n}", "// see 'a'"])(
    '%j is none',
    (text) => {
      expect(importsOf(text)).toEqual([])
    },
  )

  test.each([
    ['src/polls/rules/a.ts', '../poll.ts', 'src/polls/poll.ts'],
    ['src/polls/poll.ts', '#src/core/id.ts', 'src/core/id.ts'],
    ['src/main.ts', './app.ts', 'src/app.ts'],
    ['src/main.ts', 'drizzle-orm/pg-core', 'drizzle-orm/pg-core'],
  ])('in %s, %s is %s', (file, specifier, path) => {
    expect(target(file, specifier)).toBe(path)
  })
})

describe('an import that the table forbids is found', () => {
  test.each([
    ['src/core/id.ts', 'node:crypto'],
    ['src/core/tlp.ts', 'chrono-node'],
    ['src/core/use-case.ts', '#src/view/build.ts'],
    ['src/core/use-case.ts', '#src/polls/poll.ts'],
    ['src/view/card.ts', '#src/polls/poll.ts'],
    ['src/consortium/link-account.ts', '#src/polls/poll.ts'],
    ['src/polls/vote.ts', '#src/commitments/views.ts'],
    ['src/polls/vote.ts', '#src/commitments/store.ts'],
    ['src/polls/vote.ts', '#db/connect.ts'],
    ['src/polls/vote.ts', '@slack/bolt'],
    ['src/polls/vote.ts', 'node:crypto'],
    ['src/polls/vote.ts', '../app.ts'],
    ['src/app.ts', '#adapters/adapter.ts'],
    ['src/app.ts', '#db/connect.ts'],
    ['src/app.ts', './main.ts'],
    ['adapters/slack/index.ts', '#db/connect.ts'],
    ['adapters/slack/index.ts', '../teams/index.ts'],
    ['adapters/slack/index.ts', 'botbuilder'],
    ['adapters/teams/index.ts', '@slack/bolt'],
    ['adapters/web/health.ts', '#src/app.ts'],
    ['adapters/playground/index.ts', '#db/connect.ts'],
    ['db/connect.ts', '#adapters/adapter.ts'],
    ['db/connect.ts', '#src/polls/vote.ts'],
    ['db/connect.ts', '#src/config.ts'],
    ['manifest/slack.ts', '#src/app.ts'],
    ['docs/example.ts', 'zod'],
    ['src/app.ts', '../db/connect.ts'],
  ])('%s: %s', (file, specifier) => {
    expect(forbiddenImports([{ file, text: `import { a } from '${specifier}'\n` }])).toHaveLength(1)
  })

  test.each([
    ['src/core/use-case.ts', "import type { Card } from '#src/view/card.ts'"],
    ['src/core/dates.ts', "import * as chrono from 'chrono-node'"],
    ['src/polls/vote.ts', "import { Commitment } from '#src/commitments/commitment.ts'"],
    ['src/polls/vote.ts', "import type { CommitmentReader } from '#src/commitments/store.ts'"],
    ['src/register/leaf.ts', "import { createHash } from 'node:crypto'"],
    ['src/registry.ts', "import { vote } from './polls/vote.ts'"],
    ['src/main.ts', "import { openDatabase } from '#db/connect.ts'"],
    ['adapters/slack/index.ts', "import bolt from '@slack/bolt'"],
    ['adapters/playground/index.ts', "import { ref } from '#adapters/slack/ref.ts'"],
    ['db/schema/polls.ts', "import { pgTable } from 'drizzle-orm/pg-core'"],
    ['test/stories/vote.test.ts', "import { openDatabase } from '#db/connect.ts'"],
  ])('%s may have %s', (file, text) => {
    expect(forbiddenImports([{ file, text }])).toEqual([])
  })
})

describe('other breaches are found', () => {
  test('a circle of three files, types among them', () => {
    const found = circles([
      { file: 'src/a.ts', text: "import { b } from './b.ts'\nimport { d } from './d.ts'" },
      { file: 'src/b.ts', text: "import type { C } from '#src/c.ts'\nimport { d } from './d.ts'" },
      { file: 'src/c.ts', text: "export * from './a.ts'" },
      { file: 'src/d.ts', text: '' },
    ])
    expect(found).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts'])
  })

  test.each(['process.env.PORT', "process['env']", "import { env } from 'node:process'", 'const { env } = process'])(
    'a look at the environment: %s',
    (text) => {
      expect(environmentReaders([{ file: 'src/app.ts', text }])).toEqual(['src/app.ts'])
      expect(environmentReaders([{ file: 'src/config.ts', text }])).toEqual([])
    },
  )

  test.each(['export default function a() {}', 'export { a as default }'])('a default export: %s', (text) => {
    expect(defaultExports([{ file: 'src/a.ts', text }])).toEqual(['src/a.ts'])
  })

  test('a line is a line, with or without the last break', () => {
    expect([lines('a\nb\n'), lines('a\nb')]).toEqual([2, 2])
    expect(median([5, 1, 3])).toBe(3)
  })
})

function read(pattern: string): Source[] {
  return globSync(pattern)
    .toSorted()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
}
