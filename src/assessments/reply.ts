/** What an owner does about a finding before others see it: it replies, or lets it be shown as it is. */
import { z } from 'zod'
import { type Actor, grants, type May, proposingRoles, proposingSeats } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { AssessmentId, type OrganisationId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import type { Read } from './assess.ts'
import { type AssessmentFact, longestWords } from './assessment.ts'
import { replyWrong } from './decide.ts'
import type { Made } from './store.ts'
import { openedCard, replyForm } from './views.ts'

type State = { made: Made | undefined }

const mayReply: May<State> = {
  name: 'owner-of-assessed',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation whose word was assessed',
  grants: grants(proposingRoles, 'own'),
  test: (actor, { made }) => made === undefined || ownerIn(actor, made) !== undefined,
}

const load = async ({ assessment }: { assessment: AssessmentId }, read: Read, { actor }: At): Promise<State> => {
  return { made: seen(await read.assessments.forChange(assessment), actor) }
}

function seen(made: Made | undefined, actor: Actor): Made | undefined {
  return made && seenBy(actor, made.about.item) !== 'nothing' ? made : undefined
}

const unknown = refuse('not-found', { reference: 'such finding' })

export const replyToAssessment = changing('reply-to-assessment', {
  input: z.object({ assessment: AssessmentId, reply: written(longestWords, 'Write your reply.') }),
  says: 'Reply to a finding, before others see it',
  may: mayReply,
  form: async (values, read: Read, at) => {
    const id = AssessmentId.safeParse(values.assessment)
    const made = id.success ? seen(await read.assessments.byId(id.data), at.actor) : undefined
    return replyForm(made && ownerIn(at.actor, made) ? made : undefined)
  },
  load,
  decide: (input, { made }, at): Decision<AssessmentFact> => {
    const owner = made && ownerIn(at.actor, made)
    if (!made || !owner || at.actor.kind !== 'person') return decline(unknown)
    const { id, about, reply } = made
    if (reply === input.reply) return accept([], { says: openedCard(made, reply) })
    const wrong = replyWrong(made, at.now)
    if (wrong) return decline(wrong)
    const { person: repliedBy } = at.actor
    const fact = { type: 'assessment-replied', assessment: id, subject: about.subject, owner, repliedBy } as const
    return accept([{ ...fact, sealed: { reply: input.reply } }], {
      organisation: owner,
      says: openedCard(made, input.reply),
      refresh: [about.subject],
      effects: [tellAssessor(made, input.reply)],
    })
  },
})

export const openAssessment = changing('open-assessment', {
  input: z.object({ assessment: AssessmentId }),
  says: 'Let a finding be shown without a reply',
  may: mayReply,
  load,
  decide: (_input, { made }, at): Decision<AssessmentFact> => {
    const owner = made && ownerIn(at.actor, made)
    if (!made || !owner || at.actor.kind !== 'person') return decline(unknown)
    const wrong = replyWrong(made, at.now)
    if (wrong) return decline(wrong)
    const openedBy = at.actor.person
    const { id: assessment, about } = made
    return accept([{ type: 'assessment-opened', assessment, subject: about.subject, owner, openedBy }], {
      organisation: owner,
      says: openedCard(made, null),
      refresh: [made.about.subject],
      effects: [tellAssessor(made, null)],
    })
  },
})

/** Whose word it was, where the actor speaks for it here. */
function ownerIn(actor: Actor, { owner }: Made): OrganisationId | undefined {
  return proposingSeats(actor).find(({ organisation }) => organisation === owner)?.organisation
}

function tellAssessor(made: Made, reply: string | null): Effect {
  const { assessedBy, about } = made
  const told = [{ subject: about.subject, as: 'full' }] as const
  return { kind: 'tell', person: assessedBy.id, card: openedCard(made, reply), about: [...told] }
}
