/** What can wait for somebody, in the order in which it is shown: a new kind is one line here. */
import type { Kind } from './home.ts'
import { toChange, toRecast } from './to-agree.ts'
import { toAnswer, toProve, toReportAsLead } from './to-answer.ts'
import { toValidate } from './to-consolidate.ts'
import { toAskFor, toPassOn } from './to-oversee.ts'
import { dueSoon, overdue, toReplyTo, toReport } from './to-report.ts'
import { toConfirm, toSupport, toTakeOver, toVoteOn } from './to-settle.ts'

export const kinds: readonly Kind[] = [
  toVoteOn,
  toConfirm,
  toValidate,
  toChange,
  toRecast,
  toTakeOver,
  toSupport,
  toReplyTo,
  toAnswer,
  toProve,
  overdue,
  dueSoon,
  toReport,
  toReportAsLead,
  toPassOn,
  toAskFor,
]
