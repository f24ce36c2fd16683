/**
 * Picture: what an image in a card shows, as a question that is asked anew whenever its bytes are fetched: whoever may not see any more what
 * it is about gets nothing. Its address holds the question sealed, so that nobody can read, guess or change one.
 */
import { z } from 'zod'
import { ConsortiumId, PersonId } from './id.ts'

export const Picture = z.strictObject({
  consortium: ConsortiumId,
  /** Who sees it, in a private answer. */
  person: PersonId,
  /** The scope of the board that it shows. */
  of: z.record(z.string(), z.string()),
  /** As things stood then. */
  asOf: z.iso.datetime(),
})
export type Picture = z.infer<typeof Picture>

/** The address of a picture's bytes; the same picture always has the same. */
export type PictureAt = (picture: Picture) => string

/** What the server asks: the bytes behind an address; undefined where there is none, or nobody may see it any more. */
export type Pictures = { bytes(token: string): Promise<Uint8Array | undefined> }
