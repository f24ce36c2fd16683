/** What becomes of a split or a merge that was proposed: a delegate or deputy confirms or declines it, or its author takes it back. */
import { z } from 'zod'
import { grants, type May, proposingRoles, seatsOf, signatory, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { RecastId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { commitmentReference } from './commitment.ts'
import { lockedById, reportWrong } from './progress.ts'
import type { Recast, RecastFact } from './recast.ts'
import { type Fact, made, type RecastRead, type State, tellAuthor } from './recast-made.ts'
import { settledRecastCard, toSignCard } from './recast-views.ts'
import { recastWrong } from './recasting.ts'

type Settling = State & { recast: Recast | undefined }
const Settled = z.object({ recast: RecastId })
const gone = refuse('not-found', { reference: 'such proposal' })

async function settling({ recast: id }: z.output<typeof Settled>, read: RecastRead, at: At): Promise<Settling> {
  const recast = await read.recasts.forChange(id)
  const found = recast ? await inTurn(recast.sources, (one) => lockedById(one, read, at)) : []
  const all = found.flatMap((one) => one ?? [])
  const isWhole = recast !== undefined && all.length === recast.sources.length
  return {
    recast,
    all,
    found: isWhole ? all[0] : undefined,
    signatories: [],
    number: isWhole && recast.state === 'proposed' ? await read.commitments.nextNumber() : 0,
  }
}

const mayRead: May<Settling> = {
  name: 'own',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that owns it',
  grants: grants(proposingRoles, 'own'),
  test: (actor, { found, recast }) =>
    found === undefined || seatsOf(actor).some((seat) => seat.organisation === recast?.organisation),
}

export const showRecast = showing('show-recast', {
  input: Settled,
  says: 'Show a split or a merge that waits',
  may: mayRead,
  load: async (input, read: RecastRead, at) => {
    const state = await settling(input, read, at)
    return { ...state, by: state.recast && (await read.consortium.person(state.recast.proposedBy))?.name }
  },
  show: (_input, { recast, found, all, by }) => {
    if (!recast || !found) return gone
    if (recast.state !== 'proposed')
      return refuse('recast-settled', { reference: commitmentReference(found.commitment) })
    return toSignCard(all, recast, by ?? 'Somebody')
  },
})

const mayBind = signatory<Settling>((state) => state.found && state.recast?.organisation)

export const confirmRecast = changing('confirm-recast', {
  input: Settled,
  says: 'Confirm that commitments are split or merged, as a colleague proposed',
  may: mayBind,
  load: settling,
  decide: (_input, { recast, found, all, number }, at): Decision<Fact> => {
    if (!recast || !found || at.actor.kind !== 'person') return decline(gone)
    const reference = commitmentReference(found.commitment)
    if (recast.state !== 'proposed') return decline(refuse('recast-settled', { reference }))
    const wrong = all.map((one) => reportWrong(one, at)).find((one) => one !== undefined) ?? recastWrong(all)
    if (wrong) return decline(wrong)
    return made([found, ...all.slice(1)], recast, number, at, [])
  },
})

export const declineRecast = changing('decline-recast', {
  input: Settled,
  says: 'Decline that commitments are split or merged',
  may: mayBind,
  load: settling,
  decide: (_input, state, at): Decision<Fact> => ended(state, at, 'declined'),
})

const author: May<Settling> = {
  name: 'author-or-signatory',
  says: 'the person who proposed it, or a delegate or deputy of that organisation',
  grants: { ...grants(proposingRoles, 'mine'), ...grants(signingRoles, 'own') },
  test: (actor, state) =>
    (actor.kind === 'person' && actor.person === state.recast?.proposedBy) || mayBind.test(actor, state),
}

export const withdrawRecast = changing('withdraw-recast', {
  input: Settled,
  says: 'Take back a proposal to split or merge commitments',
  may: author,
  load: settling,
  decide: (_input, state, at): Decision<Fact> => ended(state, at, 'withdrawn'),
})

function ended({ recast, found, all }: Settling, at: At, state: 'declined' | 'withdrawn'): Decision<Fact> {
  if (!recast || !found || at.actor.kind !== 'person') return decline(gone)
  const says = settledRecastCard(all, recast, state)
  if (recast.state === state) return accept([], { says })
  if (recast.state !== 'proposed') {
    return decline(refuse('recast-settled', { reference: commitmentReference(found.commitment) }))
  }
  const { id, kind, organisation, sources } = recast
  const on = { recast: id, kind, organisation, sources }
  const by = at.actor.person
  const fact: RecastFact =
    state === 'declined'
      ? { type: 'recast-declined', ...on, declinedBy: by }
      : { type: 'recast-withdrawn', ...on, withdrawnBy: by }
  return accept([fact], { organisation, says, effects: tellAuthor(all, recast, at, state) })
}
