/** Everything held about one person, as plain tables: what is the person's own, what the person did, and what names the person. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { CommitmentId, EvidenceId, PersonId, PollId } from '#src/core/id.ts'
import type { Item } from '#src/core/sharing.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { commitments, quotations } from '../schema/commitments.ts'
import { legalHolds } from '../schema/consortium.ts'
import { evidence } from '../schema/evidence.ts'
import { polls } from '../schema/polls.ts'
import { actsOf, itemOf } from './act-tables.ts'
import { evidenceAdded, evidenceItemOf } from './evidence-tables.ts'
import { table, tableOfItems } from './held.ts'
import { entriesOf, type Marks, marksOf, type NamedEntry, openingsNaming, openingsOf } from './marks.ts'
import { passingOf, settingsOf } from './own-tables.ts'
import { type Naming, textsNaming } from './texts.ts'

export async function tablesOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const entries = await entriesOf(tx, person)
  const marks = await marksOf(tx, person, entries)
  return [
    ...(await settingsOf(tx, person)),
    ...(await actsOf(tx, person)),
    await evidenceAdded(tx, person),
    ...(await passingOf(tx, person)),
    ...(await registered(tx, entries, marks)),
    ...(await named(tx, marks)),
  ]
}

/** What others sealed is theirs: the person is shown only what is about the person, the operator all that names the person. */
async function registered(tx: Tx, entries: NamedEntry[], { person, ...marks }: Marks): Promise<HeldTable[]> {
  const isAbout = ({ fact }: NamedEntry) => fact.person === person || fact.saidBy === person
  const about = await openingsOf(
    tx,
    entries.filter(isAbout).map(({ n }) => n),
  )
  const known = new Set(about.map(({ entry, path }) => `${entry} ${path}`))
  const others = (await openingsNaming(tx, { person, ...marks })).filter(
    ({ entry, path }) => !known.has(`${entry} ${path}`),
  )
  return [
    table(
      'Entries of the register',
      entries.map(({ n, type, at, by, organisation, fact }) => ({
        ...{ Number: n, What: type, At: at, By: by, For: organisation, Content: JSON.stringify(fact) },
      })),
    ),
    table('Words behind its hashes', about.map(opened)),
    table('Words of others that name you', others.map(opened), 'to the operator'),
  ]
}

function opened({ entry, path, value }: { entry: number; path: string; value: string }) {
  return { Entry: entry, Part: path, Words: value }
}

async function named(tx: Tx, marks: Marks): Promise<HeldTable[]> {
  const naming = await textsNaming(tx, marks)
  const quoted = await tx
    .select({ quotation: quotations, of: commitments.number })
    .from(quotations)
    .innerJoin(
      commitments,
      and(eq(commitments.consortium, quotations.consortium), eq(commitments.id, quotations.commitment)),
    )
    .where(eq(quotations.saidBy, marks.person))
  const { id: Id, reason: Reason, from: From, until: Until } = legalHolds
  const holds = await tx
    .select({ Id, Reason, From, Until })
    .from(legalHolds)
    .where(eq(legalHolds.person, marks.person))
    .orderBy(asc(legalHolds.from))
  return [
    table(
      'Quoted messages',
      quoted.map(({ of, quotation: { author, text, url, saidAt, hash } }) => ({
        ...{ Commitment: of, Author: author, Text: text, Link: url, 'Said at': saidAt, 'SHA-256': hash },
      })),
    ),
    await textsWithLabels(tx, naming),
    table('Other texts that name you', naming.filter(({ card }) => !card).flatMap(linesOf), 'to the operator'),
    table('Legal holds', holds, 'to the operator'),
  ]
}

function linesOf({ says, rows }: Naming) {
  return rows.map(({ key, value }) => ({ Where: says, Row: key.join(' '), Text: value }))
}

/** Texts of commitments, polls and evidence, which have a label. */
async function textsWithLabels(tx: Tx, naming: Naming[]): Promise<HeldTable> {
  const ids = (kind: Naming['card']) =>
    naming.filter(({ card }) => card === kind).flatMap(({ rows }) => rows.map(({ key }) => String(key[0])))
  const [ofCommitments, ofPolls] = [ids('commitment') as CommitmentId[], ids('poll') as PollId[]]
  const promised =
    ofCommitments.length > 0 ? await tx.select().from(commitments).where(inArray(commitments.id, ofCommitments)) : []
  const asked = ofPolls.length > 0 ? await tx.select().from(polls).where(inArray(polls.id, ofPolls)) : []
  const filed = ids('evidence') as EvidenceId[]
  const shown = filed.length > 0 ? await tx.select().from(evidence).where(inArray(evidence.id, filed)) : []
  const items = new Map<string, Item>([
    ...promised.map((row) => [row.id as string, itemOf(row)] as const),
    ...asked.map((row) => [row.id as string, row] as const),
    ...shown.map((row) => [row.id as string, evidenceItemOf(row)] as const),
  ])
  const lines = naming.flatMap((one) =>
    linesOf(one).flatMap((row) => {
      const item = items.get(row.Row.split(' ', 1)[0] ?? '')
      return item ? [{ item, row }] : []
    }),
  )
  return tableOfItems('Texts that name you', 'Text', lines)
}
