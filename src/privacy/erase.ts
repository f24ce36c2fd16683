/** Erasing a person: shown first, then done at once and for good. What the person did stays the organisation's. */
import { z } from 'zod'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { ConsortiumReader, SeatLine } from '#src/consortium/store.ts'
import { operator } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { sure } from '#src/core/words.ts'
import { formerly } from './former.ts'
import { PersonNamed, theOnly } from './person.ts'
import type { Hold, PrivacyFact } from './privacy.ts'
import type { PersonFound, PrivacyReader, Traces } from './store.ts'
import { erasedBeforeCard, erasedCard, erasingCard } from './views.ts'

type Read = { consortium: ConsortiumReader; privacy: PrivacyReader }
type Ending = { seat: SeatLine; yesterday: string }
type State = { found: PersonFound; seats: SeatLine[]; ending: Ending[]; holds: Hold[]; traces: Traces }

export const erasePerson = changing('erase-person', {
  input: z.object({ ...PersonNamed.shape, sure }),
  says: 'Erase a person: name, contact, accounts, settings and quoted words',
  may: operator,
  load: async ({ person }, read: Read, { now }): Promise<State | Refusal> => {
    const found = theOnly(person, await read.privacy.found(person))
    if ('code' in found) return found
    const seats = (await read.consortium.seats()).filter((seat) => seat.person === found.id)
    const zones = new Map((await read.consortium.organisations()).map(({ id, zone }) => [id, zone]))
    const ending = seats.flatMap((seat): Ending[] => {
      const today = now.toZonedDateTimeISO(zones.get(seat.organisation) ?? 'UTC').toPlainDate()
      const isOver = seat.until !== null && seat.until < today.toString()
      return isOver ? [] : [{ seat, yesterday: today.subtract({ days: 1 }).toString() }]
    })
    const holds = await read.privacy.holds()
    return { found, seats, ending, holds, traces: await read.privacy.traces(found.id) }
  },
  decide: (input, state): Decision<PrivacyFact | ConsortiumFact> => {
    if ('code' in state) return decline(state)
    const { found, traces } = state
    if (found.erasedAt !== null) return accept([], { says: erasedBeforeCard(found.name) })
    const held = state.holds.filter(({ person }) => person === null || person.id === found.id)
    if (held.length > 0) return decline(refuse('on-hold', { holds: held.map(({ id }) => id) }))
    const shownAs = formerly(state.seats)
    if (!input.sure) return ask(erasingCard(found, shownAs, traces))
    const ended = state.ending.map(({ seat: { person, organisation, role }, yesterday }): ConsortiumFact => {
      return { type: 'seat-ended', person, organisation, role, until: yesterday }
    })
    return accept<PrivacyFact | ConsortiumFact>([...ended, { type: 'person-erased', person: found.id, shownAs }], {
      says: erasedCard(shownAs, traces),
      refresh: traces.subjects,
    })
  },
})
