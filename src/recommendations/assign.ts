/** The secretariat says who sees to a recommendation: a working group, who leads and supports it, and who keeps track of it. */
import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import type { Card } from '#src/view/card.ts'
import { assignedCard, assignForm, coordinatesCard, leadsCard } from './assign-views.ts'
import {
  type Assigned,
  type AssignedWords,
  type AssigningReason,
  assignedIn,
  isSameAssigned,
  type Names,
  nobody,
} from './assigning.ts'
import { lockedBy, recommendationBy, unknownRecommendation } from './named.ts'
import type { AssignedNames, Assignment, Recommendation, RecommendationFact } from './recommendation.ts'
import type { RecommendationReader } from './store.ts'
import { RecommendationTyped } from './typed.ts'

type Read = { consortium: ConsortiumReader; recommendations: RecommendationReader }

/** `signers`: who can bind each organisation that could lead it. */
type State = {
  found: Recommendation | undefined
  was: Assignment
  names: Names
  signers: PersonId[]
}

const vacant: Assignment = { group: null, lead: null, supporting: [], coordinators: [] }
const one = z.string().trim().max(200, 'This name is too long.').transform(bare).optional()
const many = z
  .string()
  .max(5_000, 'These are too many names.')
  .transform((typed) => [...new Set(typed.split(/[,;]/).map(bare))].filter((name) => name !== ''))
  .optional()

export const assignRecommendation = changing('assign-recommendation', {
  input: z.object({ reference: RecommendationTyped, group: one, lead: one, supporting: many, coordinators: many }),
  says: 'Say who sees to a recommendation: working group, lead, supporting organisations and coordinators',
  may: secretariat,
  typed: {
    word: 'assign',
    usage: 'assign R-4.2 lead ORGANISATION, supporting ORGANISATIONS, group NAME, coordinators PEOPLE',
    examples: ['assign R-4.2 lead Japan', 'assign R-4.2 group Evaluation, supporting Korea, France, coordinators none'],
    button: 'Assign recommendation',
    read: readAssignment,
  },
  form: async (values, read: Read, at) => {
    const found = await recommendationBy(values.reference ?? '', read, at.actor)
    return assignForm(found, await namesFor(found, read), found && (await standing(found, read)))
  },
  load: async (input, read: Read, at): Promise<State> => {
    const found = await lockedBy(input.reference, read, at.actor)
    const names = await namesFor(found, read)
    const lead = names.organisations.find(({ id, name }) => isMeant(input.lead, id, name))
    const signers = lead ? await read.consortium.signatories(lead.id) : []
    return {
      ...{ found, names, was: found ? await standing(found, read) : vacant },
      signers: [...new Set(signers.map(({ person }) => person))],
    }
  },
  decide: (input, { found, was, names, signers }, at): Decision<RecommendationFact> => {
    if (!found) return decline(unknownRecommendation(input.reference))
    const before = idsOf(was)
    const assigned = assignedIn(input, before, names)
    if ('why' in assigned) return decline(wrongName(assigned, input))
    const after = namedIn(assigned, names)
    if (isSameAssigned(before, assigned)) return accept([], { says: assignedCard(found, after, false) })
    const { group, lead, supporting, coordinators } = assigned
    const fact = { type: 'recommendation-assigned', recommendation: found.id, group, lead } as const
    const about = [{ subject: { kind: 'recommendation', id: found.id }, as: 'full' } as const]
    const self = at.actor.kind === 'person' ? at.actor.person : null
    const tell = (person: PersonId, card: Card): Effect[] =>
      person === self ? [] : [{ kind: 'tell', person, card, about }]
    const leading = lead === null || lead === before.lead || !after.lead ? [] : signers
    const leadName = after.lead?.name ?? ''
    const added = coordinators.filter((person) => !before.coordinators.includes(person))
    return accept([{ ...fact, supporting: [...supporting], coordinators: [...coordinators] }], {
      says: assignedCard(found, after, true),
      refresh: about.map(({ subject }) => subject),
      effects: [
        ...leading.flatMap((person) => tell(person, leadsCard(found, leadName))),
        ...added.flatMap((person) => tell(person, coordinatesCard(found))),
      ],
    })
  },
})

/** `lead Japan, supporting Korea, France, group Evaluation`; what is not named stays as it is. */
function readAssignment(rest: string): Record<string, string> {
  const [, reference, tail = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest.trim()) ?? []
  if (!reference) return {}
  const parts = tail.split(/(?:^|[,;\s]\s*)(?=(?:lead|supporting|group|coordinators?)\s)/i)
  const said = parts.flatMap((part): [string, string][] => {
    const [, word, names = ''] = /^(lead|supporting|group|coordinators?)\s+([\s\S]*?)[,;\s]*$/i.exec(part.trim()) ?? []
    return word ? [[word.toLowerCase().replace(/^coordinator$/, 'coordinators'), names]] : []
  })
  return { reference, ...Object.fromEntries(said) }
}

/** `none` and what is left empty in the form are nobody. */
function bare(typed: string): string {
  return typed.trim().replace(/^(none|nobody)$/i, '')
}

function isMeant(typed: string | undefined, id: string, name: string): boolean {
  return typed !== undefined && (typed === id || typed.toLowerCase() === name.toLowerCase())
}

/** Members of today, and whoever sees to it already. */
async function namesFor(found: Recommendation | undefined, read: Read): Promise<Names> {
  const was = found ? idsOf(await standing(found, read)) : nobody
  const isThere = (id: OrganisationId) => id === was.lead || was.supporting.includes(id)
  const organisations = (await read.consortium.organisations()).filter(
    (each) => each.leftAt === null || isThere(each.id),
  )
  return {
    organisations: organisations.map(({ id, short }) => ({ id, name: short })),
    groups: await read.consortium.groups(),
    people: await read.consortium.people(),
  }
}

async function standing({ id }: Recommendation, read: Read): Promise<Assignment> {
  return (await read.recommendations.assignments([id])).get(id) ?? vacant
}

function idsOf({ group, lead, supporting, coordinators }: Assignment): Assigned {
  return {
    group: group?.id ?? null,
    lead: lead?.id ?? null,
    supporting: supporting.map(({ id }) => id),
    coordinators: coordinators.map(({ id }) => id),
  }
}

function namedIn(assigned: Assigned, names: Names): AssignedNames {
  const nameOf = (id: string, among: readonly { id: string; name: string }[]) =>
    among.find((each) => each.id === id)?.name ?? id
  const { group, lead, supporting, coordinators } = assigned
  return {
    group: group && { id: group, name: nameOf(group, names.groups) },
    lead: lead && { id: lead, name: nameOf(lead, names.organisations) },
    supporting: supporting.map((id) => ({ id, name: nameOf(id, names.organisations) })),
    coordinators: coordinators.map((id) => ({ id, name: nameOf(id, names.people) })),
  }
}

/** On the field in which it was typed. */
function wrongName(reason: AssigningReason, { group, lead, supporting }: AssignedWords): Refusal {
  if (reason.why === 'leads-and-supports') {
    return refuse('leads-and-supports', { organisation: reason.typed }, { field: 'supporting' })
  }
  const { what, typed } = reason
  const field =
    typed === group ? 'group' : typed === lead ? 'lead' : supporting?.includes(typed) ? 'supporting' : 'coordinators'
  return reason.why === 'none-such'
    ? refuse('none-such', { what, typed }, { field })
    : refuse('several-such', { what, typed }, { field })
}
