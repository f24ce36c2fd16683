/** What the use cases ask about requests. */
import type { Tracked } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import type { Request, Wanted } from './request.ts'

export type RequestReader = {
  /** The one that waits, if any. */
  waiting(subject: Tracked, wanted: Wanted): Promise<Request | undefined>
  /** Those that wait for this person, oldest first. */
  askedOf(person: PersonId, wanted: Wanted): Promise<Request[]>
}
