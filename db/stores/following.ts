/** Reads and writes who follows what, and what was said about it. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { Tracked } from '#src/core/effect.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Comment, FollowingFact } from '#src/following/following.ts'
import type { FollowingReader } from '#src/following/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { places } from '../schema/addresses.ts'
import { organisations, people } from '../schema/consortium.ts'
import { cards } from '../schema/delivery.ts'
import { follows, subjectComments } from '../schema/following.ts'

export function followingReader(tx: Tx): FollowingReader {
  const isOf = ({ kind, id }: Tracked) => and(eq(follows.subjectKind, kind), eq(follows.subject, id))
  return {
    followers: async (subject) => {
      const rows = await tx
        .select({ person: follows.person })
        .from(follows)
        .where(isOf(subject))
        .orderBy(asc(follows.since), asc(follows.person))
      return rows.map(({ person }) => person)
    },
    isFollowing: async (person, subject) =>
      (await tx.$count(follows, and(eq(follows.person, person), isOf(subject)))) > 0,
    followed: async (person) => {
      const rows = await tx
        .select()
        .from(follows)
        .where(eq(follows.person, person))
        .orderBy(desc(follows.since), asc(follows.subject))
      return rows.map(trackedIn)
    },
    comment: async (id) => {
      const [row] = await readComments(tx).where(eq(subjectComments.id, id))
      return row && rowToComment(row)
    },
    comments: async ({ kind, id }) => {
      const rows = await readComments(tx)
        .where(and(eq(subjectComments.subjectKind, kind), eq(subjectComments.subject, id)))
        .orderBy(asc(subjectComments.saidAt), asc(subjectComments.id))
      return rows.map(rowToComment)
    },
    cardsOf: async ({ kind, id }) => {
      const rows = await readCards(tx).where(and(eq(cards.subjectKind, kind), eq(cards.subject, id)))
      return rows.map(({ place, ref, platform, workspace, channel }) => {
        return { place, ref, address: { platform, workspace, channel } }
      })
    },
    subjectAt: async ({ platform, workspace, channel }, ref) => {
      const at = and(eq(places.platform, platform), eq(places.workspace, workspace), eq(places.channel, channel))
      const [row] = await readCards(tx).where(and(eq(cards.ref, ref), at))
      return row && Tracked.safeParse({ kind: row.kind, id: row.id }).data
    },
  }
}

function trackedIn({ subjectKind, subject }: { subjectKind: Tracked['kind']; subject: Tracked['id'] }): Tracked {
  return { kind: subjectKind, id: subject } as Tracked
}

function readCards(tx: Tx) {
  return tx
    .select({
      kind: cards.subjectKind,
      id: cards.subject,
      place: places.id,
      ref: cards.ref,
      platform: places.platform,
      workspace: places.workspace,
      channel: places.channel,
    })
    .from(cards)
    .innerJoin(places, and(eq(places.consortium, cards.consortium), eq(places.id, cards.place)))
}

function readComments(tx: Tx) {
  return tx
    .select({ row: subjectComments, by: people.name, organisationName: organisations.short })
    .from(subjectComments)
    .innerJoin(people, and(eq(people.consortium, subjectComments.consortium), eq(people.id, subjectComments.saidBy)))
    .innerJoin(
      organisations,
      and(eq(organisations.consortium, subjectComments.consortium), eq(organisations.id, subjectComments.organisation)),
    )
}

function rowToComment({ row, by, organisationName }: Awaited<ReturnType<typeof readComments>>[number]): Comment {
  const { id, organisation, words, saidBy, saidAt, saidIn } = row
  return {
    id,
    subject: trackedIn(row),
    organisation,
    organisationName,
    words,
    saidBy,
    by,
    saidAt: saidAt.toString(),
    saidIn,
  }
}

export function followingWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, FollowingFact['type']> {
  return {
    'subject-followed': async ({ person, subject }, at) => {
      await tx
        .insert(follows)
        .values({ consortium, person, subjectKind: subject.kind, subject: subject.id, since: at })
        .onConflictDoNothing()
    },
    'subject-unfollowed': async ({ person, subject: { kind, id } }) => {
      await tx
        .delete(follows)
        .where(and(eq(follows.person, person), eq(follows.subjectKind, kind), eq(follows.subject, id)))
    },
    'comment-made': async ({ comment: id, subject, organisation, saidBy, saidIn, sealed: { words } }, at) => {
      const on = { subjectKind: subject.kind, subject: subject.id }
      await tx
        .insert(subjectComments)
        .values({ consortium, id, ...on, organisation, words, saidBy, saidAt: at, saidIn })
    },
  }
}
