/**
 * Use case: one thing that somebody can do, defined once. The typed word, the form, the buttons, the help and the manifests come from here.
 * `load` reads with exactly the locks that the rule needs; `may` and `decide` are pure.
 */
import type { z } from 'zod'
import type { Card } from '#src/view/card.ts'
import type { Field, Form } from '#src/view/form.ts'
import type { Text } from '#src/view/card.ts'
import type { Actor, May } from './access.ts'
import type { AnyFact, Decision } from './decision.ts'
import type { NewId } from './id.ts'
import type { Refusal } from './refusal.ts'

export type At = {
  /** The database's clock, read in the transaction. */
  now: Temporal.Instant
  actor: Actor
  newId: NewId
}

/** What a use case says of its form; the rest (id, values, problems) is the same for all forms. */
export type FormShape = Pick<Form, 'title' | 'submit'> & { fields: Field[]; values?: Record<string, string>; note?: Text }

/** How it is typed: `commit TEXT by DATE for R-4.2`. */
export type Typed = {
  word: string
  usage: string
  examples: string[]
  /** What follows the word, read into arguments. Nothing after it asks for the form, where there is one. */
  read: (rest: string) => Record<string, string>
}

type Named<Input extends z.ZodType, State, Read> = {
  input: Input
  /** One line for the help. */
  says: string
  may: May<State>
  typed?: Typed
  /** Runs for an account that nobody has linked yet. */
  unlinked?: true
  /** The form with its present values; `values` is what was typed so far. */
  form?: (values: Record<string, string>, read: Read, at: At, channel: string | null) => Promise<FormShape | Refusal>
  load: (input: z.output<Input>, read: Read, at: At) => Promise<State>
}

/** Changes something. */
export type Deciding<Input extends z.ZodType, State, Read, F extends AnyFact> = Named<Input, State, Read> & {
  decide: (input: z.output<Input>, state: State, at: At) => Decision<F>
}

/** Only reads. */
export type Showing<Input extends z.ZodType, State, Read> = Named<Input, State, Read> & {
  show: (input: z.output<Input>, state: State, at: At) => Card | Refusal
}
