/** Acts on a poll as its card tells them, and as they are told to those who vote. */
import { momentInFull } from '#src/core/dates.ts'
import type { PersonId } from '#src/core/id.ts'
import { bold, button, card, note, text, withActions } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import { decidedWords, officialWords, type PollAct } from './acts.ts'
import { type Poll, pollReference } from './poll.ts'

type People = ReadonlyMap<PersonId, string>

/** Oldest first; where the reader has only the reference, nobody's words are told. */
export function actLines(
  acts: readonly PollAct[],
  { people, zone, isWhole }: { people: People; zone: string; isWhole: boolean },
): Block[] {
  return acts.map((act): Block => {
    const by = people.get(act.by) ?? 'somebody who has left'
    const words = isWhole && act.words !== '' ? `: ${act.words}` : ''
    switch (act.kind) {
      case 'extended':
      case 'reopened':
        return note(
          `${act.kind === 'extended' ? 'Extended' : 'Re-opened'} by ${by} until ${inFull(act.closesAt, zone)}${words}`,
        )
      case 'decided':
        return text(bold(`Chair’s decision: ${decidedWords[act.decided]}`), `${words} (${by}, ${inFull(act.at, zone)})`)
      default:
        return text(bold(`Official result: ${officialWords[act.official]}`), `, published ${act.day}${words}`)
    }
  })
}

function inFull(instant: string, zone: string): string {
  return momentInFull(Temporal.Instant.from(instant), zone)
}

/** To each who may vote. */
export function movedCard(
  poll: Poll,
  act: 'extended' | 're-opened',
  { closesAt, words, by, zone }: { closesAt: string; words: string; by: string; zone: string },
): Card {
  const reference = pollReference(poll)
  return withActions(
    {
      ...card(
        `${reference} is ${act}`,
        text(`It takes votes until ${inFull(closesAt, zone)}.`),
        note(`By ${by}: ${words}`),
        ...(act === 're-opened'
          ? [note('Its first result is kept, and the next count stands beside it. Votes that were cast stand.')]
          : []),
      ),
      label: poll.label,
    },
    button(`Show ${reference}`, 'show-poll', { poll: poll.id }),
  )
}

/** To each who may vote for an organisation that has not. Says nothing of the question: the card does. */
export function reminderCard(poll: Poll, organisation: string, zone: string): Card {
  const reference = pollReference(poll)
  return withActions(
    {
      ...card(`${organisation} has not voted on ${reference}`, text(`It closes ${inFull(poll.closesAt, zone)}.`)),
      label: poll.label,
    },
    button(`Show ${reference}`, 'show-poll', { poll: poll.id }),
  )
}
