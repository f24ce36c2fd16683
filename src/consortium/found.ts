/** Founding a consortium, from the operator's shell. */
import { z } from 'zod'
import { operator } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { card, note, text } from '#src/view/build.ts'
import type { ConsortiumFact } from './consortium.ts'
import { foundConsortium } from './rules/found.ts'
import type { ConsortiumReader } from './store.ts'

const Typed = z.string().optional()
const Founding = z.object({
  name: Typed,
  zone: Typed,
  label: Typed,
  organisation: Typed,
  'full-name': Typed,
  kind: Typed,
  country: Typed,
  'organisation-zone': Typed,
  category: Typed,
  votes: Typed,
  person: Typed,
})

export const foundAConsortium = changing('found-consortium', {
  input: Founding,
  says: 'Found a consortium, with its first organisation and the first person of its secretariat',
  may: operator,
  founds: (_all, newId) => newId('con'),
  load: async (_input, read: { consortium: ConsortiumReader }) => ({
    id: await read.consortium.bound(),
    before: (await read.consortium.isFounded()) ? await read.consortium.consortium() : undefined,
  }),
  decide: (input, { id, before }, at): Decision<ConsortiumFact> => {
    if (before) return decline(refuse('already-founded', { name: before.name }))
    const stated = foundConsortium(input, id, at.now, at.newId)
    if ('wrong' in stated) return decline(...first(stated.wrong))
    const says = card(
      `${stated.what} is founded`,
      text(`Its id is ${id}. ${input.person ?? ''} is its secretariat.`),
      note('Next: link an account to that person, then type admin in the chat.'),
    )
    return accept(stated.facts, { says: { ...says, tone: 'good' } })
  },
})

function first<T>([one, ...others]: [T, ...T[]]): [T, T[]] {
  return [one, others]
}
