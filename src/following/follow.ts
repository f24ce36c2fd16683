/** Following: a person hears when a commitment or a recommendation moves, for as long as the person may see it. */
import { z } from 'zod'
import { participant } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { optional, PageNumber } from '#src/core/words.ts'
import {
  type FoundSubject,
  type SubjectRead,
  SubjectReference,
  splitReference,
  subjectBy,
  subjectFound,
  subjectUnknown,
} from '#src/filing/subject.ts'
import type { FollowingFact } from './following.ts'
import type { FollowingReader } from './store.ts'
import { followedCard, followingCard, unfollowedCard } from './views.ts'

export type Read = SubjectRead & { following: FollowingReader }

const OneSubject = z.object({ reference: SubjectReference })

type State = { found: FoundSubject | undefined; isFollowing: boolean }

async function loaded(reference: string, read: Read, actor: Parameters<typeof subjectBy>[2]): Promise<State> {
  const found = await subjectBy(reference, read, actor)
  const isFollowing =
    found !== undefined && actor.kind === 'person' && (await read.following.isFollowing(actor.person, found.subject))
  return { found, isFollowing }
}

function readReference(rest: string): Record<string, string> | undefined {
  const split = splitReference(rest)
  if (split) return split.rest === '' ? { reference: split.reference } : undefined
  return rest.trim() === '' ? undefined : { reference: rest.trim() }
}

export const follow = changing('follow', {
  input: OneSubject,
  says: 'Hear when a commitment or a recommendation moves',
  may: participant,
  typed: {
    word: 'follow',
    usage: 'follow C-12',
    examples: ['follow C-12', 'follow R-4.2'],
    read: readReference,
  },
  load: ({ reference }, read: Read, { actor }) => loaded(reference, read, actor),
  decide: ({ reference }, { found, isFollowing }, { actor }): Decision<FollowingFact> => {
    if (!found || actor.kind !== 'person') return decline(subjectUnknown(reference))
    const { person } = actor
    const facts: FollowingFact[] = isFollowing
      ? []
      : [{ type: 'subject-followed', personal: true, person, subject: found.subject }]
    return accept(facts, { says: followedCard(found, !isFollowing) })
  },
})

export const unfollow = changing('unfollow', {
  input: OneSubject,
  says: 'Hear no more when a commitment or a recommendation moves',
  may: participant,
  typed: {
    word: 'unfollow',
    usage: 'unfollow C-12',
    examples: ['unfollow C-12', 'unfollow R-4.2'],
    read: (rest) => readReference(rest) ?? {},
  },
  load: ({ reference }, read: Read, { actor }) => loaded(reference, read, actor),
  decide: ({ reference }, { found, isFollowing }, { actor }): Decision<FollowingFact> => {
    if (!found || actor.kind !== 'person') return decline(subjectUnknown(reference))
    const { person } = actor
    const facts: FollowingFact[] = isFollowing
      ? [{ type: 'subject-unfollowed', personal: true, person, subject: found.subject }]
      : []
    return accept(facts, { says: unfollowedCard(found) })
  },
})

export const showFollowing = showing('show-following', {
  input: z.object({ page: optional(PageNumber) }),
  says: 'Show what you follow',
  may: participant,
  typed: {
    word: 'follow',
    usage: 'follow',
    examples: ['follow'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: async (_input, read: Read, { actor }): Promise<FoundSubject[]> => {
    const followed = actor.kind === 'person' ? await read.following.followed(actor.person) : []
    const found: FoundSubject[] = []
    for (const subject of followed)
      found.push(...[await subjectFound(subject, read, actor)].filter((one) => one !== undefined))
    return found
  },
  show: ({ page = 1 }, followed) => followingCard(followed, page),
})
