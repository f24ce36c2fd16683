/** What is typed of progress and of responses: the reference, the word of each, and what is said about it. */
import { z } from 'zod'
import { oneOfThese } from '#src/view/phrases.ts'
import { axisText, Outlook, Progress, progressText } from './axes.ts'
import { codeOf, Response, responseText } from './recommendation.ts'

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

export const TypedResponse = oneOf(Response.options, {
  isNone: 'the responses',
  empty: 'Say how your organisation responds',
  words: Response.options.map(responseText),
})

const likeCode = 'Write the recommendation like R-4.2.'
/** `R-4.2`, as typed. */
export const RecommendationTyped = z
  .string(likeCode)
  .trim()
  .refine((typed) => codeOf(typed) !== undefined, likeCode)

/** Whether what follows a word that commitments have as well begins with `R-4.2`. */
export function namesRecommendation(rest: string): boolean {
  const [first = ''] = rest.trim().split(/\s/, 1)
  return /^r/i.test(first) && codeOf(first) !== undefined
}

/** A word that is none of these stays with the rest as the reason, so that nothing typed is lost. */
export function readResponse(rest: string): Record<string, string> {
  const [, first, tail = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest.trim()) ?? []
  if (!first) return {}
  const known = split(tail, /^(partly[\s-]+accepted|not[\s-]+accepted|accepted|noted)/iu)
  const response = known?.word ?? /^\S+/.exec(tail)?.[0]
  const reason = known ? known.rest : tail
  return { reference: first, ...(response && { response }), ...(response && reason && { reason }) }
}

/** A word that is none of these stays with the rest as the note, so that nothing typed is lost. */
export function readUpdate(rest: string): Record<string, string> {
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
