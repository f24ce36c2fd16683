/**
 * Silence: while a ballot is open whose rule forbids discussion, nobody is asked about the same question in another way. Two questions are the
 * same where their words are, or where both name one thing: a draft by its number or its standard's, a recommendation, a poll. Pure.
 */
import { plainWords } from '#src/core/words.ts'
import { type Draft, draftReference } from '#src/drafts/draft.ts'
import { type Poll, pollReference } from '../poll.ts'
import { rules } from '../rules/rules.ts'

/** What is asked; `about`: a reference, or empty. */
export type AskedOf = { question: string; answers: readonly string[]; about: string }

/** `P-7`, `D-3`, `R-1.2` within words. */
const references = /(?<![\p{L}\p{N}])([pdr])-(\d{1,9}(?:\.\d{1,9}){0,5})(?![\p{L}\p{N}])/giu
/** What a standard is called by: `42119-2`; a year alone is no name. */
const designations = /(?<![\p{L}\p{N}.-])(?!(?:19|20)\d\d(?![-.]?\d))\d{3,9}(?:[-.]\d{1,4}){0,3}(?![\p{L}\p{N}])/gu

/** The things that words name. A draft of the register is named by its standard's number as well. */
export function namedIn(words: string, drafts: readonly Pick<Draft, 'number' | 'standard'>[]): Set<string> {
  const said = [...words.matchAll(references)].map(([, kind = '', number = '']) => `${kind.toUpperCase()}-${number}`)
  const named = [...words.matchAll(designations)].map(([number]) => number)
  const ofDrafts = drafts
    .filter((draft) => said.includes(draftReference(draft)))
    .flatMap(({ standard }) => [...standard.matchAll(designations)].map(([number]) => number))
  return new Set([...said, ...named, ...ofDrafts])
}

/** The first of these open polls that forbids to ask this now. */
export function silencedBy(
  { question, answers, about }: AskedOf,
  open: readonly Poll[],
  drafts: readonly Pick<Draft, 'number' | 'standard'>[],
): Poll | undefined {
  const words = plainWords(question).join(' ')
  const named = namedIn([about, question, ...answers].join('\n'), drafts)
  return open.find((poll) => {
    if (!rules[poll.rule].forbidsDiscussion) return false
    if (words !== '' && plainWords(poll.question).join(' ') === words) return true
    return [...namedIn(poll.question, drafts), pollReference(poll)].some((one) => named.has(one))
  })
}
