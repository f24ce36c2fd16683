/**
 * Invitation: the secretariat's word that whoever brings its code is a certain person; good for one account, within 72 hours.
 * Burnt: made useless before it was used: it was read by others, tried too often, or a newer one took its place.
 * What is tried and used is personal: it is kept while it matters. That somebody was invited, and linked, stands in the register.
 */
import { z } from 'zod'
import { PersonId } from '#src/core/id.ts'
import { Account } from '#src/core/intent.ts'

export const hoursToUse = 72

export const Invitation = z.object({
  /** The half of the code that finds it. */
  half: z.string(),
  /** SHA-256 (hex) of the whole code. */
  hash: z.string(),
  person: PersonId,
  /** Null where the operator made it at the shell. */
  madeBy: PersonId.nullable(),
  state: z.enum(['open', 'used', 'burnt']),
  /** Wrong codes that began with its half. */
  tries: z.int(),
  expiresAt: z.iso.datetime(),
})
export type Invitation = z.infer<typeof Invitation>

/** Codes that an account tried in vain, within the hour that began at `since`. */
export const Attempts = z.object({ tries: z.int(), since: z.iso.datetime() })
export type Attempts = z.infer<typeof Attempts>

const personal = z.literal(true)

const InvitationFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('person-invited'), person: PersonId, expiresAt: z.iso.datetime() }),
  z.object({ type: z.literal('invitation-made'), personal, ...Invitation.omit({ state: true, tries: true }).shape }),
  z.object({ type: z.literal('invitation-tried'), personal, half: z.string(), tries: z.int() }),
  z.object({ type: z.literal('invitation-settled'), personal, half: z.string(), state: z.enum(['used', 'burnt']) }),
  z.object({ type: z.literal('code-tried'), personal, account: Account, ...Attempts.shape }),
])
export type InvitationFact = z.infer<typeof InvitationFact>
