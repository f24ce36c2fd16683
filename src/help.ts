/** Help: what can be typed, one line each; and, for a word that nobody knows, the nearest one that somebody does. */
import { z } from 'zod'
import { anyone } from './core/access.ts'
import { type HelpLine, showing } from './core/use-case.ts'
import { bold, button, card, list, text, withActions } from './view/build.ts'
import type { Card } from './view/card.ts'

const Help = z.object({
  /** What was typed and nobody knows. */
  unknown: z.string().optional(),
  /** The nearest word, with what it would do with the rest. */
  word: z.string().optional(),
  use: z.string().optional(),
  opens: z.literal('yes').optional(),
  args: z.string().transform(parsed).pipe(z.record(z.string(), z.string())).optional(),
})

/** Makes the use case from the lines of all others, which only the registry knows. */
export function helpOn(lines: () => HelpLine[]) {
  return showing('help', {
    input: Help,
    says: 'Say what I can do',
    may: anyone,
    unlinked: (input) => answer(input, lines()),
    typed: { word: 'help', usage: 'help', examples: ['help'], read: () => ({}) },
    load: async () => undefined,
    show: (input) => answer(input, lines()),
  })
}

function answer(input: z.output<typeof Help>, lines: HelpLine[]): Card {
  const { unknown, word, use } = input
  if (unknown === undefined) return helpCard(lines)
  if (word === undefined || use === undefined)
    return { ...helpCard(lines), title: `I don’t know “${shortened(unknown)}”` }
  return withActions(
    card(`I don’t know “${shortened(unknown)}”. Did you mean ${word}?`),
    button(`Use ${word}`, use, input.args ?? {}, { style: 'primary', opens: input.opens === 'yes' }),
    button('Show help', 'help', {}),
  )
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

/** A button's own JSON, not trusted: undefined where it is none. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
