/** Answer: what the person who asked is told, exactly one, live, never a job. Stored with its key, so that a repeat gets the same. */
import { z } from 'zod'
import { Card } from '#src/view/card.ts'
import { Document } from '#src/view/document.ts'
import { Form } from '#src/view/form.ts'
import { ConsortiumId } from './id.ts'

export const Answer = z.discriminatedUnion('kind', [
  /** With a document where the operator asked for one: a person gets it as a file or by a link. */
  z.object({
    kind: z.literal('said'),
    card: Card,
    document: Document.exactOptional(),
    /** The card is the person's home in this consortium: it is shown where the platform keeps homes, and drawn anew there. */
    home: ConsortiumId.exactOptional(),
  }),
  z.object({ kind: z.literal('form'), form: Form }),
  /** Refused, with the card that says why and what to do. */
  z.object({ kind: z.literal('refused'), code: z.string(), card: Card }),
])
export type Answer = z.infer<typeof Answer>

/** What a use case says when it succeeds. */
export function said(card: Card, document?: Document): Answer {
  return { kind: 'said', card, ...(document && { document }) }
}
