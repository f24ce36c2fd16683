/**
 * Picture: what an image in a card shows, as a question that is asked anew whenever its bytes are fetched: whoever may not see any more what
 * it is about gets nothing. Its address holds the question sealed, so that nobody can read, guess or change one.
 */
import { z } from 'zod'
import { BoardId, ConsortiumId, PersonId, PlaceId } from './id.ts'

const asked = { consortium: ConsortiumId, board: BoardId, until: z.iso.datetime() }

export const Picture = z.union([
  /** In a private answer: as that person sees it, of one moment. */
  z.strictObject({ ...asked, person: PersonId, asOf: z.iso.datetime() }),
  /** In a shared place: as all who read there see it. `drawn` names the numbers, since platforms keep a picture under its address. */
  z.strictObject({ ...asked, place: PlaceId, drawn: z.string() }),
])
export type Picture = z.infer<typeof Picture>

/** The address of a picture's bytes; the same picture always has the same. */
export type PictureAt = (picture: Picture) => string

/** What the server asks: the bytes behind an address; undefined where there is none, it has ended, or nobody may see it any more. */
export type Pictures = { bytes(token: string): Promise<Uint8Array | undefined> }

/** Days; a card in a place is drawn anew each day, a private answer is asked for again. */
const lifetime = 30

/** When a picture that is made now ends: the same moment all day, so that a card that did not change is not sent again. */
export function lastsUntil(now: Temporal.Instant): string {
  return now
    .toZonedDateTimeISO('UTC')
    .startOfDay()
    .add({ days: lifetime + 1 })
    .toInstant()
    .toString()
}

export function hasEnded({ until }: Picture, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, Temporal.Instant.from(until)) >= 0
}
