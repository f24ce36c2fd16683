/**
 * Rule of approval: what the returns of an electorate mean, in integers, with its arithmetic in words. One rule per file, with its source.
 * Return: one organisation's vote as it came back.   Roster: all who may vote, whether or not they did.   Class: the kind of members that a rule counts by.
 */
import type { Category } from '#src/consortium/consortium.ts'
import type { Choice, ReasonsRuling, Ruling } from '../poll.ts'

export type Eligible = { category: Category; class: string }

export type Return = Eligible & {
  choice: Choice
  /** What a disapproval rests on: nothing, reasons (or validated comments), and what the secretariat ruled about those. */
  reasons: 'none' | 'given' | ReasonsRuling
}

export type ApprovalRule = {
  /** As people call it: `ISO DIS`. */
  name: string
  /** The rule in one sentence, shown before anybody votes. */
  says: string
  /** Where its words stand. */
  source: string
  /** The body in whose own system the official vote is cast: here it can only find positions. Null for rules that a charter may name. */
  body: string | null
  /** Of two casts for one organisation: the last, or that of its primary voter over its alternate's. */
  stands: 'last-cast' | 'primary-over-alternate'
  /** A disapproval is taken only with reasons, or with validated comments. */
  needsReasons: boolean
  /** A disapproval without words is against; where not, it is returned and left out. */
  countsBare: boolean
  /** The secretariat rules whether the reasons of a disapproval are technical; what is not is left out. */
  reasonsRuled: boolean
  /** Formal discussion of the question is forbidden while the ballot is open. */
  forbidsDiscussion: boolean
  /** A disapproval may be turned once, after the close, into an approval or an abstention. */
  flips: boolean
  /** Days after the close in which an eligible organisation may contest the result. */
  contestDays: number
  judge: (returns: readonly Return[], roster: readonly Eligible[]) => Ruling
}

/** What holds wherever a rule's source says nothing else. */
export const usual = {
  body: null,
  stands: 'last-cast',
  needsReasons: false,
  countsBare: true,
  reasonsRuled: false,
  forbidsDiscussion: false,
  flips: false,
  contestDays: 14,
} as const
