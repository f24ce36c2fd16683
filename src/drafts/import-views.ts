/** An import of comments as its bringer sees it, and as it is told to those for whom comments were recorded. */
import { z } from 'zod'
import { Shown } from '#src/bulk/import.ts'
import type { ImportRead } from '#src/bulk/store.ts'
import { importedCard as bulkCard, progressCard } from '#src/bulk/views.ts'
import { DraftId, OrganisationId } from '#src/core/id.ts'
import { button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import { type Draft, draftReference } from './draft.ts'
import type { JudgedRows } from './forms/judge.ts'
import type { SheetTrouble } from './sheet.ts'

/** Why nothing of a file is read, with what to do. */
export const troubleWords: Record<SheetTrouble | 'not-fetched', string> = {
  protected: 'It is under a password, or of an Office before 2007. Save it as .docx, .xlsx or .csv without one.',
  macros: 'It holds macros. Save it without them, as .docx or .xlsx.',
  'unpacks-too-large': 'It unpacks to more than 64 MB. Take the pictures out, or split it.',
  unreadable: 'It can’t be read as what its name says. Open it, save it anew, and attach it again.',
  'wrong-type': 'It is no file of comments. Send .docx, .xlsx or .csv.',
  'too-large': 'It is larger than 10 MB. Take the pictures out, or split it.',
  'not-fetched': 'It can’t be fetched. Attach it again; if that fails, the app may not read files here.',
}

/** What is kept of an import: its result so far, and of how many organisations how many comments are. */
export const Kept = Shown.extend({
  draft: DraftId,
  reference: z.string(),
  ofEach: z.record(OrganisationId, z.int()),
  untyped: z.int(),
  flagged: z.int(),
  byName: z.int(),
})
export type Kept = z.infer<typeof Kept>

export function keptOf(draft: Draft, results: Kept['results']): Kept {
  const reference = draftReference(draft)
  const of = { draft: draft.id, reference, ofEach: {}, untyped: 0, flagged: 0, byName: 0 }
  return { name: `Comments on ${reference}`, results, also: [], label: draft.label, ...of }
}

export function withRows(kept: Kept, judged: JudgedRows): Kept {
  const ofEach = { ...kept.ofEach }
  for (const [id, count] of judged.counts) ofEach[id] = (ofEach[id] ?? 0) + count
  const [untyped, flagged] = [kept.untyped + judged.untyped, kept.flagged + judged.flagged]
  const byName = kept.byName + judged.byName
  return { ...kept, results: [...kept.results, ...judged.results], ofEach, untyped, flagged, byName }
}

export function importedCard(kept: Kept): Card {
  const { untyped, flagged, byName, ofEach, reference } = kept
  const organisations = Object.keys(ofEach).length
  const also = [
    ...(organisations > 0 ? [`They are of ${counted(organisations, 'organisation')}.`] : []),
    ...(flagged > 0
      ? [
          `${counted(flagged, 'comment')} had a picture, a formula, a tracked change or merged cells: the file is kept beside each.`,
        ]
      : []),
    ...(untyped > 0 ? [`${counted(untyped, 'comment')} said no type: taken as general.`] : []),
    ...(byName > 0 ? [`Whose they are was told by the names of files for ${counted(byName, 'comment')}.`] : []),
  ]
  // Who was read from says nothing of what changed: only what became of the rows does.
  const drawn = bulkCard({ ...kept, also: organisations > 0 ? also : [] })
  return withActions(drawn, button('Show comments', 'show-draft-comments', { reference }))
}

/** An import that goes on, or what became of it. */
export function commentsImportCard({ name, done, total, state, report }: ImportRead): Card {
  const kept = Kept.parse(JSON.parse(report))
  if (state === 'done') return importedCard(kept)
  return progressCard({ table: 'comments', name, done, total, results: kept.results }, state)
}

/** To each who signs for the organisation: how many, and no word of any. */
export function recordedCard(
  draft: Draft,
  { count, organisation, by }: { count: number; organisation: string; by: string },
): Card {
  const reference = draftReference(draft)
  return withActions(
    card(
      `${counted(count, 'comment')} on ${reference} ${count === 1 ? 'was' : 'were'} recorded for ${organisation}`,
      text(`By ${by}, from files that were collected.`),
      note('Withdraw what is not yours: open it, and take it back.'),
    ),
    button('Show comments', 'show-draft-comments', { reference }),
  )
}
