/** The rules of the house as data, and the plain functions that hold sources against them. */
import { posix } from 'node:path'

export type Source = { file: string; text: string }
export type Import = { specifier: string; typesOnly: boolean }
type Rule = {
  /** A file, or a folder that ends in a slash. */
  of: string
  /** Files, folders and packages; `node:` is every builtin, `*` everything. */
  may: string[]
  /** What may be imported by `import type` alone. */
  types?: string[]
}

const folders = ['adapters', 'db', 'manifest', 'src', 'test']
/** What may stand beside the sources: tools, and what they and the product leave behind. */
export const topLevel = [...folders, '.ci', '.git', '.github', '.plenary', 'node_modules']

/** A feature may use those before it; the words and derivations that it lends out stand beside it. */
const features: [name: string, ...lends: string[]][] = [
  ['bulk', 'import.ts', 'lines.ts', 'names.ts', 'views.ts', 'file.ts', 'export.ts'],
  [
    'consortium',
    'consortium.ts',
    'people.ts',
    'places.ts',
    'invitation.ts',
    'audience.ts',
    'contacts.ts',
    'countries.ts',
    'labelling.ts',
    'marking.ts',
    'reach.ts',
  ],
  ['evidence', 'evidence.ts', 'seen.ts', 'address.ts', 'file.ts'],
  ['requests', 'request.ts'],
  ['recommendations', 'recommendation.ts', 'axes.ts', 'panels.ts', 'axes-views.ts', 'typed.ts', 'freshness.ts'],
  ['assessments', 'assessment.ts'],
  [
    'commitments',
    'commitment.ts',
    'change.ts',
    'kind.ts',
    'decide.ts',
    'freshness.ts',
    'lines.ts',
    'posting.ts',
    'quotation.ts',
    'support.ts',
    'recast.ts',
  ],
  ['boards', 'board.ts'],
  ['drafts', 'draft.ts', 'comment.ts', 'clause.ts', 'duplicates.ts', 'sheet.ts', 'forms/rows.ts', 'file.ts'],
  ['resolution', 'resolution.ts', 'decide.ts'],
  [
    'polls',
    'poll.ts',
    'acts.ts',
    'decide.ts',
    'disclosed.ts',
    'afterwards.ts',
    'standing.ts',
    'straw/straw.ts',
    'rules/rules.ts',
  ],
  ['advisories', 'statements/statement.ts'],
  ['labels'],
  ['search', 'search.ts'],
  ['filing', 'subject.ts'],
  ['asking'],
  ['following', 'following.ts', 'moves.ts', 'says.ts'],
  ['digests', 'digest.ts'],
  ['documents', 'documents.ts'],
  ['reports', 'report.ts'],
  ['plenaries', 'plenary.ts'],
  ['leaving', 'leaving.ts'],
  ['privacy', 'privacy.ts'],
  ['home', 'home.ts', 'concern.ts'],
]
const words = features.map(([name, ...lends]) => lends.map((file) => `src/${name}/${file}`))
/** The ports of reading and writing are types; a use case names those that it loads from. */
const ports = features.map(([name]) => `src/${name}/store.ts`)
const inner = ['zod', 'src/core/', 'src/view/']
const own = [
  'adapters/adapter.ts',
  'adapters/page.ts',
  'adapters/files/',
  'src/core/',
  'src/view/',
  'zod',
  'express',
  'node:',
]

const drawing = ['vega', 'vega-lite', '@resvg/resvg-js', 'dejavu-fonts-ttf']

/** The first rule that names a file is its rule. */
const rules: Rule[] = [
  { of: 'src/main.ts', may: ['*'] },
  { of: 'src/main/', may: ['*'] },
  { of: 'src/config.ts', may: ['zod'] },
  { of: 'src/runtime.ts', may: [] },
  { of: 'src/core/dates.ts', may: ['chrono-node', 'src/core/'] },
  { of: 'src/evidence/address.ts', may: ['ipaddr.js', 'src/core/', 'src/evidence/'] },
  { of: 'src/core/words.ts', may: ['zod', 'fastest-levenshtein'] },
  // An answer is stored and sent whole, so its schema holds a card's and a form's.
  { of: 'src/core/answer.ts', may: inner },
  { of: 'src/core/', may: ['zod', 'src/core/'], types: ['src/view/'] },
  { of: 'src/view/', may: inner },
  { of: 'src/register/', may: [...inner, 'src/register/', 'node:crypto', 'canonicalize'], types: words.flat() },
  { of: 'src/demo/', may: [...inner, 'src/demo/', ...words.flat()], types: ports },
  ...features.map(([name], nth) => ({
    of: `src/${name}/`,
    may: [...inner, `src/${name}/`, ...words.slice(0, nth).flat()],
    types: ports.slice(0, nth),
  })),
  { of: 'src/', may: ['zod', 'src/'] },
  { of: 'adapters/adapter.ts', may: ['src/core/', 'src/view/', 'express'] },
  { of: 'adapters/http.ts', may: ['adapters/adapter.ts', 'express', 'helmet', 'node:'] },
  { of: 'adapters/page.ts', may: ['express', 'helmet', 'node:'] },
  adapter('slack', '@slack/bolt', '@slack/oauth', '@slack/types', '@slack/web-api'),
  adapter('teams', '@microsoft/teams-ai', 'botbuilder', 'botframework-connector'),
  adapter('files', ...['csv-parse', 'csv-stringify', 'exceljs', 'docx', 'fflate', 'saxes'], ...drawing),
  adapter('web', 'helmet'),
  adapter('cli', 'fastest-levenshtein'),
  adapter('playground', 'adapters/', 'helmet', 'jose', '@slack/types', 'adaptivecards'),
  { of: 'db/migrate.ts', may: [...database(), 'src/config.ts'] },
  { of: 'db/', may: database() },
  {
    of: 'manifest/',
    may: ['manifest/', 'src/registry.ts', 'src/core/', 'src/view/', '@microsoft/app-manifest', 'fflate', 'node:'],
    types: ['@slack/bolt'],
  },
  { of: 'test/', may: ['*'] },
]

function adapter(name: string, ...sdk: string[]): Rule {
  return {
    of: `adapters/${name}/`,
    may: [`adapters/${name}/`, ...own, ...sdk],
    types: ['src/documents/', 'src/drafts/'],
  }
}

function database(): string[] {
  const drivers = ['drizzle-orm', 'postgres', '@electric-sql/pglite', 'pg-boss', 'dataloader']
  const stores = ['src/store.ts', 'src/cards.ts', 'src/homes.ts', 'src/readers.ts', ...ports, ...words.flat()]
  return [...inner, ...drivers, ...stores, 'db/', 'src/register/', 'node:']
}

/** Static imports stand at the start of a line, as biome puts them; others anywhere. */
export function importsOf(text: string): Import[] {
  const patterns = [
    /^\s*(?:import|export)\s+(type\s)?[^'"`;()]*?\bfrom\s*(['"])([^'"]+)\2/gm,
    /^\s*import\s+()(['"])([^'"]+)\2/gm,
    /\b(?:import|require|resolve)\s*\(\s*()(['"`])([^'"`]+)\2/g,
  ]
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)])
  return found.map(([, type, , specifier = '']) => ({ specifier, typesOnly: Boolean(type) }))
}

/** A path from the top for our own files, the specifier itself for a package. */
export function target(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  return specifier.startsWith('#') ? specifier.slice(1) : specifier
}

/** Imports that the table does not allow, and paths that leave their top-level folder by dots. */
export function forbiddenImports(sources: Source[]): string[] {
  return sources.flatMap(({ file, text }) => {
    const rule = rules.find(({ of }) => covers(of, file))
    if (!rule) return [`${file} stands under no rule`]
    return importsOf(text).flatMap(({ specifier, typesOnly }) => {
      const to = target(file, specifier)
      if (leaves(file, specifier, to)) return [`${file} reaches ${to} by dots, not by #`]
      const may = typesOnly ? [...rule.may, ...(rule.types ?? [])] : rule.may
      const isAllowed = may.some((allowed) => covers(allowed, to)) && !isMain(file, to)
      return isAllowed ? [] : [`${file} imports ${typesOnly ? 'types of ' : ''}${to}`]
    })
  })
}

function isMain(file: string, to: string): boolean {
  return to === 'src/main.ts' && !file.startsWith('test/')
}

function leaves(file: string, specifier: string, to: string): boolean {
  const top = to.split('/', 1)[0] ?? ''
  return specifier.startsWith('.') && folders.includes(top) && !file.startsWith(`${top}/`)
}

function covers(allowed: string, to: string): boolean {
  if (allowed === '*' || allowed === to) return true
  return to.startsWith(allowed.endsWith('/') || allowed.endsWith(':') ? allowed : `${allowed}/`)
}

/** Each circle of imports once, from its first file on. Types count: a circle of words is a circle. */
export function circles(sources: Source[]): string[] {
  const files = new Map(
    sources.map(({ file, text }) => [file, importsOf(text).map((one) => target(file, one.specifier))]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    for (const next of files.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of files.keys()) walk(file, [])
  return found
}

/** The only reader of the environment is the config. */
export function environmentReaders(sources: Source[]): string[] {
  const reads = /\bprocess\s*(\??\.\s*env\b|\[)|\benv\b[^'"]*\bfrom 'node:process'|= process\b(?!\.)/
  return sources.filter(({ file, text }) => file !== 'src/config.ts' && reads.test(text)).map(({ file }) => file)
}

export function defaultExports(sources: Source[]): string[] {
  return sources.filter(({ text }) => /^export\s+default\b|\bas default\b/m.test(text)).map(({ file }) => file)
}

export function lines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

export function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
