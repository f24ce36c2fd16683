/**
 * Plenary: a meeting of the whole consortium, to which the secretariat reports.   Held: it took note of everything until a moment; what came
 * later is the next one's.   As of: the state at a moment, rebuilt from what is kept of it: of what came later only erasures and labels show.
 */
import { z } from 'zod'
import { PersonId } from '#src/core/id.ts'

const PlenaryFact = z.discriminatedUnion('type', [
  /** `heldBy`: who stated it; null: the operator at the shell. */
  z.object({ type: z.literal('plenary-held'), until: z.iso.datetime(), heldBy: PersonId.nullable() }),
  /** It was stated by mistake. */
  z.object({ type: z.literal('plenary-struck'), until: z.iso.datetime(), struckBy: PersonId.nullable() }),
])
export type PlenaryFact = z.infer<typeof PlenaryFact>
