/** For whom somebody with seats of several organisations acts, chosen place by place. Nothing that is chosen in one place holds in another. */
import { z } from 'zod'
import { chosenOf, organisationsOf, participant } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, plainWords } from '#src/core/words.ts'
import { bold, button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { ConsortiumFact } from './consortium.ts'
import type { ConsortiumReader } from './store.ts'

type Read = { consortium: ConsortiumReader }
type Own = ReturnType<typeof organisationsOf>
/** A place by its key, and as the reader calls it. */
type Place = { key: string; name: string }

/** In place of an organisation: to be asked each time. */
const nobody = 'nobody'

const ActFor = z.object({
  organisation: optional(z.string().trim().max(200)),
  /** The key of the place that is meant: what is said in a Teams channel is answered in the 1:1 chat, and clicked there. */
  where: z
    .string()
    .max(300)
    .regex(new RegExp(`^(?:${ChatPlatform.options.join('|')}) \\S+(?: \\S+)?$`))
    .optional(),
})

export const actFor = changing('act-for', {
  input: ActFor,
  says: 'Choose for which of your organisations you act in this place',
  may: participant,
  typed: {
    word: 'act',
    button: 'Choose organisation',
    usage: 'act for ORGANISATION',
    examples: ['act for Japan', 'act for nobody', 'act'],
    read: (rest) => {
      const organisation = rest.replace(/^for\s+/i, '')
      return organisation === '' ? {} : { organisation }
    },
  },
  load: async ({ where }, { consortium }: Read, { actor, spokenIn }) => {
    const there = actor.kind === 'person' ? await consortium.actor(actor.person, where ?? spokenIn) : undefined
    return there && chosenOf(there)
  },
  decide: ({ organisation: typed, where }, chosen, at): Decision<ConsortiumFact> => {
    const { actor } = at
    const own = organisationsOf(actor)
    if (actor.kind !== 'person') return decline(refuse('no-seat', {}))
    const [only] = own
    if (only && own.length === 1) return accept([], { says: onlyCard(only.name) })
    const place = placeOf(where, at)
    if (typed === undefined) return ask(choiceCard(own, chosen, place))
    const meant = own.find(({ id }) => id === typed) ?? named(typed, own)
    if (!meant && typed.toLowerCase() !== nobody) {
      const readings = own.map(({ id, name }) => ({ label: name, value: id as string }))
      return decline(refuse('not-your-organisation', { typed }, { field: 'organisation', readings }))
    }
    const organisation = meant?.id ?? null
    const { person } = actor
    return accept([{ type: 'acting-chosen', personal: true, person, place: place.key, organisation }], {
      says: chosenCard(meant?.name, place),
    })
  },
})

/** By the whole name, else by its beginning where that is one's alone. */
function named(typed: string, own: Own): Own[number] | undefined {
  const said = plainWords(typed).join(' ')
  const whole = own.find(({ name }) => plainWords(name).join(' ') === said)
  const begun = own.filter(({ name }) => said !== '' && plainWords(name).join(' ').startsWith(said))
  return whole ?? (begun.length === 1 ? begun[0] : undefined)
}

function placeOf(where: string | undefined, { spokenIn }: At): Place {
  const key = where ?? spokenIn
  if (key.split(' ').length < 3) return { key, name: 'our 1:1 chat' }
  return { key, name: key === spokenIn ? 'this channel' : 'the channel where you asked' }
}

function onlyCard(name: string): Card {
  return card(
    `You act for ${name}`,
    text('You hold a seat of no other organisation, so that there is nothing to choose.'),
  )
}

function choiceCard(own: Own, chosen: Own[number] | undefined, { key: where, name: place }: Place): Card {
  return withActions(
    card(
      'For whom do you act?',
      text('In ', bold(place), chosen ? ` now for ${chosen.name}.` : ' you are asked each time now.'),
      note('It holds in that place alone, until you change it.'),
    ),
    ...own
      .filter(({ id }) => id !== chosen?.id)
      .map(({ id, name }) => button(`Act for ${name}`, 'act-for', { organisation: id, where }, { style: 'primary' })),
    ...(chosen ? [button('Ask each time', 'act-for', { organisation: nobody, where })] : []),
  )
}

function chosenCard(name: string | undefined, { key: where, name: place }: Place): Card {
  const drawn = name
    ? card(
        `You act for ${name} now`,
        text('In ', bold(place), ` what you vote, propose and report is ${name}’s, until you change it.`),
      )
    : card('You are asked each time for whom you act', text('In ', bold(place), '.'))
  const elsewhere = note('Elsewhere nothing changed.')
  return withActions(
    { ...drawn, blocks: [...drawn.blocks, elsewhere], tone: 'good' },
    button('Change organisation', 'act-for', { where }),
  )
}
