/** Everything held about one person, as plain tables: what is the person's own, what the person did, and what names the person. */
import { and, asc, eq } from 'drizzle-orm'
import type { PersonId } from '#src/core/id.ts'
import type { Item } from '#src/core/sharing.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { commitments, quotations } from '../schema/commitments.ts'
import { consortia } from '../schema/consortium.ts'
import { draftComments, drafts } from '../schema/drafts.ts'
import { evidence } from '../schema/evidence.ts'
import { polls } from '../schema/polls.ts'
import { legalHolds } from '../schema/privacy.ts'
import { recommendations } from '../schema/recommendations.ts'
import { statements } from '../schema/statements.ts'
import { straws } from '../schema/straws.ts'
import { isAmong } from '../stores/assignments.ts'
import { ownLabel } from '../stores/recommendations.ts'
import { actsOf, itemOf } from './act-tables.ts'
import { afterwardsOf } from './afterwards-tables.ts'
import { draftItemOf, draftsOf } from './draft-tables.ts'
import { evidenceAdded, evidenceItemOf } from './evidence-tables.ts'
import { followingOf } from './following-tables.ts'
import { table, tableOfItems } from './held.ts'
import { entriesOf, type Marks, marksOf, type NamedEntry, openingsNaming, openingsOf } from './marks.ts'
import { passingOf, settingsOf } from './own-tables.ts'
import { resolutionOf } from './resolution-tables.ts'
import { statementsOf } from './statement-tables.ts'
import { strawsOf } from './straw-tables.ts'
import { labelledIn, type Naming, textsNaming } from './texts.ts'

export async function tablesOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const entries = await entriesOf(tx, person)
  const marks = await marksOf(tx, person, entries)
  return [
    ...(await settingsOf(tx, person)),
    ...(await actsOf(tx, person)),
    await evidenceAdded(tx, person),
    ...(await draftsOf(tx, person)),
    ...(await resolutionOf(tx, person)),
    ...(await afterwardsOf(tx, person)),
    ...(await strawsOf(tx, person)),
    ...(await statementsOf(tx, person)),
    ...(await followingOf(tx, person)),
    ...(await passingOf(tx, person)),
    ...(await registered(tx, entries, marks)),
    ...(await named(tx, marks)),
  ]
}

/** What others sealed is theirs: the person is shown only what is about the person, the operator all that names the person. */
async function registered(tx: Tx, entries: NamedEntry[], { person, ...marks }: Marks): Promise<HeldTable[]> {
  const isAbout = ({ type, fact }: NamedEntry) =>
    fact.person === person || (type === 'message-quoted' && fact.saidBy === person)
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
    table(
      'Other texts that name you',
      naming.filter(({ card, ofSubject }) => !card && !ofSubject).flatMap(linesOf),
      'to the operator',
    ),
    table('Legal holds', holds, 'to the operator'),
  ]
}

function linesOf({ says, rows }: Naming) {
  return rows.map(({ key, value }) => ({ Where: says, Row: key.join(' '), Text: value }))
}

/** Texts of commitments, polls, straw polls, joint statements, recommendations, evidence, drafts and comments on them, which have a label. */
async function textsWithLabels(tx: Tx, naming: Naming[]): Promise<HeldTable> {
  const items = new Map<string, Item>((await itemsOf(tx, naming)).map(({ id, ...item }) => [id, item]))
  const lines = naming.flatMap((one) =>
    linesOf(one).flatMap((row) => {
      const item = items.get(row.Row.split(' ')[one.ofSubject ? 1 : 0] ?? '')
      return item ? [{ item, row }] : []
    }),
  )
  return tableOfItems('Texts that name you', 'Text', lines)
}

async function itemsOf(tx: Tx, naming: readonly Naming[]): Promise<(Item & { id: string })[]> {
  const ids = (kind: Naming['card']) => naming.flatMap((one) => labelledIn(one, kind))
  const promised = await tx
    .select()
    .from(commitments)
    .where(isAmong(commitments.id, ids('commitment')))
  const asked = await tx
    .select()
    .from(polls)
    .where(isAmong(polls.id, ids('poll')))
  const leaning = await tx
    .select()
    .from(straws)
    .where(isAmong(straws.id, ids('straw')))
  const joint = await tx
    .select()
    .from(statements)
    .where(isAmong(statements.id, ids('statement')))
  const shown = await tx
    .select()
    .from(evidence)
    .where(isAmong(evidence.id, ids('evidence')))
  const advised = await tx
    .select({ id: recommendations.id, label: ownLabel, recipients: recommendations.recipients })
    .from(recommendations)
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
    .where(isAmong(recommendations.id, ids('recommendation')))
  const drafted = await tx
    .select()
    .from(drafts)
    .where(isAmong(drafts.id, ids('draft')))
  const said = await tx
    .select({ row: draftComments, of: drafts })
    .from(draftComments)
    .innerJoin(drafts, and(eq(drafts.consortium, draftComments.consortium), eq(drafts.id, draftComments.draft)))
    .where(isAmong(draftComments.id, ids('draft-comment')))
  return [
    ...promised.map((row) => ({ id: row.id, ...itemOf(row) })),
    ...asked,
    ...leaning,
    ...joint,
    ...shown.map((row) => ({ id: row.id, ...evidenceItemOf(row) })),
    ...advised.map((row) => ({ ...row, source: null })),
    ...drafted.map((row) => ({ id: row.id, ...draftItemOf(row) })),
    ...said.map(({ row, of }) => ({ id: row.id, ...draftItemOf(of), source: row.organisation })),
  ]
}
