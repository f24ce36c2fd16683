/** The use cases of polls, in the order of the help: those that are typed, and those that a button, a card or the clock carries out. */
import { setCharter } from './polls/charter.ts'
import { beginClosing, countPoll } from './polls/close.ts'
import { concludePoll, enterOfficial } from './polls/conclude.ts'
import { extendPoll, reopenPoll } from './polls/extend.ts'
import { openPoll } from './polls/open.ts'
import { getLetter, objectToVote } from './polls/outside/object.ts'
import { recordVote } from './polls/outside/record.ts'
import { ruleOnVote } from './polls/outside/rule.ts'
import { showReceived } from './polls/outside/show.ts'
import { showReceipt } from './polls/receipt.ts'
import { remindBeforeClose, remindVoters, showMissing } from './polls/remind.ts'
import { contestResult, ruleOnContest } from './polls/rulings/contest.ts'
import { flipBallot } from './polls/rulings/flip.ts'
import { ruleOnReasons } from './polls/rulings/reasons.ts'
import { showPoll, showRemarks } from './polls/show.ts'
import { askBallot, castBallot } from './polls/vote.ts'

export const pollsTyped = [
  openPoll,
  askBallot,
  showPoll,
  showRemarks,
  showReceipt,
  showReceived,
  recordVote,
  ruleOnReasons,
  contestResult,
  flipBallot,
  showMissing,
  extendPoll,
  reopenPoll,
  concludePoll,
  enterOfficial,
  setCharter,
]

export const pollsCarriedOut = [
  castBallot,
  objectToVote,
  ruleOnVote,
  getLetter,
  ruleOnContest,
  remindVoters,
  beginClosing,
  countPoll,
  remindBeforeClose,
]
