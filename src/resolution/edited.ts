/**
 * Edited table: the comments on a draft as they were written into a file, edited in Word or Excel and read back by comment. Row by row: nothing is
 * proposed before it was shown and said yes to, and then all that can be in one act.
 * Conflict: a row that was edited, and whose comment has another proposal by now than the file was written with.
 */
import { z } from 'zod'
import { restFile } from '#src/bulk/file.ts'
import { type Change, isEffective, type RowResult } from '#src/bulk/import.ts'
import { changesText, importedCard, previewCard } from '#src/bulk/views.ts'
import type { Actor } from '#src/core/access.ts'
import { accept, ask, type Decision } from '#src/core/decision.ts'
import { sha256 } from '#src/core/hash.ts'
import { DraftCommentId } from '#src/core/id.ts'
import { refuse, sentence } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import type { At } from '#src/core/use-case.ts'
import { commentItem, commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { button, text } from '#src/view/build.ts'
import { inShort } from '#src/view/phrases.ts'
import { dispositionWords } from './decide.ts'
import { isSame, proposedFact, refreshed, wrongAmong } from './propose.ts'
import type { Table } from './read.ts'
import { Proposed, type ResolutionFact, type Settling } from './resolution.ts'

/** What the rows of a file say, once they are compared with the comments of the draft. */
export const Edited = z.object({
  /**
   * `was`: what stood in the row when the file was written, null where nothing did, left out where the file does not tell; a row as it was written says
   * nothing.
   */
  rows: z.array(
    z.object({ row: z.int().positive(), said: Proposed, was: Proposed.omit({ comment: true }).nullable().optional() }),
  ),
  /** Rows that name no comment of the draft, or whose words are no disposition: what the row is called, and why it is not read. */
  unread: z.array(z.object({ row: z.int().positive(), what: z.string(), says: z.string() })),
  /** Comments of the draft that stand in no row. */
  missing: z.array(DraftCommentId),
})
export type Edited = z.infer<typeof Edited>

type Row = Edited['rows'][number]
type Judged = { results: RowResult[]; facts: ResolutionFact[] }

/** Each row on what stands now, all beside each other: one may be a duplicate of another. */
export function judgeEdited(edited: Edited, table: Table, at: At): Judged {
  const stands = new Map(table.all.map((one) => [one.comment.id, one]))
  const results = edited.unread.map(({ row, what, says }): RowResult => ({ row, became: 'refused', what, says }))
  const refused = ({ row }: Row, what: string, says: string) => results.push({ row, became: 'refused', what, says })
  let meant: (Row & { settling: Settling; what: string })[] = []
  const firsts = new Map<DraftCommentId, number>()
  for (const one of edited.rows) {
    const settling = stands.get(one.said.comment)
    const first = firsts.get(one.said.comment)
    if (!settling || seenBy(at.actor, commentItem(settling.comment)) === 'nothing') {
      refused(one, '', 'There is no such comment on this draft.')
      continue
    }
    const what = commentReference(settling.comment)
    if (first !== undefined) refused(one, what, sentence(refuse('row-twice', { first })))
    else if (isUntouched(one) || isSaid(settling.proposal, one.said))
      results.push({ row: one.row, became: 'unchanged', what })
    else if (isConflict(one, settling)) refused(one, what, conflictText(settling, table, at.actor))
    else meant.push({ ...one, settling, what })
    firsts.set(one.said.comment, first ?? one.row)
  }
  // A row that is refused leaves its comment as it was, which another row may not be a duplicate of then.
  for (let before = -1; before !== meant.length; ) {
    before = meant.length
    const wrong = wrongAmong(
      table,
      meant.map(({ said }) => said),
    )
    meant = meant.filter((one) => {
      const says = wrong(one.said).map(sentence).join(' ')
      if (says !== '') refused(one, one.what, says)
      return says === ''
    })
  }
  for (const { row, said, settling, what } of meant) {
    const says = changesText(changesOf(settling, said, table, at.actor))
    results.push({ row, became: settling.proposal ? 'changed' : 'added', what, says })
  }
  return {
    results: results.toSorted((a, b) => a.row - b.row),
    facts: meant.map(({ said }) => proposedFact(table, said, at)),
  }
}

function isUntouched({ said, was }: Row): boolean {
  return was !== null && was !== undefined && isSaid({ ...was, comment: said.comment }, said)
}

/** The same as far as a file holds it. */
function isSaid(proposed: Proposed | undefined, said: Proposed): boolean {
  return (
    proposed !== undefined && isSame({ ...proposed, text: inFile(proposed.text) }, { ...said, text: inFile(said.text) })
  )
}

/** Word and Excel know one kind of white space, and have no place for control characters. Source: https://www.w3.org/TR/xml/#charsets */
function inFile(text: string): string {
  return text
    .replaceAll(/[^\P{C}\p{Co}\p{Cf}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Somebody proposed something else since the file was written. */
function isConflict({ said, was }: Row, { proposal, decided }: Settling): boolean {
  if (decided || was === undefined) return false
  if (!proposal) return was !== null
  return was === null || !isSame(proposal, { ...was, comment: said.comment })
}

function conflictText({ proposal, comment }: Settling, table: Table, actor: Actor): string {
  const now = proposal ? inWords(proposal, table) : 'nothing'
  const words = proposal && proposal.text !== '' && seenBy(actor, commentItem(comment)) === 'full' ? proposal.text : ''
  return `It was changed since the file was written: now ${now} is proposed${words === '' ? '' : `, “${inShort(words, 120)}”`}. Write the file again, or change it by itself.`
}

function changesOf({ proposal, comment }: Settling, said: Proposed, table: Table, actor: Actor): Change[] {
  const seesWords = seenBy(actor, commentItem(comment)) === 'full'
  const was = proposal ? inWords(proposal, table) : ''
  const now = inWords(said, table)
  const text = proposal && !seesWords ? 'kept' : (proposal?.text ?? '')
  return [
    ...(was === now ? [] : [{ field: 'disposition', was, now }]),
    ...(proposal?.text === said.text || (text === '' && said.text === '')
      ? []
      : [{ field: 'observation', was: text, now: said.text }]),
  ]
}

function inWords({ disposition, duplicateOf }: Proposed, { all }: Table): string {
  const other = duplicateOf && all.find(({ comment }) => comment.id === duplicateOf)
  return `${dispositionWords[disposition]}${other ? ` of ${commentReference(other.comment)}` : ''}`
}

/** `seen`: the mark of what was shown, where a yes was said to it. */
type Brought = { name: string; sure?: string | undefined; seen?: string | undefined; use: string }
export type Reviewed = { table: Table; judged: Judged; missing: Edited['missing']; mark: string }

/** What a file would do now, with the mark by which a yes is known to be said to that. */
export async function reviewed(edited: Edited, table: Table, at: At): Promise<Reviewed> {
  const judged = judgeEdited(edited, table, at)
  return { table, judged, missing: edited.missing, mark: await sha256(JSON.stringify(judged.results)) }
}

/** Shows what the file would do; on a yes to just that, all that can be is proposed in one act. */
export function decideEdited(
  brought: Brought,
  { table, judged, missing, mark }: Reviewed,
  at: At,
): Decision<ResolutionFact> {
  const { name, sure, seen, use } = brought
  const { draft, all } = table
  const { results, facts } = judged
  const isEmpty = !results.some(isEffective)
  const gone = all.filter(({ comment }) => missing.includes(comment.id)).map(({ comment }) => commentReference(comment))
  const also = gone.length === 0 ? [] : [`In no row, and left as they are: ${inShort(gone.join(', '), 300)}.`]
  const shown = { name, results, also: isEmpty ? [] : also, label: draft.label }
  const isSeen = seen === undefined || seen === mark
  const person = at.actor.kind === 'person' ? at.actor.person : null
  const prefers = at.platform === 'shell' ? undefined : at.platform
  const file = (what: 'Preview' | 'Result') => restFile(what, shown, { table: 'dispositions', person, prefers }, at)
  if (!isEmpty && !(sure && isSeen)) {
    const yes = { form: at.draft, use, seen: mark }
    return ask(previewCard({ ...shown, all: false, again: !isSeen }, yes), file('Preview'))
  }
  const read = button('Read by clause', 'show-dispositions', { draft: draftReference(draft) })
  const says = importedCard(shown, read)
  return accept(facts, {
    says: isEmpty ? { ...says, blocks: [...says.blocks, ...also.map((line) => text(line))] } : says,
    effects: file('Result'),
    refresh: facts.length > 0 ? refreshed(table) : [],
  })
}
