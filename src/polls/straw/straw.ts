/**
 * Straw poll: a question to the people of a working group, each for themselves: it shows where they lean and decides nothing.
 * Answers: what can be chosen: one, or several.   Voice: what one person chose, whatever the account; the last one stands.
 * No name stands beside an answer, and voices are no entries of the register: its opening and the count at its close are.
 */
import { z } from 'zod'
import { GroupId, OrganisationId, PersonId, StrawId } from '#src/core/id.ts'
import { Recipient, type Release, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

export const fewestAnswers = 2
export const mostAnswers = 10
/** What a button of either platform shows whole. */
export const longestAnswer = 75

/** `people`: who chose anything. `count`: of each answer, in their order. */
export type StrawTally = { people: number; count: number[] }

export type Straw = Shared &
  StrawTally & {
    id: StrawId
    number: number
    group: GroupId
    openedBy: PersonId
    closesAt: string
    /** When it was closed and counted; null while it is open. */
    closedAt: string | null
    /** When its source left the consortium: its label can only go up since. */
    sourceLeftAt: string | null
    several: boolean
    /** What it is about, where that was said: `D-3`, `R-1.2`, `P-7`; else empty. */
    about: string
    /** Empty where the reader may not have it. */
    question: string
    answers: string[]
  }

const StrawFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('straw-opened'),
    straw: StrawId,
    number: z.int().positive(),
    group: GroupId,
    openedBy: PersonId,
    closesAt: z.iso.datetime(),
    several: z.boolean(),
    label: Tlp,
    source: OrganisationId,
    recipients: z.array(Recipient),
    about: z.string(),
    /** `answers`: one a line. */
    sealed: z.object({ question: z.string(), answers: z.string() }),
  }),
  z.object({
    type: z.literal('straw-relabelled'),
    straw: StrawId,
    was: Tlp,
    label: Tlp,
    recipients: z.array(Recipient),
  }),
  /** `answers`: by their place; none takes the voice back. */
  z.object({
    type: z.literal('voice-given'),
    personal: z.literal(true),
    straw: StrawId,
    person: PersonId,
    answers: z.array(z.int().nonnegative()),
  }),
  /** `closedBy`: null for the clock. */
  z.object({
    type: z.literal('straw-closed'),
    straw: StrawId,
    closedBy: PersonId.nullable(),
    people: z.int().nonnegative(),
    count: z.array(z.int().nonnegative()),
  }),
])
export type StrawFact = z.infer<typeof StrawFact>

/** As people say it: `S-4`. */
export function strawReference({ number }: { number: number }): string {
  return `S-${number}`
}

/** Counts voices; an empty one was taken back. */
export function tallied(answers: number, voices: readonly (readonly number[])[]): StrawTally {
  const given = voices.filter((voice) => voice.length > 0)
  const count = Array.from({ length: answers }, (_, at) => given.filter((voice) => voice.includes(at)).length)
  return { people: given.length, count }
}

/** Past its closing time it takes no voice, whether or not anybody has recorded that. */
export function takesVoices({ closedAt, closesAt }: Straw, now: Temporal.Instant): boolean {
  return closedAt === null && Temporal.Instant.compare(Temporal.Instant.from(closesAt), now) > 0
}

/** A straw poll as sharing sees it. */
export function strawItem({ label, source, recipients, policy }: Shared): Shared {
  return { label, source, recipients, policy }
}

/** As much of it as is seen; undefined is as if it did not exist. */
export function strawAsSeen(straw: Straw, release: Release): Straw | undefined {
  if (release === 'nothing') return undefined
  if (release === 'full') return straw
  return { ...straw, question: '', about: '', answers: straw.answers.map((_, at) => `Answer ${at + 1}`) }
}
