/** Declining to bring evidence that was asked for: a word why there is none ends the request. */
import { z } from 'zod'
import { type Actor, grants, type May, proposingRoles, proposingSeats, type Seat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import { changing } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import { SubjectReference, subjectUnknown } from '#src/filing/subject.ts'
import { longestNote } from '#src/recommendations/axes.ts'
import type { Request, RequestFact } from '#src/requests/request.ts'
import { type Askable, askableBy, lockedBy, type Read } from './askable.ts'
import { declinedCard, declineForm, noEvidenceCard } from './views.ts'

type State = {
  about: Askable | undefined
  asked: Request | undefined
  /** The name of whoever asked. */
  asker: string | undefined
  policy: ReleasePolicy
}

const speaker: May<Pick<State, 'about'>> = {
  name: 'speaker',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that owns or leads it',
  grants: grants(proposingRoles, 'own'),
  test: (actor, { about }) => !about || seatFor(actor, about) !== undefined,
}

export const declineEvidence = changing('decline-evidence', {
  input: z.object({ reference: SubjectReference, reason: written(longestNote, 'Say why there is none.') }),
  says: 'Say why there is no evidence, where it was asked for',
  may: speaker,
  form: async (values, read: Read, at) => {
    const about = await aboutIn(values.reference, read, at)
    if (!about) return declineForm(undefined, undefined)
    const seat = seatFor(at.actor, about)
    if (!seat) return refuse('not-yours', { role: speaker.says })
    return declineForm(about.found, (await keeps(about, read)) ? seat.name : undefined)
  },
  keepsBack: async (values, read, actor) => {
    const about = await aboutIn(values.reference, read, { actor })
    return about && (await keeps(about, read)) ? ['reason'] : []
  },
  load: async ({ reference }, read: Read, at): Promise<State> => {
    const about = await lockedBy(reference, read, at)
    const asked = about && (await read.requests.waiting(about.found.subject, 'evidence'))
    const asker = asked && (await read.consortium.person(asked.askedBy))
    return {
      about,
      asked,
      asker: asker?.name,
      policy: about?.owner ? await read.consortium.release(about.owner.id) : {},
    }
  },
  decide: ({ reference, reason }, { about, asked, asker, policy }, at): Decision<RequestFact> => {
    if (!about) return decline(subjectUnknown(reference))
    const seat = seatFor(at.actor, about)
    if (at.actor.kind !== 'person' || !seat) return decline(refuse('not-yours', { role: speaker.says }))
    const { found } = about
    if (!asked) return decline(refuse('not-asked', { reference: found.reference }))
    const isKept = whatLeaves(policy, found.item) !== 'full'
    const said = isKept ? '' : reason
    const by = { organisation: seat.organisation, declinedBy: at.actor.person }
    return accept([{ type: 'evidence-declined', subject: found.subject, ...by, sealed: { reason: said } }], {
      organisation: seat.organisation,
      says: declinedCard(found, asker, isKept),
      effects:
        asked.askedBy === at.actor.person
          ? []
          : [
              {
                kind: 'tell',
                person: asked.askedBy,
                card: noEvidenceCard(found, seat.name, said),
                about: [{ subject: found.subject, as: isKept ? 'reference' : 'full' }],
              },
            ],
    })
  },
})

async function aboutIn(typed: string | undefined, read: Read, at: { actor: Actor }): Promise<Askable | undefined> {
  const reference = SubjectReference.safeParse(typed)
  return reference.success ? askableBy(reference.data, read, at) : undefined
}

async function keeps({ found, owner }: Askable, read: Read): Promise<boolean> {
  return owner !== null && whatLeaves(await read.consortium.release(owner.id), found.item) !== 'full'
}

function seatFor(actor: Actor, { owner }: Askable): Seat | undefined {
  return owner === null ? undefined : proposingSeats(actor).find(({ organisation }) => organisation === owner.id)
}
