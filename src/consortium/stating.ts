/** Stating: the shape that every act at the desk has. Everything is loaded and judged by one pure rule; who may is the same for all. */
import { z } from 'zod'
import { secretariat } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Address } from '#src/core/intent.ts'
import type { Refusal } from '#src/core/refusal.ts'
import { type At, changing, type FormShape, type Typed } from '#src/core/use-case.ts'
import { sure } from '#src/core/words.ts'
import type { Card } from '#src/view/card.ts'
import type { ConsortiumFact } from './consortium.ts'
import { type Known, knownAt } from './known.ts'
import type { Stated, Words, Wrong } from './rules/stated.ts'
import type { ConsortiumReader } from './store.ts'

type Read = { consortium: ConsortiumReader }
export type Done = Exclude<Stated, Wrong>
type Use = {
  /** The words that it takes. */
  words: readonly string[]
  says: string
  typed?: Typed
  rule: (words: Words, known: Known, at: At) => Stated
  /** A word before it is done, where somebody may have meant something else. */
  asks?: (words: Words, known: Known, at: At) => Card | undefined
  form: (values: Words, known: Known, at: At) => FormShape | Refusal
  done: (done: Done, words: Words) => Card
  /** Places that may be bound in another consortium. */
  addresses?: (words: Words, at: At) => Address[]
}

/** Defines an act of the secretariat, or of the operator at the shell. */
export function stating(name: string, use: Use) {
  const { words, says, typed, rule, form, done, asks, addresses = () => [] } = use
  const Typed = z.string().optional()
  const spoken = Object.fromEntries(words.map((word) => [word, Typed]))
  return changing(name, {
    input: z.object({ ...spoken, sure }),
    says,
    may: secretariat,
    ...(typed && { typed }),
    form: async (values, read: Read, at) => form(values, await knownAt(read, at), at),
    load: async (input, read: Read, at) => {
      await read.consortium.holdDesk()
      return knownAt(read, at, addresses(input, at))
    },
    decide: (input, known, at): Decision<ConsortiumFact> => {
      const stated = rule(input, known, at)
      if ('wrong' in stated) {
        const [first, ...others] = stated.wrong
        return decline(first, others)
      }
      const asked = input.sure ? undefined : asks?.(input, known, at)
      return asked ? ask(asked) : accept(stated.facts, { says: done(stated, input) })
    },
  })
}
