/** That a plenary was held, and taking that back: where the next report begins. */
import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { secretariat } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional, sure } from '#src/core/words.ts'
import { heldCard, holdForm, holdingCard, plenariesCard, struckCard } from './held-views.ts'
import type { PlenaryFact } from './plenary.ts'
import type { PlenaryReader } from './store.ts'
import { endText, until } from './window.ts'

type Read = { consortium: ConsortiumReader; plenaries: PlenaryReader }
type State = { zone: string; held: Temporal.Instant[]; until: Temporal.Instant | Refusal }

const Day = optional(z.string().trim().max(100, 'Write one day.'))

export const listPlenaries = showing('list-plenaries', {
  input: z.object({}),
  says: 'List the plenaries that were held: each report tells what changed since the last one',
  may: secretariat,
  typed: {
    word: 'plenary',
    usage: 'plenary',
    examples: ['plenary', 'plenary list'],
    read: (rest) => (/^(list)?$/i.test(rest) ? {} : undefined),
  },
  load: heldIn,
  show: (_input, { held, zone }) => plenariesCard(held, zone),
})

export const holdPlenary = changing('hold-plenary', {
  input: z.object({ day: Day, sure }),
  says: 'State that a plenary was held: the next report tells what changed since',
  may: secretariat,
  typed: {
    word: 'plenary',
    usage: 'plenary held DAY',
    examples: ['plenary held', 'plenary held 20 November'],
    button: 'State plenary',
    read: (rest) => {
      const [known, day] = /^held(?:\s+(?:on\s+)?(\S.*))?$/is.exec(rest) ?? []
      return known === undefined ? undefined : day === undefined ? {} : { day }
    },
  },
  form: async () => holdForm(),
  load: stateOf,
  decide: ({ sure: isSure }, state, at): Decision<PlenaryFact> => {
    const { zone, held } = state
    if ('code' in state.until) return decline(state.until)
    const end = state.until
    if (held.some((one) => one.equals(end))) return decline(known(end, zone))
    if (!isSure && at.platform !== 'shell') return ask(holdingCard(end, held[0], zone, at.draft))
    const fact = { type: 'plenary-held', until: end.toString(), heldBy: personIn(at) } as const
    return accept([fact], { says: heldCard(end, zone) })
  },
})

export const strikePlenary = changing('strike-plenary', {
  input: z.object({ until: z.iso.datetime('Press the button beside the plenary that is meant.') }),
  says: 'Take back that a plenary was held',
  may: secretariat,
  load: heldIn,
  decide: (input, { held, zone }, at): Decision<PlenaryFact> => {
    const end = Temporal.Instant.from(input.until)
    if (!held.some((one) => one.equals(end)))
      return decline(refuse('not-found', { reference: `plenary until ${endText(end, zone)}` }))
    const fact = { type: 'plenary-struck', until: end.toString(), struckBy: personIn(at) } as const
    return accept([fact], { says: struckCard(end, zone) })
  },
})

async function heldIn(_input: unknown, read: Read) {
  const [{ zone }, held] = [await read.consortium.consortium(), await read.plenaries.held()]
  return { zone, held }
}

async function stateOf(input: { day?: string | undefined }, read: Read, at: At): Promise<State> {
  const { zone, held } = await heldIn(input, read)
  return { zone, held, until: until(input.day, { now: at.now, zone, field: 'day' }) }
}

function known(end: Temporal.Instant, zone: string): Refusal {
  return refuse('plenary-known', { moment: endText(end, zone) })
}

function personIn({ actor }: At) {
  return actor.kind === 'person' ? actor.person : null
}
