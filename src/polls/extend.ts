/**
 * Moving the close: before it comes the poll is extended, after its count it is re-opened; each with a reason, told to all who vote. Nothing
 * else of a poll changes by it: who may vote, and what is shown of votes, stays as it was opened.
 */
import { z } from 'zod'
import { granted, grants } from '#src/core/access.ts'
import { closingOf } from '#src/core/closing.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, type FormShape } from '#src/core/use-case.ts'
import { takeLast, written } from '#src/core/words.ts'
import { button, card, note, text, withActions } from '#src/view/build.ts'
import { movedCard } from './act-views.ts'
import type { PollActFact } from './acts.ts'
import { takesBallots } from './decide.ts'
import { type Poll, pollReference } from './poll.ts'
import { PollNamed, pollNamed, pollUnknown, type Read } from './read.ts'

/** The longest reason, rationale or figures. */
export const longestWords = 1_000

export const keepsPolls = granted(
  'poll-keeper',
  'the secretariat or the chair',
  grants(['secretariat', 'chair'], 'any'),
)

const input = z.object({
  poll: PollNamed,
  closes: written(100, 'Say until when, for example Friday 17:00.'),
  reason: written(longestWords, 'Say why.'),
})

/** `P-7 to Friday 17:00 because REASON`. */
function readMoved(rest: string): Record<string, string> | undefined {
  const [, poll, more = ''] = /^(p-?\d{1,9})\b([\s\S]*)$/i.exec(rest.trim()) ?? []
  if (poll === undefined) return rest.trim() === '' ? {} : undefined
  const { before, after } = takeLast(` ${more.trim()}`, 'because')
  const closes = before.replace(/^(?:to|until|till)\s+/i, '')
  return { poll, ...(closes && { closes }), ...(after && { reason: after }) }
}

async function load({ poll: typed }: { poll: string }, read: Read, { actor }: At) {
  const poll = await pollNamed(typed, read, actor, 'held')
  const { zone } = await read.consortium.consortium()
  const people = poll ? new Set(poll.voters.map(({ person }) => person)) : new Set<never>()
  return { poll, zone, people }
}

export const extendPoll = changing('extend-poll', {
  input,
  says: 'Move the close of a poll to a later time, with a reason',
  may: keepsPolls,
  typed: {
    word: 'extend',
    button: 'Extend poll',
    usage: 'extend P-7 to WHEN because REASON',
    examples: [
      'extend P-7 to Friday 17:00 because the annex came late',
      'extend p7 to 2099-12-04 12:00 because of the holidays',
    ],
    read: readMoved,
  },
  form: (values, read: Read, at) => movedForm('Extend poll', values, read, at),
  load,
  decide: (said, { poll, zone, people }, at): Decision<PollActFact> => {
    if (!poll || at.actor.kind !== 'person') return decline(pollUnknown(said.poll))
    const reference = pollReference(poll)
    if (!takesBallots(poll, at.now)) return decline(refuse('poll-over', { reference }, { field: 'poll' }))
    const closes = closingOf(said.closes, at.now, zone)
    if (isRefusal(closes)) return decline(closes)
    const was = Temporal.Instant.from(poll.closesAt)
    if (Temporal.Instant.compare(closes, was) <= 0)
      return decline(refuse('close-not-later', { reference }, { field: 'closes' }))
    const fact = { type: 'poll-extended', ...movedBy(poll, closes, at.actor.person, said.reason) } as const
    return moved(poll, fact, 'extended', { people, zone, by: at.actor })
  },
})

export const reopenPoll = changing('reopen-poll', {
  input,
  says: 'Let a poll that was counted take votes again, with a reason; its first result is kept',
  may: keepsPolls,
  typed: {
    word: 'reopen',
    button: 'Re-open poll',
    usage: 'reopen P-7 until WHEN because REASON',
    examples: [
      'reopen P-7 until Friday 17:00 because two members had no link',
      'reopen p7 until 2099-12-04 12:00 because of an error',
    ],
    read: readMoved,
  },
  form: (values, read: Read, at) => movedForm('Re-open poll', values, read, at),
  load,
  decide: (said, { poll, zone, people }, at): Decision<PollActFact> => {
    if (!poll || at.actor.kind !== 'person') return decline(pollUnknown(said.poll))
    if (poll.status !== 'closed')
      return decline(refuse('poll-not-counted', { reference: pollReference(poll) }, { field: 'poll' }))
    const closes = closingOf(said.closes, at.now, zone)
    if (isRefusal(closes)) return decline(closes)
    const fact = { type: 'poll-reopened', ...movedBy(poll, closes, at.actor.person, said.reason) } as const
    return moved(poll, fact, 're-opened', { people, zone, by: at.actor })
  },
})

function movedBy({ id, closesAt: was }: Poll, closes: Temporal.Instant, by: `person_${string}`, words: string) {
  return { poll: id, was, closesAt: closes.toString({ fractionalSecondDigits: 3 }), by, sealed: { words } }
}

type Moved = Extract<PollActFact, { type: 'poll-extended' | 'poll-reopened' }>
type Around = {
  people: ReadonlySet<`person_${string}`>
  zone: string
  by: { person: `person_${string}`; name: string }
}

/** All who may vote hear of it, but for whoever did it. */
function moved(
  poll: Poll,
  fact: Moved,
  act: 'extended' | 're-opened',
  { people, zone, by }: Around,
): Decision<PollActFact> {
  const { closesAt, sealed } = fact
  const told = movedCard(poll, act, { closesAt, words: sealed.words, by: by.name, zone })
  const effects = [...people].flatMap((person): Effect[] =>
    person === by.person
      ? []
      : [{ kind: 'tell', person, card: told, about: [{ subject: { kind: 'poll', id: poll.id }, as: 'full' }] }],
  )
  const reference = pollReference(poll)
  const says = card(
    `${reference} is ${act}`,
    text(sealed.words),
    note('Its card says so, and everyone who votes was told.'),
  )
  return accept([fact], {
    says: withActions({ ...says, label: poll.label }, button(`Show ${reference}`, 'show-poll', { poll: poll.id })),
    refresh: [{ kind: 'poll', id: poll.id }],
    effects,
  })
}

async function movedForm(title: string, values: Record<string, string>, read: Read, at: At): Promise<FormShape> {
  const poll = values.poll ? await pollNamed(values.poll, read, at.actor) : undefined
  return {
    title,
    submit: title,
    fields: [
      ...(poll
        ? []
        : [{ kind: 'line', name: 'poll', label: 'Poll', hint: 'For example P-7', required: true, max: 20 } as const]),
      { kind: 'line', name: 'closes', label: 'Until', hint: 'For example Friday 17:00', required: true, max: 100 },
      { kind: 'paragraph', name: 'reason', label: 'Reason', required: true, max: longestWords },
    ],
    note: [
      ...(poll ? [`${pollReference(poll)} ${poll.question} `] : []),
      'It is recorded, shown on the card and told to everyone who votes.',
    ],
  }
}
