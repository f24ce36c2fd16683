/** Reads and writes requests for updates and for evidence. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tracked } from '#src/core/effect.ts'
import type { ConsortiumId, PersonId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import type { Request, RequestFact, Wanted } from '#src/requests/request.ts'
import type { RequestReader } from '#src/requests/store.ts'
import type { Tx } from '../link.ts'
import { requests } from '../schema/requests.ts'

export function requestReader(tx: Tx): RequestReader {
  return {
    waiting: async (subject, wanted) => {
      const [row] = await tx
        .select()
        .from(requests)
        .where(and(isAbout(subject), waits, eq(requests.wanted, wanted)))
      return row && rowToRequest(row)
    },
    askedOf: async (person, wanted) => {
      const rows = await tx
        .select()
        .from(requests)
        .where(and(eq(requests.askedOf, person), waits, eq(requests.wanted, wanted)))
        .orderBy(asc(requests.askedAt), asc(requests.n))
      return rows.map(rowToRequest)
    },
  }
}

const waits = isNull(requests.endedAt)

function isAbout({ kind, id }: Tracked) {
  return and(eq(requests.subjectKind, kind), eq(requests.subject, id))
}

function rowToRequest({
  wanted,
  subjectKind,
  subject,
  askedBy,
  askedOf,
  askedAt,
}: typeof requests.$inferSelect): Request {
  return { wanted, subject: { kind: subjectKind, id: subject } as Tracked, askedBy, askedOf, askedAt }
}

export function requestWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, RequestFact['type']> {
  const ask = async (wanted: Wanted, { subject, askedBy, askedOf }: Asked, at: Temporal.Instant) => {
    await endRequests(tx, subject, at, wanted)
    const about = { subjectKind: subject.kind, subject: subject.id }
    await tx.insert(requests).values({ consortium, wanted, ...about, askedBy, askedOf, askedAt: at })
  }
  return {
    'update-asked': (fact, at) => ask('update', fact, at),
    'evidence-asked': (fact, at) => ask('evidence', fact, at),
    'evidence-declined': ({ subject }, at) => endRequests(tx, subject, at, 'evidence'),
  }
}

type Asked = { subject: Tracked; askedBy: PersonId; askedOf: PersonId }

/** It was answered; or, where no kind is named, there is somebody else to ask, or nobody. */
export async function endRequests(tx: Tx, subject: Tracked, at: Temporal.Instant, wanted?: Wanted): Promise<void> {
  await tx
    .update(requests)
    .set({ endedAt: at })
    .where(and(isAbout(subject), waits, wanted && eq(requests.wanted, wanted)))
}
