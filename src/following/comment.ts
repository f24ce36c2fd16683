/** Commenting on a commitment or a recommendation, in the thread of its card on both platforms. */
import { z } from 'zod'
import type { PlaceRead } from '#src/consortium/store.ts'
import { type Actor, actingSeats, participant, type Seat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import type { PlaceId } from '#src/core/id.ts'
import { platformNames } from '#src/core/intent.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, shownIn, whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional, PageNumber, written } from '#src/core/words.ts'
import {
  type FoundSubject,
  SubjectReference,
  splitReference,
  subjectBy,
  subjectFound,
  subjectUnknown,
} from '#src/filing/subject.ts'
import type { Read } from './follow.ts'
import { type Comment, type FollowingFact, longestComment } from './following.ts'
import { commentedCard, commentForm, commentsCard } from './views.ts'

type State = {
  found: FoundSubject | undefined
  seat: Seat | undefined
  policy: ReleasePolicy
  /** Where it is said, if others read there. */
  here: PlaceRead | undefined
  /** It is said under the card itself: whoever reads there has read it. */
  isUnderCard: boolean
  /** Places whose card shows it whole. */
  shown: PlaceRead[]
}

export const comment = changing('comment', {
  input: z.object({
    reference: optional(SubjectReference),
    /** Set by an adapter: the message under which it was said. */
    thread: optional(z.string()),
    words: written(longestComment, 'Write your comment.'),
  }),
  says: 'Comment on a commitment or a recommendation, under its card',
  may: participant,
  typed: {
    word: 'comment',
    usage: 'comment C-12 TEXT',
    examples: ['comment C-12 The second workshop is in May', 'comment Who brings the data?'],
    button: 'Add comment',
    read: (rest) => {
      const split = splitReference(rest)
      if (split) return { reference: split.reference, ...(split.rest && { words: split.rest }) }
      return rest.trim() === '' ? {} : { words: rest.trim() }
    },
  },
  form: async (values, read: Read, at) => commentForm(await meant(values, read, at)),
  load: async (input, read: Read, at): Promise<State> => {
    const found = await meant(input, read, at)
    const seat = seatIn(at.actor)
    const here = at.here ? await read.consortium.placeAt(at.here) : undefined
    const under = found && at.here && input.thread ? await read.following.subjectAt(at.here, input.thread) : undefined
    return {
      found,
      seat,
      policy: seat ? await read.consortium.release(seat.organisation) : {},
      here,
      isUnderCard: under !== undefined && under.id === found?.subject.id,
      shown: found ? await placesOf(found, read) : [],
    }
  },
  decide: (input, state, at): Decision<FollowingFact> => {
    const { found, seat } = state
    if (!found) {
      const wrong = input.reference
        ? subjectUnknown(input.reference)
        : refuse('comment-of-what', {}, { field: 'reference' })
      return decline(wrong)
    }
    if (at.actor.kind !== 'person' || !seat) return decline(refuse('no-seat', {}))
    const wrong = commentWrong(found, seat, state, at)
    if (wrong) return decline(wrong)
    const id = at.newId('comment')
    const saidIn: PlaceId | null = state.isUnderCard ? (state.here?.id ?? null) : null
    const others = state.shown.filter((place) => place.id !== saidIn)
    const { organisation } = seat
    const names = others.map(({ name, platform }) => `${name} (${platformNames[platform]})`)
    const plain = { comment: id, subject: found.subject, organisation, saidBy: at.actor.person, saidIn }
    return accept([{ type: 'comment-made', ...plain, sealed: { words: input.words } }], {
      organisation,
      says: commentedCard(found, names),
      effects: others.map((place): Effect => ({ kind: 'reply', comment: id, place: place.id })),
    })
  },
})

/** Named, or the one whose card it is said under. */
async function meant(
  { reference, thread }: { reference?: string | undefined; thread?: string | undefined },
  read: Read,
  { actor, here }: At,
): Promise<FoundSubject | undefined> {
  if (reference) {
    const typed = SubjectReference.safeParse(reference)
    return typed.success ? subjectBy(typed.data, read, actor) : undefined
  }
  const subject = thread && here ? await read.following.subjectAt(here, thread) : undefined
  return subject && subjectFound(subject, read, actor)
}

function seatIn(actor: Actor): Seat | undefined {
  return actingSeats(actor)[0]
}

async function placesOf({ subject, item }: FoundSubject, read: Read): Promise<PlaceRead[]> {
  const cards = await read.following.cardsOf(subject)
  const places = await read.consortium.places()
  return places.filter((place) => cards.some((one) => one.place === place.id) && shownIn(place, item) === 'full')
}

function commentWrong({ item }: FoundSubject, seat: Seat, { policy, here }: State, at: At): Refusal | undefined {
  const { label } = item
  if (whatLeaves(policy, { label }) !== 'full') {
    return refuse('comment-kept', { organisation: seat.name, label })
  }
  const isOpenlySaid = at.heard && isAboveGreen(label) && (!here || shownIn(here, item) === 'nothing')
  return isOpenlySaid ? refuse('text-heard', { label, place: here?.name ?? 'this channel' }) : undefined
}

export const showComments = showing('show-comments', {
  input: z.object({ reference: SubjectReference, page: optional(PageNumber) }),
  says: 'Show the comments on a commitment or a recommendation',
  may: participant,
  typed: {
    word: 'comments',
    usage: 'comments C-12',
    examples: ['comments C-12', 'comments R-4.2'],
    read: (rest) => ({ ...(rest.trim() !== '' && { reference: rest.trim() }) }),
  },
  load: async ({ reference }, read: Read, { actor }) => {
    const found = await subjectBy(reference, read, actor)
    const isWhole = found?.release === 'full'
    const comments: Comment[] = found && isWhole ? await read.following.comments(found.subject) : []
    return { found, comments, zone: (await read.consortium.consortium()).zone }
  },
  show: ({ reference, page = 1 }, { found, comments, zone }, { actor }) =>
    found ? commentsCard(found, comments, { page, actor, zone }) : subjectUnknown(reference),
})
