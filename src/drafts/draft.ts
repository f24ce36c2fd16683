/**
 * Draft: a draft standard that a committee comments on: its number, title, body, stage and where it is kept; never a copy of it.
 * Comment period: until its last moment; what arrives later is late.   Stage: as its body calls it: CD, DIS, FDIS, letter ballot.
 */
import { z } from 'zod'
import { DraftId, GroupId, PersonId } from '#src/core/id.ts'
import { Recipient, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

/** The longest of a draft's own words. */
export const longestTitle = 200

export const Draft = z.object({
  id: DraftId,
  number: z.int().positive(),
  group: GroupId,
  /** As its body writes it: `ISO/IEC DIS 42119-2`. */
  standard: z.string(),
  title: z.string(),
  /** Whose standard it will be: `ISO/IEC JTC 1/SC 42`. */
  body: z.string(),
  stage: z.string(),
  /** Where it is kept: shown, never fetched. Empty where nobody may say. */
  url: z.string(),
  /** The comment period, both ends as instants. */
  opensAt: z.iso.datetime(),
  closesAt: z.iso.datetime(),
  label: Tlp,
  recipients: z.array(Recipient),
  registeredBy: PersonId.nullable(),
})
export type Draft = z.infer<typeof Draft>

/** A draft as sharing sees it: it comes from the consortium. */
export function draftItem({ label, recipients }: Pick<Draft, 'label' | 'recipients'>): Shared {
  return { label, source: null, recipients, policy: {} }
}

/** True while comments are taken. */
export function takesComments({ opensAt, closesAt }: Draft, now: Temporal.Instant): boolean {
  const at = now.epochMilliseconds
  return Date.parse(opensAt) <= at && at < Date.parse(closesAt)
}

/** Whether what came on that day is late. A letter is dated by a day alone: in time until the one on which the period ends, in the zone of the consortium. */
export function isLateOn({ closesAt }: Pick<Draft, 'closesAt'>, day: Temporal.PlainDate, zone: string): boolean {
  const last = Temporal.Instant.from(closesAt).toZonedDateTimeISO(zone).toPlainDate()
  return Temporal.PlainDate.compare(day, last) > 0
}

const terms = {
  opensAt: z.iso.datetime(),
  closesAt: z.iso.datetime(),
  stage: z.string(),
  sealed: z.object({ standard: z.string(), title: z.string(), body: z.string(), url: z.string() }),
}

const DraftFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('draft-registered'),
    draft: DraftId,
    number: z.int().positive(),
    group: GroupId,
    label: Tlp,
    recipients: z.array(Recipient),
    registeredBy: PersonId.nullable(),
    ...terms,
  }),
  z.object({ type: z.literal('draft-changed'), draft: DraftId, ...terms }),
  z.object({
    type: z.literal('draft-relabelled'),
    draft: DraftId,
    was: Tlp,
    label: Tlp,
    recipients: z.array(Recipient),
  }),
])
export type DraftFact = z.infer<typeof DraftFact>

/** As people say it: `D-3`. */
export function draftReference({ number }: { number: number }): string {
  return `D-${number}`
}
