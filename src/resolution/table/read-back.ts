/** Reading an edited table back: what it changes is shown, and proposed after a yes. */
import { z } from 'zod'
import { SureInput } from '#src/bulk/import.ts'
import { type Decision, decline } from '#src/core/decision.ts'
import { jsonIn } from '#src/core/json.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { inFileFor } from '#src/core/sharing.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { commentItem, commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { mostComments } from '#src/drafts/forms/rows.ts'
import { Sheet, SheetTrouble } from '#src/drafts/sheet.ts'
import { proposesDispositions } from '../decide.ts'
import { decideEdited, type Reviewed, reviewed } from '../edited.ts'
import { type Read, type Table, tableOf, typedDraft } from '../read.ts'
import type { ResolutionFact, Settling } from '../resolution.ts'
import { editedIn, markOf } from './compare.ts'

const Trouble = z.enum([...SheetTrouble.options, 'several', 'not-fetched'])

export const readBack = changing('read-back', {
  input: z.object({
    draft: z.string().max(20).optional(),
    name: z.string().default('the file'),
    /** A {@link Sheet}, as JSON. */
    file: z.string().optional(),
    trouble: Trouble.optional(),
    ...SureInput,
  }),
  says: 'Propose what a table of comments says that was edited in Word or Excel, once you have seen what it changes',
  may: proposesDispositions,
  typed: {
    word: 'read',
    usage: 'read back D-3',
    examples: ['read back D-3', 'read back'],
    // The file is attached; its name may be said as well.
    read: (rest) => {
      const [, draft] = /^back(?:\s+(d-?\d{1,9}))?(?:\s|$)/i.exec(rest.trim()) ?? []
      return /^back(\s|$)/i.test(rest.trim()) ? { ...(draft && { draft }) } : undefined
    },
  },
  load: async ({ draft, name, file, trouble }, read: Read, at): Promise<Reviewed | Refusal> => {
    if (trouble) return refuse('sheet-unusable', { name, trouble })
    if (file === undefined) return refuse('sheet-needed', {})
    if (at.here !== null) return refuse('heard-here', {})
    const sheet = Sheet.safeParse(jsonIn(file))
    if (!sheet.success) return refuse('sheet-unusable', { name, trouble: 'unreadable' })
    const mark = markOf(sheet.data)
    const typed = draft ?? (mark && draftReference({ number: mark.draft }))
    if (typed === undefined) return refuse('sheet-of-what', { name })
    const table = await tableOf(typed, read, at.actor, 'held')
    if (isRefusal(table)) return table
    if (mark && mark.draft !== Number(typedDraft.exec(typed)?.[1])) {
      const [said, other] = [draftReference(table.draft), draftReference({ number: mark.draft })]
      return refuse('sheet-of-other', { name, reference: said, other })
    }
    return compared({ sheet: sheet.data, table, version: mark?.version, name }, read, at)
  },
  decide: ({ name, sure, seen }, found, at): Decision<ResolutionFact> =>
    isRefusal(found) ? decline(found) : decideEdited({ name, sure, seen, use: 'read-back' }, found, at),
})

type Compared = { sheet: Sheet; table: Table; version: number | undefined; name: string }

async function compared({ sheet, table, version, name }: Compared, read: Read, at: At): Promise<Reviewed | Refusal> {
  const numbered = await read.comments.numbered(table.draft.id)
  const release = ({ comment }: Settling) => inFileFor(at.actor, commentItem(comment))
  const edited = editedIn(sheet, {
    // Whose words no file for the person may hold stood in none.
    seen: table.all.filter((one) => release(one) === 'full'),
    bare: table.all.filter((one) => release(one) === 'reference'),
    withdrawn: numbered.filter(({ status }) => status === 'withdrawn').map(commentReference),
    stood: version === undefined ? undefined : await read.resolution.stood(table.draft.id, version),
  })
  if (!edited) return refuse('sheet-no-comments', { name })
  const rows = edited.rows.length + edited.unread.length
  return rows > mostComments ? refuse('table-too-long', { rows, most: mostComments }) : reviewed(edited, table, at)
}
