/** The plenary report as people see it in the chat: that it is being made, and that it is there. */
import type { Consortium } from '#src/consortium/consortium.ts'
import type { Platform } from '#src/core/intent.ts'
import { button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Document } from '#src/view/document.ts'
import { comesText, tablesIn } from '#src/view/phrases.ts'
import { leftOutText, periodText } from './parts.ts'
import type { Period, PlenaryState } from './state.ts'

export function makingCard(period: Period, consortium: Consortium, platform: Platform): Card {
  const drawn = card(
    'Your plenary report is being made',
    text(`Plenary report of ${consortium.name}. ${periodText({ ...period, consortium })}`),
    text(comesText(platform, 'a Word document and a workbook')),
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
