/** Legal holds: placing, lifting and listing them. */
import { z } from 'zod'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { HoldId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { takeLast, written } from '#src/core/words.ts'
import { PersonNamed, theOnly } from './person.ts'
import { longestReason, type PrivacyFact } from './privacy.ts'
import type { PersonFound, PrivacyReader } from './store.ts'
import { holdForm, holdLiftedCard, holdPlacedCard, holdsCard } from './views.ts'

type Read = { privacy: PrivacyReader }

const everybody = /^(everybody|everyone|all)$/i

export const placeHold = changing('place-hold', {
  input: z.object({ ...PersonNamed.shape, reason: written(longestReason, 'Write why nothing may be erased.') }),
  says: 'Place a legal hold: nothing about a person, or about everybody, is erased while it stands',
  may: secretariat,
  typed: {
    word: 'hold',
    usage: 'hold place NAME because REASON',
    examples: ['hold place Luc Bernard because Inquiry 7 of the court', 'hold place everybody because Audit of 2026'],
    button: 'Place hold',
    read: (rest) => {
      const [, said] = /^place\b\s*([\s\S]*)$/i.exec(rest) ?? []
      if (said === undefined) return undefined
      const { before, after } = takeLast(said, 'because')
      return { ...(before && { person: before }), ...(after && { reason: after }) }
    },
  },
  form: async () => holdForm(),
  load: async ({ person }, read: Read): Promise<PersonFound | 'everybody' | Refusal> =>
    everybody.test(person) ? 'everybody' : theOnly(person, await read.privacy.found(person)),
  decide: ({ reason }, found, at): Decision<PrivacyFact> => {
    // The reason is for those who keep the record: a channel has read it already.
    if (at.heard) return decline(refuse('heard-here', {}))
    if (typeof found === 'object' && 'code' in found) return decline(found)
    const hold = HoldId.parse(at.newId('hold'))
    const person = found === 'everybody' ? null : found.id
    return accept([{ type: 'hold-placed', hold, person, sealed: { reason } }], {
      says: holdPlacedCard(hold, found === 'everybody' ? null : found.name),
    })
  },
})

export const listHolds = showing('list-holds', {
  input: z.object({}),
  says: 'List the legal holds that stand',
  may: secretariat,
  typed: {
    word: 'hold',
    usage: 'hold list',
    examples: ['hold list', 'hold'],
    read: (rest) => (/^(list)?$/i.test(rest) ? {} : undefined),
  },
  load: (_input, read: Read) => read.privacy.holds(),
  show: (_input, holds) => holdsCard(holds),
})

export const liftHold = changing('lift-hold', {
  input: z.object({ hold: z.string().trim().pipe(HoldId) }),
  says: 'Lift a legal hold',
  may: secretariat,
  typed: {
    word: 'hold',
    usage: 'hold lift HOLD',
    examples: ['hold lift hold_7f3a', 'hold lift hold_04bc'],
    read: (rest) => {
      const [, hold] = /^lift\s+(\S+)$/i.exec(rest) ?? []
      return hold === undefined ? undefined : { hold }
    },
  },
  load: async ({ hold }, read: Read) => (await read.privacy.holds()).find(({ id }) => id === hold),
  decide: ({ hold }, found): Decision<PrivacyFact> =>
    found
      ? accept([{ type: 'hold-lifted', hold }], { says: holdLiftedCard(found) })
      : decline(refuse('not-found', { reference: `legal hold ${hold}` })),
})
