/** What becomes of a change that was proposed: a delegate or deputy makes it or declines it, or its author takes it back. */
import { z } from 'zod'
import {
  type Actor,
  grants,
  type May,
  proposingRoles,
  seatsOf,
  signatory,
  signingRole,
  signingRoles,
} from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { ChangeId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { card } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Change, ChangeFact, Milestone } from './change.ts'
import { after, type ChangeRead, madeFact, touched } from './change-commitment.ts'
import { changedCard, settledChangeCard, toSignatoryCard } from './change-views.ts'
import { commitmentReference } from './commitment.ts'
import { aboutOf } from './confirm.ts'
import { stillFits } from './patch.ts'
import { lockedById } from './progress.ts'
import type { Confirmed, Named } from './views.ts'

type State = { change: Change | undefined; found: Named<Confirmed> | undefined; milestones: Milestone[] }

const Settled = z.object({ change: ChangeId })
const gone = refuse('not-found', { reference: 'such change' })

async function load({ change: id }: z.output<typeof Settled>, read: ChangeRead, at: At): Promise<State> {
  const change = await read.changes.forChange(id)
  const found = change && (await lockedById(change.commitment, read, at))
  return { change, found, milestones: found ? await read.changes.milestones(found.commitment.id) : [] }
}

const mayRead: May<State> = {
  name: 'own',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that owns it',
  grants: grants(proposingRoles, 'own'),
  test: (actor, { found }) =>
    found === undefined || seatsOf(actor).some((seat) => seat.organisation === found.commitment.organisation),
}

export const showChange = showing('show-change', {
  input: Settled,
  says: 'Show a change of a commitment that waits',
  may: mayRead,
  load,
  show: (_input, { change, found }) => {
    if (!change || !found) return gone
    if (change.state !== 'proposed')
      return refuse('change-settled', { reference: commitmentReference(found.commitment) })
    return toSignatoryCard(found, { id: change.id, patch: change.patch, by: change.proposedBy.name })
  },
})

const mayBind = signatory<State>((state) => state.found?.commitment.organisation)

export const confirmChange = changing('confirm-change', {
  input: Settled,
  says: 'Make a change of a commitment that a colleague proposed',
  may: mayBind,
  load,
  decide: (_input, { change, found, milestones }, at): Decision<ChangeFact> => {
    if (!change || !found || at.actor.kind !== 'person') return decline(gone)
    const reference = commitmentReference(found.commitment)
    if (change.state === 'made') return accept([], { says: changedCard(found, true) })
    if (change.state !== 'proposed') return decline(refuse('change-settled', { reference }))
    if (!stillFits(change.patch, found.commitment, milestones)) return decline(refuse('change-outdated', { reference }))
    const proposal = { change: change.id, proposedBy: change.proposedBy.id }
    return accept([madeFact(found, proposal, change.patch, at.actor.person)], {
      organisation: found.commitment.organisation,
      says: changedCard(after(found, change.patch), true),
      refresh: touched(found, change.patch),
      effects: tellAuthor(change, found, at, settledChangeCard(found, 'made', at.actor.name)),
    })
  },
})

export const declineChange = changing('decline-change', {
  input: Settled,
  says: 'Decline a change of a commitment that a colleague proposed',
  may: mayBind,
  load,
  decide: (_input, { change, found }, at): Decision<ChangeFact> => {
    if (!change || !found || at.actor.kind !== 'person') return decline(gone)
    const reference = commitmentReference(found.commitment)
    const says = card(`The change of ${reference} is declined`)
    if (change.state === 'declined') return accept([], { says })
    if (change.state !== 'proposed') return decline(refuse('change-settled', { reference }))
    const fact = { type: 'change-declined', commitment: change.commitment, change: change.id } as const
    return accept([{ ...fact, declinedBy: at.actor.person }], {
      organisation: found.commitment.organisation,
      says,
      effects: tellAuthor(change, found, at, settledChangeCard(found, 'declined', at.actor.name)),
    })
  },
})

const author: May<State> = {
  name: 'author-or-signatory',
  says: 'the person who proposed it, or a delegate or deputy of that organisation',
  grants: { ...grants(proposingRoles, 'mine'), ...grants(signingRoles, 'own') },
  test: (actor, { change, found }) => isAuthor(actor, change) || signs(actor, found),
}

export const withdrawChange = changing('withdraw-change', {
  input: Settled,
  says: 'Take back a change of a commitment that waits',
  may: author,
  load,
  decide: (_input, { change, found }, at): Decision<ChangeFact> => {
    if (!change || !found || at.actor.kind !== 'person') return decline(gone)
    const reference = commitmentReference(found.commitment)
    const says = card(`The change of ${reference} is taken back`)
    if (change.state === 'withdrawn') return accept([], { says })
    if (change.state !== 'proposed') return decline(refuse('change-settled', { reference }))
    const fact = { type: 'change-withdrawn', commitment: change.commitment, change: change.id } as const
    return accept([{ ...fact, withdrawnBy: at.actor.person }], {
      organisation: found.commitment.organisation,
      says,
    })
  },
})

function isAuthor(actor: Actor, change: Change | undefined): boolean {
  return actor.kind === 'person' && actor.person === change?.proposedBy.id
}

function signs(actor: Actor, found: Named<Confirmed> | undefined): boolean {
  return found !== undefined && signingRole(actor, found.commitment.organisation) !== undefined
}

/** Nobody is told what they did themselves. */
function tellAuthor({ proposedBy }: Change, found: Named<Confirmed>, { actor }: At, told: Card): Effect[] {
  if (actor.kind === 'person' && actor.person === proposedBy.id) return []
  return [{ kind: 'tell', person: proposedBy.id, card: told, about: aboutOf(found) }]
}
