/** One commitment is split into several, or several of one organisation are merged into one, as its delegate confirms. */
import { z } from 'zod'
import type { Actor } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { type Decision, decline } from '#src/core/decision.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, sure, written } from '#src/core/words.ts'
import { referencesIn } from '#src/recommendations/recommendation.ts'
import { isOwners, ownersWord, unknown } from './change-commitment.ts'
import { commitmentReference, longestText } from './commitment.ts'
import { dayLinesIn, linesIn } from './day-lines.ts'
import { dueOf, keepsText } from './decide.ts'
import { foundBy, lockedBy, Reference, reportWrong } from './progress.ts'
import { mostParts } from './recast.ts'
import { asked, type Fact, type RecastRead, type State } from './recast-made.ts'
import { mergeForm, splitForm } from './recast-views.ts'
import { recastWrong } from './recasting.ts'

const mayRecast = {
  ...ownersWord,
  test: (actor: Actor, { all }: State) => all.every((found) => isOwners(actor, { found })),
}

/** Those that were named, as the actor sees them, locked in the order of their numbers so that two who name the same never wait for each other. */
async function sourcesIn(references: readonly string[], read: RecastRead, at: At): Promise<State> {
  const inOrder = [...new Set(references.map((one) => one.toUpperCase()))].toSorted(byNumber)
  const found = await inTurn(inOrder, (reference) => lockedBy(reference, read, at))
  const all = found.flatMap((one) => one ?? [])
  const [first] = all
  const isWhole = first !== undefined && all.length === inOrder.length
  return {
    found: isWhole ? first : undefined,
    all,
    signatories: isWhole ? await read.consortium.signatories(first.commitment.organisation) : [],
    number: isWhole ? await read.commitments.nextNumber() : 0,
  }
}

function wrongWith(all: State['all'], at: At): Refusal | undefined {
  return all.map((one) => reportWrong(one, at)).find((one) => one !== undefined)
}

function byNumber(a: string, b: string): number {
  return Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0])
}

export const splitCommitment = changing('split-commitment', {
  input: z.object({
    reference: Reference,
    parts: written(10_000, 'Write a line for each commitment that it is split into.'),
    sure,
  }),
  says: 'Split a commitment into several, each with a number of its own',
  may: mayRecast,
  typed: {
    word: 'split',
    usage: 'split C-12',
    examples: ['split C-12', 'split C-3'],
    read: (rest) => ({ ...(rest && { reference: rest }) }),
  },
  form: async (values, read: RecastRead, at) => {
    const typed = Reference.safeParse(values.reference)
    const found = typed.success ? await foundBy(typed.data, read, at) : undefined
    return reportWrong(found, at) ?? splitForm(found)
  },
  load: (input, read: RecastRead, at) => sourcesIn([input.reference], read, at),
  decide: (input, state, at): Decision<Fact> => {
    const { found } = state
    if (!found) return decline(unknown(input.reference))
    const wrong = reportWrong(found, at) ?? recastWrong([found])
    if (wrong) return decline(wrong)
    const count = linesIn(input.parts).length
    const reference = commitmentReference(found.commitment)
    if (count < 2 || count > mostParts) {
      return decline(refuse('parts-needed', { reference, most: mostParts }, { field: 'parts' }))
    }
    const today = at.now.toZonedDateTimeISO(found.owner.zone).toPlainDate()
    const read = dayLinesIn(input.parts, { field: 'parts', longest: longestText, today })
    if ('wrong' in read) return decline(present(read.wrong[0], 'a refusal'), read.wrong.slice(1))
    return asked(
      [found],
      read.lines,
      { kind: 'split', use: 'split-commitment', isSure: input.sure !== undefined },
      state,
      at,
    )
  },
})

export const mergeCommitments = changing('merge-commitments', {
  input: z.object({
    references: written(200, 'Name the commitments, for example C-12, C-14.'),
    text: optional(written(longestText, 'Write what your organisation will do.')),
    due: written(100, 'Write the day by which it will be done.'),
    sure,
  }),
  says: 'Merge several commitments of your organisation into one',
  may: mayRecast,
  typed: {
    word: 'merge',
    usage: 'merge C-12, C-14',
    examples: ['merge C-12, C-14', 'merge C-3 and C-4'],
    read: (rest) => ({ ...(rest && { references: rest }) }),
  },
  form: async (values, read: RecastRead, at) => {
    const named = await inTurn(referencesIn(values.references ?? ''), (one) => foundBy(one, read, at))
    const found = named.flatMap((one) => one ?? [])
    return wrongWith(found, at) ?? mergeForm(found, values)
  },
  load: (input, read: RecastRead, at) => sourcesIn(referencesIn(input.references), read, at),
  decide: (input, state, at): Decision<Fact> => {
    const { found, all } = state
    const count = referencesIn(input.references).length
    if (count < 2 || count > mostParts)
      return decline(refuse('sources-needed', { most: mostParts }, { field: 'references' }))
    if (!found) return decline({ ...unknown(input.references), field: 'references' })
    const wrong = wrongWith(all, at) ?? recastWrong(all)
    if (wrong) return decline({ ...wrong, field: 'references' })
    const isKept = keepsText(found.commitment)
    if (!isKept && input.text === undefined) {
      return decline(refuse('text-needed', { what: 'Write what your organisation will do.' }, { field: 'text' }))
    }
    const due = dueOf(input.due, at.now.toZonedDateTimeISO(found.owner.zone).toPlainDate())
    if ('code' in due) return decline(due)
    const [first, ...others] = all
    const lines = [{ text: input.text ?? '', due: due.toString() }]
    const how = { kind: 'merge', use: 'merge-commitments', isSure: input.sure !== undefined } as const
    return asked([present(first, 'a source'), ...others], lines, how, state, at)
  },
})
