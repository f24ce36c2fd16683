/**
 * Quote: a message that somebody pointed at with the message shortcut, as an adapter hands it over in the argument `quote`. The
 * platform's signature stands behind it; still it is parsed like everything that comes from a client.
 */
import { z } from 'zod'
import { present } from './assert.ts'
import { Account } from './intent.ts'
import { jsonIn } from './json.ts'

/** The message shortcuts as both platforms know them: the id there, the name, and the use case whose form each opens. Slack shows 24 characters of a name. */
export const shortcuts = [
  {
    id: 'log-as-commitment',
    label: 'Log as commitment',
    use: 'log-commitment',
    says: 'Make this message a commitment of your organisation, or quote it in one',
  },
  {
    id: 'add-as-evidence',
    label: 'Add as evidence',
    use: 'add-evidence',
    says: 'Add this message, its link or its file to a commitment or a recommendation',
  },
  {
    id: 'comment-on-draft',
    label: 'Comment on a draft',
    use: 'write-comment',
    says: 'Begin a comment on a draft standard with the words of this message',
  },
] as const
export const ShortcutId = z.enum(shortcuts.map(({ id }) => id))
export type ShortcutId = z.infer<typeof ShortcutId>

/** The use case whose form a shortcut opens. */
export function shortcutUse(id: ShortcutId): string {
  return present(
    shortcuts.find((one) => one.id === id),
    'a shortcut',
  ).use
}

/** The longest text that one block of each platform shows whole. */
const longest = 3_000

export const Quote = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('person'),
    /** As people read it, without the platform's markup; empty where the message is files only. */
    text: z.string().max(longest),
    author: Account,
    /** As the platform calls the author; null where it does not say. */
    name: z.string().max(200).nullable(),
    saidAt: z.iso.datetime(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .nullable(),
  }),
  /** Written by an app, this one included. */
  z.object({ of: z.literal('bot') }),
  z.object({ of: z.literal('deleted') }),
])
export type Quote = z.infer<typeof Quote>

/** The argument `quote`: JSON of a {@link Quote}. */
export const QuoteArg = z
  .string()
  .transform((json, context) => {
    const read = jsonIn(json)
    if (read === undefined) context.addIssue({ code: 'custom', message: 'This is no message.' })
    return read
  })
  .pipe(Quote)

/** Writes the argument; a text that is too long ends in an ellipsis, a name or an address that is too long is left out. */
export function quoteToArg(quote: Quote): string {
  if (quote.of !== 'person') return JSON.stringify(quote)
  const url = Quote.safeParse({ ...quote, text: '', name: null }).success ? quote.url : null
  return JSON.stringify({ ...quote, text: cut(quote.text), name: quote.name?.slice(0, 200) ?? null, url })
}

/** Never half a character. */
function cut(text: string): string {
  if (text.length <= longest) return text
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
