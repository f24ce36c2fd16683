/** Reads and writes evidence. What was withdrawn is read by nobody. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { ConsortiumId, EvidenceId } from '#src/core/id.ts'
import type { Evidence, EvidenceFact } from '#src/evidence/evidence.ts'
import { piecesFor } from '#src/evidence/seen.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { organisations, people } from '../schema/consortium.ts'
import { documents } from '../schema/documents.ts'
import { evidence, evidenceFiles } from '../schema/evidence.ts'
import { isAmong } from './assignments.ts'
import { endRequests } from './requests.ts'
import { policyOf } from './sharing.ts'

export function evidenceReader(tx: Tx): EvidenceReader {
  const all = async ({ kind, id }: Tracked) => listed(tx, kind, [id])
  const one = async (id: EvidenceId) => {
    const [row] = await read(tx).where(and(eq(evidence.id, id), stands))
    return row && rowToEvidence(row)
  }
  return {
    countOf: ({ kind, id }) =>
      tx.$count(evidence, and(eq(evidence.subjectKind, kind), eq(evidence.subject, id), stands)),
    all,
    of: async (subject, actor) => piecesFor(actor, await all(subject)),
    ofAll: (kind, ids) => listed(tx, kind, ids),
    byId: one,
    forChange: async (id) => {
      await tx.select({ id: evidence.id }).from(evidence).where(eq(evidence.id, id)).for('update')
      return one(id)
    },
    staged: async (id, person) => {
      const isStaged = and(eq(documents.id, `${id}-1`), eq(documents.person, person), eq(documents.needs, 'self'))
      const [row] = await tx.select({ bytes: documents.bytes }).from(documents).where(isStaged)
      return row && Buffer.from(row.bytes).toString('base64')
    },
    bytes: async (id) => {
      const [row] = await tx.select().from(evidenceFiles).where(eq(evidenceFiles.evidence, id))
      return row?.bytes
    },
  }
}

const stands = isNull(evidence.withdrawnAt)
const policy = policyOf({ consortium: evidence.consortium, source: evidence.organisation })

function read(tx: Tx) {
  return tx
    .select({ row: evidence, policy, by: people.name, sourceName: organisations.short })
    .from(evidence)
    .innerJoin(people, and(eq(people.consortium, evidence.consortium), eq(people.id, evidence.addedBy)))
    .innerJoin(
      organisations,
      and(eq(organisations.consortium, evidence.consortium), eq(organisations.id, evidence.organisation)),
    )
}

type Row = Awaited<ReturnType<typeof read>>[number]

async function listed(tx: Tx, kind: Tracked['kind'], ids: readonly Tracked['id'][]): Promise<Evidence[]> {
  if (ids.length === 0) return []
  const rows = await read(tx)
    .where(and(eq(evidence.subjectKind, kind), isAmong(evidence.subject, ids), stands))
    .orderBy(asc(evidence.subject), desc(evidence.day), desc(evidence.addedAt), asc(evidence.id))
  return rows.map(rowToEvidence)
}

function rowToEvidence({ row, policy, by, sourceName }: Row): Evidence {
  const { id, kind, words, url, day, label, recipients, organisation, addedBy, addedAt } = row
  const subject = { kind: row.subjectKind, id: row.subject } as Tracked
  const shared = { label, recipients, source: organisation, sourceName, policy }
  return { id, subject, kind, words, url, file: fileOf(row), day, ...shared, addedBy, by, addedAt: addedAt.toString() }
}

export function fileOf({ fileName, fileType, fileSize, fileHash }: Row['row']): Evidence['file'] {
  if (fileHash === null) return null
  return {
    name: present(fileName, 'the name of a file'),
    type: present(fileType, 'the type of a file'),
    size: present(fileSize, 'the size of a file'),
    hash: fileHash,
  }
}

export function evidenceWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, EvidenceFact['type']> {
  return {
    'evidence-added': async ({ type: _, evidence: id, subject, file, sealed, ...plain }, at) => {
      const { words, url, name, hash } = sealed
      await tx.insert(evidence).values({
        ...{ consortium, id, subjectKind: subject.kind, subject: subject.id, ...plain, addedAt: at },
        ...{ words, url: url || null },
        ...(file && { fileName: name, fileHash: hash, fileType: file.type, fileSize: file.size }),
      })
      await endRequests(tx, subject, at, 'evidence')
    },
    'evidence-file-kept': async ({ evidence: id, bytes }) => {
      await tx.insert(evidenceFiles).values({ consortium, evidence: id, bytes: sql`decode(${bytes}, 'base64')` })
    },
    'evidence-withdrawn': async ({ evidence: id, withdrawnBy }, at) => {
      await tx.delete(evidenceFiles).where(eq(evidenceFiles.evidence, id))
      await tx.delete(documents).where(eq(documents.evidence, id))
      const gone = { words: '', url: null, fileName: null, fileType: null, fileSize: null, fileHash: null }
      const withdrawn = await tx
        .update(evidence)
        .set({ ...gone, withdrawnBy, withdrawnAt: at })
        .where(and(eq(evidence.id, id), stands))
        .returning({ id: evidence.id })
      if (withdrawn.length === 0) throw new Conflict('this evidence was withdrawn before')
    },
  }
}
