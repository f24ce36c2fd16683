/**
 * Acts on a poll besides its votes, each recorded and shown: its close is moved before it comes (extended), it takes votes again after it
 * (re-opened), the chair decides in the light of its result, and of an indicative poll the official result of the standards body is entered.
 */
import { z } from 'zod'
import { PersonId, PollId } from '#src/core/id.ts'

/** What the chair made of a result. */
export const Decided = z.enum(['adopted', 'not-adopted', 'deferred'])
export type Decided = z.infer<typeof Decided>

/** How the standards body's own vote ended. */
export const Official = z.enum(['approved', 'not-approved'])
export type Official = z.infer<typeof Official>

export const decidedWords: Record<Decided, string> = {
  adopted: 'Adopted',
  'not-adopted': 'Not adopted',
  deferred: 'Deferred',
}
export const officialWords: Record<Official, string> = { approved: 'Approved', 'not-approved': 'Not approved' }

/** `words`: the reason, the rationale, or the figures as they were published. */
type Said = { by: PersonId; words: string; at: string }

export type PollAct = Said &
  (
    | { kind: 'extended' | 'reopened'; closesAt: string }
    | { kind: 'decided'; decided: Decided }
    | { kind: 'official'; official: Official; day: string }
  )

const sealed = z.object({ words: z.string() })
const moved = { poll: PollId, was: z.iso.datetime(), closesAt: z.iso.datetime(), by: PersonId, sealed }

const PollActFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('poll-extended'), ...moved }),
  z.object({ type: z.literal('poll-reopened'), ...moved }),
  z.object({ type: z.literal('poll-decided'), poll: PollId, decided: Decided, by: PersonId, sealed }),
  z.object({
    type: z.literal('official-result-entered'),
    poll: PollId,
    official: Official,
    /** On which it was published. */
    day: z.iso.date(),
    by: PersonId,
    sealed,
  }),
  /** Of how many organisations the voters were reminded: which have not voted is for nobody else. By null is the clock. */
  z.object({
    type: z.literal('voters-reminded'),
    poll: PollId,
    organisations: z.int().nonnegative(),
    by: PersonId.nullable(),
  }),
])
export type PollActFact = z.infer<typeof PollActFact>
