/** Inviting: the secretariat has a code made for a person, and hands it over outside of the chat. */
import { z } from 'zod'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { NewId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import { codeCard, codeShownCard } from './account-views.ts'
import { type Code, newCode } from './code.ts'
import type { ConsortiumFact } from './consortium.ts'
import { hoursToUse } from './invitation.ts'
import { hasLeft } from './link.ts'
import { type Meant, meantBy } from './people.ts'
import type { ConsortiumReader, InvitationReader } from './store.ts'

type Read = { consortium: ConsortiumReader; invitations: InvitationReader }

export const invitePerson = changing('invite-person', {
  input: z.object({ person: written(200, 'Write the name of the person.') }),
  says: 'Make a code by which a person links a chat account',
  may: secretariat,
  typed: {
    word: 'invite',
    button: 'Invite person',
    usage: 'invite PERSON',
    examples: ['invite Luc Bernard', 'invite Bernard'],
    read: (rest) => (rest === '' ? {} : { person: rest }),
  },
  form: async () => ({
    title: 'Invite a person',
    submit: 'Make code',
    fields: [
      { kind: 'line', name: 'person', label: 'Person', hint: 'A name, or a part of it', required: true, max: 200 },
    ],
    note: [`The code is shown to you once, and works for ${hoursToUse} hours.`],
  }),
  load: async (input, { consortium, invitations }: Read, at) => {
    const meant = meantBy(input.person, await consortium.people())
    const person = meant.is === 'one' ? meant.person : undefined
    return {
      meant,
      hasLeft: person !== undefined && hasLeft(await consortium.seatsOf(person.id)),
      earlier: person ? await invitations.openFor(person.id) : [],
      code: await freeCode(at.newId, invitations),
      zone: (await consortium.consortium()).zone,
    }
  },
  decide: (input, { meant, hasLeft: isGone, earlier, code, zone }, at): Decision<ConsortiumFact> => {
    const person = meant.is === 'one' ? meant.person : undefined
    if (!person) return decline(unclear(input.person, meant))
    if (isGone) return decline(refuse('person-left', { person: person.name }, { field: 'person' }))
    const expiresAt = at.now.add({ hours: hoursToUse }).toString({ fractionalSecondDigits: 3 })
    const madeBy = at.actor.kind === 'person' ? at.actor.person : null
    const { half, hash } = code
    return accept(
      [
        ...earlier.map(
          (one): ConsortiumFact => ({ type: 'invitation-settled', personal: true, half: one, state: 'burnt' }),
        ),
        { type: 'person-invited', person: person.id, expiresAt },
        { type: 'invitation-made', personal: true, half, hash, person: person.id, madeBy, expiresAt },
      ],
      { says: codeCard(person, code.code, expiresAt, zone), kept: codeShownCard(person) },
    )
  },
})

/** A million halves: the next try is free where this one is not. */
async function freeCode(newId: NewId, invitations: InvitationReader): Promise<Code> {
  for (;;) {
    const code = await newCode(newId)
    if (!(await invitations.isTaken(code.half))) return code
  }
}

/** The person that a name stands for, or why none does; the names that may be meant are offered. */
export function unclear(typed: string, meant: Meant) {
  if (meant.is === 'several') {
    const readings = meant.people.map(({ id, name }) => ({ label: name, value: id as string }))
    return refuse('which-person', { typed }, { field: 'person', readings })
  }
  const near = meant.is === 'none' ? meant.near : []
  const readings = near.map(({ id, name }) => ({ label: name, value: id as string }))
  return refuse('person-unknown', { typed }, { field: 'person', ...(readings.length > 0 && { readings }) })
}
