/** The rules of approval by name, in the order in which they are offered. */
import type { Rule } from '../poll.ts'
import { consensus } from './consensus.ts'
import { ieeeSa } from './ieee-sa.ts'
import { isoCommittee } from './iso-committee.ts'
import { isoDis } from './iso-dis.ts'
import { isoFdis } from './iso-fdis.ts'
import { oasisFullMajority } from './oasis-full-majority.ts'
import { oasisSpecialMajority } from './oasis-special-majority.ts'
import type { ApprovalRule } from './rule.ts'
import { simpleMajority } from './simple-majority.ts'
import { twoClasses } from './two-classes.ts'
import { twoThirds } from './two-thirds.ts'
import { unanimity } from './unanimity.ts'

export const rules: Record<Rule, ApprovalRule> = {
  'simple-majority': simpleMajority,
  'two-thirds': twoThirds,
  unanimity,
  consensus,
  'two-classes': twoClasses,
  'iso-dis': isoDis,
  'iso-fdis': isoFdis,
  'iso-committee': isoCommittee,
  'ieee-sa': ieeeSa,
  'oasis-special-majority': oasisSpecialMajority,
  'oasis-full-majority': oasisFullMajority,
}
