/** Changing what was promised: a delegate or deputy makes the change, anybody else of the organisation proposes it, as the promise was. */
import { z } from 'zod'
import { type Actor, grants, proposingRoles, proposingSeats, signingRole } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, type KeepsBack } from '#src/core/use-case.ts'
import { optional, sure, written } from '#src/core/words.ts'
import { recommendationReference } from '#src/recommendations/recommendation.ts'
import type { Change, ChangeFact, Milestone, Patch } from './change.ts'
import { changedCard, changeForm, changePreview, proposedChangeCard, toSignatoryCard } from './change-views.ts'
import { Written } from './check.ts'
import { commitmentReference, longestText } from './commitment.ts'
import { aboutOf, answered, forOthers } from './confirm.ts'
import { type Context, keepsText, maySee, promisedOf } from './decide.ts'
import { fieldsIn, isEmpty, madeSince, patched, patchOf } from './patch.ts'
import { foundBy, lockedBy, Reference, reportWrong } from './progress.ts'
import { contextOf, type Read } from './read.ts'
import type { ChangeReader } from './store.ts'
import { detailFields, termsOf, termsValues } from './terms.ts'
import type { Confirmed, Named } from './views.ts'

export type ChangeRead = Read & { changes: ChangeReader }

export type Changing = {
  found: Named<Confirmed> | undefined
  changes: Change[]
  milestones: Milestone[]
  signatories: { person: PersonId }[]
}
type State = Changing & { context: Context }

export const ownersWord = {
  name: 'owner',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that owns it',
  grants: grants(proposingRoles, 'own'),
}

/** Of what is not there, and of what its owner left behind, whoever may change anything is told so. */
export function isOwners(actor: Actor, { found }: Pick<Changing, 'found'>): boolean {
  if (!found || found.commitment.ownerLeftAt !== null) return true
  return proposingSeats(actor).some(({ organisation }) => organisation === found.commitment.organisation)
}

const emptyText = 'Write what your organisation will do.'
const { label: _label, recipients: _recipients, people: _people, group: _group, ...changeable } = Written.shape

export const changeCommitment = changing('change-commitment', {
  input: z.object({
    reference: Reference,
    ...changeable,
    text: optional(written(longestText, emptyText)),
    /** What the form was drawn from: others may have changed it since. */
    revision: optional(z.coerce.number().int().positive()),
    sure,
  }),
  says: 'Change what a commitment says, its day, its kind or what it answers; a delegate confirms',
  may: { ...ownersWord, test: isOwners },
  typed: {
    word: 'change',
    usage: 'change C-12',
    examples: ['change C-12', 'change C-3'],
    read: (rest) => ({ ...(rest && { reference: rest }) }),
  },
  form: async (values, read: ChangeRead, at) => {
    const typed = Reference.safeParse(values.reference)
    const found = typed.success ? await foundBy(typed.data, read, at) : undefined
    if (!found) return typed.success ? unknown(typed.data) : changeForm(undefined, values, [])
    const wrong = reportWrong(found, at)
    if (wrong) return wrong
    const seen = Number(values.revision ?? found.commitment.revision)
    const meanwhile = madeSince(await read.changes.of(found.commitment.id), seen)
    return changeForm(found, { ...standing(found), ...values }, meanwhile)
  },
  keepsBack: (values, read, actor) => keepsBack(values, read, actor),
  load: async (input, read: ChangeRead, at): Promise<State> => {
    const around = await changingIn(input.reference, read, at)
    const owned = around.found?.commitment
    const choices = {
      organisation: owned?.organisation,
      group: owned?.group,
      recommendations: input.recommendations,
    }
    return { ...around, context: await contextOf(choices, read, at) }
  },
  decide: (input, state, at): Decision<ChangeFact> => {
    const { found, context, changes } = state
    if (!found) return decline(unknown(input.reference))
    const { commitment, owner } = found
    const left = reportWrong(found, at)
    if (left) return decline(left)
    const isKept = keepsText(commitment)
    const text = isKept ? '' : (input.text ?? '')
    const terms = isKept ? { kind: input.kind ?? 'other', details: null } : termsOf(input)
    // A day that stands may have passed: only another one must be to come.
    const now = input.due.trim() === commitment.due ? before(commitment.due, owner.zone) : at.now
    const promised = promisedOf({ due: input.due, text, terms }, context, now)
    const empty = isKept || text !== '' ? [] : [refuse('text-needed', { what: emptyText }, { field: 'text' })]
    const wrong = [...empty, ...(Array.isArray(promised) ? promised : [])]
    if (wrong.length > 0 || Array.isArray(promised)) return declineAll(wrong)
    const patch = patchOf(commitment, promised, unseenIn(found))
    if (isEmpty(patch)) return accept([], { says: changedCard(found, false) })
    const meanwhile = madeSince(changes, input.revision ?? commitment.revision)
    if (meanwhile.length > 0) return decline(changedMeanwhile(found, meanwhile))
    const signs = signingRole(at.actor, commitment.organisation) !== undefined
    if (!input.sure)
      return ask(
        changePreview(found, patch, {
          signs,
          form: at.draft,
          use: 'change-commitment',
          recommendations: promised.recommendations,
        }),
      )
    return conclude({ ...state, found }, patch, at)
  },
})

/** Makes the change, or asks those who can. */
export function conclude(
  { found, signatories }: Changing & { found: Named<Confirmed> },
  patch: Patch,
  at: At,
): Decision<ChangeFact> {
  if (at.actor.kind !== 'person') throw new Error('only people change promises')
  const { person } = at.actor
  const { id: commitment, organisation } = found.commitment
  const change = at.newId('chg')
  if (signingRole(at.actor, organisation) !== undefined) {
    return accept([madeFact(found, { change, proposedBy: person }, patch, person)], {
      organisation,
      says: changedCard(after(found, patch), true),
      refresh: touched(found, patch),
    })
  }
  const told = forOthers(found)
  const card = toSignatoryCard(told, { id: change, patch, by: at.actor.name })
  const fact = {
    type: 'change-proposed',
    commitment,
    change,
    proposedBy: person,
    sealed: { patch: JSON.stringify(patch) },
  } as const
  return accept([fact], {
    organisation,
    says: proposedChangeCard(found, patch, change),
    effects: signatories.map(
      ({ person: whom }): Effect => ({ kind: 'tell', person: whom, card, about: aboutOf(told) }),
    ),
  })
}

export function madeFact(
  { commitment }: Pick<Named<Confirmed>, 'commitment'>,
  { change, proposedBy }: { change: Change['id']; proposedBy: PersonId },
  patch: Patch,
  madeBy: PersonId,
): ChangeFact {
  const { due, recommendations, terms } = patch
  return {
    type: 'change-made',
    commitment: commitment.id,
    change,
    revision: commitment.revision + 1,
    proposedBy,
    madeBy,
    ...(due && { due: due.now }),
    ...(recommendations && { recommendations: recommendations.now }),
    ...(terms && { kind: terms.now.kind }),
    sealed: { patch: JSON.stringify(patch) },
  }
}

/** As it stands once the change is made; what it answers now is named when it is drawn next. */
export function after(found: Named<Confirmed>, patch: Patch): Named<Confirmed> {
  const commitment = patched(found.commitment, patch)
  const kept = found.recommendations.filter(({ id }) => commitment.recommendations.includes(id))
  return { ...found, commitment, recommendations: kept }
}

/** Its own card, and those of what it answered and answers. */
export function touched({ commitment }: Named<Confirmed>, patch: Patch) {
  const { id } = commitment
  return [{ kind: 'commitment', id } as const, ...answered(commitment), ...answered(patched(commitment, patch))]
}

export async function changingIn(typed: string, read: ChangeRead, at: At): Promise<Changing> {
  const found = await lockedBy(typed, read, at)
  if (!found) return { found, changes: [], milestones: [], signatories: [] }
  const { id, organisation } = found.commitment
  return {
    found,
    changes: await read.changes.of(id),
    milestones: await read.changes.milestones(id),
    signatories: await read.consortium.signatories(organisation),
  }
}

function changedMeanwhile({ commitment }: Named<Confirmed>, meanwhile: Change[]): Refusal {
  const { settledBy, patch } = present(meanwhile.at(-1), 'a change')
  const reference = commitmentReference(commitment)
  const [field = 'text'] = fieldsIn(patch).filter((one) => one !== 'milestones')
  return refuse('changed-meanwhile', { reference, by: settledBy || 'Somebody' }, { field })
}

export function unknown(typed: string): Refusal {
  return refuse('not-found', { reference: typed.toUpperCase() }, { field: 'reference' })
}

/** What it answers that the actor does not see: it stays. */
function unseenIn({ commitment, recommendations }: Named<Confirmed>) {
  return commitment.recommendations.filter((one) => recommendations.every(({ id }) => id !== one))
}

function declineAll([first, ...also]: Refusal[]): Decision<never> {
  return decline(present(first, 'a refusal'), also)
}

/** A moment at which that day is still to come. */
function before(due: string, zone: string): Temporal.Instant {
  return Temporal.PlainDate.from(due).toZonedDateTime(zone).toInstant()
}

const keepsBack: KeepsBack<Read> = async (values, read, actor) => {
  const typed = Reference.safeParse(values.reference)
  const number = typed.success ? Number(/\d+/.exec(typed.data)?.[0]) : 0
  const found = await read.commitments.byNumber(number)
  return found && maySee(actor, found) && keepsText(found) ? ['text', ...detailFields] : []
}

function standing({ commitment, recommendations }: Named<Confirmed>): Record<string, string> {
  return {
    text: commitment.text,
    due: commitment.due,
    recommendations: recommendations.map(recommendationReference).join(', '),
    ...termsValues(commitment),
  }
}
