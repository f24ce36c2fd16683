/** Duplicates among the comments on a draft: proposed, never merged by themselves. */
import { clauseOf } from './clause.ts'
import type { Comment } from './comment.ts'

type Compared = Pick<Comment, 'id' | 'clause' | 'text' | 'proposed'> & { number: number }

/**
 * Each comment that says what another says, with that other one: the same clause and the same words but for case, spaces and punctuation. Where both
 * propose a change it is the same change. The first that proposes one stands; else the first of all.
 */
export function duplicatesAmong(comments: readonly Compared[]): Map<Comment['id'], Comment['id']> {
  const alike = Map.groupBy(
    comments.toSorted((a, b) => a.number - b.number),
    ({ clause, text }) => JSON.stringify([clauseOf(clause).toUpperCase(), plain(text)]),
  )
  return new Map([...alike.values()].flatMap(repeatedIn))
}

function repeatedIn(alike: readonly Compared[]): [Comment['id'], Comment['id']][] {
  const standing = new Map<string, Comment['id']>()
  for (const { id, proposed } of alike) {
    const change = plain(proposed)
    if (!standing.has(change)) standing.set(change, id)
  }
  const first = alike.find(({ proposed }) => plain(proposed) !== '')?.id
  return alike.flatMap(({ id, proposed }): [Comment['id'], Comment['id']][] => {
    const change = plain(proposed)
    const of = change === '' ? (first ?? standing.get('')) : standing.get(change)
    return of === undefined || of === id ? [] : [[id, of]]
  })
}

/** Small letters with one space between words. Signs such as < and a minus before a number change what is meant, and stay. */
function plain(words: string): string {
  const bare = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=^|\s)[-−](?=\d)/g, '−')
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()
  // Punctuation may be all there is: “?” and “!” are not the same.
  return bare === '' ? words.trim() : bare
}
