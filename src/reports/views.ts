/** Reports as people see them in the chat: that one is being made, that it is there, and that its link was opened. */
import { dayInFull } from '#src/core/dates.ts'
import type { Platform } from '#src/core/intent.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { card, list, note, text } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import type { Document } from '#src/view/document.ts'
import { comesText, tablesIn } from '#src/view/phrases.ts'

type Made = { since: Temporal.PlainDate; leftOut: number }

export function makingCard(document: Document, { since, leftOut }: Made, platform: Platform): Card {
  return labelled(
    document.label,
    card(
      'Your report is being made',
      text(`${document.title}, with the changes since ${dayInFull(since)}. `, comesText(platform, 'files')),
      list(tablesIn(document)),
      ...leftOutNote(leftOut),
    ),
  )
}

/** To the operator, whose shell writes the files. */
export function exportedCard(document: Document, { since, leftOut }: Made): Card {
  const changes = text(`Changes since ${dayInFull(since)}.`)
  const drawn = card(document.title, changes, list(tablesIn(document)), ...leftOutNote(leftOut))
  return labelled(document.label, drawn)
}

/** A file goes to people for whom it was not made: nothing is in it that its reader may not see, and nothing TLP:RED. */
function leftOutNote(leftOut: number): Block[] {
  if (leftOut === 0) return []
  const items = leftOut === 1 ? '1 item is' : `${leftOut} items are`
  return [note(`${items} left out: TLP:RED, for others, or kept by its organisation.`)]
}

function labelled(label: Tlp, drawn: Card): Card {
  return { ...drawn, label }
}
