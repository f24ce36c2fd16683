/** The operator's shell: words become an intent, the answer its text twin. */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { closest, distance } from 'fastest-levenshtein'
import type { Answer } from '#src/core/answer.ts'
import { assertNever } from '#src/core/assert.ts'
import { type Intent, shellIntent } from '#src/core/intent.ts'
import type { Form } from '#src/view/form.ts'
import { cardToPlain } from '#src/view/plain.ts'
import type { Command } from './command.ts'
import { commands, helpLines, usageOf } from './commands.ts'
import type { Lines } from './line.ts'
import { fileAt } from './read-file.ts'
import { writeFiles } from './write-files.ts'

/** Carries out what was typed after `plenary`. The exit code: 0 done, 1 refused or found bad, 2 not understood. Throws what `send` throws. */
export async function runCli(argv: string[], io: Lines, send: (intent: Intent) => Promise<Answer>): Promise<number> {
  const read = readCommand(argv)
  if (read.kind === 'help') {
    for (const line of helpLines()) io.out(line)
    return 0
  }
  if (read.kind === 'unknown') {
    for (const line of read.says) io.err(line)
    return 2
  }
  const file = read.path === undefined ? {} : await fileAt(read.path)
  if (!file) {
    io.err(`“${read.path}” can’t be read. Is the path right?`)
    return 2
  }
  const { use, args } = read.command
  const answer = await send(toIntent(use, { ...read.args, ...file, ...args }))
  const code = print(await continued(answer, io, send), io)
  const document = answer.kind === 'said' ? answer.document : undefined
  return document ? writeFiles(document, read.args.out ?? '.', io) : code
}

type Read =
  | { kind: 'command'; command: Command; args: Record<string, string>; path: string | undefined }
  | { kind: 'help' }
  | { kind: 'unknown'; says: string[] }

type Given = { name: string; value?: string | undefined }

function readCommand(argv: string[]): Read {
  const { tokens } = parseArgs({ args: argv, strict: false, tokens: true, options: optionTypes() })
  const typed = tokens.filter((token) => token.kind === 'positional').map((token) => token.value)
  const given = tokens.filter((token) => token.kind === 'option')
  if (typed[0] === 'help' || given.some(({ name }) => name === 'help' || name === 'h')) return { kind: 'help' }
  const words = typed.join(' ')
  // The longest first: "admin" begins them all.
  const command = commands
    .toSorted((a, b) => b.words.length - a.words.length)
    .find((known) => `${words} `.startsWith(`${known.words} `))
  if (!command) return { kind: 'unknown', says: [...unknownWords(words), ...helpLines()] }
  const [operand, ...more] = typed.slice(command.words.split(' ').length)
  const surplus = command.file ? more : [operand ?? [], more].flat()
  const problem = problemIn(command, { surplus, operand, given })
  if (problem) return { kind: 'unknown', says: [problem, `Usage: ${usageOf(command)}`] }
  const args = Object.fromEntries(given.map(({ name, value }) => [name, value ?? '']))
  return { kind: 'command', command, args, path: command.file && operand }
}

function optionTypes() {
  const names = commands.flatMap(({ options }) => options.map(({ name }) => name))
  return Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
}

function unknownWords(typed: string): string[] {
  if (typed === '') return []
  const meant = nearest(typed, [...commands.map(({ words }) => words), 'help'])
  return [`There is no “${typed}”.${meant ? ` Did you mean “${meant}”?` : ''}`, '']
}

type Parts = { surplus: string[]; operand: string | undefined; given: Given[] }

function problemIn(command: Command, { surplus, operand, given }: Parts): string | undefined {
  const wrong = given.map((option) => problemOf(command, option)).find((says) => says !== undefined)
  if (wrong) return wrong
  if (surplus.length > 0) return `“${surplus.join(' ')}” is one word too many: quote a value with spaces.`
  if (command.file && operand === undefined) return 'Missing: FILE.'
  const required = command.options.filter((option) => option.required).map(({ name }) => name)
  const missing = required.filter((name) => !given.some((option) => option.name === name))
  return missing.length === 0 ? undefined : `Missing: ${missing.map((name) => `--${name}`).join(', ')}.`
}

function problemOf(command: Command, { name, value }: Given): string | undefined {
  const option = command.options.find((known) => known.name === name)
  if (!option) {
    const meant = nearest(
      name,
      command.options.map((known) => known.name),
    )
    return `“${command.words}” takes no --${name}.${meant ? ` Did you mean --${meant}?` : ''}`
  }
  if (!value?.trim() || value.startsWith('--')) return `--${name} needs a value.`
  if (option.among?.includes(value) ?? true) return undefined
  return `--${name} is ${option.among?.join(' or ')}, not “${value}”.`
}

/** A slip of up to three letters is taken for what it nearly is. */
function nearest(typed: string, known: string[]): string | undefined {
  const meant = closest(typed, known)
  return distance(typed, meant) <= Math.min(3, typed.length - 1) ? meant : undefined
}

/** What is not done in one go offers to go on: it does, and shows how far it is. */
async function continued(answer: Answer, io: Lines, send: (intent: Intent) => Promise<Answer>): Promise<Answer> {
  const actions = answer.kind === 'said' ? answer.card.actions : []
  const next = actions.find((action) => 'use' in action && action.use.startsWith('continue-'))
  if (answer.kind !== 'said' || !next || !('use' in next)) return answer
  io.out(cardToPlain({ ...answer.card, actions: [] }))
  return continued(await send(toIntent(next.use, next.args)), io, send)
}

function toIntent(use: string, args: Record<string, string>): Intent {
  return shellIntent({ account: 'operator', use, args, key: randomUUID() })
}

function print(answer: Answer, io: Lines): number {
  switch (answer.kind) {
    case 'said':
      io.out(cardToPlain(answer.card))
      return answer.card.tone === 'bad' ? 1 : 0
    case 'refused':
      io.err(cardToPlain(answer.card))
      return 1
    case 'form':
      for (const { field, says } of answer.form.problems) io.err(field ? `--${field}: ${says}` : says)
      io.err(answer.form.problems.length > 0 ? 'Nothing was saved.' : `Nothing was saved: ${neededBy(answer.form)}.`)
      return 1
    default:
      return assertNever(answer)
  }
}

function neededBy({ title, fields }: Form): string {
  return `${title} needs ${fields.map(({ name }) => `--${name}`).join(', ')}`
}
