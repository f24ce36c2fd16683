/**
 * Card: what a person reads, with no platform in it. Text is spans, never a markdown string, so that what somebody typed can't
 * become a mention, a ping or a link. Action: a button; it names a use case and its arguments, and is authorised again when clicked.
 */
import { z } from 'zod'
import { Account } from '#src/core/intent.ts'
import { Tlp } from '#src/core/tlp.ts'

export const Span = z.union([
  z.string(),
  z.object({ bold: z.string() }),
  z.object({ link: z.string(), url: z.url({ protocol: /^https?$/ }) }),
  /** A person by name; with an account, a mention on that platform. */
  z.object({ person: z.string(), account: Account.optional() }),
  /** An instant (ISO 8601, UTC), shown in `zone` (IANA) and, where the platform can, in the reader's own. */
  z.object({ moment: z.iso.datetime(), zone: z.string() }),
])
export type Span = z.infer<typeof Span>

export const Text = z.array(Span)
export type Text = z.infer<typeof Text>

/** Asks for a use case. */
const Button = z.object({
  /** Verb and noun. */
  label: z.string().min(1),
  use: z.string(),
  args: z.record(z.string(), z.string()),
  style: z.enum(['plain', 'primary', 'danger']),
  /** True: the click opens the use case's form, prefilled with `args`. */
  opens: z.boolean(),
})
export type Button = z.infer<typeof Button>

/** A button that opens a page in the browser. */
const LinkButton = z.object({ label: z.string().min(1), url: z.url({ protocol: /^https?$/ }) })

export const Action = z.union([Button, LinkButton])
export type Action = z.infer<typeof Action>

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: Text }),
  z.object({ kind: z.literal('facts'), facts: z.array(z.object({ label: z.string(), value: Text })).min(1) }),
  z.object({ kind: z.literal('list'), items: z.array(Text).min(1) }),
  z.object({
    kind: z.literal('tally'),
    /** How many may vote. */
    of: z.int().nonnegative(),
    rows: z.array(z.object({ label: z.string(), count: z.int().nonnegative(), by: z.array(z.string()) })).min(1),
  }),
  z.object({
    kind: z.literal('progress'),
    /** `step`: cells filled of four; null where nobody has said so yet, which is not nothing. `says`: the same in words. */
    rows: z.array(z.object({ label: z.string(), step: z.int().min(0).max(4).nullable(), says: z.string() })).min(1),
  }),
  z.object({ kind: z.literal('note'), text: Text }),
  z.object({ kind: z.literal('divider') }),
  /** What can be done about what stands above, where a card has several parts; the card's own actions stand at its end. */
  z.object({ kind: z.literal('buttons'), actions: z.array(Action).min(1) }),
  z.object({
    kind: z.literal('image'),
    /** Where its bytes are; it lives as long as the card. */
    url: z.url({ protocol: /^https?$/ }),
    /** Says all that the image shows. */
    alt: z.string().min(1),
  }),
])
export type Block = z.infer<typeof Block>

export const Card = z.object({
  title: z.string().min(1),
  tone: z.enum(['neutral', 'good', 'warning', 'bad']),
  label: Tlp.optional(),
  blocks: z.array(Block),
  actions: z.array(Action),
})
export type Card = z.infer<typeof Card>
