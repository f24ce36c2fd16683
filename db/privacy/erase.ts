/** Erasing a person: one transaction takes away all that tells who it was. Entries stay as they are; only openings go. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { said } from '#src/core/answer.ts'
import type { Subject } from '#src/core/effect.ts'
import type { ConsortiumId, PersonId } from '#src/core/id.ts'
import type { Traces } from '#src/privacy/store.ts'
import { card } from '#src/view/build.ts'
import type { Tx } from '../link.ts'
import { chatAccounts, participants } from '../schema/addresses.ts'
import { commitmentAnswers, progressReports, quotations } from '../schema/commitments.ts'
import { acting, invitations, people } from '../schema/consortium.ts'
import { cards, deliveries, formDrafts } from '../schema/delivery.ts'
import { digests } from '../schema/digests.ts'
import { documents } from '../schema/documents.ts'
import { follows } from '../schema/following.ts'
import { homes } from '../schema/homes.ts'
import { recommendationCoordinators } from '../schema/recommendations.ts'

import { registerOpenings } from '../schema/register.ts'
import { tracedOn } from './axes-tables.ts'
import { entriesOf, holds, type Marks, marksOf, mayHold, type NamedEntry, openingsNaming, openingsOf } from './marks.ts'
import { draftsOf } from './own-tables.ts'
import { replaceNames, subjectsIn, textsNaming } from './texts.ts'

export async function tracesOf(tx: Tx, person: PersonId): Promise<Traces> {
  const entries = await entriesOf(tx, person)
  const marks = await marksOf(tx, person, entries)
  const naming = (await textsNaming(tx, marks)).filter(({ rows }) => rows.length > 0)
  const quoted = await quotedOf(tx, marks)
  const counts: [string, number][] = [
    ['words behind the register’s hashes', (await openingsToErase(tx, entries, marks)).length],
    ['messages of the person that commitments quote', quoted.length],
    ['chat accounts', await tx.$count(chatAccounts, eq(chatAccounts.person, person))],
    ['answers', await tx.$count(deliveries, eq(deliveries.person, person))],
    ['answers to others that hold the name', (await answersNaming(tx, marks)).length],
    ['drafts', await tx.$count(formDrafts, draftsOf(person))],
    ['choices of whom to act for', await tx.$count(acting, eq(acting.person, person))],
    ['homes', await tx.$count(homes, eq(homes.person, person))],
    [
      'recommendations that the person coordinates',
      await tx.$count(recommendationCoordinators, eq(recommendationCoordinators.person, person)),
    ],
    ['digest settings', await tx.$count(digests, eq(digests.person, person))],
    ['items followed', await tx.$count(follows, eq(follows.person, person))],
    ['invitations', await tx.$count(invitations, eq(invitations.person, person))],
    ['files made for the person', await tx.$count(documents, eq(documents.person, person))],
  ]
  const ours = naming.filter(({ column }) => column.table !== formDrafts)
  return {
    going: counts.filter(([, count]) => count > 0).map(([what, count]) => ({ what, count })),
    naming: ours.map(({ says, rows }) => ({ where: says, count: rows.length })),
    subjects: await subjectsOf(tx, person, quoted, subjectsIn(naming)),
    elsewhere: await isElsewhere(tx, person),
  }
}

export async function erase(
  tx: Tx,
  consortium: ConsortiumId,
  person: PersonId,
  shownAs: string,
  at: Temporal.Instant,
): Promise<void> {
  const entries = await entriesOf(tx, person)
  const marks = await marksOf(tx, person, entries)
  for (const { entry, path } of await openingsToErase(tx, entries, marks)) {
    await tx.delete(registerOpenings).where(and(eq(registerOpenings.entry, entry), eq(registerOpenings.path, path)))
  }
  await tx.delete(formDrafts).where(draftsOf(person))
  await blankQuotations(tx, await quotedOf(tx, marks), shownAs)
  await replaceNames(tx, await textsNaming(tx, marks), marks, shownAs)
  await forgetAnswers(tx, consortium, marks)
  await tx.update(cards).set({ askedBy: null }).where(eq(cards.askedBy, person))
  await tx.delete(acting).where(eq(acting.person, person))
  await tx.delete(recommendationCoordinators).where(eq(recommendationCoordinators.person, person))
  await tx.delete(follows).where(eq(follows.person, person))
  await tx.delete(digests).where(eq(digests.person, person))
  await tx.delete(homes).where(eq(homes.person, person))
  await tx.delete(invitations).where(eq(invitations.person, person))
  await tx.delete(documents).where(eq(documents.person, person))
  await tx.delete(participants).where(and(eq(participants.person, person), eq(participants.consortium, consortium)))
  if (!(await isElsewhere(tx, person))) await tx.delete(chatAccounts).where(eq(chatAccounts.person, person))
  await tx.update(people).set({ name: shownAs, contact: '', zone: 'UTC', erasedAt: at }).where(eq(people.id, person))
  await tx.execute(sql`select cancel_messages(${person}, array[${list(marks.all)}]::text[])`)
}

/** Whatever an entry about the person sealed, the person's quoted words, and whatever else holds a mark. */
async function openingsToErase(
  tx: Tx,
  entries: NamedEntry[],
  marks: Marks,
): Promise<{ entry: number; path: string }[]> {
  const about = entries.filter(({ type, fact }) => {
    return fact.person === marks.person || (type === 'message-quoted' && fact.saidBy === marks.person)
  })
  const own = await openingsOf(
    tx,
    about.map(({ n }) => n),
  )
  const naming = await openingsNaming(tx, marks)
  // Entries from before a quotation said whose words it holds: the author's name tells.
  const told = naming.filter(({ path }) => path === 'author').map(({ entry }) => entry)
  const all = [...own, ...naming, ...(await openingsOf(tx, told))]
  return [...new Map(all.map(({ entry, path }) => [`${entry} ${path}`, { entry, path }])).values()]
}

async function quotedOf(tx: Tx, marks: Marks) {
  const rows = await tx
    .select({ commitment: quotations.commitment, author: quotations.author, saidBy: quotations.saidBy })
    .from(quotations)
    .where(or(eq(quotations.saidBy, marks.person), mayHold(sql`${quotations.author}`, marks)))
  return rows.filter(({ author, saidBy }) => saidBy === marks.person || (saidBy === null && holds(author, marks)))
}

async function blankQuotations(tx: Tx, quoted: Awaited<ReturnType<typeof quotedOf>>, shownAs: string): Promise<void> {
  if (quoted.length === 0) return
  await tx
    .update(quotations)
    .set({ text: '', author: shownAs, url: null, hash: '' })
    .where(
      inArray(
        quotations.commitment,
        quoted.map(({ commitment }) => commitment),
      ),
    )
}

/** The person's own go. What others were answered keeps its key, so that a repeat still changes nothing, and loses its words. */
async function forgetAnswers(tx: Tx, consortium: ConsortiumId, marks: Marks): Promise<void> {
  await tx.delete(deliveries).where(eq(deliveries.person, marks.person))
  const answer = said(card('This was done before', { kind: 'text', text: ['What was answered then was erased.'] }))
  for (const { key, person, at, ours } of await answersNaming(tx, marks)) {
    await tx.delete(deliveries).where(eq(deliveries.key, key))
    if (!ours) await tx.insert(deliveries).values({ consortium, key, person, answer, at })
  }
}

/** `ours`: its key names the account, as the first words to it do. */
async function answersNaming(tx: Tx, marks: Marks) {
  const text = sql<string>`${deliveries.key} || ' ' || ${deliveries.answer}::text`
  const rows = await tx
    .select({ key: deliveries.key, person: deliveries.person, at: deliveries.at, text })
    .from(deliveries)
    .where(mayHold(text, marks))
  const naming = rows.filter((row) => row.person !== marks.person && holds(row.text, marks))
  return naming.map(({ key, person, at }) => ({ key, person, at, ours: holds(key, marks) }))
}

async function isElsewhere(tx: Tx, person: PersonId): Promise<boolean> {
  const own = sql`current_setting('plenary.consortium', true)`
  return (
    (await tx.$count(participants, and(eq(participants.person, person), sql`${participants.consortium} <> ${own}`))) > 0
  )
}

/** Cards say who reported last and who is quoted; those of a recommendation list what answers it. */
async function subjectsOf(
  tx: Tx,
  person: PersonId,
  quoted: { commitment: (typeof quotations.$inferSelect)['commitment'] }[],
  naming: Subject[],
): Promise<Subject[]> {
  const reported = await tx
    .selectDistinct({ commitment: progressReports.commitment })
    .from(progressReports)
    .where(eq(progressReports.reportedBy, person))
  const promised = [...reported, ...quoted].map(({ commitment }): Subject => ({ kind: 'commitment', id: commitment }))
  const own = [...promised, ...(await tracedOn(tx, person))]
  const ids = [...own, ...naming].flatMap((subject) => (subject.kind === 'commitment' ? [subject.id] : []))
  const answered =
    ids.length === 0
      ? []
      : await tx
          .selectDistinct({ id: commitmentAnswers.recommendation })
          .from(commitmentAnswers)
          .where(inArray(commitmentAnswers.commitment, ids))
  const listed = answered.map(({ id }): Subject => ({ kind: 'recommendation', id }))
  return [...new Map([...own, ...naming, ...listed].map((subject) => [subject.id as string, subject])).values()]
}

function list(words: string[]) {
  return sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  )
}
