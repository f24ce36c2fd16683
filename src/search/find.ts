/** Finding an item by its words. */
import { z } from 'zod'
import { statementAsSeen, statementItem } from '#src/advisories/statements/statement.ts'
import type { StatementReader } from '#src/advisories/store.ts'
import { type Commitment, withoutText } from '#src/commitments/commitment.ts'
import { seen as commitmentSeen } from '#src/commitments/decide.ts'
import type { CommitmentReader } from '#src/commitments/store.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, participant } from '#src/core/access.ts'
import { assertNever } from '#src/core/assert.ts'
import type { Findable } from '#src/core/effect.ts'
import { seenBy } from '#src/core/sharing.ts'
import { showing } from '#src/core/use-case.ts'
import { Page, written } from '#src/core/words.ts'
import { maySeeComment } from '#src/drafts/comment.ts'
import { draftItem, draftReference } from '#src/drafts/draft.ts'
import type { CommentReader, DraftReader } from '#src/drafts/store.ts'
import { asSeen, seen as pollSeen } from '#src/polls/decide.ts'
import type { PollReader, StrawReader } from '#src/polls/store.ts'
import { strawAsSeen, strawItem } from '#src/polls/straw/straw.ts'
import { recommendationItem } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { Found } from './lines.ts'
import { askedFor, mostWords, wordsOf } from './search.ts'
import type { SearchReader } from './store.ts'
import { findForm, foundCard, longestQuery, perPage } from './views.ts'

type Items = {
  commitments: CommitmentReader
  polls: PollReader
  recommendations: RecommendationReader
  drafts: DraftReader
  comments: CommentReader
  straws: StrawReader
  statements: StatementReader
}
type Read = Items & { consortium: ConsortiumReader; search: SearchReader }

const nothingAsked = 'Say what to look for, for example data sharing japan.'

export const find = showing('find', {
  input: z.object({
    words: written(longestQuery, nothingAsked).superRefine((typed, context) => {
      const { length } = wordsOf(typed)
      const tooMany = `These are ${length} words; ${mostWords} is the most. Leave out ${length - mostWords}.`
      if (length === 0 || length > mostWords)
        context.addIssue({ code: 'custom', message: length === 0 ? nothingAsked : tooMany })
    }),
    page: Page,
  }),
  says: 'Find recommendations, commitments, polls, drafts, comments on them, straw polls and joint statements by words, references and whose they are',
  may: participant,
  typed: {
    word: 'find',
    button: 'Find',
    usage: 'find WORDS',
    examples: ['find data sharing japan', 'find "security assurance" evaluation'],
    read: (rest) => (rest === '' ? {} : { words: rest }),
  },
  form: async ({ words = '' }) => findForm(words),
  load: async ({ words, page }, read: Read, { actor }) => {
    const organisations = await read.consortium.organisations()
    const asked = askedFor(wordsOf(words), organisations)
    const ask = (of: number) => read.search.find(asked, actor, { offset: (of - 1) * perPage, limit: perPage })
    const first = await ask(page)
    // A page beyond the end is the last one: lists grow shorter between two clicks.
    const last = Math.max(1, Math.ceil(first.total / perPage))
    const { total, isMore, subjects } = page > last ? await ask(last) : first
    const found: Found[] = []
    for (const subject of subjects) found.push(...(await seenItem(subject, read, actor)))
    const { zone } = await read.consortium.consortium()
    return { total, isMore, found, page: Math.min(page, last), organisations, zone }
  },
  show: ({ words }, state, { now }) => foundCard(words, state, now),
})

/** As much of it as the actor sees, judged again with what was loaded. */
async function seenItem(subject: Findable, read: Items, actor: Actor): Promise<Found[]> {
  const { kind, id } = subject
  switch (kind) {
    case 'commitment': {
      const item = await read.commitments.byId(id)
      return item?.status === 'confirmed' ? ofCommitment(item, actor) : []
    }
    case 'poll': {
      const poll = await read.polls.byId(id)
      const item = poll && asSeen(poll, pollSeen(actor, poll))
      return item ? [{ kind, item }] : []
    }
    case 'recommendation': {
      const item = await read.recommendations.byId(id)
      return item && seenBy(actor, recommendationItem(item)) !== 'nothing' ? [{ kind, item }] : []
    }
    case 'draft': {
      const item = await read.drafts.byId(id)
      return item && seenBy(actor, draftItem(item)) !== 'nothing' ? [{ kind, item }] : []
    }
    case 'straw': {
      const straw = await read.straws.byId(id)
      const item = straw && strawAsSeen(straw, seenBy(actor, strawItem(straw)))
      return item ? [{ kind, item }] : []
    }
    case 'statement': {
      const statement = await read.statements.byId(id)
      const item = statement && statementAsSeen(statement, seenBy(actor, statementItem(statement)))
      return item ? [{ kind, item }] : []
    }
    case 'draft-comment': {
      const item = await read.comments.byId(id)
      const draft = item && maySeeComment(actor, item) ? await read.drafts.byId(item.draft) : undefined
      return item && draft ? [{ kind, item, draft: draftReference(draft) }] : []
    }
    default:
      return assertNever(subject)
  }
}

function ofCommitment(item: Extract<Commitment, { status: 'confirmed' }>, actor: Actor): Found[] {
  const release = commitmentSeen(actor, item)
  if (release === 'nothing') return []
  return [{ kind: 'commitment', item: release === 'full' ? item : withoutText(item) }]
}
