/** The consortium's desk: what the secretariat keeps, with counts, and where each of it is changed. */
import { z } from 'zod'
import { secretariat } from '#src/core/access.ts'
import { showing } from '#src/core/use-case.ts'
import { deskCard } from './desk-views.ts'
import { knownAt } from './known.ts'
import type { ConsortiumReader } from './store.ts'

export const showDesk = showing('show-desk', {
  input: z.object({}),
  says: 'Open the consortium’s desk: organisations, memberships, people, seats, places',
  may: secretariat,
  typed: {
    word: 'admin',
    usage: 'admin',
    examples: ['admin'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: async (_input, read: { consortium: ConsortiumReader }, at) => ({
    known: await knownAt(read, at),
    here: at.here && ((await read.consortium.placeAt(at.here)) ?? ('unbound' as const)),
  }),
  show: (_input, { known, here }) => deskCard(known, here),
})
