/** The table of comments on a draft, to be read, filed, and edited in Word or Excel: collated in the order of clauses. */
import { z } from 'zod'
import { type Actor, participant } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { inFileFor } from '#src/core/sharing.ts'
import { strictest } from '#src/core/tlp.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { compareClauses } from '#src/drafts/clause.ts'
import { commentItem, commentReference, type Numbered } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { card, note, text } from '#src/view/build.ts'
import type { Document } from '#src/view/document.ts'
import { counted } from '#src/view/phrases.ts'
import { standsAs } from '../decide.ts'
import { type Read, type Table, tableOf, typedDraft } from '../read.ts'
import { commentsTable, type Line, myProjectTable, observations, tableMark } from './sheet.ts'

type State = { table: Table; comments: Numbered[]; version: number; label: Document['label'] }

export const exportComments = changing('export-comments', {
  input: z.object({ draft: z.string('Name the draft, for example D-3.').max(20) }),
  says: 'Take the comments on a draft with their dispositions away, as Word, Excel and CSV',
  may: participant,
  typed: {
    word: 'export',
    usage: 'export comments D-3',
    examples: ['export comments D-3', 'export D-3'],
    read: (rest) => {
      const [, draft] = /^(?:comments\s+)?(\S+)$/i.exec(rest.trim()) ?? []
      return draft !== undefined && typedDraft.test(draft) ? { draft } : undefined
    },
  },
  load: async ({ draft }, read: Read, { actor }): Promise<State | Refusal> => {
    const table = await tableOf(draft, read, actor)
    if (isRefusal(table)) return table
    return {
      table,
      comments: await read.comments.numbered(table.draft.id),
      version: await read.resolution.version(table.draft.id),
      label: (await read.consortium.consortium()).label,
    }
  },
  decide: (_input, state, at): Decision<never> => {
    if (isRefusal(state)) return decline(state)
    const { actor } = at
    const seen = state.comments.filter((one) => inFileFor(actor, commentItem(one)) !== 'nothing')
    const reference = draftReference(state.table.draft)
    if (seen.length === 0 || actor.kind !== 'person') return decline(refuse('nothing-in-file', { reference }))
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    const document = documentOf(state, seen, at)
    const says = card(
      `The table of ${reference} is being made`,
      text(`${counted(seen.length, 'comment')}: one Word document, a workbook and two CSV files.`),
      note('They come into our 1:1 chat, commonly within a minute.'),
      note(`Edited in Word or Excel it is read back: send me the file with the words read back ${reference}.`),
    )
    return accept([], {
      says: { ...says, label: document.label },
      effects: [{ kind: 'file', person: actor.person, document, ...prefers }],
    })
  },
})

function documentOf({ table, version, label }: State, seen: readonly Numbered[], at: At): Document {
  const { draft, zone } = table
  const reference = draftReference(draft)
  const mark = tableMark(reference, version)
  const day = at.now.toZonedDateTimeISO(zone).toPlainDate().toString()
  const lines = linesOf(table, seen, at.actor)
  return {
    id: at.newId('doc'),
    needs: 'self',
    organisation: null,
    title: `Comments on ${reference} ${draft.standard}`,
    name: `comments-${reference.toLowerCase()}-${day}`,
    label: strictest([label, draft.label]) ?? draft.label,
    madeAt: at.now.toString({ smallestUnit: 'second' }),
    tables: [commentsTable(lines, mark)],
    form: {
      date: day,
      document: `${draft.standard} (${mark})`,
      project: draft.title,
      observations: lines.map(observations),
      other: myProjectTable(lines, mark),
    },
  }
}

/** In the order of clauses, general first; comments of one clause by number; last those without a place that may be told. */
function linesOf({ all, list, names }: Table, seen: readonly Numbered[], actor: Actor): Line[] {
  const settled = new Map(all.map((one) => [one.comment.id, one]))
  const references = new Map(seen.map((one) => [one.id, commentReference(one)]))
  const isBare = (one: Numbered) => inFileFor(actor, commentItem(one)) !== 'full'
  const placed = seen.filter((one) => !isBare(one))
  const inOrder = placed.toSorted((a, b) => compareClauses(a.clause, b.clause) || a.number - b.number)
  return [...inOrder, ...seen.filter(isBare)].map((comment): Line => {
    const one = settled.get(comment.id)
    const stands = one && (one.decided ?? one.proposal)
    const bare = { clause: '', paragraph: '', line: '', text: '', proposed: '' }
    const { clause, paragraph, line, text: words, proposed } = isBare(comment) ? { ...comment, ...bare } : comment
    const { code, number, type } = comment
    // What is said of words tells of them.
    const said = stands && (isBare(comment) ? { ...stands, text: '' } : stands)
    return {
      ...{ code, number, type, clause, paragraph, line, text: words, proposed, said },
      isBare: isBare(comment),
      organisation: names.get(comment.organisation) ?? '',
      day: comment.at.slice(0, 10),
      state: one ? standsAs(one, list) : null,
      duplicateOf: (said?.duplicateOf && references.get(said.duplicateOf)) ?? '',
    }
  })
}
