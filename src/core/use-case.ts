/**
 * Use case: one thing that somebody can do, defined once. The typed word, the form, the buttons, the help and the manifests come from here.
 * `load` reads with exactly the locks that the rule needs; `may`, `decide` and `show` are pure.
 */
import type { z } from 'zod'
import type { Card, Text } from '#src/view/card.ts'
import type { Document } from '#src/view/document.ts'
import type { Field, Form, Problem } from '#src/view/form.ts'
import { type Actor, chosenOf, isGranted, type May } from './access.ts'
import { type AnyFact, type Decision, decline } from './decision.ts'
import type { ConsortiumId, FormId, NewId } from './id.ts'
import type { Account, Address, Platform } from './intent.ts'
import type { PictureAt } from './picture.ts'
import { type Refusal, refuse } from './refusal.ts'

export type At = {
  /** The database's clock, read in the transaction. */
  now: Temporal.Instant
  actor: Actor
  /** On which it was said; the clock and the operator speak through the shell. */
  platform: Platform
  /** By whose words or click; null at the shell. */
  account: Account | null
  /** The channel in which it was said; null in a 1:1 chat. */
  here: Address | null
  /** The key of that place, under which a person's choices for it are kept. */
  spokenIn: string
  /** Where the arguments of this attempt are kept, for buttons that go on with them. */
  draft: FormId
  /** True where others read the words as they were typed. */
  heard: boolean
  /** Arguments as others read them when they were typed, now or when the draft began. */
  overheard: Readonly<Record<string, string>>
  hosting: Hosting
  pictureAt: PictureAt
  newId: NewId
}

/** Where everything is stored. `country`: ISO 3166-1 alpha-2; null on a machine of one's own. */
export type Hosting = { host: string; country: string | null }

/** What a use case says of its form; the rest (id, typed values, problems) is the same for all forms. */
export type FormShape = Pick<Form, 'title' | 'submit'> & {
  fields: Field[]
  values?: Record<string, string>
  /** Kept with what is typed and not shown: what the form was drawn from. */
  keeps?: Record<string, string>
  /** What is wrong with the values that it starts from. */
  problems?: Problem[]
  note?: Text
}

/** How it is typed: `commit TEXT by DATE for R-4.2`. */
export type Typed = {
  word: string
  usage: string
  examples: string[]
  /** The button that opens its form: verb and noun. */
  button?: string
  /** Reads what follows the word into arguments; undefined where it is not for this use case. */
  read: (rest: string) => Record<string, string> | undefined
}

/** A typed use case, as help and greeting tell of it. */
export type HelpLine = { says: string; typed: Typed; name: string }

export type Ran<F extends AnyFact> =
  | { kind: 'shown'; card: Card; document?: Document; isHome?: true }
  | { kind: 'decided'; decision: Decision<F> }

/** A use case as the app sees it: arguments in, a run or the problems of each field out. */
export type UseCase<Read, F extends AnyFact> = {
  name: string
  says: string
  may: Pick<May<unknown>, 'name' | 'says' | 'grants'>
  typed?: Typed
  /** For an account that nobody has linked yet: answers without reading anything. */
  unlinked?: (args: Record<string, string>) => Card | undefined
  /** Carried out for such an account as well, in the consortium of the invitation that the arguments name. */
  redeems?: (args: Record<string, string>) => string | undefined
  /** The consortium that it begins, where it begins one: the operator's transaction is bound to that. */
  founds?: Founds
  /** Attempts of one moment may share a transaction, but for those in which all these arguments are alike. */
  apart?: readonly string[]
  form?: FormOf<Read>
  keepsBack?: KeepsBack<Read>
  prepare(args: Record<string, string>): { problems: Problem[] } | { run(read: Read, at: At): Promise<Ran<F>> }
}

type FormOf<Read> = (values: Record<string, string>, read: Read, at: At) => Promise<FormShape | Refusal>

/** Told which consortia there are. */
type Founds = (all: readonly ConsortiumId[], newId: NewId) => ConsortiumId | undefined

/** Arguments that no draft may keep, since their organisation lets no text leave it. */
export type KeepsBack<Read> = (values: Record<string, string>, read: Read, actor: Actor) => Promise<string[]>

type Common<Input extends z.ZodType, State, Read> = {
  input: Input
  /** One line for the help. */
  says: string
  may: May<State>
  typed?: Typed
  /** For an account that nobody has linked yet: answers without reading anything. */
  unlinked?: (input: z.output<Input>) => Card
  /** For one that {@link UseCase.redeems} a code. */
  redeems?: (args: Record<string, string>) => string | undefined
  /** The consortium that it begins, where it begins one: the operator's transaction is bound to that. */
  founds?: Founds
  /** What many do at the same moment: see {@link UseCase.apart}. */
  apart?: readonly (keyof z.output<Input> & string)[]
  form?: FormOf<Read>
  keepsBack?: KeepsBack<Read>
  load: (input: z.output<Input>, read: Read, at: At) => Promise<State>
}

/** Defines a use case that changes something. */
export function changing<Input extends z.ZodType, State, Read, F extends AnyFact>(
  name: string,
  definition: Common<Input, State, Read> & {
    decide: (input: z.output<Input>, state: State, at: At) => Decision<F>
  },
): UseCase<Read, F> {
  return define(name, definition, (input, state, at) => ({
    kind: 'decided',
    decision: definition.decide(input, state, at),
  }))
}

/** Defines a use case that only reads; with a document only for the operator, who is handed no files. `isHome`: the card is the person's home. */
export function showing<Input extends z.ZodType, State, Read>(
  name: string,
  definition: Common<Input, State, Read> & {
    show: (
      input: z.output<Input>,
      state: State,
      at: At,
    ) => Card | { card: Card; document: Document } | { card: Card; isHome: true } | Refusal
  },
): UseCase<Read, never> {
  return define(name, definition, (input, state, at) => {
    const shown = definition.show(input, state, at)
    if ('code' in shown) return { kind: 'decided', decision: decline(shown) }
    return { kind: 'shown', ...('card' in shown ? shown : { card: shown }) }
  })
}

function define<Input extends z.ZodType, State, Read, F extends AnyFact>(
  name: string,
  definition: Common<Input, State, Read>,
  conclude: (input: z.output<Input>, state: State, at: At) => Ran<F>,
): UseCase<Read, F> {
  const { input, says, may, typed, form, keepsBack, load, unlinked, redeems, founds, apart } = definition
  const notYours = refuse('not-yours', { role: may.says })
  return {
    name,
    says,
    may,
    ...(unlinked && { unlinked: (args) => input.safeParse(args).data && unlinked(input.parse(args)) }),
    ...(redeems && { redeems }),
    ...(typed && { typed }),
    ...(form && {
      form: async (values, read, at) => (isGranted(at.actor, may.grants) ? form(values, read, at) : notYours),
    }),
    ...(founds && { founds }),
    ...(apart && { apart }),
    ...(keepsBack && { keepsBack }),
    prepare(args) {
      const parsed = input.safeParse(args)
      if (!parsed.success) return { problems: parsed.error.issues.map(problemOf) }
      return {
        async run(read, at) {
          if (!isGranted(at.actor, may.grants)) return { kind: 'decided', decision: decline(notYours) }
          const state = await load(parsed.data, read, at)
          if (may.test(at.actor, state)) return conclude(parsed.data, state, at)
          return {
            kind: 'decided',
            decision: decline(actingRefusal(at.actor, (actor) => may.test(actor, state)) ?? notYours),
          }
        },
      }
    },
  }
}

/** Where it is only the organisation chosen here that stands in the way: which one. */
export function actingRefusal(actor: Actor, mayOtherwise: (actor: Actor) => boolean): Refusal | undefined {
  const chosen = chosenOf(actor)
  const isInTheWay = chosen !== undefined && actor.kind === 'person' && mayOtherwise({ ...actor, acting: null })
  return isInTheWay ? refuse('acts-for-another', { organisation: chosen.name }) : undefined
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const field = issue.path[0]
  return field === undefined ? { says: issue.message } : { field: String(field), says: issue.message }
}
