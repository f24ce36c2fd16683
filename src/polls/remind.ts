/** Reminders: to those who may vote for organisations that have not, a day before the close and on request; who has voted by the time of sending gets none. */
import { z } from 'zod'
import { granted, grants, system } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { type OrganisationId, PollId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { button, card, list, note, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import { reminderCard } from './act-views.ts'
import type { PollActFact } from './acts.ts'
import { takesBallots } from './decide.ts'
import { type Poll, pollReference } from './poll.ts'
import { PollNamed, pollNamed, pollUnknown, type Read } from './read.ts'

/** Who has the turnout in view: they see who is missing, never how anybody voted. */
export const seesMissing = granted(
  'turnout-keeper',
  'the secretariat, the chair or a coordinator',
  grants(['secretariat', 'chair', 'coordinator'], 'any'),
)

/** More often would only be one more message. */
const patience = { hours: 12 }

type Missing = { poll: Poll; missing: { id: OrganisationId; short: string }[]; zone: string }

async function missingIn(poll: Poll, read: Read): Promise<Missing> {
  const returned = new Set((await read.polls.ballots(poll.id)).map(({ organisation }) => organisation))
  const organisations = new Map((await read.consortium.organisations()).map(({ id, short }) => [id, short]))
  const missing = poll.electorate.flatMap(({ organisation: id }) =>
    returned.has(id) ? [] : [{ id, short: organisations.get(id) ?? '' }],
  )
  const { zone } = await read.consortium.consortium()
  return { poll, missing: missing.toSorted((a, b) => a.short.localeCompare(b.short)), zone }
}

export const showMissing = showing('show-missing', {
  input: z.object({ poll: PollNamed }),
  says: 'Show which organisations have not voted in a poll',
  may: seesMissing,
  typed: {
    word: 'missing',
    usage: 'missing P-7',
    examples: ['missing P-7', 'missing p7'],
    read: (rest) => (/^p-?\d{1,9}$/i.test(rest.trim()) ? { poll: rest.trim() } : undefined),
  },
  load: async ({ poll: typed }, read: Read, { actor }) => {
    const poll = await pollNamed(typed, read, actor)
    return poll && missingIn(poll, read)
  },
  show: ({ poll }, found, at) => (found ? missingCard(found, at.now) : pollUnknown(poll)),
})

function missingCard({ poll, missing }: Missing, now: Temporal.Instant): Card {
  const reference = pollReference(poll)
  const open = takesBallots(poll, now)
  const title =
    missing.length === 0
      ? `Everyone voted on ${reference}`
      : `${counted(missing.length, 'organisation')} of ${poll.electorate.length} ${open ? 'have not voted' : 'did not vote'} on ${reference}`
  const drawn = card(
    title,
    ...(missing.length === 0 ? [] : [list(missing.map(({ short }) => [short]))]),
    note('Only the secretariat, the chair and coordinators see this. How anybody voted is not in it.'),
  )
  const remind =
    open && missing.length > 0
      ? [
          button(
            `Remind ${counted(missing.length, 'organisation')}`,
            'remind-voters',
            { poll: poll.id },
            { style: 'primary' },
          ),
        ]
      : []
  return withActions({ ...drawn, label: poll.label }, ...remind)
}

export const remindVoters = changing('remind-voters', {
  input: z.object({ poll: PollId }),
  says: 'Remind the voters of organisations that have not voted in a poll',
  may: seesMissing,
  load: async ({ poll: id }, read: Read, { actor }) => {
    const poll = await pollNamed(id, read, actor, 'held')
    return poll && { ...(await missingIn(poll, read)), reminded: (await read.polls.reminders(poll.id)).last }
  },
  decide: (_input, found, at): Decision<PollActFact> => {
    if (!found) return decline(pollUnknown('such poll'))
    const { poll, missing, zone, reminded } = found
    const reference = pollReference(poll)
    if (!takesBallots(poll, at.now)) return decline(refuse('poll-over', { reference }))
    if (missing.length === 0) return accept([], { says: missingCard(found, at.now) })
    if (reminded && Temporal.Instant.compare(reminded.add(patience), at.now) > 0)
      return decline(refuse('reminded-lately', { reference }))
    const by = at.actor.kind === 'person' ? at.actor.person : null
    return accept([{ type: 'voters-reminded', poll: poll.id, organisations: missing.length, by }], {
      says: {
        ...card(
          `${counted(missing.length, 'organisation')} are reminded of ${reference}`,
          note('Who votes before it is sent gets none.'),
        ),
        label: poll.label,
      },
      effects: reminders(poll, missing, zone),
    })
  },
})

/** By the clock, once for each close. */
export const remindBeforeClose = changing('remind-before-close', {
  input: z.object({ poll: PollId }),
  says: 'Remind of a poll that closes within a day',
  may: system,
  load: async ({ poll: id }, read: Read) => {
    const found = await read.polls.forCount(id)
    return found && { ...(await missingIn(found.poll, read)), due: (await read.polls.reminders(id)).due }
  },
  decide: (_input, found, at: At): Decision<PollActFact> => {
    if (!found) return decline(refuse('not-found', { reference: 'such poll' }))
    const { poll, missing, zone, due } = found
    const says = card(`${pollReference(poll)} is looked after`)
    if (!due || !takesBallots(poll, at.now)) return accept([], { says })
    const fact = { type: 'voters-reminded', poll: poll.id, organisations: missing.length, by: null } as const
    return accept([fact], { says, effects: reminders(poll, missing, zone) })
  },
})

function reminders(poll: Poll, missing: Missing['missing'], zone: string): Effect[] {
  return missing.flatMap(({ id, short }) => {
    const voters = new Set(poll.voters.filter(({ organisation }) => organisation === id).map(({ person }) => person))
    return [...voters].map((person): Effect => {
      const about = [{ subject: { kind: 'poll' as const, id: poll.id }, as: 'reference' as const }]
      return {
        kind: 'tell',
        person,
        card: reminderCard(poll, short, zone),
        about,
        unlessVoted: { poll: poll.id, organisation: id },
      }
    })
  })
}
