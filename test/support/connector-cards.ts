/** Adaptive Cards as a Teams client reads them: what is shown, what can be clicked, what breaks the rules. */
import { createRequire } from 'node:module'
import { z } from 'zod'

// The package's own entry can't be imported by Node; its bundle can be required, and parses without a browser.
const adaptivecards: typeof import('adaptivecards') = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
)

/** A piece of card JSON, read as loosely as clients do. */
export const Piece = z.looseObject({ type: z.string() })
export type Piece = z.infer<typeof Piece>

const pieces = z.array(Piece).catch([])

/** Every piece of a card in reading order, actions last, fallbacks left out. */
export function piecesOf(card: unknown): Piece[] {
  const piece = Piece.safeParse(card)
  if (!piece.success) return []
  const inner = ['body', 'items', 'columns', 'inlines', 'actions'].flatMap((key) => pieces.parse(piece.data[key]))
  return [piece.data, ...inner.flatMap(piecesOf)]
}

/** All words that the reader sees, a line per piece; `<at>` becomes `@`. A paragraph's runs stand together. */
export function textOf(card: unknown): string {
  return piecesOf(card)
    .map(wordsOf)
    .filter((words) => words !== '')
    .join('\n')
}

function wordsOf(piece: Piece): string {
  switch (piece.type) {
    case 'TextBlock':
      return words(piece.text).replace(/<at>(.*?)<\/at>/g, '@$1')
    case 'RichTextBlock':
      return pieces
        .parse(piece.inlines)
        .map((run) => words(run.text))
        .join('')
    case 'Image':
      return words(piece.altText)
    case 'Input.Text':
      return [words(piece.label), words(piece.value)].filter(Boolean).join('\n')
    case 'Input.ChoiceSet': {
      const values = piece.isMultiSelect === true ? words(piece.value).split(',') : [words(piece.value)]
      const chosen = choicesOf(piece).filter((choice) => values.includes(choice.value))
      return [words(piece.label), ...chosen.map(({ title }) => title)].filter(Boolean).join('\n')
    }
    case 'Action.Execute':
    case 'Action.Submit':
      return `[${words(piece.title)}]`
    default:
      return ''
  }
}

/** Every address that a click opens, every mention, and whatever markdown would make of a TextBlock. */
export function linksOf(card: unknown): string[] {
  return piecesOf(card).flatMap((piece) => {
    const text = piece.type === 'TextBlock' ? words(piece.text) : ''
    const marked = text.match(/\[[^\]]*\]\([^)]*\)|https?:\/\/\S+|<at>.*?<\/at>|[*_~`]\S.*?[*_~`]/g) ?? []
    const opened = z.object({ selectAction: z.object({ url: z.string() }) }).safeParse(piece)
    return [...marked, ...(opened.success ? [opened.data.selectAction.url] : [])]
  })
}

function choicesOf(input: Piece): { title: string; value: string }[] {
  return z.array(z.object({ title: z.string(), value: z.string() })).parse(input.choices)
}

export function actionsOf(card: unknown): Piece[] {
  return piecesOf(card).filter((piece) => piece.type.startsWith('Action.'))
}

function inputsOf(card: unknown): Piece[] {
  return piecesOf(card).filter((piece) => piece.type.startsWith('Input.'))
}

/** What breaks the rules of Teams, one line each. Sources: the schema of 1.5 by the adaptivecards parser, and teams.md, 3. */
export function cardViolations(card: unknown): string[] {
  const all = piecesOf(card)
  const head: Record<string, unknown> = all[0] ?? {}
  const primary = pieces.parse(head.actions).filter((action) => action.mode !== 'secondary')
  const ids = inputsOf(card).map((input) => words(input.id))
  const mentions = z
    .object({ msteams: z.object({ entities: z.array(z.object({ text: z.string() })) }) })
    .safeParse(card)
  const entities = mentions.success ? mentions.data.msteams.entities.map((entity) => entity.text) : []
  const said = all.flatMap((piece) => words(piece.text).match(/<at>.*?<\/at>/g) ?? [])
  const rules: [boolean, string][] = [
    [head.type !== 'AdaptiveCard', 'it is no card'],
    [head.version !== '1.5', 'its version is not 1.5'],
    [head.refresh !== undefined, 'it refreshes itself for one person'],
    [Buffer.byteLength(JSON.stringify(card)) > 28 * 1024, 'it is larger than 28 KB'],
    [primary.length > 6, 'it shows more than 6 buttons'],
    [new Set(ids).size !== ids.length || ids.includes(''), 'its inputs have no ids of their own'],
    [said.some((mention) => !entities.includes(mention)), 'it mentions somebody without an entity'],
    [all.some((piece) => piece.type === 'Image' && words(piece.altText) === ''), 'an image says nothing'],
    [words(head.fallbackText) === '', 'it has no text for old clients'],
    [all.some((piece) => piece.type === 'TextRun' && words(piece.text) === ''), 'a run is empty'],
    [
      all.some((piece) => piece.type === 'Column' && !['number', 'string'].includes(typeof piece.width)),
      'a column has no width',
    ],
    [
      actionsOf(card).some((action) => words(action.title) === '' || words(action.title).length > 80),
      'a button has no fit label',
    ],
  ]
  return [...parserSays(card), ...rules.filter(([broken]) => broken).map(([, says]) => says)]
}

function parserSays(card: unknown): string[] {
  const context = new adaptivecards.SerializationContext()
  new adaptivecards.AdaptiveCard().parse(card, context)
  return Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Choices are named by title or value; several by commas. */
function chosenIn(input: Piece, typed: string): string {
  const named = input.isMultiSelect === true ? typed.split(',') : [typed]
  return named.map((name) => choicesOf(input).find((one) => one.title === name)?.value ?? name).join(',')
}

/** The inputs of a card as they are sent; empty ones are left out, as Teams does. */
export function filledIn(card: unknown, values: Record<string, string>): Record<string, string> {
  const inputs = inputsOf(card)
  const known = inputs.flatMap((input) => [input.id, input.label])
  const stray = Object.keys(values).find((name) => !known.includes(name))
  if (stray !== undefined) throw new Error(`there is no field “${stray}” in:\n${textOf(card)}`)
  const filled = inputs.map((input): [string, string] => {
    const id = String(input.id)
    const typed = values[id] ?? values[String(input.label)] ?? (typeof input.value === 'string' ? input.value : '')
    return [id, input.type === 'Input.ChoiceSet' ? chosenIn(input, typed) : typed]
  })
  return Object.fromEntries(filled.filter(([, value]) => value !== ''))
}
