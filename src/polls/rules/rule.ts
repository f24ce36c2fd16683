/** Rule of approval: what a count means, in integers, with its arithmetic in words. One rule per file. */
import type { Count, Outcome } from '../poll.ts'

export type Ruling = {
  outcome: Outcome
  /** What is left out of the comparison and why; empty where nothing is. */
  leftOut: string
  /** One line per criterion, as a stranger can check it. */
  arithmetic: { criterion: string; sum: string; met: boolean }[]
}

export type ApprovalRule = {
  /** The rule in one sentence, shown before anybody votes. */
  says: string
  judge: (count: Count) => Ruling
}
