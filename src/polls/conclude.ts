/** What follows a result: the chair's decision in the light of it, and of an indicative poll the official result of the standards body. */
import { z } from 'zod'
import { granted, grants } from '#src/core/access.ts'
import { readPastDay } from '#src/core/dates.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { Decided, decidedWords, Official, officialWords, type PollActFact } from './acts.ts'
import { longestWords } from './extend.ts'
import { type Poll, pollReference } from './poll.ts'
import { PollNamed, pollNamed, pollUnknown, type Read } from './read.ts'

const chair = granted('poll-chair', 'the chair', grants(['chair'], 'any'))
const secretary = granted('poll-secretary', 'the secretariat', grants(['secretariat'], 'any'))

const pollField = {
  kind: 'line',
  name: 'poll',
  label: 'Poll',
  hint: 'For example P-7',
  required: true,
  max: 20,
} as const

export const concludePoll = changing('conclude-poll', {
  input: z.object({
    poll: PollNamed,
    decided: z.enum(Decided.options, 'Choose adopted, not adopted or deferred.'),
    words: written(longestWords, 'Say on what grounds.'),
  }),
  says: 'Decide as the chair in the light of a poll’s result, on stated grounds',
  may: chair,
  typed: {
    word: 'conclude',
    button: 'Decide on poll',
    usage: 'conclude P-7 adopted: GROUNDS',
    examples: ['conclude P-7 adopted: the rule is met', 'conclude P-7 deferred: the annex is missing'],
    read: (rest) => {
      if (rest.trim() === '') return {}
      const [, poll, decided, words] =
        /^(p-?\d{1,9})(?:\s+(not[ -]adopted|adopted|deferred)\s*:?\s*([\s\S]*))?$/i.exec(rest.trim()) ?? []
      if (poll === undefined) return undefined
      return { poll, ...(decided && { decided: decided.toLowerCase().replace(' ', '-') }), ...(words && { words }) }
    },
  },
  form: async (values, read: Read, at) => {
    const poll = values.poll ? await pollNamed(values.poll, read, at.actor) : undefined
    return {
      title: 'Decide on poll',
      submit: 'Record decision',
      fields: [
        ...(poll ? [] : [pollField]),
        {
          ...{ kind: 'choice', name: 'decided', label: 'Decision', required: true },
          options: Decided.options.map((value) => ({ value, label: decidedWords[value] })),
        },
        { kind: 'paragraph', name: 'words', label: 'Grounds', required: true, max: longestWords },
      ],
      note: [
        ...(poll ? [`${pollReference(poll)} ${poll.question} `] : []),
        'The count stays as it is; your decision stands beside it.',
      ],
    }
  },
  load: ({ poll }, read: Read, { actor }) => pollNamed(poll, read, actor, 'held'),
  decide: ({ poll: typed, decided, words }, poll, { actor }): Decision<PollActFact> => {
    const wrong =
      uncounted(typed, poll) ??
      (poll?.standing === 'indicative'
        ? refuse('poll-indicative', { reference: pollReference(poll) }, { field: 'poll' })
        : undefined)
    if (wrong || !poll || actor.kind !== 'person') return decline(wrong ?? pollUnknown(typed))
    const fact = { type: 'poll-decided', poll: poll.id, decided, by: actor.person, sealed: { words } } as const
    return recorded(poll, fact, `Chair’s decision: ${decidedWords[decided]}`)
  },
})

export const enterOfficial = changing('enter-official', {
  input: z.object({
    poll: PollNamed,
    official: z.enum(Official.options, 'Choose approved or not approved.'),
    day: written(60, 'Say on which day it was published.'),
    words: optional(z.string().trim().max(longestWords)),
  }),
  says: 'Enter the official result of the standards body beside an indicative poll',
  may: secretary,
  typed: {
    word: 'official',
    button: 'Enter official result',
    usage: 'official P-7 approved on DAY: FIGURES',
    examples: ['official P-7 approved on 2026-05-12: 21 of 24 P-members', 'official P-7 not approved on 12 May 2026'],
    read: (rest) => {
      if (rest.trim() === '') return {}
      const [, poll, official, day, words] =
        /^(p-?\d{1,9})(?:\s+(not[ -]approved|approved)(?:\s+on\s+([^:]+?))?\s*(?::\s*([\s\S]*))?)?$/i.exec(
          rest.trim(),
        ) ?? []
      if (poll === undefined) return undefined
      const said = official && { official: official.toLowerCase().replace(' ', '-') }
      return { poll, ...said, ...(day && { day }), ...(words && { words }) }
    },
  },
  form: async (values, read: Read, at) => {
    const poll = values.poll ? await pollNamed(values.poll, read, at.actor) : undefined
    return {
      title: 'Enter official result',
      submit: 'Save official result',
      fields: [
        ...(poll ? [] : [pollField]),
        {
          ...{ kind: 'choice', name: 'official', label: 'Result', required: true },
          options: Official.options.map((value) => ({ value, label: officialWords[value] })),
        },
        { kind: 'line', name: 'day', label: 'Published on', hint: 'For example 12 May 2026', required: true, max: 60 },
        {
          kind: 'paragraph',
          name: 'words',
          label: 'Figures, and where they stand',
          required: false,
          max: longestWords,
        },
      ],
      note: [
        ...(poll ? [`${pollReference(poll)} ${poll.question} `] : []),
        'It stands beside the position of this consortium, never in its place.',
      ],
    }
  },
  load: async ({ poll }, read: Read, { actor }) => {
    return { poll: await pollNamed(poll, read, actor, 'held'), zone: (await read.consortium.consortium()).zone }
  },
  decide: ({ poll: typed, official, day: said, words = '' }, { poll, zone }, at): Decision<PollActFact> => {
    const wrong =
      uncounted(typed, poll) ??
      (poll?.standing === 'decision'
        ? refuse('poll-of-ours', { reference: pollReference(poll) }, { field: 'poll' })
        : undefined)
    if (wrong || !poll || at.actor.kind !== 'person') return decline(wrong ?? pollUnknown(typed))
    const day = pastDay(said, zone, at)
    if (typeof day !== 'string') return decline(day)
    const fact = {
      type: 'official-result-entered',
      poll: poll.id,
      official,
      day,
      by: at.actor.person,
      sealed: { words },
    } as const
    return recorded(poll, fact, `Official result: ${officialWords[official]}`)
  },
})

function uncounted(typed: string, poll: Poll | undefined): Refusal | undefined {
  if (!poll) return pollUnknown(typed)
  return poll.status === 'closed'
    ? undefined
    : refuse('poll-not-counted', { reference: pollReference(poll) }, { field: 'poll' })
}

function pastDay(typed: string, zone: string, { now }: At): string | Refusal {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const read = readPastDay(typed, today)
  if (read.read !== 'one') return refuse('date-unreadable', { typed, example: '12 May 2026' }, { field: 'day' })
  if (Temporal.PlainDate.compare(read.value, today) > 0)
    return refuse('day-ahead', { day: read.value.toString() }, { field: 'day' })
  return read.value.toString()
}

function recorded(poll: Poll, fact: PollActFact, says: string): Decision<PollActFact> {
  return accept([fact], { says: recordedCard(poll, says), refresh: [{ kind: 'poll', id: poll.id }] })
}

function recordedCard(poll: Poll, says: string): Card {
  const reference = pollReference(poll)
  const drawn = card(
    `${reference} ${says}`,
    text('It stands on its card, beside the count.'),
    note('It is recorded, and never taken back: another one stands beside it.'),
  )
  return withActions(
    { ...drawn, tone: 'good', label: poll.label },
    button(`Show ${reference}`, 'show-poll', { poll: poll.id }),
  )
}
