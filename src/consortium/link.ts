/** Linking: somebody brings a code from the secretariat, and the account is that person's from then on. */
import { z } from 'zod'
import { granted, grants, Role } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import type { Account } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import {
  burntCard,
  heardCodeCard,
  linkedCard,
  linkedElsewhereCard,
  linkedToldCard,
  wrongCodeCard,
} from './account-views.ts'
import { codeOf, halfOf, readCode } from './code.ts'
import type { ConsortiumFact, Person } from './consortium.ts'
import type { Invitation } from './invitation.ts'
import { type Brought, outcomeOf } from './redeem.ts'
import type { ConsortiumReader, InvitationReader, SeatRead } from './store.ts'

type Read = { consortium: ConsortiumReader; invitations: InvitationReader }

/** Also one whose account nobody has linked. */
const chatting = granted(
  'chatting',
  'whoever has a code from the secretariat',
  grants([...Role.options, 'seatless', 'stranger'], 'any'),
)

const RedeemCode = z.object({
  code: z
    .string('Write the code that your secretariat gave you.')
    .transform(readCode)
    .pipe(z.string('A code has twelve letters and digits, like ABCD-EFGH-JKMN. Look at it again.')),
})

type State = {
  brought: Omit<Brought, 'account' | 'heard'>
  /** Whom the code names. */
  person: Person | undefined
  seats: SeatRead[]
  /** Whose the account is now: a person of this consortium, or of another. */
  holder: Person | undefined
  isStrangers: boolean
  /** The person's accounts. */
  accounts: Account[]
  secretariat: Person[]
}

export const redeemCode = changing('redeem-code', {
  input: RedeemCode,
  says: 'Link this account to you, with a code from the secretariat',
  may: chatting,
  redeems: ({ code }) => {
    const read = code === undefined ? undefined : readCode(code)
    return read && halfOf(read)
  },
  typed: {
    word: 'link',
    button: 'Enter code',
    usage: 'link CODE',
    examples: ['link ABCD-EFGH-JKMN', 'link abcdefghjkmn'],
    read: (rest) => (rest === '' ? {} : { code: rest }),
  },
  form: async () => ({
    title: 'Link this account',
    submit: 'Link account',
    fields: [{ kind: 'line', name: 'code', label: 'Code from your secretariat', required: true, max: 40 }],
    note: ['Nobody else reads this form. A code links one account, once.'],
  }),
  load: async ({ code: read }, { consortium, invitations }: Read, at): Promise<State> => {
    const { half, hash } = await codeOf(read)
    const account = at.account ?? nobody
    const attempts = await invitations.attempts(account)
    const invitation = await invitations.byHalf(half)
    const seats = invitation ? await consortium.seatsOf(invitation.person) : []
    return {
      brought: { attempts, invitation, isRight: invitation?.hash === hash, hasLeft: hasLeft(seats) },
      person: invitation && (await consortium.person(invitation.person)),
      seats,
      holder: await consortium.personOf(account),
      isStrangers: await consortium.isStrangers(account),
      accounts: invitation ? await consortium.accounts(invitation.person) : [],
      secretariat: await consortium.secretariat(),
    }
  },
  decide: (_input, state, at): Decision<ConsortiumFact> => {
    const { person, secretariat } = state
    if (!at.account) throw new Error('nobody brings a code to the shell')
    const outcome = outcomeOf({ ...state.brought, account: at.account, heard: at.here !== null }, at.now)
    if (outcome.is === 'throttled') return decline(refuse('codes-throttled', {}))
    if (outcome.is === 'right') return linked(outcome.invitation, state, at.account)
    const { is, facts, burnt } = outcome
    const told =
      burnt && person
        ? makersOf(burnt, secretariat).map(tells(burntCard(person, is === 'heard' && state.brought.isRight)))
        : []
    return accept(facts, { says: is === 'heard' ? heardCodeCard() : wrongCodeCard(), effects: told })
  },
})

const nobody: Account = { platform: 'slack', workspace: '', account: '' }

/** Somebody without any seat is not here yet. */
export function hasLeft(seats: readonly SeatRead[]): boolean {
  return seats.length > 0 && seats.every(({ when }) => when === 'past')
}

function linked(invitation: Invitation, state: State, account: Account): Decision<ConsortiumFact> {
  const { person, holder, isStrangers, accounts, secretariat, seats } = state
  if (!person) throw new Error('an invitation is of a person of this consortium')
  if (holder?.id === person.id) return decline(refuse('already-yours', { person: person.name }))
  if (holder || isStrangers) return decline(refuse('linked-to-another', { person: holder?.name ?? 'somebody' }))
  const { platform, workspace, account: user } = account
  const held = [...new Set(seats.filter(({ when }) => when === 'now').map((seat) => seat.organisationName))]
  return accept(
    [
      { type: 'account-linked', person: person.id, platform, sealed: { workspace, account: user } },
      { type: 'invitation-settled', personal: true, half: invitation.half, state: 'used' },
    ],
    {
      says: linkedCard(person, platform, held),
      effects: [
        ...makersOf(invitation, secretariat).map(tells(linkedToldCard(person, platform))),
        ...accounts.map(
          (through): Effect => ({ kind: 'tell', person: person.id, card: linkedElsewhereCard(platform), through }),
        ),
      ],
    },
  )
}

/** Who made the code; where that was the operator, or somebody who left the secretariat, all of it. */
function makersOf({ madeBy }: Invitation, secretariat: readonly Person[]): PersonId[] {
  const all = secretariat.map(({ id }) => id)
  return madeBy !== null && all.includes(madeBy) ? [madeBy] : all
}

function tells(card: Extract<Effect, { kind: 'tell' }>['card']) {
  return (person: PersonId): Effect => ({ kind: 'tell', person, card })
}
