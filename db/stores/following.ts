/** Reads and writes who follows what, and what was said about it. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { Tracked } from '#src/core/effect.ts'
import type { ConsortiumId, PersonId } from '#src/core/id.ts'
import type { Window } from '#src/digests/digest.ts'
import type { Comment, FollowingFact } from '#src/following/following.ts'
import { Move, moveTypes, subjectsOf } from '#src/following/moves.ts'
import type { FollowingReader, MoveOf } from '#src/following/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { places } from '../schema/addresses.ts'
import { organisations, people } from '../schema/consortium.ts'
import { cards } from '../schema/delivery.ts'
import { follows, subjectComments } from '../schema/following.ts'
import { assessments } from '../schema/recommendations.ts'
import { registerEntries } from '../schema/register.ts'
import { policyOf } from './sharing.ts'

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
    followedAmong: async (subjects) => {
      if (subjects.length === 0) return []
      const ids = subjects.map(({ id }) => id)
      const rows = await tx
        .selectDistinct({ subjectKind: follows.subjectKind, subject: follows.subject })
        .from(follows)
        .where(inArray(follows.subject, ids))
      return rows.map(trackedIn)
    },
    moves: (person, window) => movesOf(tx, person, window),
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

/** Entries of the window about what the person follows; findings in their place are told by when they opened. */
async function movesOf(tx: Tx, person: PersonId, window: Window): Promise<MoveOf[]> {
  const followed = await tx.select().from(follows).where(eq(follows.person, person))
  if (followed.length === 0) return []
  const from = new Map(followed.map(({ subject, since: began }) => [subject as string, began]))
  const fact = sql<unknown>`convert_from(${registerEntries.bytes}, 'UTF8')::jsonb -> 'fact'`
  const rows = await tx
    .select({ type: registerEntries.type, at: registerEntries.at, fact })
    .from(registerEntries)
    .where(
      and(
        inArray(
          registerEntries.type,
          moveTypes.filter((type) => !type.startsWith('assessment-')),
        ),
        isWithin(registerEntries.at, window),
      ),
    )
    .orderBy(asc(registerEntries.n))
  const moved = rows.flatMap(({ type, at, fact: plain }) => {
    const move = Move.safeParse({ ...Fact.parse(plain), type }).data
    if (!move) return []
    const subjects = subjectsOf(move).filter(({ id }) => {
      const began = from.get(id)
      return began !== undefined && Temporal.Instant.compare(began, at) <= 0
    })
    return subjects.map((subject) => ({ subject, move }))
  })
  return [...moved, ...(await openedOf(tx, [...from.keys()], window))]
}

/** A finding opens by the clock, where nobody replied: no entry tells of that. */
async function openedOf(tx: Tx, followed: string[], window: Window): Promise<MoveOf[]> {
  const rows = await tx
    .select({
      assessment: assessments.id,
      subjectKind: assessments.subjectKind,
      subject: assessments.subject,
      opensAt: assessments.opensAt,
    })
    .from(assessments)
    .where(and(sql`${assessments.subject} in ${followed}`, isWithin(assessments.opensAt, window)))
    .orderBy(asc(assessments.opensAt))
  return rows.map(({ assessment, opensAt, ...row }) => {
    const subject = trackedIn(row)
    return { subject, move: { type: 'assessment-made', assessment, subject, opensAt: opensAt.toString() } }
  })
}

function isWithin(column: PgColumn, { since, until }: Window) {
  return and(sql`${column} > ${since.toString()}::timestamptz`, sql`${column} <= ${until.toString()}::timestamptz`)
}

const Fact = z.preprocess(
  (read) => (typeof read === 'string' ? JSON.parse(read) : read),
  z.record(z.string(), z.unknown()),
)

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

const policy = policyOf({ consortium: subjectComments.consortium, source: subjectComments.organisation })

function readComments(tx: Tx) {
  return tx
    .select({ row: subjectComments, by: people.name, organisationName: organisations.short, policy })
    .from(subjectComments)
    .innerJoin(people, and(eq(people.consortium, subjectComments.consortium), eq(people.id, subjectComments.saidBy)))
    .innerJoin(
      organisations,
      and(eq(organisations.consortium, subjectComments.consortium), eq(organisations.id, subjectComments.organisation)),
    )
}

function rowToComment({
  row,
  by,
  organisationName,
  policy,
}: Awaited<ReturnType<typeof readComments>>[number]): Comment {
  const { id, organisation, words, saidBy, saidAt, saidIn } = row
  return {
    id,
    subject: trackedIn(row),
    organisation,
    organisationName,
    words,
    policy,
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
