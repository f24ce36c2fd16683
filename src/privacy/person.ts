/** Naming a person at the shell and in the chat. */
import { z } from 'zod'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { PersonFound } from './store.ts'

export const PersonNamed = z.object({
  person: z
    .string()
    .trim()
    .min(1, 'Name the person, or give the person’s id.')
    .max(200, 'This is too long for a name.'),
})

/** The one who is meant; refuses where there is nobody, and where several bear the name. */
export function theOnly(typed: string, found: readonly PersonFound[]): PersonFound | Refusal {
  const [first, ...others] = found
  if (!first) return refuse('not-found', { reference: `person “${typed}”` }, { field: 'person' })
  if (others.length === 0) return first
  return refuse('several-people', { name: typed, ids: found.map(({ id }) => id) }, { field: 'person' })
}
