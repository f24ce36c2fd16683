/** What is typed of progress: its word, the outlook behind it, and a note. */
import { z } from 'zod'
import type { Typed } from '#src/core/use-case.ts'
import { axisText, Outlook, Progress, progressText } from '#src/recommendations/axes.ts'
import { oneOfThese } from '#src/view/phrases.ts'

/** `Not started` and `not-started` are one word. */
const joined = (typed: unknown) => (typeof typed === 'string' ? typed.trim().toLowerCase().replace(/\s+/g, '-') : typed)

function oneOf<T extends string>(options: readonly T[], what: { isNone: string; empty: string; words: string[] }) {
  const schema = z.enum(options as [T, ...T[]], {
    error: ({ input }) =>
      typeof input === 'string' && input !== ''
        ? `“${input.slice(0, 40)}” is not one of ${what.isNone}: ${oneOfThese(what.words)}.`
        : `${what.empty}: ${oneOfThese(what.words)}.`,
  })
  return z.preprocess(joined, schema)
}

export const TypedProgress = oneOf(Progress.options, {
  isNone: 'the words for progress',
  empty: 'Say how far it is',
  words: Progress.options.map(progressText),
})

export const TypedOutlook = oneOf(Outlook.options, {
  isNone: 'the words for the outlook',
  empty: 'Say what you expect',
  words: Outlook.options.map(axisText),
})

/** A word that is none of these stays with the rest as the note, so that nothing typed is lost. */
export function readUpdate(rest: string): ReturnType<Typed['read']> {
  const [, first, tail = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? []
  if (!first) return {}
  const known = split(tail, /^(not[\s-]+started|limited|substantial|complete|withdrawn)/iu)
  const progress = known?.word ?? /^\S+/.exec(tail)?.[0]
  const after = known ? known.rest : tail
  const expected = known && split(after, /^(on[\s-]+track|at[\s-]+risk|blocked)/iu)
  const note = expected ? expected.rest : after
  return {
    reference: first,
    ...(progress && { progress }),
    ...(expected && { outlook: expected.word }),
    ...(progress && note && { note }),
  }
}

/** The word at the beginning, and what follows it and its punctuation. */
function split(typed: string, word: RegExp): { word: string; rest: string } | undefined {
  const [found] = word.exec(typed) ?? []
  if (found === undefined || /^[\p{L}\p{N}-]/u.test(typed.slice(found.length))) return undefined
  return { word: found, rest: typed.slice(found.length).replace(/^[\s:,;.–—-]*/u, '') }
}
