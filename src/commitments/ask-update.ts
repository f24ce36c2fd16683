/** Asking for an update. */
import { z } from 'zod'
import { type Actor, granted, grants } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { PersonId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { isOver, progressText } from '#src/recommendations/axes.ts'
import { askedBeforeCard, askedForCard, askedYourselfCard, updateAskedCard } from './ask-views.ts'
import { type AskingFact, askers, mayAskAgain, type UpdateRequest } from './asking.ts'
import { commitmentReference } from './commitment.ts'
import { seen } from './decide.ts'
import { referenceField } from './fields.ts'
import { lockedBy, Reference } from './progress.ts'
import type { Read } from './read.ts'
import type { Confirmed, Named } from './views.ts'

const asker = granted('asker', 'the secretariat, a chair or a coordinator', grants(askers, 'any'))

type Contact = { person: PersonId; name: string }
type State = {
  found: Named<Confirmed> | undefined
  asked: UpdateRequest | undefined
  contact: Contact | undefined
}

export const askForUpdate = changing('ask-for-update', {
  input: z.object({ reference: Reference }),
  says: 'Ask the contact of a commitment how far it is',
  may: asker,
  typed: {
    word: 'ask',
    button: 'Ask for an update',
    usage: 'ask C-12',
    examples: ['ask C-12', 'ask C-3'],
    read: (rest) => (rest === '' ? {} : { reference: rest }),
  },
  form: async () => ({ title: 'Ask for an update', submit: 'Ask for update', fields: [referenceField] }),
  load: async ({ reference }, read: Read, at): Promise<State> => {
    const found = await lockedBy(reference, read, at)
    const asked = found && (await read.commitments.asked(found.commitment.id))
    return { found, asked, contact: found && (await contactOf(found.commitment, read)) }
  },
  decide: (input, { found, asked, contact }, at): Decision<AskingFact> => {
    if (at.actor.kind !== 'person') throw new Error('only people ask')
    if (!found)
      return decline(refuse('not-found', { reference: input.reference.toUpperCase() }, { field: 'reference' }))
    const { commitment, owner } = found
    const reference = commitmentReference(commitment)
    const named = { reference, owner: owner.short }
    if (isOver(commitment.progress)) {
      return decline(refuse('update-of-done', { reference, progress: progressText(commitment.progress) }))
    }
    if (commitment.ownerLeftAt !== null) return decline(refuse('owner-left', named))
    if (!contact) return decline(refuse('nobody-reports', named))
    const { person: askedBy, name } = at.actor
    if (contact.person === askedBy) return accept([], { says: askedYourselfCard(found) })
    if (asked && !mayAskAgain(asked, at.now)) return accept([], { says: askedBeforeCard(found, asked, contact.name) })
    const as = commitment.text === '' ? 'reference' : 'full'
    const fact = { type: 'update-asked', commitment: commitment.id, askedBy, askedOf: contact.person } as const
    return accept([fact], {
      says: askedForCard(found, contact.name),
      effects: [
        {
          kind: 'tell',
          person: contact.person,
          card: updateAskedCard(found, name),
          about: [{ subject: { kind: 'commitment', id: commitment.id }, as }],
        },
      ],
    })
  },
})

/** Its contact, else whoever can sign for its owner: the first who holds a seat there today and may see it. */
async function contactOf(commitment: Confirmed, read: Read): Promise<Contact | undefined> {
  const signatories = await read.consortium.signatories(commitment.organisation)
  const { contact, proposedBy } = commitment
  for (const person of new Set([contact ?? proposedBy, proposedBy, ...signatories.map((one) => one.person)])) {
    const actor = await read.consortium.actor(person)
    if (actor && reportsOn(actor, commitment)) return { person, name: actor.name }
  }
  return undefined
}

function reportsOn(actor: Extract<Actor, { kind: 'person' }>, commitment: Confirmed): boolean {
  const isOfOwner = actor.seats.some(({ organisation }) => organisation === commitment.organisation)
  return isOfOwner && seen(actor, commitment) !== 'nothing'
}
