/** Answering a straw poll, showing and closing it. */
import { z } from 'zod'
import { granted, grants, type May, participant, Role } from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { StrawId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { several } from '#src/core/words.ts'
import { withActions } from '#src/view/build.ts'
import { isOfGroup, type Read, seenStraw, silence, strawState } from './read.ts'
import { type Straw, type StrawFact, strawReference, takesVoices } from './straw.ts'
import { answerForm, closeAction, closedCard, strawCard, voiceCard } from './views.ts'

/** `S-4`, as typed. */
const typedStraw = /^\s*s-?(\d{1,9})\s*$/i
const unknown = refuse('not-found', { reference: 'such straw poll' })

export const showStraw = showing('show-straw', {
  input: z.union([z.object({ straw: StrawId }), z.object({ reference: z.string() })]),
  says: 'Show a straw poll',
  may: participant,
  typed: {
    word: 'show',
    usage: 'show S-4',
    examples: ['show S-4', 'show s4'],
    read: (rest) => (typedStraw.test(rest) ? { reference: rest.trim() } : undefined),
  },
  load: async (input, read: Read, at) => {
    const number = 'reference' in input ? Number(typedStraw.exec(input.reference)?.[1] ?? 0) : 0
    const found = 'straw' in input ? await read.straws.byId(input.straw) : await read.straws.byNumber(number)
    const straw = seenStraw(at.actor, found)
    return { found: straw && (await strawState(straw, read)), number }
  },
  show: (_input, { found, number }, at) => {
    if (!found) return number > 0 ? refuse('not-found', { reference: `S-${number}` }) : unknown
    const drawn = strawCard(found, at.now)
    const { straw } = found
    if (!takesVoices(straw, at.now) || !closer.test(at.actor, { straw })) return drawn
    return withActions(drawn, ...drawn.actions, closeAction(straw))
  },
})

type State = {
  straw: Straw | undefined
  takes: boolean
  voice: number[]
  zone: string
  isAsked: boolean
  silent: Refusal | undefined
}

export const giveVoice = changing('give-voice', {
  input: z.object({ straw: StrawId, answers: several(z.coerce.number().int().nonnegative()) }),
  says: 'Answer a straw poll for yourself',
  may: granted('asked', 'a person of an organisation of its working group', grants(Role.options, 'own')),
  form: async (values, read: Read, { actor, now }) => {
    const id = StrawId.safeParse(values.straw)
    const straw = id.success ? seenStraw(actor, await read.straws.byId(id.data)) : undefined
    if (!straw || actor.kind !== 'person') return unknown
    const { zone } = await read.consortium.consortium()
    if (!(await isOfGroup(actor, straw, read))) return notAsked(straw)
    if (!takesVoices(straw, now)) return closed(straw, zone)
    return answerForm(straw, await read.straws.voiceOf(straw.id, actor.person))
  },
  load: async (input, read, { actor }): Promise<State> => {
    const found = actor.kind === 'person' ? await read.straws.forVoice(input.straw, actor.person) : undefined
    const straw = seenStraw(actor, found?.straw)
    const { zone } = await read.consortium.consortium()
    return {
      straw,
      takes: found?.takesVoices ?? false,
      voice: found?.voice ?? [],
      zone,
      isAsked: straw !== undefined && (await isOfGroup(actor, straw, read)),
      silent: found && (await silence(found.straw, read, actor)),
    }
  },
  decide: (input, { straw, takes, voice, zone, isAsked, silent }, { actor }): Decision<StrawFact> => {
    if (!straw || actor.kind !== 'person') return decline(unknown)
    if (!isAsked) return decline(notAsked(straw))
    if (!takes) return decline(closed(straw, zone))
    if (silent) return decline(silent)
    const field = { field: 'answers' }
    const chosen = [...new Set(input.answers)].toSorted((a, b) => a - b)
    const foreign = chosen.find((at) => at >= straw.answers.length)
    if (foreign !== undefined) {
      return decline(refuse('not-among', { typed: String(foreign + 1), among: straw.answers }, field))
    }
    if (!straw.several && chosen.length !== 1) {
      return decline(refuse('one-answer', { reference: strawReference(straw) }, field))
    }
    const says = voiceCard(straw, chosen, zone)
    if (chosen.join() === voice.join()) return accept([], { says })
    const fact = {
      type: 'voice-given',
      personal: true,
      straw: straw.id,
      person: actor.person,
      answers: chosen,
    } as const
    return accept([fact], { says, refresh: [{ kind: 'straw', id: straw.id }] })
  },
})

const closer: May<{ straw: Straw | undefined }> = {
  name: 'closer',
  says: 'whoever opened it, the secretariat or a chair',
  grants: { ...grants(Role.options, 'mine'), secretariat: 'any', chair: 'any', system: 'any' },
  test: (actor, { straw }) => {
    if (actor.kind === 'system') return true
    if (actor.kind !== 'person' || actor.seats.length === 0) return false
    const keeps = actor.seats.some(({ role }) => role === 'secretariat' || role === 'chair')
    return keeps || (straw !== undefined && straw.openedBy === actor.person)
  },
}

/** By a button, or by the clock once its time has come. */
export const closeStraw = changing('close-straw', {
  input: z.object({ straw: StrawId }),
  says: 'Close a straw poll before its time',
  may: closer,
  load: async (input, read: Read, { actor }) => {
    const found = await read.straws.forClose(input.straw)
    return { straw: actor.kind === 'system' ? found : seenStraw(actor, found) }
  },
  decide: (_input, { straw }, { actor, now }): Decision<StrawFact> => {
    if (!straw) return decline(unknown)
    const says = closedCard(straw)
    const early = actor.kind === 'system' && takesVoices(straw, now)
    if (straw.closedAt !== null || early) return accept([], { says })
    const { id, people, count } = straw
    const closedBy = actor.kind === 'person' ? actor.person : null
    const fact = { type: 'straw-closed', straw: id, closedBy, people, count } as const
    return accept([fact], { says, refresh: [{ kind: 'straw', id }] })
  },
})

function notAsked(straw: Straw): Refusal {
  return refuse('no-voice', { reference: strawReference(straw) })
}

function closed(straw: Straw, zone: string): Refusal {
  const moment = momentInFull(Temporal.Instant.from(straw.closedAt ?? straw.closesAt), zone)
  return refuse('straw-closed', { reference: strawReference(straw), moment })
}
