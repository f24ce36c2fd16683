/** Asking for an update, and for evidence. */
import { z } from 'zod'
import { grants, type May, Role } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { SubjectReference, splitReference, subjectField, subjectUnknown } from '#src/filing/subject.ts'
import { isOver, progressText } from '#src/recommendations/axes.ts'
import { askers, mayAsk, mayAskAgain, type Request, type RequestFact, type Wanted } from '#src/requests/request.ts'
import { type Askable, lockedBy, type Read } from './askable.ts'
import { askedBeforeCard, askedCard, askedForCard, askedYourselfCard } from './views.ts'

type State = { about: Askable | undefined; asked: Request | undefined }

function asker(wanted: Wanted): May<State> {
  const assessor = wanted === 'evidence' ? ', an assessor' : ''
  return {
    name: 'asker',
    says: `the secretariat, a chair, a coordinator${assessor}, or whoever coordinates the recommendation`,
    grants: { ...grants(Role.options, 'mine'), ...grants(askers[wanted], 'any') },
    test: (actor, { about }) => !about || mayAsk(actor, wanted, about.coordinators),
  }
}

const input = z.object({ reference: SubjectReference })

export const askForUpdate = changing('ask-for-update', {
  input,
  says: 'Ask the contact of a commitment, or the lead of a recommendation, how far it is',
  may: asker('update'),
  typed: {
    word: 'ask',
    button: 'Ask for an update',
    usage: 'ask C-12',
    examples: ['ask C-12', 'ask R-4.2'],
    read: (rest) => {
      if (readEvidence(rest)) return undefined
      const said = splitReference(rest)
      const reference = said && /^(?:for (?:an )?update)?$/i.test(said.rest) ? said.reference : rest
      return rest === '' ? {} : { reference }
    },
  },
  form: async () => ({ title: 'Ask for an update', submit: 'Ask for update', fields: [subjectField] }),
  load: ({ reference }, read: Read, at) => loaded('update', reference, read, at),
  decide: ({ reference }, state, at): Decision<RequestFact> => ask('update', reference, state, at),
})

export const askForEvidence = changing('ask-for-evidence', {
  input,
  says: 'Ask the contact of a commitment, or the lead of a recommendation, for evidence',
  may: asker('evidence'),
  typed: {
    word: 'ask',
    button: 'Ask for evidence',
    usage: 'ask C-12 for evidence',
    examples: ['ask C-12 for evidence', 'ask R-4.2 for evidence'],
    read: readEvidence,
  },
  form: async () => ({ title: 'Ask for evidence', submit: 'Ask for evidence', fields: [subjectField] }),
  load: ({ reference }, read: Read, at) => loaded('evidence', reference, read, at),
  decide: ({ reference }, state, at): Decision<RequestFact> => ask('evidence', reference, state, at),
})

/** `C-12 for evidence`; what stands before it is the reference, whatever it is. */
function readEvidence(rest: string): Record<string, string> | undefined {
  const [, reference] = /^(.*?)\s*\bfor\s+evidence$/i.exec(rest.trim()) ?? []
  if (reference === undefined) return undefined
  return reference === '' ? {} : { reference }
}

async function loaded(wanted: Wanted, typed: string, read: Read, at: At): Promise<State> {
  const about = await lockedBy(typed, read, at)
  return { about, asked: about && (await read.requests.waiting(about.found.subject, wanted)) }
}

function ask(wanted: Wanted, typed: string, { about, asked }: State, at: At): Decision<RequestFact> {
  if (at.actor.kind !== 'person') throw new Error('only people ask')
  if (!about) return decline(subjectUnknown(typed))
  const wrong = wrongWith(wanted, about)
  if (wrong) return decline(wrong)
  const { found, contact, owner } = about
  const { person: askedBy, name } = at.actor
  if (!contact || !owner)
    return decline(refuse('nobody-reports', { reference: found.reference, owner: owner?.name ?? '' }))
  if (contact.person === askedBy) return accept([], { says: askedYourselfCard(wanted, about) })
  const names = { contact: contact.name, owner: owner.name, zone: owner.zone }
  if (asked && !mayAskAgain(asked, at.now)) return accept([], { says: askedBeforeCard(about, asked, names) })
  const type = ({ update: 'update-asked', evidence: 'evidence-asked' } as const)[wanted]
  return accept([{ type, subject: found.subject, askedBy, askedOf: contact.person }], {
    says: askedForCard(wanted, about, names),
    effects: [
      {
        kind: 'tell',
        person: contact.person,
        card: askedCard(wanted, about, name),
        about: [{ subject: found.subject, as: found.release }],
      },
    ],
  })
}

/** Evidence of what is complete is still of use; of what was withdrawn nothing is. */
function wrongWith(wanted: Wanted, { found: { reference }, owner, reported }: Askable): Refusal | undefined {
  const isDone =
    reported !== null && (wanted === 'update' ? isOver(reported.progress) : reported.progress === 'withdrawn')
  if (isDone) return refuse('update-of-done', { reference, progress: progressText(reported.progress) })
  if (owner === null) return refuse('no-lead', { reference })
  return owner.hasLeft ? refuse('owner-left', { reference, owner: owner.name }) : undefined
}
