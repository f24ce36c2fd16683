/**
 * Joint statement: a text that organisations sign, each for itself. Its title and text stand as they were opened: nobody changes what was signed.
 * Signatory: an organisation whose signature stands.   Withdrawal: of a signature, at any time; both stay on record, with their days.
 * Open for signing: until its deadline, or until the secretariat closes it.
 */
import { z } from 'zod'
import { GroupId, OrganisationId, PersonId, StatementId } from '#src/core/id.ts'
import { Recipient, type Release, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

export const longestTitle = 200
export const longestText = 3_000

export type Signature = {
  organisation: OrganisationId
  /** Counts the signatures of one organisation, from 1. */
  n: number
  signedBy: PersonId
  signedAt: string
  withdrawnAt: string | null
}

export type Statement = Shared & {
  id: StatementId
  number: number
  group: GroupId
  openedBy: PersonId
  closesAt: string
  /** When it was closed for signing; null while it is open. */
  closedAt: string | null
  /** When its source left the consortium: its label can only go up since. */
  sourceLeftAt: string | null
  /** Both empty where the reader may not have them. */
  title: string
  text: string
  /** In the order in which they were given; those that were withdrawn as well. */
  signatures: Signature[]
}

const StatementFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('statement-opened'),
    statement: StatementId,
    number: z.int().positive(),
    group: GroupId,
    openedBy: PersonId,
    closesAt: z.iso.datetime(),
    label: Tlp,
    source: OrganisationId,
    recipients: z.array(Recipient),
    sealed: z.object({ title: z.string(), text: z.string() }),
  }),
  z.object({
    type: z.literal('statement-relabelled'),
    statement: StatementId,
    was: Tlp,
    label: Tlp,
    recipients: z.array(Recipient),
  }),
  z.object({
    type: z.literal('statement-signed'),
    statement: StatementId,
    organisation: OrganisationId,
    n: z.int().positive(),
    signedBy: PersonId,
  }),
  z.object({
    type: z.literal('signature-withdrawn'),
    statement: StatementId,
    organisation: OrganisationId,
    n: z.int().positive(),
    withdrawnBy: PersonId,
  }),
  /** `closedBy`: null for the clock. */
  z.object({ type: z.literal('statement-closed'), statement: StatementId, closedBy: PersonId.nullable() }),
])
export type StatementFact = z.infer<typeof StatementFact>

/** As people say it: `J-2`. */
export function statementReference({ number }: { number: number }): string {
  return `J-${number}`
}

/** Past its deadline nobody signs it, whether or not anybody has recorded that. */
export function takesSignatures({ closedAt, closesAt }: Statement, now: Temporal.Instant): boolean {
  return closedAt === null && Temporal.Instant.compare(Temporal.Instant.from(closesAt), now) > 0
}

/** The signature of an organisation that stands, if any. */
export function standingSignature(
  { signatures }: Pick<Statement, 'signatures'>,
  organisation: OrganisationId,
): Signature | undefined {
  return signatures.find((one) => one.organisation === organisation && one.withdrawnAt === null)
}

/** A joint statement as sharing sees it. */
export function statementItem({ label, source, recipients, policy }: Shared): Shared {
  return { label, source, recipients, policy }
}

/** As much of it as is seen; undefined is as if it did not exist. */
export function statementAsSeen(statement: Statement, release: Release): Statement | undefined {
  if (release === 'nothing') return undefined
  return release === 'full' ? statement : { ...statement, title: '', text: '' }
}
