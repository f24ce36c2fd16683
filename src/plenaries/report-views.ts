/** The plenary report as people see it in the chat: that it is being made, and that it is there. */
import type { Consortium } from '#src/consortium/consortium.ts'
import { assertNever } from '#src/core/assert.ts'
import type { Platform } from '#src/core/intent.ts'
import { button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Document } from '#src/view/document.ts'
import { tablesIn } from '#src/view/phrases.ts'
import { leftOutText, periodText } from './parts.ts'
import type { Period, PlenaryState } from './state.ts'

export function makingCard(period: Period, consortium: Consortium, platform: Platform): Card {
  const drawn = card(
    'Your plenary report is being made',
    text(`Plenary report of ${consortium.name}. ${periodText({ ...period, consortium })}`),
    text(comesText(platform)),
    note('After the plenary, state that it was held: the next report begins there.'),
  )
  const until = { day: period.asOf.toString() }
  return withActions({ ...drawn, label: consortium.label }, button('State plenary', 'hold-plenary', until))
}

/** To the operator, whose shell writes the files. */
export function exportedCard(document: Document, state: PlenaryState): Card {
  const { title, label } = document
  const rest = state.leftOut > 0 ? [note(leftOutText(state.leftOut))] : []
  return { ...card(title, text(periodText(state)), list(tablesIn(document)), ...rest), label }
}

function comesText(platform: Platform): string {
  switch (platform) {
    case 'slack':
      return 'It comes into your chat with me as a Word document and a workbook, commonly within a minute.'
    case 'teams':
      return 'It comes into your chat with me as a link, commonly within a minute.'
    case 'shell':
      return 'It comes into your chat with me, commonly within a minute.'
    default:
      return assertNever(platform)
  }
}
