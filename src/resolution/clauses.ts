/** The editor goes through a draft clause by clause: the comments on one are read on a card, and their dispositions proposed in one form. */
import { z } from 'zod'
import type { Actor } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { DraftCommentId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { optional, Page, several } from '#src/core/words.ts'
import { clauseOf, compareClauses, isWithin } from '#src/drafts/clause.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { button, list, withActions } from '#src/view/build.ts'
import { counted } from '#src/view/phrases.ts'
import { type Clause, clauseCard, clauseForm, perForm } from './clause-views.ts'
import { inOrder, proposesDispositions } from './decide.ts'
import { isSame, proposedFact, refreshed, wrongAmong } from './propose.ts'
import { commentOf, type Read, type Table, tableOf, wordsSeen } from './read.ts'
import { Disposition, longestObservation, type Proposed, type ResolutionFact, type Settling } from './resolution.ts'
import { disposedText, doneCard } from './views.ts'

export const showClause = showing('show-clause', {
  input: z.object({
    draft: z.string('Name the draft, for example D-3.').max(20),
    clause: z.string().max(100).optional(),
    page: Page,
  }),
  says: 'Go through the comments on a draft clause by clause, to propose what becomes of them',
  may: proposesDispositions,
  typed: {
    word: 'dispose',
    usage: 'dispose D-3 clause 3.1',
    examples: ['dispose D-3', 'dispose D-3 clause 3.1'],
    read: (rest) => {
      const [, draft, clause, general] = /^(d-?\d{1,9})(?:\s+(?:clause\s+(\S.*)|(general)))?$/i.exec(rest.trim()) ?? []
      if (draft === undefined) return undefined
      return { draft, ...(clause && { clause }), ...(general && { clause: '' }) }
    },
  },
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor),
  show: ({ clause, page }, table, { actor }) => {
    if (isRefusal(table)) return table
    const open = openTo(table, actor)
    const clauses = clausesIn(open)
    const waiting = clauses.find(({ of }) => of.some(({ proposal }) => !proposal)) ?? clauses[0]
    const shown = clause === undefined ? waiting : named(clause, open)
    if (!shown || shown.of.length === 0) return refuse('nothing-to-propose', { reference: draftReference(table.draft) })
    const last = shown.of.at(-1)?.comment.clause ?? ''
    const next = clauses.find((one) => compareClauses(one.clause, clauseOf(last)) > 0)
    return clauseCard(table, actor, { shown, page, next })
  },
})

/** What may still be proposed for, and whose words the actor may read. What is a duplicate is proposed for by itself. */
function openTo({ all }: Table, actor: Actor): Settling[] {
  return inOrder(
    all.filter((one) => !one.decided && one.proposal?.disposition !== 'duplicate' && wordsSeen(actor, one)),
  )
}

/** In the order of the draft. */
function clausesIn(open: readonly Settling[]): Clause[] {
  const groups = Map.groupBy(open, ({ comment }) => clauseOf(comment.clause).toUpperCase())
  return [...groups].map(([, of]) => ({ clause: clauseOf(of[0]?.comment.clause ?? ''), of }))
}

/** The clause with all below it. */
function named(clause: string, open: readonly Settling[]): Clause {
  return { clause: clauseOf(clause), of: open.filter(({ comment }) => isWithin(comment.clause, clause)) }
}

const disposition = optional(Disposition.exclude(['duplicate', 'withdrawn']))
const observation = optional(z.string().trim().max(longestObservation))
type Slot = 1 | 2 | 3 | 4 | 5
const slots: readonly Slot[] = [1, 2, 3, 4, 5]

const Form = z.object({
  /** In the order of the fields. */
  comments: several(DraftCommentId).pipe(z.array(DraftCommentId).min(1).max(perForm)),
  ...{ disposition1: disposition, text1: observation },
  ...{ disposition2: disposition, text2: observation },
  ...{ disposition3: disposition, text3: observation },
  ...{ disposition4: disposition, text4: observation },
  ...{ disposition5: disposition, text5: observation },
})

export const proposeForClause = changing('propose-for-clause', {
  input: Form,
  says: 'Propose what becomes of each of a few comments of one clause',
  may: proposesDispositions,
  form: async ({ comments = '' }, read: Read, at) => {
    const found = await severalOf(comments.split(','), read, at.actor)
    return isRefusal(found) ? found : clauseForm(found.ones)
  },
  load: ({ comments }, read: Read, at) => severalOf(comments, read, at.actor, 'held'),
  decide: (input, found, at): Decision<ResolutionFact> => {
    if (isRefusal(found)) return decline(found)
    const { table, ones } = found
    const reference = draftReference(table.draft)
    const rows = ones.flatMap((one, nth) => {
      const slot = slots[nth]
      return slot ? [{ one, slot, disposition: input[`disposition${slot}`], text: input[`text${slot}`] ?? '' }] : []
    })
    const said = rows.flatMap(({ one, slot, disposition: chosen, text }) =>
      chosen ? [{ one, slot, said: { comment: one.comment.id, disposition: chosen, text, duplicateOf: null } }] : [],
    )
    const meant = said.filter(({ one, said: own }) => !isSame(one.proposal, own))
    const wrong = [
      ...rows.flatMap(({ one, slot, disposition: chosen, text }) =>
        chosen || text === '' ? [] : [undisposed(one, slot)],
      ),
      ...wrongRows(table, meant),
    ]
    const [first, ...also] = wrong
    if (first) return decline(first, also)
    const lines = meant.map(({ one, said: own }) => {
      const stands = { ...own, id: 'disp_0', by: null, at: '' } as const
      return [`${commentReference(one.comment)}${disposedText(stands, one, table, at.actor)}`]
    })
    const title =
      meant.length === 0 ? 'Nothing was changed' : `Proposed for ${counted(meant.length, 'comment')} of ${reference}`
    const done = doneCard(table, title, ...(lines.length === 0 ? [] : [list(lines)]))
    const says = withActions(done, button('Go on', 'show-clause', { draft: reference }, { style: 'primary' }))
    return accept(
      meant.map(({ said: own }) => proposedFact(table, own, at)),
      { says, refresh: meant.length === 0 ? [] : refreshed(table) },
    )
  },
})

function undisposed({ comment }: Settling, slot: Slot): Refusal {
  return refuse('disposition-needed', { reference: commentReference(comment) }, { field: `disposition${slot}` })
}

type Row = { said: Proposed; slot: Slot }

function wrongRows(table: Table, rows: readonly Row[]): Refusal[] {
  const wrong = wrongAmong(
    table,
    rows.map(({ said }) => said),
  )
  return rows.flatMap(({ said, slot }) =>
    wrong(said).map((one) => ({ ...one, field: `${one.field === 'text' ? 'text' : 'disposition'}${slot}` })),
  )
}

type Found = { table: Table; ones: Settling[] }

/** Comments of one draft whose words the actor may read. */
async function severalOf(ids: readonly string[], read: Read, actor: Actor, held?: 'held'): Promise<Found | Refusal> {
  const table = await commentOf(ids[0] ?? '', read, actor, held)
  if (isRefusal(table)) return table
  const ones = ids.flatMap((id) => table.all.find((one) => one.comment.id === id && wordsSeen(actor, one)) ?? [])
  return ones.length === ids.length ? { table, ones } : refuse('not-found', { reference: 'such comment' })
}
