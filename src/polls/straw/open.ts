/** Opening a straw poll. */
import { z } from 'zod'
import { LabelInput, labelFields, nameableIn } from '#src/consortium/labelling.ts'
import { isKeptBack, type Marked, type Marking, marked, markingIn } from '#src/consortium/marking.ts'
import { refusedLines, releaseLines, within } from '#src/consortium/reach.ts'
import type { Group } from '#src/consortium/store.ts'
import {
  type Actor,
  actingSeats,
  grants,
  isGranted,
  type May,
  proposingRoles,
  type Role,
  type Seat,
} from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { closingOf } from '#src/core/closing.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { GroupId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, plainWords, sure, takeLast, written } from '#src/core/words.ts'
import { longestQuestion } from '../poll.ts'
import { isKnown, type Read, silence } from './read.ts'
import { fewestAnswers, longestAnswer, mostAnswers, type Straw, type StrawFact, strawItem } from './straw.ts'
import { openedStraw, previewStraw, strawForm } from './views.ts'

/** `Tokyo; Paris`, or one a line; where neither stands, commas part them. */
const AnswersTyped = z
  .string('Write at least two answers, one a line.')
  .transform((typed) => {
    const parted = typed.split(/[\n;|]/)
    const each = (parted.length > 1 ? parted : typed.split(',')).map((one) => one.trim().replace(/\s+/g, ' '))
    return each.filter((one) => one !== '')
  })
  .superRefine((answers, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', message })
    if (answers.length < fewestAnswers) wrong('Write at least two answers, one a line.')
    if (answers.length > mostAnswers) wrong(`There are ${answers.length} answers; ${mostAnswers} is the most.`)
    const long = answers.find((one) => one.length > longestAnswer)
    if (long) wrong(`“${long.slice(0, 40)}…” is ${long.length} characters long; ${longestAnswer} is the most.`)
    const said = answers.map((one) => plainWords(one).join(' ') || one)
    const twice = answers.find((_, at) => said.indexOf(said[at] ?? '') < at)
    if (twice) wrong(`“${twice}” stands there twice. Write each answer once.`)
  })

const AboutTyped = z
  .string()
  .trim()
  .regex(
    /^([dp]-?\d{1,9}|r-?\d{1,9}(\.\d{1,9}){0,5})$/i,
    'Name a draft, a recommendation or a poll, like D-3, R-1.2 or P-7.',
  )
  .transform((typed) => `${typed.charAt(0).toUpperCase()}-${typed.slice(1).replace('-', '')}`)

const OpenStraw = z.object({
  question: written(longestQuestion, 'Write the question.'),
  answers: AnswersTyped,
  closes: written(100, 'Write when the straw poll closes.'),
  mode: optional(z.enum(['single', 'several'], { error: 'Say single or several: how many may be chosen.' })),
  about: optional(AboutTyped),
  group: optional(GroupId),
  ...LabelInput,
  sure,
})

const openingRoles = [...proposingRoles, 'secretariat', 'chair', 'editor'] as const satisfies readonly Role[]
const given = grants(openingRoles, 'own')
const opener: May<unknown> = {
  name: 'opener',
  says: 'somebody who proposes for an organisation, the secretariat, a chair or an editor',
  grants: given,
  test: (actor) => isGranted(actor, given) && openingSeats(actor).length > 0,
}

type State = {
  group: Group | undefined
  seat: Seat | undefined
  marking: Marking
  number: number
  wrong: Refusal[]
}

export const openStraw = changing('open-straw', {
  input: OpenStraw,
  says: 'Ask the people of a working group where they lean, each for themselves',
  may: opener,
  typed: {
    word: 'straw',
    button: 'Open straw poll',
    usage: 'straw QUESTION? ANSWER; ANSWER by WHEN, several about D-3',
    examples: [
      'straw Where do we meet? Tokyo; Paris; Seoul by Friday 17:00',
      'straw Which parts need work? Terms; Annex A; Tests by Friday 17:00, several about D-3',
    ],
    read: strawTyped,
  },
  form: async (_values, read: Read, at) => {
    const own = organisationsOf(at.actor)
    const groups = await read.consortium.groupsOf(own)
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const nameable = await nameableIn(read, at.now)
    const options = groups.map((group) => ({ value: group.id as string, label: group.name }))
    return strawForm(options, labelFields(nameable, own.length === 1 ? own[0] : undefined), {
      label: nameable.consortium.label,
      ...(here && { group: here.id }),
    })
  },
  keepsBack: async (values, read, actor) =>
    (await isKeptBack(read, organisationsOf(actor), values.label)) ? ['question', 'answers'] : [],
  load: async (input, read, at): Promise<State> => {
    const groups = await read.consortium.groupsOf(organisationsOf(at.actor))
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const id = input.group ?? here?.id ?? (groups.length === 1 ? groups[0]?.id : undefined)
    const group = id && (await read.consortium.group(id))
    const seat = openingSeats(at.actor).find((one) => group?.members.some((member) => member.id === one.organisation))
    const { about = '' } = input
    const known = about === '' || (await isKnown(about, read, at.actor))
    const silent = await silence({ ...input, about }, read, at.actor)
    return {
      group,
      seat,
      marking: await markingIn(read, seat?.organisation, at),
      number: input.sure ? await read.straws.nextNumber() : 0,
      wrong: [
        ...(known ? [] : [refuse('not-found', { reference: about }, { field: 'about' })]),
        ...(silent ? [{ ...silent, field: 'question' }] : []),
      ],
    }
  },
  decide: (input, { group, seat, marking, number, wrong: before }, at): Decision<StrawFact> => {
    const zone = (seat ?? openingSeats(at.actor)[0])?.zone ?? marking.nameable.consortium.zone
    const closes = closingOf(input.closes, at.now, zone)
    const mark = markOf(input, { seat, marking }, at)
    const unplaced = group ? refuse('not-in-group', { group: group.name }, { field: 'group' }) : groupNeeded
    const wrong = [
      ...(isRefusal(closes) ? [closes] : []),
      ...(seat ? [] : [unplaced]),
      ...before,
      ...(Array.isArray(mark) ? mark : []),
    ]
    if (wrong.length > 0 || !group || !seat || isRefusal(closes) || Array.isArray(mark)) {
      const [first, ...also] = wrong
      return decline(present(first, 'a refusal'), also)
    }
    if (at.actor.kind !== 'person') throw new Error('only people open straw polls')
    const { label, recipients } = mark
    const straw: Straw = {
      ...{ id: at.newId('straw'), number, group: group.id, openedBy: at.actor.person, closedAt: null, people: 0 },
      sourceLeftAt: null,
      ...{ closesAt: closes.toString({ fractionalSecondDigits: 3 }), several: input.mode === 'several', count: [] },
      ...{ label, source: seat.organisation, recipients, policy: marking.policy, about: input.about ?? '' },
      ...{ question: input.question, answers: input.answers },
    }
    const item = strawItem(straw)
    const shown = within(item, group.places)
    if (shown.length === 0) return decline(refuse('label-unplaced', { label, group: group.name }, { field: 'label' }))
    if (!input.sure) {
      const lines = [...mark.says, ...releaseLines(item, group.places, marking.around, at.hosting)]
      return ask(previewStraw(straw, group, { lines, zone: seat.zone, form: at.draft }))
    }
    const lines = refusedLines(item, group.places, marking.around)
    return accept([openedFact(straw, seat)], {
      organisation: seat.organisation,
      says: openedStraw(straw, { ...group, places: shown }, lines, seat.zone),
      effects: shown.map(({ id: place }) => ({ kind: 'post', subject: { kind: 'straw', id: straw.id }, place })),
    })
  },
})

const groupNeeded = refuse('group-needed', {}, { field: 'group' })

/** What others are to answer has to leave its organisation. */
function markOf(
  input: z.output<typeof OpenStraw>,
  { seat, marking }: Pick<State, 'seat' | 'marking'>,
  at: At,
): Marked | Refusal[] {
  const by = {
    source: seat ? { id: seat.organisation, name: seat.name } : null,
    author: at.actor.kind === 'person' ? at.actor.person : null,
  }
  const mark = marked(input, marking, by, { words: input.question, heard: at.overheard.question })
  if (Array.isArray(mark) || mark.release === 'full' || !by.source) return mark
  return [refuse('release-reference', { label: mark.label, organisation: by.source.name }, { field: 'label' })]
}

/** Reads `Where do we meet? Tokyo; Paris by Friday 17:00, several about D-3`. */
function strawTyped(rest: string): Record<string, string> {
  const { before, after } = takeLast(rest, 'by')
  const asked = /^(.*?[?:])\s+(.+)$/s.exec(before)
  const question = asked?.[1]?.replace(/:$/, '') ?? before
  const words = { ...(question && { question }), ...(asked?.[2] && { answers: asked[2] }) }
  if (after === undefined) return words
  const about = takeLast(after, 'about')
  const mode = /^(.*?)[,\s]+(several|single)\s*$/is.exec(about.before)
  return {
    ...words,
    closes: mode?.[1] ?? about.before,
    ...(mode?.[2] && { mode: mode[2].toLowerCase() }),
    ...(about.after !== undefined && { about: about.after }),
  }
}

function openingSeats(actor: Actor): Seat[] {
  return actingSeats(actor).filter(({ role }) => openingRoles.some((one) => one === role))
}

function organisationsOf(actor: Actor) {
  return [...new Set(openingSeats(actor).map(({ organisation }) => organisation))]
}

function openedFact(straw: Straw, { organisation: source }: Seat): StrawFact {
  const { id, number, group, openedBy, closesAt, several, label, recipients, about, question, answers } = straw
  return {
    ...{ type: 'straw-opened', straw: id, number, group, openedBy, closesAt, several, label, source, about },
    recipients: [...recipients],
    sealed: { question, answers: answers.join('\n') },
  }
}
