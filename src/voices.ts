/** What people and organisations say beside ballots, in the order of the help; then what has no word of its own. */
import { openStatement } from './advisories/statements/open.ts'
import {
  closeStatement,
  getStatement,
  showStatement,
  signStatement,
  withdrawSignature,
} from './advisories/statements/sign.ts'
import { closeStraw, giveVoice, showStraw } from './polls/straw/answer.ts'
import { openStraw } from './polls/straw/open.ts'

export const voices = [openStraw, showStraw, openStatement, signStatement, showStatement]

export const voicesByButton = [giveVoice, closeStraw, withdrawSignature, closeStatement, getStatement]
