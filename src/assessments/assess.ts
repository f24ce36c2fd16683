/** An assessor says how far something is. The owner is told first, and may reply before others see it. */
import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { granted } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import { type AssessmentFact, longestWords } from './assessment.ts'
import { assessing, assessWrong, isAssessable, opensAt } from './decide.ts'
import type { Assessable, AssessmentReader, Made } from './store.ts'
import { namingOf, TypedFound } from './typed.ts'
import { assessedCard, assessForm, toOwnerCard } from './views.ts'

export type Read = { consortium: ConsortiumReader; assessments: AssessmentReader }

/** `owners`: who can sign for whose word it is. */
type State = { of: Assessable | undefined; owners: PersonId[] }

export const assess = changing('assess', {
  input: z.object({
    reference: z.string('Write it like C-12 or R-4.2.').trim().min(1, 'Write it like C-12 or R-4.2.').max(40),
    found: TypedFound,
    why: written(longestWords, 'Say what the finding rests on.'),
  }),
  says: 'Say how far a commitment or recommendation of others is, as an assessor',
  may: granted('assessor', 'an assessor, or the secretariat', assessing),
  typed: {
    word: 'assess',
    usage: 'assess C-12 FINDING WHY',
    examples: ['assess C-12 limited Two of five results are public', 'assess R-4.2 no evidence Nothing was published'],
    read: readAssessment,
  },
  form: async (values, read: Read, at) => {
    const of = await assessableIn(values.reference ?? '', read, at)
    return (of && assessWrong(at.actor, of)) ?? assessForm(of)
  },
  load: async ({ reference }, read: Read, at): Promise<State> => {
    const of = await assessableIn(reference, read, at)
    const signatories = of?.owner ? await read.consortium.signatories(of.owner.id) : []
    return { of, owners: [...new Set(signatories.map(({ person }) => person))] }
  },
  decide: (input, { of, owners }, at): Decision<AssessmentFact> => {
    if (!of || at.actor.kind !== 'person') return decline(unknown(input.reference))
    const wrong = assessWrong(at.actor, of)
    if (wrong) return decline(wrong)
    if (at.heard && of.owner) return decline(refuse('assess-heard', { reference: of.reference, owner: of.owner.name }))
    const made: Made = {
      id: at.newId('assess'),
      about: of,
      owner: of.owner?.id ?? null,
      found: input.found,
      why: input.why,
      assessedBy: { id: at.actor.person, name: at.actor.name },
      at: at.now.toString({ fractionalSecondDigits: 3 }),
      opensAt: opensAt(at.now, of).toString({ fractionalSecondDigits: 3 }),
      reply: null,
    }
    const fact: AssessmentFact = {
      type: 'assessment-made',
      assessment: made.id,
      subject: of.subject,
      owner: made.owner,
      found: input.found,
      assessedBy: at.actor.person,
      opensAt: made.opensAt,
      sealed: { why: input.why },
    }
    return accept([fact], {
      says: assessedCard(made),
      refresh: made.owner === null ? [of.subject] : [],
      effects: owners.map((person) => tellOwner(person, made)),
    })
  },
})

/** A finding of one or two words; what is none of them stays with the rest, so that nothing typed is lost. */
function readAssessment(rest: string): Record<string, string> {
  const [, reference, tail = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest.trim()) ?? []
  if (!reference) return {}
  const known =
    /^(no[\s-]+evidence|not[\s-]+started|limited|substantial|complete)(?![\p{L}\p{N}-])[\s:,;.–—-]*([\s\S]*)$/iu
  const [, found = /^\S*/.exec(tail)?.[0], why = tail] = known.exec(tail) ?? []
  return { reference, ...(found && { found }), ...(why && { why }) }
}

/** What was named, where the actor sees it whole. */
async function assessableIn(typed: string, read: Read, at: At): Promise<Assessable | undefined> {
  const naming = namingOf(typed)
  const of = naming && (await read.assessments.assessable(naming))
  return of && isAssessable(at.actor, of) ? of : undefined
}

function unknown(typed: string): Refusal {
  return refuse('not-found', { reference: typed.toUpperCase() }, { field: 'reference' })
}

function tellOwner(person: PersonId, made: Made): Effect {
  return { kind: 'tell', person, card: toOwnerCard(made), about: [{ subject: made.about.subject, as: 'full' }] }
}
