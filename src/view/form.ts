/**
 * Form: what a person fills in. A field bears the name of its key in the use case's input, so that a zod issue's path is a field.
 * A problem without a field is about the whole. Values are strings as typed, also those that were refused.
 */
import { z } from 'zod'
import { ConsortiumId, FormId } from '#src/core/id.ts'
import { Text } from './card.ts'

const Option = z.object({ value: z.string().min(1), label: z.string().min(1) })
const base = { name: z.string(), label: z.string(), hint: z.string().optional(), required: z.boolean() }

export const Field = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), ...base, max: z.int().positive() }),
  z.object({ kind: z.literal('paragraph'), ...base, max: z.int().positive() }),
  z.object({
    kind: z.literal('choice'),
    ...base,
    options: z.array(Option).min(1),
  }),
  /** Several of a list. The value is theirs, joined by commas, so that no option's has one in it. */
  z.object({
    kind: z.literal('choices'),
    ...base,
    options: z.array(Option.extend({ value: z.string().regex(/^[^,]+$/) })).min(1),
  }),
])
export type Field = z.infer<typeof Field>

export const Problem = z.object({ field: z.string().optional(), says: z.string() })
export type Problem = z.infer<typeof Problem>

export const Form = z.object({
  /** Minted when drawn; names the submission and the draft that keeps what was typed. */
  id: FormId,
  consortium: ConsortiumId,
  use: z.string(),
  title: z.string().min(1),
  /** The button: verb and noun. */
  submit: z.string().min(1),
  fields: z.array(Field).min(1),
  values: z.record(z.string(), z.string()),
  problems: z.array(Problem),
  note: Text.optional(),
})
export type Form = z.infer<typeof Form>
