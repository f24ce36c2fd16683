/** What people and organisations say beside ballots, in the order of the help; then what has no word of its own. */
import { closeStraw, giveVoice, showStraw } from './polls/straw/answer.ts'
import { openStraw } from './polls/straw/open.ts'

export const voices = [openStraw, showStraw]

export const voicesByButton = [giveVoice, closeStraw]
