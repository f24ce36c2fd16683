/** For whom somebody with seats of several organisations acts, chosen place by place. Nothing that is chosen in one place holds in another. */
import { z } from 'zod'
import { organisationsOf, participant } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, plainWords } from '#src/core/words.ts'
import { bold, button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { ConsortiumFact } from './consortium.ts'

type Own = ReturnType<typeof organisationsOf>

/** In place of an organisation: to be asked each time. */
const nobody = 'nobody'

export const actFor = changing('act-for', {
  input: z.object({ organisation: optional(z.string().trim().max(200)) }),
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
  load: async () => undefined,
  decide: ({ organisation: typed }, _state, at): Decision<ConsortiumFact> => {
    const { actor } = at
    const own = organisationsOf(actor)
    if (actor.kind !== 'person') return decline(refuse('no-seat', {}))
    const [only] = own
    if (only && own.length === 1) return accept([], { says: onlyCard(only.name) })
    if (typed === undefined) return ask(choiceCard(own, at))
    const chosen = own.find(({ id }) => id === typed) ?? named(typed, own)
    if (!chosen && typed !== nobody) {
      const readings = own.map(({ id, name }) => ({ label: name, value: id as string }))
      return decline(refuse('not-your-organisation', { typed }, { field: 'organisation', readings }))
    }
    const fact: ConsortiumFact = {
      type: 'acting-chosen',
      personal: true,
      person: actor.person,
      place: at.spokenIn,
      organisation: chosen?.id ?? null,
    }
    return accept([fact], { says: chosenCard(chosen?.name, at) })
  },
})

/** By the whole name, else by its beginning where that is one's alone. */
function named(typed: string, own: Own): Own[number] | undefined {
  const said = plainWords(typed).join(' ')
  const whole = own.find(({ name }) => plainWords(name).join(' ') === said)
  const begun = own.filter(({ name }) => said !== '' && plainWords(name).join(' ').startsWith(said))
  return whole ?? (begun.length === 1 ? begun[0] : undefined)
}

function onlyCard(name: string): Card {
  return card(
    `You act for ${name}`,
    text('You hold a seat of no other organisation, so that there is nothing to choose.'),
  )
}

function choiceCard(own: Own, at: At): Card {
  const chosen =
    at.actor.kind === 'person' ? own.find(({ id }) => at.actor.kind === 'person' && id === at.actor.acting) : undefined
  return withActions(
    card(
      'For whom do you act here?',
      text(chosen ? `Now for ${chosen.name}` : 'Now you are asked each time', `, in ${here(at)}.`),
      note('It holds in this place alone, until you change it.'),
    ),
    ...own
      .filter(({ id }) => id !== chosen?.id)
      .map(({ id, name }) => button(`Act for ${name}`, 'act-for', { organisation: id }, { style: 'primary' })),
    ...(chosen ? [button('Ask each time', 'act-for', { organisation: nobody })] : []),
  )
}

function chosenCard(name: string | undefined, at: At): Card {
  const drawn = name
    ? card(
        `Here you act for ${name}`,
        text(
          'What you vote, propose and report in ',
          bold(here(at)),
          ` is ${name}’s, until you change it. Elsewhere nothing changed.`,
        ),
      )
    : card(
        'Here you are asked for whom you act',
        text('Each time, in ', bold(here(at)), '. Elsewhere nothing changed.'),
      )
  return withActions({ ...drawn, tone: 'good' }, button('Change organisation', 'act-for', {}))
}

function here({ here: channel }: At): string {
  return channel ? 'this channel' : 'our 1:1 chat'
}
