/** Each thing that was found: its line, and the button that shows it. */
import { type Statement, statementReference, takesSignatures } from '#src/advisories/statements/statement.ts'
import { type Commitment, commitmentReference, keptText } from '#src/commitments/commitment.ts'
import { longestLine, shortDay } from '#src/commitments/lines.ts'
import { assertNever } from '#src/core/assert.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Comment, commentReference } from '#src/drafts/comment.ts'
import { type Draft, draftReference, takesComments } from '#src/drafts/draft.ts'
import { takesBallots } from '#src/polls/decide.ts'
import { type Poll, pollReference, standingResult } from '#src/polls/poll.ts'
import { type Straw, strawReference, takesVoices } from '#src/polls/straw/straw.ts'
import { progressText } from '#src/recommendations/axes.ts'
import { type Recommendation, recommendationReference } from '#src/recommendations/recommendation.ts'
import { bold, button, deadline } from '#src/view/build.ts'
import type { Action, Text } from '#src/view/card.ts'
import { capital, counted, inShort } from '#src/view/phrases.ts'

export type Found =
  | { kind: 'commitment'; item: Extract<Commitment, { status: 'confirmed' }> }
  | { kind: 'poll'; item: Poll }
  | { kind: 'recommendation'; item: Recommendation }
  | { kind: 'draft'; item: Draft }
  | { kind: 'straw'; item: Straw }
  | { kind: 'statement'; item: Statement }
  /** `draft`: the one that it is on, as people say it. */
  | { kind: 'draft-comment'; item: Comment; draft: string }

type Around = { nameOf: (id: OrganisationId | null) => string; zone: string; now: Temporal.Instant }

export function lineOf(found: Found, around: Around): Text {
  switch (found.kind) {
    case 'recommendation':
      return [bold(recommendationReference(found.item)), ` ${inShort(found.item.title, longestLine)}`]
    case 'commitment':
      return commitmentLine(found.item, around)
    case 'poll':
      return pollLine(found.item, around)
    case 'draft':
      return draftLine(found.item, around)
    case 'straw': {
      const { item } = found
      const state: Text = takesVoices(item, around.now) ? closing(item, around) : [' (straw poll, closed)']
      return [bold(strawReference(item)), ` ${kept(item.question, item, around)}`, ...state]
    }
    case 'statement': {
      const { item } = found
      const signed = counted(item.signatures.filter(({ withdrawnAt }) => withdrawnAt === null).length, 'signature')
      const until: Text = takesSignatures(item, around.now)
        ? [`, open for signing until `, deadline(item.closesAt, around.zone), ')']
        : [', closed for signing)']
      return [bold(statementReference(item)), ` ${kept(item.title, item, around)} (${signed}`, ...until]
    }
    case 'draft-comment': {
      const { item, draft } = found
      const state = item.status === 'written' ? 'waits for your delegate' : item.status.replace('-', ' ')
      const said = [nameOfComment(item, around), item.type, ...(item.status === 'validated' ? [] : [state])]
      return [bold(capital(commentName(item, draft))), ` ${inShort(item.text, longestLine)} (${said.join(', ')})`]
    }
    default:
      return assertNever(found)
  }
}

function commitmentLine(item: Extract<Found, { kind: 'commitment' }>['item'], { nameOf }: Around): Text {
  const owner = nameOf(item.organisation)
  const words = inShort(item.text || keptText(owner), longestLine)
  const state = `${owner}, reported ${progressText(item.progress)}, due ${shortDay(item.due)}`
  return [bold(commitmentReference(item)), ` ${words} (${state})`]
}

function pollLine(item: Poll, around: Around): Text {
  const state: Text = takesBallots(item, around.now)
    ? [' (closes ', deadline(item.closesAt, around.zone), ')']
    : [item.status === 'closed' ? ` (${outcomes[standingResult(item).outcome]})` : ' (being counted)']
  return [bold(pollReference(item)), ` ${kept(item.question, item, around)}`, ...state]
}

function draftLine(item: Draft, { zone, now }: Around): Text {
  const { standard, title, stage, closesAt } = item
  const words = ` ${standard} ${inShort(title, longestLine)} (${stage}, `
  const period: Text = takesComments(item, now)
    ? ['comments until ', deadline(closesAt, zone), ')']
    : ['comments are closed)']
  return [bold(draftReference(item)), words, ...period]
}

function closing({ closesAt }: Straw, { zone }: Around): Text {
  return [' (straw poll, closes ', deadline(closesAt, zone), ')']
}

function kept(words: string, { source }: { source: OrganisationId | null }, { nameOf }: Around): string {
  return inShort(words, longestLine) || `Text kept by ${nameOf(source)}.`
}

function nameOfComment({ organisation, clause }: Comment, { nameOf }: Around): string {
  return `${nameOf(organisation)}, ${clause === '' ? 'general' : `clause ${clause}`}`
}

/** `DE-002 on D-3`; one that is not its organisation's yet has no number. */
function commentName(comment: Comment, draft: string): string {
  const { clause } = comment
  if (!('number' in comment) || comment.number === null) return `comment on ${draft}${clause && ` ${clause}`}`
  return `${commentReference({ code: comment.code, number: comment.number })} on ${draft}`
}

const outcomes = {
  approved: 'approved',
  'not-approved': 'not approved',
  undecided: 'no decision',
  withheld: 'too few returned for a tally',
}

export function showButton(found: Found): Action {
  switch (found.kind) {
    case 'recommendation':
      return show('show-recommendation', recommendationReference(found.item))
    case 'commitment':
      return show('show-commitment', commitmentReference(found.item))
    case 'poll':
      return show('show-poll', pollReference(found.item))
    case 'draft':
      return show('show-draft', draftReference(found.item))
    case 'straw':
      return show('show-straw', strawReference(found.item))
    case 'statement':
      return show('show-statement', statementReference(found.item))
    case 'draft-comment': {
      const name = commentName(found.item, found.draft)
      return button(`Show ${name}`, 'show-draft-comment', { comment: found.item.id })
    }
    default:
      return assertNever(found)
  }
}

function show(use: string, reference: string): Action {
  return button(`Show ${reference}`, use, { reference })
}
