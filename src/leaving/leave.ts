/** An organisation leaves: stated by the secretariat, or by its own head delegate; shown in full first. */
import { z } from 'zod'
import type { CommitmentReader, SupportReader } from '#src/commitments/store.ts'
import type { ConsortiumReader, OrganisationRead } from '#src/consortium/store.ts'
import { type Actor, secretariat } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect, Subject } from '#src/core/effect.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, sure, written } from '#src/core/words.ts'
import { headOf, type LeaveFact, leaveFacts, leaveWrong, mayLeave, type Plan, planOf, type Stake } from './decide.ts'
import { longestReason } from './leaving.ts'
import type { LeavingReader } from './store.ts'
import { farewellCard, leaveForm, leavePreview, leftBefore, leftCard } from './views.ts'

type Read = {
  consortium: ConsortiumReader
  commitments: CommitmentReader
  supports: SupportReader
  leaving: LeavingReader
}

type State = {
  organisation: OrganisationRead | undefined
  names: string[]
  stake: Stake | undefined
  digests: PersonId[]
}

export const leave = changing('leave', {
  input: z.object({
    /** Short name, name or id; left out where the actor heads one organisation. */
    organisation: optional(z.string().trim().max(200, 'Name one organisation.')),
    reason: written(longestReason, 'Write why it leaves.'),
    sure,
  }),
  says: 'Let an organisation leave the consortium',
  may: mayLeave,
  typed: {
    word: 'leave',
    usage: 'leave ORGANISATION because REASON',
    examples: ['leave Japan because Its ministry was dissolved', 'leave Maple because Its funding ended'],
    read: (rest) => {
      const [, organisation, reason] = /^(.*?)(?:(?:^|\s+)because\s+([\s\S]*))?$/is.exec(rest) ?? []
      return { ...(organisation && { organisation }), ...(reason && { reason }) }
    },
  },
  form: async (values, read: Read, at) => {
    const all = (await read.consortium.organisations()).filter(({ leftAt }) => leftAt === null)
    const meant = meantBy(values.organisation, all, at.actor)
    const others = secretariat.test(at.actor, undefined) || headOf(at.actor).length > 1
    return others
      ? leaveForm(
          all.map(({ short }) => short),
          undefined,
        )
      : leaveForm([], meant?.short)
  },
  load: async (input, read: Read, at): Promise<State> => {
    const all = await read.consortium.organisations()
    const found = meantBy(input.organisation, all, at.actor)
    // A seat of the secretariat may be ended at the desk meanwhile: one of the two waits.
    if (input.sure) await read.consortium.holdDesk()
    const organisation = found && input.sure ? await read.leaving.forLeaving(found.id) : found
    const stake = organisation && (await stakeOf(organisation, all, read))
    const seatless = stake ? planOf(stake, at.now).seatless.map(({ person }) => person) : []
    return {
      organisation,
      names: all.filter(({ leftAt }) => leftAt === null).map(({ short }) => short),
      stake,
      digests: await read.leaving.digestsOf(seatless),
    }
  },
  decide: (input, { organisation, names, stake, digests }, at): Decision<LeaveFact> => {
    if (!organisation || !stake) {
      const typed = input.organisation
      const wrong =
        typed === undefined
          ? refuse('leaver-needed', { names }, onField)
          : refuse('no-such-organisation', { typed, names }, onField)
      return decline(wrong)
    }
    if (organisation.leftAt !== null) return accept([], { says: leftBefore(organisation) })
    const wrong = leaveWrong(stake, at.now)
    if (wrong) return decline(wrong)
    const plan = planOf(stake, at.now)
    if (!input.sure) return ask(leavePreview(stake, plan, input.reason, at))
    const by = at.actor.kind === 'person' ? at.actor.person : undefined
    return accept(leaveFacts(stake, plan, input.reason, digests), {
      ...(headOf(at.actor).includes(organisation.id) && { organisation: organisation.id }),
      says: leftCard(stake, plan, by !== undefined && plan.signatories.includes(by)),
      refresh: redrawn(stake),
      effects: tellOf(stake, plan, at),
    })
  },
})

const onField = { field: 'organisation' }

function meantBy(typed: string | undefined, all: OrganisationRead[], actor: Actor): OrganisationRead | undefined {
  const own = headOf(actor)
  if (typed === undefined || typed.trim() === '') {
    return own.length === 1 ? all.find(({ id }) => id === own[0]) : undefined
  }
  const name = typed.trim().toLowerCase()
  return all.find(({ id, short, name: long }) => [id, short, long].some((one) => one.toLowerCase() === name))
}

async function stakeOf(organisation: OrganisationRead, all: OrganisationRead[], read: Read): Promise<Stake> {
  const { id } = organisation
  const places = await read.consortium.places()
  return {
    organisation,
    consortium: await read.consortium.consortium(),
    seats: await read.consortium.seats(),
    memberships: await read.consortium.memberships(),
    zones: new Map<OrganisationId, string>(all.map((one) => [one.id, one.zone])),
    proposals: (await read.commitments.proposals([id])).map((one) => one.id),
    commitments: await read.leaving.commitments(id),
    polls: await read.leaving.polls(id),
    offers: await read.commitments.transfersTo([id]),
    supports: await read.supports.of(id),
    places: places.filter(({ organisations }) => organisations.includes(id)),
    secretariat: await read.consortium.secretariat(),
  }
}

/** Every card that showed its words, and every one that counts what it promised. */
function redrawn({ commitments, supports, polls }: Stake): Subject[] {
  const answered = new Set(commitments.flatMap(({ recommendations }) => recommendations))
  return [
    ...commitments.map(({ id }): Subject => ({ kind: 'commitment', id })),
    ...supports.map(({ commitment }): Subject => ({ kind: 'commitment', id: commitment })),
    ...[...answered].map((id): Subject => ({ kind: 'recommendation', id })),
    ...polls.filter(({ isOpen }) => isOpen).map(({ id }): Subject => ({ kind: 'poll', id })),
  ]
}

/** Its own signatories are told of the export, the secretariat of what is to be done; nobody of what they did themselves. */
function tellOf(stake: Stake, plan: Plan, { actor, now }: At): Effect[] {
  const own = actor.kind === 'person' ? actor.person : undefined
  const signatories = plan.signatories.filter((person) => person !== own)
  const keepers = stake.secretariat.map(({ id }) => id).filter((id) => id !== own && !plan.signatories.includes(id))
  const farewell = farewellCard(stake, now)
  const left = leftCard(stake, plan, false)
  return [
    ...signatories.map((person): Effect => ({ kind: 'tell', person, card: farewell })),
    ...keepers.map((person): Effect => ({ kind: 'tell', person, card: left })),
  ]
}
