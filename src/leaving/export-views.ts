/** The export as people see it in the chat. */
import type { Platform } from '#src/core/intent.ts'
import { card, list, note, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Document } from '#src/view/document.ts'
import { tablesIn } from '#src/view/phrases.ts'

export function exportComesCard(document: Document, platform: Platform): Card {
  const how = platform === 'teams' ? 'as a link' : 'as files'
  const drawn = card(
    'Your organisation’s export is being made',
    text(`${document.title}. It comes into your chat with me ${how}, commonly within a minute.`),
    list(tablesIn(document)),
    note('Nothing of other organisations is in it. What you may not see yourself is named by its label.'),
  )
  return { ...drawn, label: document.label }
}

/** To the operator, whose shell writes the files. */
export function exportedCard(document: Document): Card {
  return { ...card(document.title, list(tablesIn(document))), label: document.label }
}
