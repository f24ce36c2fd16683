/** What is known of the person who asks: name, accounts, seats, and for whom one acts here. Nothing of others. */
import { z } from 'zod'
import { type Actor, chosenOf, known, organisationsOf } from '#src/core/access.ts'
import { dayInFull } from '#src/core/dates.ts'
import type { Account } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, showing } from '#src/core/use-case.ts'
import { bold, button, card, list, text, withActions } from '#src/view/build.ts'
import type { Card, Text } from '#src/view/card.ts'
import { accountName } from './account-views.ts'
import { roleNames } from './consortium.ts'
import type { ConsortiumReader, SeatRead } from './store.ts'

type Read = { consortium: ConsortiumReader }
type Self = Extract<Actor, { kind: 'person' }>

export const whoAmI = showing('who-am-i', {
  input: z.object({}),
  says: 'Show who you are here: accounts, seats, and for whom you act',
  may: known,
  typed: {
    word: 'whoami',
    button: 'Show who I am',
    usage: 'whoami',
    examples: ['whoami'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: async (_input, { consortium }: Read, { actor }) => {
    const person = actor.kind === 'person' ? actor.person : undefined
    return {
      accounts: person ? await consortium.accounts(person) : [],
      seats: person ? await consortium.seatsOf(person) : [],
    }
  },
  show: (_input, { accounts, seats }, at) =>
    at.actor.kind === 'person' ? selfCard(at.actor, { accounts, seats }, at) : refuse('not-linked', {}),
})

function selfCard(self: Self, held: { accounts: Account[]; seats: SeatRead[] }, at: At): Card {
  const seats = held.seats.filter(({ when }) => when === 'now').map(seatLine)
  const several = organisationsOf(self).length > 1
  return withActions(
    card(
      `You are ${self.name}`,
      text(bold('Accounts')),
      list(held.accounts.map((account) => [accountName(account, at.account)])),
      text(bold('Seats today')),
      seats.length > 0 ? list(seats) : text('None. Ask your secretariat for one.'),
      ...(several ? [text(forWhom(self))] : []),
    ),
    ...(several ? [button('Change organisation', 'act-for', { where: at.spokenIn })] : []),
    button('Unlink account', 'unlink-account', {}),
  )
}

function seatLine({ organisationName, role, until, standing }: SeatRead): Text {
  const ends = until === null ? '' : `, until ${dayInFull(Temporal.PlainDate.from(until))}`
  return [bold(organisationName), `  ${roleNames[role]}${standing === 'staff' ? '' : `, ${standing}`}${ends}`]
}

function forWhom(self: Self): string {
  const chosen = chosenOf(self)
  return chosen ? `Here you act for ${chosen.name}.` : 'Here you are asked each time for whom you act.'
}
