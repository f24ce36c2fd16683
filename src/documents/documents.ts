/**
 * Document: plain tables made for one person.   File: the document, or a table of it, as bytes.   Link: opens a document's page, once, for one account.
 * Session: the browser that redeemed a link has its files for ten minutes.   Word: six digits that the page shows where a link alone opens
 * nothing, since its label is above TLP:GREEN; the account to which the link was sent says them in its 1:1 chat, and that browser has the session.
 */
import { z } from 'zod'
import { Account } from '#src/core/intent.ts'

/** Wrong words of an account after which every page that waits for one must show another. */
export const mostTries = 5

/** SHA-256 (hex) of a link's token: what the database knows it by. */
const LinkHash = z.string()

const personal = { personal: z.literal(true) }

const DocumentFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('link-confirmed'), ...personal, link: LinkHash }),
  /** Others may have read its word: the page shows another. */
  z.object({ type: z.literal('word-burnt'), ...personal, link: LinkHash }),
  /** It counts on every page that waits for a word of this account. */
  z.object({ type: z.literal('word-wrong'), ...personal, account: Account }),
])
export type DocumentFact = z.infer<typeof DocumentFact>
