/** Unlinking: an account is nobody's again, by the person whose it was or by the secretariat. What was done with it stays. */
import { z } from 'zod'
import { type Actor, grants, type May, Role } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { Account } from '#src/core/intent.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, sure, written } from '#src/core/words.ts'
import { accountKey, accountsCard, confirmUnlinkCard, unlinkedCard, unlinkedToldCard } from './account-views.ts'
import type { ConsortiumFact } from './consortium.ts'
import { unclear } from './invite-person.ts'
import { type Meant, meantBy } from './people.ts'
import type { ConsortiumReader } from './store.ts'

type Read = { consortium: ConsortiumReader }
type State = { meant: Meant; isOwn: boolean; accounts: Account[] }

const ownOrSecretariat: May<State> = {
  name: 'own-or-secretariat',
  says: 'the person whose account it is, or the secretariat',
  grants: { ...grants([...Role.options, 'seatless'], 'mine'), secretariat: 'any', operator: 'any' },
  test: (actor, { isOwn }) => isOwn || keepsRecord(actor),
}

export const unlinkAccount = changing('unlink-account', {
  input: z.object({
    person: optional(written(200, 'Write the name of the person.')),
    /** As {@link accountKey} writes it. */
    account: optional(z.string().max(300)),
    sure,
  }),
  says: 'Unlink a chat account: yours, or for the secretariat anybody’s',
  may: ownOrSecretariat,
  typed: {
    word: 'unlink',
    usage: 'unlink PERSON',
    examples: ['unlink', 'unlink Luc Bernard'],
    read: (rest) => (rest === '' ? {} : { person: rest }),
  },
  load: async ({ person: typed }, { consortium }: Read, { actor }): Promise<State> => {
    const self = actor.kind === 'person' ? actor.person : undefined
    // Whom a name stands for is told to those alone who may know.
    const people = keepsRecord(actor) ? await consortium.people() : []
    const own = self && (await consortium.person(self))
    const meant = meantBy(typed ?? self ?? '', own ? [...people.filter(({ id }) => id !== own.id), own] : people)
    const person = meant.is === 'one' ? meant.person.id : undefined
    return {
      meant,
      isOwn: person !== undefined && person === self,
      accounts: person ? await consortium.accounts(person) : [],
    }
  },
  decide: (input, { meant, isOwn, accounts }, at): Decision<ConsortiumFact> => {
    if (meant.is !== 'one') return decline(unclear(input.person ?? '', meant))
    const { person } = meant
    const target = { ...person, isOwn }
    const account = accounts.find((one) => accountKey(one) === input.account)
    if (!account) return ask(accountsCard(target, accounts, at.account))
    const isLast = accounts.length === 1
    if (!input.sure && at.platform !== 'shell') return ask(confirmUnlinkCard(target, account, isLast, at.account))
    const { platform, workspace, account: user } = account
    return accept([{ type: 'account-unlinked', person: person.id, platform, sealed: { workspace, account: user } }], {
      says: unlinkedCard(target, account),
      effects: tellOthers(accounts, account, person.id, at),
    })
  },
})

function keepsRecord(actor: Actor): boolean {
  return (
    actor.kind === 'operator' || (actor.kind === 'person' && actor.seats.some(({ role }) => role === 'secretariat'))
  )
}

/** Through each account that is left, but the one that is reading the answer. */
function tellOthers(accounts: Account[], gone: Account, person: `person_${string}`, at: At): Effect[] {
  const by = at.actor.kind === 'person' ? at.actor.name : 'the operator'
  const asking = at.account && accountKey(at.account)
  return accounts
    .filter((one) => one !== gone && accountKey(one) !== asking)
    .map((through) => ({ kind: 'tell', person, card: unlinkedToldCard(gone, by), through }))
}
