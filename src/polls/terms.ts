/** The terms of a poll as they are typed: `Friday 17:00 under ISO DIS, hidden`, and rules by their names. */
import { z } from 'zod'
import { plainWords, takeLast } from '#src/core/words.ts'
import { listed } from '#src/view/phrases.ts'
import { Rule } from './poll.ts'
import { rules } from './rules/rules.ts'

export const Votes = z.enum(['live', 'hidden', 'unattributed'], {
  error: 'Say live, hidden or unattributed: how votes are shown.',
})

/** Reads what follows `by`. */
export function termsTyped(typed: string): Record<string, string> {
  const last = votesOff(typed)
  const { before, after } = takeLast(last.rest, 'under')
  const first = votesOff(before)
  const votes = last.votes ?? first.votes
  return { closes: first.rest, ...(after !== undefined && { rule: after }), ...(votes && { votes }) }
}

function votesOff(typed: string): { rest: string; votes: string | undefined } {
  const found = /^(.*?)[,\s]+(hidden|unattributed)\s*$/is.exec(typed)
  return { rest: found?.[1] ?? typed, votes: found?.[2]?.toLowerCase() }
}

/** A rule by its name, as people say it. */
export const RuleTyped = z.string().transform((typed, context) => {
  const said = plainWords(typed).join(' ')
  const found = Rule.options.find((rule) =>
    [rule, rules[rule].name].some((name) => plainWords(name).join(' ') === said),
  )
  if (found) return found
  const names = Rule.options.map((rule) => rules[rule].name)
  context.addIssue({
    code: 'custom',
    message: `There is no rule “${typed.slice(0, 40)}”. Choose one of: ${listed(names)}.`,
  })
  return z.NEVER
})
