/** Another organisation takes part in a commitment: its owner asks, and a delegate or deputy of the other confirms the part itself. */
import { z } from 'zod'
import type { OrganisationRead } from '#src/consortium/store.ts'
import { grants, type May, proposingRoles, signatory, signingRole, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect, Subject } from '#src/core/effect.ts'
import { CommitmentId, OrganisationId, type PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import type { Card } from '#src/view/card.ts'
import { aboutOf, forOthers } from './confirm.ts'
import { foundIn, lockedBy, lockedById, Reference, reportWrong, speaksFor } from './progress.ts'
import { asLeaves, type Read } from './read.ts'
import type { Support, SupportFact } from './support.ts'
import { askingWrong, type Meant, meantBy } from './support-decide.ts'
import { askedSupportCard, supportAskedCard, supportedCard, supportForm, supportSettledCard } from './support-views.ts'
import type { Confirmed, Named } from './views.ts'

type Asking = Meant & {
  found: Named<Confirmed> | undefined
  signatories: { person: PersonId }[]
  standing: Support[]
  names: string[]
}

const mayAsk: May<Pick<Asking, 'found'>> = {
  name: 'owner',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that owns it',
  grants: grants(proposingRoles, 'own'),
  test: (actor, { found }) => !found || found.commitment.ownerLeftAt !== null || speaksFor(actor, found),
}

export const askSupport = changing('ask-support', {
  input: z.object({
    reference: Reference,
    by: optional(z.string().trim().max(1_000, 'Name one organisation.')),
    part: optional(z.string().trim().max(3_000, 'This is too long.')),
  }),
  says: 'Ask another organisation to support a commitment with a part of its own',
  may: mayAsk,
  typed: {
    word: 'support',
    usage: 'support C-12 by ORGANISATION PART',
    examples: ['support C-12 by Korea Provide the test data', 'support C-3 by France'],
    button: 'Ask for support',
    read: (rest) => {
      const [, reference, by] = /^(\S+)(?:\s+(?:by\s+)?([\s\S]*))?$/i.exec(rest) ?? []
      return { ...(reference && { reference }), ...(by && { by }) }
    },
  },
  form: async (values, read: Read, at) => {
    const found = await foundIn(values, read, at)
    return reportWrong(found, at) ?? supportForm(found, await others(found, read))
  },
  load: async (input, read: Read, at): Promise<Asking> => {
    const found = await lockedBy(input.reference, read, at)
    const all = await read.consortium.organisations()
    const meant = meantBy(input.by, input.part, all)
    return {
      found,
      ...meant,
      signatories: meant.by ? await read.consortium.signatories(meant.by.id) : [],
      standing: found ? await read.supports.standing(found.commitment.id) : [],
      names: (await others(found, read)).map(({ short }) => short),
    }
  },
  decide: (input, { found, ...state }, at): Decision<SupportFact> => {
    if (!found)
      return decline(refuse('not-found', { reference: input.reference.toUpperCase() }, { field: 'reference' }))
    const left = reportWrong(found, at)
    if (left) return decline(left)
    const [first, ...also] = askingWrong({ found, ...state })
    if (first) return decline(first, also)
    const heard = heardWrong(found, state.part, at)
    if (heard) return decline(heard)
    const { by, signatories } = state
    if (!by || at.actor.kind !== 'person') throw new Error('a support without an organisation is refused')
    return asked(found, { by, part: state.part, signatories }, at.actor.person)
  },
})

function asked(
  found: Named<Confirmed>,
  { by, part, signatories }: { by: OrganisationRead; part: string; signatories: { person: PersonId }[] },
  askedBy: PersonId,
): Decision<SupportFact> {
  const { id: commitment, organisation: owner, policy, label } = found.commitment
  const isKept = whatLeaves(policy, { label }) !== 'full'
  const kept = isKept ? '' : part
  const { named, release } = asLeaves(forOthers(found))
  const card = askedSupportCard(named, by, kept)
  const about = aboutOf(named, release)
  const fact: SupportFact = { type: 'support-asked', commitment, organisation: by.id, askedBy, sealed: { part: kept } }
  const support: Support = { commitment, organisation: by.id, name: by.short, part: kept, state: 'asked', askedBy }
  const after = { ...found, supports: [...(found.supports ?? []), support] }
  return accept([fact], {
    organisation: owner,
    says: supportAskedCard(after, by, isKept && part !== ''),
    refresh: cardOf(found),
    effects: signatories.map(({ person }) => ({ kind: 'tell', person, card, about })),
  })
}

/** Everybody who may be asked: all but its owner that have not left. */
async function others(found: Named<Confirmed> | undefined, { consortium }: Read): Promise<OrganisationRead[]> {
  const all = await consortium.organisations()
  return all.filter(({ id, leftAt }) => leftAt === null && id !== found?.commitment.organisation)
}

/** Above TLP:GREEN nothing of it is said where others read. */
function heardWrong({ commitment: { label } }: Named<Confirmed>, part: string, at: At): Refusal | undefined {
  if (!isAboveGreen(label) || part === '' || !at.heard) return undefined
  return refuse('text-heard', { label, place: 'this channel' })
}

const On = z.object({ commitment: CommitmentId, organisation: OrganisationId })

type Settling = {
  found: Named<Confirmed> | undefined
  support: Support | undefined
  organisation: OrganisationId
  target: OrganisationRead | undefined
  /** Who can bind the owner. */
  owners: { person: PersonId }[]
  /** Who can bind the other. */
  signatories: { person: PersonId }[]
}

async function settling({ commitment, organisation }: z.output<typeof On>, read: Read, at: At): Promise<Settling> {
  const found = await lockedById(commitment, read, at)
  const standing = await read.supports.standing(commitment)
  return {
    found,
    support: standing.find((one) => one.organisation === organisation),
    organisation,
    target: await read.consortium.organisation(organisation),
    owners: found ? await read.consortium.signatories(found.commitment.organisation) : [],
    signatories: await read.consortium.signatories(organisation),
  }
}

const mayBind = signatory((state: Settling) => state.organisation)

export const showSupport = showing('show-support', {
  input: On,
  says: 'Show a commitment that your organisation is asked to support',
  may: mayBind,
  load: (input, read: Read, at) => settling(input, read, at),
  show: (_input, { found, support, target }) =>
    found && target && support?.state === 'asked' ? askedSupportCard(found, target, support.part) : settled,
})

export const confirmSupport = changing('confirm-support', {
  input: On,
  says: 'Confirm in your organisation’s name that it takes its part in a commitment',
  may: mayBind,
  load: (input, read: Read, at) => settling(input, read, at),
  decide: (_input, { found, support, target }, at): Decision<SupportFact> => {
    if (at.actor.kind !== 'person' || !found || !target) return decline(unknown)
    if (!support) return decline(settled)
    const after = withSupport(found, { ...support, state: 'confirmed' })
    const says = supportedCard(after, `${target.short} supports it now.`)
    if (support.state === 'confirmed') return accept([], { says })
    const { commitment, organisation } = support
    return accept([{ type: 'support-confirmed', commitment, organisation, confirmedBy: at.actor.person }], {
      organisation,
      says,
      refresh: cardOf(found),
      effects: tell([support.askedBy], at, after, `is supported by ${target.short}`),
    })
  },
})

export const declineSupport = changing('decline-support', {
  input: On,
  says: 'Decline to support a commitment',
  may: mayBind,
  load: (input, read: Read, at) => settling(input, read, at),
  decide: (_input, { found, support, target }, at): Decision<SupportFact> => {
    if (at.actor.kind !== 'person' || !found || !target) return decline(unknown)
    if (support?.state !== 'asked') return decline(settled)
    const { commitment, organisation } = support
    const after = withoutSupport(found, organisation)
    const says = `is not supported by ${target.short}`
    return accept([{ type: 'support-declined', commitment, organisation, declinedBy: at.actor.person }], {
      organisation,
      says: supportSettledCard(after, says),
      refresh: cardOf(found),
      effects: tell([support.askedBy], at, after, says),
    })
  },
})

const ender: May<Settling> = {
  name: 'partner',
  says: 'a delegate or deputy of the organisation that supports it, or of its owner',
  grants: grants(signingRoles, 'own'),
  test: (actor, { found, organisation }) =>
    [organisation, ...(found ? [found.commitment.organisation] : [])].some((one) => signingRole(actor, one)),
}

export const endSupport = changing('end-support', {
  input: On,
  says: 'End the part of an organisation in a commitment, or the request for it',
  may: ender,
  load: (input, read: Read, at) => settling(input, read, at),
  decide: (_input, { found, support, target, owners, signatories }, at): Decision<SupportFact> => {
    if (at.actor.kind !== 'person' || !found || !target) return decline(unknown)
    if (!support) return decline(settled)
    const { commitment, organisation } = support
    const isOurs = signingRole(at.actor, organisation) !== undefined
    const after = withoutSupport(found, organisation)
    const says =
      support.state === 'asked'
        ? `is no longer for ${target.short} to support`
        : `is no longer supported by ${target.short}`
    const told = (isOurs ? owners : signatories).map(({ person }) => person)
    return accept([{ type: 'support-ended', commitment, organisation, endedBy: at.actor.person }], {
      organisation: isOurs ? organisation : found.commitment.organisation,
      says: supportSettledCard(after, says),
      refresh: cardOf(found),
      effects: tell([support.askedBy, ...told], at, after, says),
    })
  },
})

const unknown = refuse('not-found', { reference: 'such request' })
const settled = refuse('proposal-settled', { reference: 'This request' })

function withSupport(found: Named<Confirmed>, support: Support): Named<Confirmed> {
  const rest = withoutSupport(found, support.organisation)
  return { ...rest, supports: [...(rest.supports ?? []), support] }
}

function withoutSupport(found: Named<Confirmed>, organisation: OrganisationId): Named<Confirmed> {
  return { ...found, supports: (found.supports ?? []).filter((one) => one.organisation !== organisation) }
}

function cardOf({ commitment }: Named<Confirmed>): Subject[] {
  return [{ kind: 'commitment', id: commitment.id }]
}

/** Each once, as it leaves its owner, and nobody of what they did themselves. */
function tell(people: PersonId[], { actor }: At, found: Named<Confirmed>, says: string): Effect[] {
  const own = actor.kind === 'person' ? actor.person : undefined
  const { named, release } = asLeaves(forOthers(found))
  const card: Card = supportSettledCard(named, says)
  const about = aboutOf(named, release)
  const others = [...new Set(people)].filter((person) => person !== own)
  return others.map((person) => ({ kind: 'tell', person, card, about }))
}
