/** Evidence as people see it: the form, what was added, the list, and what was withdrawn. */
import { dayInFull } from '#src/core/dates.ts'
import { strictest } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { type Evidence, longestAddress, longestWords } from '#src/evidence/evidence.ts'
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Card, Span, Text } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { counted } from '#src/view/phrases.ts'
import type { Checked } from './check.ts'
import { type FoundSubject, subjectField } from './subject.ts'

type Form = {
  marks: Field[]
  start: Record<string, string>
  /** Of the file that came along. */
  fileName: string | undefined
  /** The organisation keeps its texts to itself. */
  isKept: boolean
  /** Whose message it starts from. */
  author: string | undefined
}

/** Which one it is about is asked for only where none was named. */
export function evidenceForm(
  found: FoundSubject | undefined,
  { marks, start, fileName, isKept, author }: Form,
): FormShape {
  const words: Field = {
    kind: 'paragraph',
    name: 'words',
    label: 'Note, or what it shows',
    required: false,
    max: longestWords,
  }
  const link: Field = {
    kind: 'line',
    name: 'link',
    label: 'Link',
    hint: 'Shown to people, never opened by me. For example https://example.org/minutes',
    required: false,
    max: longestAddress,
  }
  const day: Field = {
    kind: 'line',
    name: 'day',
    label: 'Day of what it shows',
    hint: 'Today, where it is left empty. For example 2026-11-01',
    required: false,
    max: 100,
  }
  const how = fileName
    ? `With the file ${fileName}.`
    : `A file: send it to me in our 1:1 chat with the words evidence ${found?.reference ?? 'C-12'}.`
  const kept = isKept ? '\nYour organisation keeps its texts to itself: only that there is evidence is stored.' : ''
  return {
    title: 'Add evidence',
    submit: 'Add evidence',
    fields: [...(found ? [] : [subjectField]), words, ...(fileName ? [] : [link]), day, ...marks],
    values: start,
    note: [
      ...(found ? [bold(found.reference), ` ${found.title}\n`] : []),
      `${author === undefined ? '' : `From a message of ${author}.\n`}${how}${kept}`,
    ],
  }
}

export function addedCard(
  found: FoundSubject,
  { kind, words, link, day, mark }: Checked,
  { notes, zone }: { notes: string[]; zone: string },
): Card {
  const isKept = mark.release === 'reference'
  const said = isKept || words === '' ? [] : [` ${words}`]
  const shown: Span[] = link && !isKept ? [{ link: hostOf(link), url: link }, ...said] : said
  const drawn = card(
    `Evidence added to ${found.reference}`,
    text(bold(kinds[kind]), ' ', ...shown),
    note(
      `${dayInFull(Temporal.PlainDate.from(day))} (${zone}). Whoever may see ${found.reference} and ${mark.label} sees it.`,
    ),
    ...notes.map((line) => note(line)),
  )
  return withActions({ ...drawn, tone: 'good', label: mark.label }, showButton(found), addButton(found))
}

/** To whoever asked for it. */
export function broughtCard(found: FoundSubject, source: string): Card {
  const { reference, item } = found
  const drawn = card(
    `${reference} ${source} added evidence`,
    note('You asked for it. You see it as far as its label lets you.'),
  )
  return withActions({ ...drawn, label: item.label }, showButton(found))
}

/** The same was there before. */
export function alreadyCard(found: FoundSubject, piece: Evidence): Card {
  const drawn = card(
    `${found.reference} has this evidence already`,
    text(...shownAs(piece)),
    note('Nothing was changed.'),
  )
  return withActions({ ...drawn, label: piece.label }, showButton(found))
}

/** Pieces on one card. */
const perPage = 5

type Page = { page: number; mayAdd: boolean; mayWithdraw: (piece: Evidence) => boolean }

/** What the reader sees of it, newest day first; `page` counts from 1. */
export function evidenceCard(found: FoundSubject, pieces: Evidence[], { page, mayAdd, mayWithdraw }: Page): Card {
  const { reference } = found
  const pages = Math.max(1, Math.ceil(pieces.length / perPage))
  const at = Math.min(page, pages)
  const first = (at - 1) * perPage
  const shown = pieces.slice(first, first + perPage)
  const lines = shown.map((piece, nth): Text => [`${first + nth + 1}. `, ...shownAs(piece), ` ${sourceOf(piece)}`])
  const files = shown.flatMap((piece, nth): Action[] =>
    piece.file ? [button(`Get file ${first + nth + 1}`, 'get-evidence', { evidence: piece.id })] : [],
  )
  const turn = (label: string, to: number) => button(label, 'show-evidence', { reference, page: String(to) })
  const labels = shown.map(({ label }) => label)
  const drawn = card(
    `${reference} ${pieces.length === 0 ? 'No evidence yet' : counted(pieces.length, 'piece')}${pieces.length === 0 ? '' : ' of evidence'}`,
    text(found.title),
    ...(lines.length > 0 ? [list(lines)] : []),
    ...(pages > 1 ? [note(`Page ${at} of ${pages}, newest first.`)] : []),
  )
  return withActions(
    { ...drawn, label: strictest([found.item.label, ...labels]) ?? found.item.label },
    ...files,
    ...(at < pages ? [turn('Next page', at + 1)] : []),
    ...(at > 1 ? [turn('Previous page', at - 1)] : []),
    ...(mayAdd ? [addButton(found)] : []),
    ...(pieces.some(mayWithdraw)
      ? [button('Withdraw evidence', 'withdraw-evidence', { reference }, { opens: true })]
      : []),
  )
}

const kinds: Record<Evidence['kind'], string> = { link: 'Link', file: 'File', note: 'Note' }

/** `TLP:GREEN  Minutes of the first meeting`; what links leads to its address as everybody can read it. */
function shownAs({ label, kind, words, url, file, sourceName }: Evidence): Span[] {
  const said = words === '' ? [] : [` ${words}`]
  const isKept = words === '' && url === null && file === null
  if (isKept) return [bold(label), ` ${kinds[kind]} kept by ${sourceName}`]
  if (url !== null) return [bold(label), ' ', { link: hostOf(url), url }, ...said]
  if (file !== null) return [bold(label), ` ${file.name} (${sizeText(file.size)})`, ...said]
  return [bold(label), ...said]
}

function sourceOf({ day, by, sourceName }: Evidence): string {
  return `(${dayInFull(Temporal.PlainDate.from(day))}, ${by} for ${sourceName})`
}

/** Where a link leads is said before what it is said to be. */
function hostOf(url: string): string {
  return new URL(url).host
}

/** As the page of downloads says it: in thousands. */
function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Which one, and why. */
export function withdrawForm(found: FoundSubject, pieces: Evidence[]): FormShape {
  const options = pieces.map(({ id, day, words, url, file }) => {
    const label = `${Temporal.PlainDate.from(day)} ${words || file?.name || (url && hostOf(url)) || 'kept'}`
    return {
      value: id as string,
      label: label.length > 75 ? `${label.slice(0, 74).replace(/[\uD800-\uDBFF]$/, '')}…` : label,
    }
  })
  return {
    title: 'Withdraw evidence',
    submit: 'Withdraw evidence',
    fields: [
      { kind: 'choice', name: 'evidence', label: 'Evidence', required: true, options },
      { kind: 'paragraph', name: 'reason', label: 'Why it is withdrawn', required: true, max: longestWords },
    ],
    note: [
      bold(found.reference),
      ` ${found.title}\nIts words, its address and its file are removed for everybody; that it was there stays in the register.`,
    ],
  }
}

export function withdrawnCard(found: FoundSubject, left: number): Card {
  const drawn = card(
    `Evidence of ${found.reference} is withdrawn`,
    text(left === 0 ? 'There is none left.' : `${counted(left, 'piece')} ${left === 1 ? 'is' : 'are'} left.`),
  )
  return withActions({ ...drawn, label: found.item.label }, showButton(found))
}

/** It comes 1:1, as a file or by a link. */
export function comingCard(found: FoundSubject, piece: Evidence): Card {
  const drawn = card('Your file is on its way', text(`${piece.file?.name ?? 'The file'} comes in our 1:1 chat.`))
  return withActions({ ...drawn, label: piece.label }, showButton(found))
}

function showButton({ reference }: FoundSubject): Action {
  return button('Show evidence', 'show-evidence', { reference })
}

function addButton({ reference }: FoundSubject): Action {
  return button('Add evidence', 'add-evidence', { reference }, { opens: true })
}
