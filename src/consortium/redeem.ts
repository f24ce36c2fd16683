/**
 * What becomes of a code that somebody brings. Every wrong one is answered alike, whatever is wrong with it, and counts on the account and
 * on the invitation; a code that others may have read is burnt, right or wrong. Pure.
 */
import type { Account } from '#src/core/intent.ts'
import type { Attempts, Invitation, InvitationFact } from './invitation.ts'

/** Wrong codes that burn an invitation. */
export const mostTries = 10
/** Wrong codes of one account within an hour. */
export const mostAttempts = 10

export type Brought = {
  account: Account
  /** Typed where others read it. */
  heard: boolean
  attempts: Attempts | undefined
  /** The one that the code's first half finds, and whether the whole code is its own. */
  invitation: Invitation | undefined
  isRight: boolean
  /** Every seat that the person had has ended. */
  hasLeft: boolean
}

export type Outcome =
  | { is: 'throttled' }
  /** `burnt`: by this code, the invitation that others must not use now. */
  | { is: 'wrong' | 'heard'; facts: InvitationFact[]; burnt: Invitation | undefined }
  | { is: 'right'; invitation: Invitation }

export function outcomeOf(brought: Brought, now: Temporal.Instant): Outcome {
  const { invitation, heard, isRight, hasLeft, attempts } = brought
  const isOpen = invitation?.state === 'open' && Temporal.Instant.compare(invitation.expiresAt, now) > 0
  const opens = isOpen && isRight && !hasLeft
  if (heard && isOpen && isRight) return { is: 'heard', facts: [burnt(invitation)], burnt: invitation }
  if (!isWithinHour(attempts, now) || attempts.tries < mostAttempts) {
    if (opens && !heard) return { is: 'right', invitation }
    const against = isOpen && !isRight ? triedOn(invitation) : []
    const facts = [attempted(brought, now), ...against]
    return { is: heard ? 'heard' : 'wrong', facts, burnt: against.length > 1 ? invitation : undefined }
  }
  return heard ? { is: 'heard', facts: [], burnt: undefined } : { is: 'throttled' }
}

function isWithinHour(attempts: Attempts | undefined, now: Temporal.Instant): attempts is Attempts {
  return attempts !== undefined && Temporal.Instant.compare(hourAfter(attempts.since), now) > 0
}

function hourAfter(since: string): Temporal.Instant {
  return Temporal.Instant.from(since).add({ hours: 1 })
}

function attempted({ account, attempts }: Brought, now: Temporal.Instant): InvitationFact {
  const counted = isWithinHour(attempts, now)
    ? { tries: attempts.tries + 1, since: attempts.since }
    : { tries: 1, since: now.toString() }
  return { type: 'code-tried', personal: true, account, ...counted }
}

function triedOn(invitation: Invitation): InvitationFact[] {
  const tries = invitation.tries + 1
  const tried: InvitationFact = { type: 'invitation-tried', personal: true, half: invitation.half, tries }
  return tries < mostTries ? [tried] : [tried, burnt(invitation)]
}

function burnt({ half }: Invitation): InvitationFact {
  return { type: 'invitation-settled', personal: true, half, state: 'burnt' }
}
