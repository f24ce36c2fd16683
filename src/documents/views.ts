/** Documents as people see them in the chat: the files, the link to them, that it was opened, and what became of a word. */
import type { Tlp } from '#src/core/tlp.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { called, type Document, type Needs } from '#src/view/document.ts'

type Shown = { title: string; label: Tlp; needs: Needs; parts?: Document['parts'] }

/** Beside the files. */
export function filesCard(shown: Shown): Card {
  return labelled(shown.label, card(`Your ${called[shown.needs]} is here`, text(filesText(shown))))
}

function filesText({ title, needs, parts }: Shown): string {
  if (needs === 'evidence' || needs === 'letter') return title
  return parts
    ? `${title}: the Word document is to be read, the workbook holds its tables. Where Word asks whether to update the fields, yes puts page numbers into its contents.`
    : `${title}: the workbook holds everything, each CSV file one of its tables.`
}

/** Where the platform takes no file. */
export function linkCard({ title, label, needs }: Shown, url: string): Card {
  const says = isAboveGreen(label)
    ? 'The link alone opens nothing: its page shows a number. Say it to me here, for example open 482 113, and only a number that you see in your own browser. The page then gives the files for 10 minutes.'
    : 'The link is for you alone. It opens once, within 24 hours; the page then gives the files for 10 minutes.'
  const drawn = labelled(label, card(`Your ${called[needs]} is ready`, text(title), note(says)))
  return withActions(drawn, { label: `Open ${called[needs]} page`, url })
}

/** So that somebody notices where another person used the link. */
export function openedCard({ label, needs }: Pick<Shown, 'label' | 'needs'>): Card {
  return labelled(
    label,
    card(
      `Your ${called[needs]} link was opened`,
      text(`If that was not you, tell the operator now: whoever opened it could read the ${called[needs]}.`),
    ),
  )
}

/** Where a label was raised, or a seat ended, while it was being made. */
export function outdatedCard({ needs, parts }: Pick<Shown, 'needs' | 'parts'>): Card {
  const why = 'Who may see what has changed while it was being made.'
  const again =
    needs === 'secretary'
      ? [parts ? button('Make plenary report', 'make-plenary-report', {}) : button('Make report', 'make-report', {})]
      : []
  const drawn = card(
    `Your ${called[needs]} was thrown away`,
    text(`${why} ${again.length > 0 ? 'Make' : 'Ask for'} it again.`),
  )
  return withActions({ ...drawn, tone: 'warning' }, ...again)
}

export function confirmedCard(): Card {
  return {
    ...card('The page is open', text('Go back to it and press Continue: the files can be had there for 10 minutes.')),
    tone: 'good',
  }
}

/** The number opens nothing, in this browser or another. */
export function burntCard(): Card {
  return {
    ...card(
      'That number opens nothing any more',
      text('Others have read it here. Press New number on the page, and say that one in our 1:1 chat.'),
    ),
    tone: 'warning',
  }
}

export function wrongCard(left: number): Card {
  const next =
    left > 0
      ? `Nothing was opened. Read it again on the page; after ${left === 1 ? 'one more wrong number' : `${left} more wrong numbers`} the page must show another.`
      : 'Nothing was opened, and the number on the page is void. Press New number there.'
  return { ...card('That is not the number that the page shows', text(next)), tone: 'warning' }
}

function labelled(label: Tlp, drawn: Card): Card {
  return { ...drawn, label }
}
