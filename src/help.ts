/** Help: what can be typed, one line each; of one word how to type it; for a word that nobody knows, the nearest that somebody does. */

import { z } from 'zod'
import { anyone } from './core/access.ts'
import { jsonIn } from './core/json.ts'
import { type HelpLine, showing, type Typed } from './core/use-case.ts'
import { nearest, optional } from './core/words.ts'
import { bold, button, card, list, note, text, withActions } from './view/build.ts'
import type { Block, Card } from './view/card.ts'

const Help = z.object({
  /** The word that is asked about. */
  about: optional(z.string()),
  /** What was typed and nobody knows. */
  unknown: z.string().optional(),
  /** The nearest word, with what it would do with the rest. */
  word: z.string().optional(),
  use: z.string().optional(),
  opens: z.literal('yes').optional(),
  args: z.string().transform(jsonIn).pipe(z.record(z.string(), z.string())).optional(),
})

/** Makes the use case from the lines of all others, which only the registry knows. */
export function helpOn(lines: () => HelpLine[]) {
  return showing('help', {
    input: Help,
    says: 'Say what I can do, or how one word is typed',
    may: anyone,
    unlinked: (input) => answer(input, lines()),
    typed: {
      word: 'help',
      usage: 'help WORD',
      examples: ['help', 'help commit'],
      read: (rest) => (rest === '' ? {} : { about: rest }),
    },
    load: async () => undefined,
    show: (input) => answer(input, lines()),
  })
}

function answer(input: z.output<typeof Help>, lines: HelpLine[]): Card {
  const { about, unknown, word, use } = input
  if (about !== undefined) return aboutCard(about, lines)
  if (unknown === undefined) return helpCard(lines)
  if (word === undefined || use === undefined) {
    const known = linesOf(firstOf(unknown), lines)
    const drawn = known.length > 0 ? wordCard(firstOf(unknown), known) : helpCard(lines)
    return { ...drawn, title: `I don’t know “${shortened(unknown)}”` }
  }
  return withActions(
    card(`I don’t know “${shortened(unknown)}”. Did you mean ${word}?`),
    button(`Use ${word}`, use, input.args ?? {}, { style: 'primary', opens: input.opens === 'yes' }),
    button('Show help', 'help', {}),
  )
}

/** `help commit`, and also `help commit Publish by Friday`: the first word counts. */
function aboutCard(about: string, lines: HelpLine[]): Card {
  const word = firstOf(about)
  const found = linesOf(word, lines)
  if (found.length > 0) return wordCard(word, found)
  const words = lines.map(({ typed }) => typed.word)
  const [near] = nearest(word, words, 1)
  if (near === undefined) return { ...helpCard(lines), title: `I don’t know “${shortened(word)}”` }
  return withActions(
    card(`I don’t know “${shortened(word)}”. Did you mean ${near}?`),
    button(`Explain ${near}`, 'help', { about: near }, { style: 'primary' }),
    button('Show help', 'help', {}),
  )
}

function firstOf(typed: string): string {
  return (typed.trim().split(/\s+/)[0] ?? '').toLowerCase()
}

function linesOf(word: string, lines: HelpLine[]): HelpLine[] {
  return lines.filter(({ typed }) => typed.word === word)
}

/** Everything that begins with the word: what it does, how it is typed, examples, and its form. */
function wordCard(word: string, lines: HelpLine[]): Card {
  const explained = lines.flatMap(({ says, typed }): Block[] => [
    text(bold(typed.usage), `  ${says}.`),
    list(examplesOf(typed).map((example) => [example])),
  ])
  return withActions(
    card(
      `How to use ${word}`,
      ...explained,
      note(
        'In a channel mention me first, @Plenary; in a chat with me type nothing first. Where the app is in your own Slack workspace, /plenary does it without others reading.',
      ),
    ),
    ...lines.flatMap(({ typed, name }) => (typed.button ? [button(typed.button, name, {}, { opens: true })] : [])),
    button('Show help', 'help', {}),
  )
}

/** A word that stands alone is the same everywhere; what differs is how the bot is called. */
function examplesOf({ word, usage, examples }: Typed): string[] {
  return usage === word ? [`@Plenary ${word}`, `/plenary ${word}`] : examples
}

/** What nobody knows can be a whole page that somebody pasted. */
function shortened(typed: string): string {
  return typed.length <= 40 ? typed : `${typed.slice(0, 40)}…`
}

function helpCard(lines: HelpLine[]): Card {
  const items = lines.map(({ says, typed }) => [bold(typed.usage), `  ${says}.`])
  return withActions(
    card(
      'What Plenary does',
      text('One register and one tally for your consortium, in Slack and in Teams.'),
      list(items),
    ),
    ...lines.flatMap(({ typed, name }) => (typed.button ? [button(typed.button, name, {}, { opens: true })] : [])),
  )
}
