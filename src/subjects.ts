/** Subjects as others see them: the card of one in a shared place, and how much of one a person sees. */
import { statementState } from './advisories/statements/read.ts'
import { statementAsSeen, statementItem } from './advisories/statements/statement.ts'
import { bareStatement, statementCard } from './advisories/statements/views.ts'
import { placedBoard, type Spot } from './boards/placed.ts'
import { answeredOf } from './commitments/board.ts'
import { recommendationCard } from './commitments/board-views.ts'
import { commitmentItem, commitmentReference } from './commitments/commitment.ts'
import { seen } from './commitments/decide.ts'
import { asSeen, named, type Sees } from './commitments/read.ts'
import { placedCard } from './commitments/views.ts'
import type { Actor } from './core/access.ts'
import { assertNever, present } from './core/assert.ts'
import type { Labelled, Subject, Tracked } from './core/effect.ts'
import { type Release, type Shared, seenBy, shownIn } from './core/sharing.ts'
import type { Tlp } from './core/tlp.ts'
import { draftItem } from './drafts/draft.ts'
import { placedDraft } from './drafts/placed.ts'
import { asSeen as asSeenPoll, placed, seen as seenPoll } from './polls/decide.ts'
import { pollReference } from './polls/poll.ts'
import { stateOf } from './polls/read.ts'
import { strawState } from './polls/straw/read.ts'
import { strawAsSeen, strawItem } from './polls/straw/straw.ts'
import { bareStraw, strawCard } from './polls/straw/views.ts'
import { pollCard } from './polls/views.ts'
import type { Readers } from './readers.ts'
import { recommendationItem, recommendationReference } from './recommendations/recommendation.ts'
import { placedConsent } from './resolution/placed.ts'
import { card, note } from './view/build.ts'
import type { Card } from './view/card.ts'

/** The card of a subject as everyone who reads in a place may see it. */
export async function cardIn(spot: Spot, subject: Subject, read: Readers): Promise<Card> {
  const { audience, now, hosting } = spot
  const sees: Sees = (item) => shownIn(audience, item)
  switch (subject.kind) {
    case 'commitment': {
      const commitment = present(await read.commitments.byId(subject.id), 'the commitment')
      if (commitment.status !== 'confirmed') throw new Error('a proposal has no card in a shared place')
      const found = asSeen(
        await named(commitment, read, { viewer: audience, now }),
        sees(commitmentItem(commitment)),
        sees,
      )
      return found ? placedCard(found) : bareCard(commitmentReference(commitment), commitment.label)
    }
    case 'poll': {
      const poll = present(await read.polls.byId(subject.id), 'the poll')
      const found = asSeenPoll(poll, placed(audience, poll))
      return found ? pollCard(await stateOf(found, read), { now, hosting }) : bareCard(pollReference(poll), poll.label)
    }
    case 'recommendation': {
      const recommendation = present(await read.recommendations.byId(subject.id), 'the recommendation')
      return sees(recommendationItem(recommendation)) === 'nothing'
        ? bareCard(recommendationReference(recommendation), recommendation.label)
        : recommendationCard(await answeredOf(recommendation, read, { viewer: audience, now }))
    }
    case 'straw': {
      const straw = present(await read.straws.byId(subject.id), 'the straw poll')
      const found = strawAsSeen(straw, sees(strawItem(straw)))
      return found ? strawCard(await strawState(found, read), now) : bareStraw(straw)
    }
    case 'statement': {
      const statement = present(await read.statements.byId(subject.id), 'the joint statement')
      const found = statementAsSeen(statement, sees(statementItem(statement)))
      return found ? statementCard(await statementState(found, read), now) : bareStatement(statement)
    }
    case 'draft':
      return placedDraft(subject.id, read, spot)
    case 'board':
      return placedBoard(subject.id, read, spot)
    case 'consent':
      return placedConsent(subject.id, read, audience)
    default:
      return assertNever(subject)
  }
}

/** How much of a subject the actor sees now. */
export async function seenOf(actor: Actor, subject: Labelled, read: Readers): Promise<Release> {
  switch (subject.kind) {
    case 'commitment': {
      const commitment = await read.commitments.byId(subject.id)
      return commitment ? seen(actor, commitment) : 'nothing'
    }
    case 'poll': {
      const poll = await read.polls.byId(subject.id)
      return poll ? seenPoll(actor, poll) : 'nothing'
    }
    case 'recommendation': {
      const recommendation = await read.recommendations.byId(subject.id)
      return recommendation ? seenBy(actor, recommendationItem(recommendation)) : 'nothing'
    }
    case 'draft': {
      const draft = await read.drafts.byId(subject.id)
      return draft ? seenBy(actor, draftItem(draft)) : 'nothing'
    }
    case 'straw': {
      const straw = await read.straws.byId(subject.id)
      return straw ? seenBy(actor, strawItem(straw)) : 'nothing'
    }
    case 'statement': {
      const statement = await read.statements.byId(subject.id)
      return statement ? seenBy(actor, statementItem(statement)) : 'nothing'
    }
    default:
      return assertNever(subject)
  }
}

/** What stays where a label was raised, or more people read, after it was posted. */
function bareCard(reference: string, label: Tlp): Card {
  return { ...card(reference, note('Not everyone who reads here may have its text.')), label }
}

/** What is tracked, as sharing sees it. */
export async function itemOf(subject: Tracked, read: Readers): Promise<Shared | undefined> {
  if (subject.kind === 'commitment') {
    const one = await read.commitments.byId(subject.id)
    return one && commitmentItem(one)
  }
  const one = await read.recommendations.byId(subject.id)
  return one && recommendationItem(one)
}
