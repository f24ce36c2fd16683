/** A unit of work: what a use case may touch in its transaction, and which jobs to wake for once it is committed. */
import { assertNever } from '#src/core/assert.ts'
import type { Effect } from '#src/core/effect.ts'
import type { ConsortiumId, PersonId } from '#src/core/id.ts'
import type { Fact, Readers, Writers } from '#src/readers.ts'
import type { Unit } from '#src/store.ts'
import { restCards, wantCard } from './cards.ts'
import type { Jobs } from './jobs.ts'
import type { Link, Tx } from './link.ts'
import { privacyReader, privacyWriters } from './privacy/store.ts'
import { sharedUnit } from './shared-unit.ts'
import { looked } from './stores/address-writers.ts'
import { afterwardsWriters } from './stores/afterwards.ts'
import { assessmentReader, assessmentWriters } from './stores/assessments.ts'
import { draft, keepAnswers, keepDraft } from './stores/attempts.ts'
import { axesReader } from './stores/axes.ts'
import { changeReader, changeWriters } from './stores/changes.ts'
import { commentFileWriters } from './stores/comment-files.ts'
import { commentBatchWriters, commentReader, commentWriters } from './stores/comments.ts'
import { commitmentRowReader } from './stores/commitment-rows.ts'
import { commitmentBatchWriters, commitmentReader, commitmentWriters } from './stores/commitments.ts'
import { consortiumReader } from './stores/consortium.ts'
import { consortiumBatchWriters } from './stores/consortium-batches.ts'
import { consortiumWriters } from './stores/consortium-writers.ts'
import { digestReader, digestWriters } from './stores/digests.ts'
import { documentsOver, documentWriters, linkReader } from './stores/documents.ts'
import { draftReader, draftWriters } from './stores/drafts.ts'
import { evidenceReader, evidenceWriters } from './stores/evidence.ts'
import { followingReader, followingWriters } from './stores/following.ts'
import { homeReader } from './stores/homes.ts'
import { importReader, importWriters } from './stores/imports.ts'
import { invitationReader } from './stores/invitations.ts'
import { leavingReader } from './stores/leaving.ts'
import { plenaryReader, plenaryWriters } from './stores/plenaries.ts'
import { pollActWriters } from './stores/poll-acts.ts'
import { pollBatchWriters, pollReader, pollWriters } from './stores/polls.ts'
import { recastReader, recastWriters } from './stores/recasts.ts'
import {
  type BatchWriters,
  recommendationBatchWriters,
  recommendationWriters,
} from './stores/recommendation-writers.ts'
import { recommendationReader } from './stores/recommendations.ts'
import { append, type Signed } from './stores/register.ts'
import { reportReader } from './stores/reports.ts'
import { requestReader, requestWriters } from './stores/requests.ts'
import { resolutionBatchWriters, resolutionReader, resolutionWriters } from './stores/resolution.ts'
import { searchReader } from './stores/search.ts'
import { stillOfIt } from './stores/standing.ts'
import { statementReader, statementWriters } from './stores/statements.ts'
import { strawReader, strawWriters } from './stores/straws.ts'
import { supportReader, supportWriters } from './stores/supports.ts'

type Sender = Pick<Jobs, 'send' | 'wake'>

export async function transact<T>(
  link: Link,
  jobs: Sender,
  consortium: ConsortiumId,
  fn: (unit: Unit) => Promise<T>,
): Promise<T> {
  return withUnit(link, jobs, consortium, (unit) => fn(unit))
}

/** As {@link transact}, for several at once in one transaction: what they read and write alike goes in one statement. */
export async function transactTogether<T>(
  link: Link,
  jobs: Sender,
  consortium: ConsortiumId,
  fns: readonly ((unit: Unit) => Promise<T>)[],
): Promise<T[]> {
  return withUnit(link, jobs, consortium, async (unit, tx) => {
    const shared = sharedUnit(unit, tx, consortium, (signed) => saveAll(tx, consortium, signed, unit.now))
    const ended = await Promise.allSettled(fns.map((fn) => fn(shared)))
    return ended.map((one) => {
      if (one.status === 'rejected') throw one.reason
      return one.value
    })
  })
}

async function withUnit<T>(
  link: Link,
  jobs: Sender,
  consortium: ConsortiumId,
  fn: (unit: Unit, tx: Tx) => Promise<T>,
): Promise<T> {
  let sent = false
  const result = await link.bound(consortium, (tx, now) => {
    const unit = unitOver(tx, consortium, now)
    const enqueueing: Unit['enqueue'] = async (effects, asker = null) => {
      sent ||= effects.length > 0
      await enqueue(tx, jobs, consortium, effects, asker)
    }
    return fn({ ...unit, enqueue: enqueueing }, tx)
  })
  if (sent) jobs.wake()
  return result
}

function unitOver(tx: Tx, consortium: ConsortiumId, now: Temporal.Instant): Omit<Unit, 'enqueue'> {
  return {
    now,
    read: readersOver(tx, consortium, now),
    documents: documentsOver(tx, consortium),
    save: (facts, signature) => {
      const signed = facts.map((fact) => ({ fact, signature }))
      return saveAll(tx, consortium, signed, now)
    },
    restCards: (place, until) => restCards(tx, place, until),
    looked: (place) => looked(tx, consortium, place, now),
    keep: (key, answer, person = null) => keepAnswers(tx, consortium, [{ key, answer, person }], now),
    draft: (id, owner) => draft(tx, id, owner),
    keepDraft: (kept, owner) => keepDraft(tx, consortium, kept, owner, now),
  }
}

/** Returns the receipts, in order. */
async function saveAll(
  tx: Tx,
  consortium: ConsortiumId,
  signed: readonly Signed[],
  now: Temporal.Instant,
): Promise<string[]> {
  const organisations = new Set(signed.flatMap(({ signature: { organisation } }) => organisation ?? []))
  // Sent before the facts are, and answered with them: it costs no round trip.
  const held = organisations.size > 0 ? stillOfIt(tx, [...organisations]) : Promise.resolve()
  const [, receipts] = await Promise.all([held, saveInRuns(tx, consortium, signed, now)])
  return receipts
}

async function saveInRuns(
  tx: Tx,
  consortium: ConsortiumId,
  signed: readonly Signed[],
  now: Temporal.Instant,
): Promise<string[]> {
  const write = writersOver(tx, consortium)
  const writeMany = batchWritersOver(tx, consortium)
  const receipts: string[] = []
  for (const run of runsOf(signed)) {
    const [{ fact: first }, ...others] = run
    const facts = run.map(({ fact }) => fact)
    const many = manyOf(writeMany, first)
    if (many && others.length > 0) await many(facts, now)
    else for (const fact of facts) await writerOf(write, fact)(fact, now)
    if (!('personal' in first)) receipts.push(...(await append(tx, consortium, run, now)))
  }
  return receipts
}

function batchWritersOver(tx: Tx, consortium: ConsortiumId): BatchWriters {
  return {
    ...recommendationBatchWriters(tx, consortium),
    ...commitmentBatchWriters(tx, consortium),
    ...consortiumBatchWriters(tx, consortium),
    ...commentBatchWriters(tx, consortium),
    ...resolutionBatchWriters(tx, consortium),
    ...pollBatchWriters(tx, consortium),
  }
}

/** Facts of one type that follow each other. */
type Run = [Signed, ...Signed[]]

/** The most facts of one statement, so that none takes longer than the database allows it. */
const longestRun = 500

/** In the order in which they are true; no two runs change places. */
function runsOf(signed: readonly Signed[]): Run[] {
  const runs: Run[] = []
  for (const one of signed) {
    const last = runs.at(-1)
    if (last && last[0].fact.type === one.fact.type && last.length < longestRun) last.push(one)
    else runs.push([one])
  }
  return runs
}

/** TypeScript can't see that a fact and its writer belong together. */
function writerOf(writers: Writers, fact: Fact): (fact: Fact, at: Temporal.Instant) => Promise<void> {
  return writers[fact.type] as (fact: Fact, at: Temporal.Instant) => Promise<void>
}

function manyOf(writers: BatchWriters, { type }: Fact) {
  return writers[type] as ((facts: Fact[], at: Temporal.Instant) => Promise<void>) | undefined
}

function readersOver(tx: Tx, consortium: ConsortiumId, now: Temporal.Instant): Readers {
  return {
    consortium: consortiumReader(tx, now),
    imports: importReader(tx),
    invitations: invitationReader(tx),
    recommendations: recommendationReader(tx, consortium),
    axes: axesReader(tx),
    assessments: assessmentReader(tx),
    commitments: commitmentReader(tx, consortium),
    commitmentRows: commitmentRowReader(tx, consortium),
    changes: changeReader(tx),
    supports: supportReader(tx),
    recasts: recastReader(tx),
    evidence: evidenceReader(tx),
    requests: requestReader(tx),
    following: followingReader(tx),
    drafts: draftReader(tx, consortium),
    comments: commentReader(tx),
    resolution: resolutionReader(tx),
    polls: pollReader(tx, consortium),
    straws: strawReader(tx, consortium),
    statements: statementReader(tx, consortium),
    digests: digestReader(tx),
    homes: homeReader(tx),
    reports: reportReader(tx),
    plenaries: plenaryReader(tx),
    leaving: leavingReader(tx),
    privacy: privacyReader(tx),
    links: linkReader(tx),
    search: searchReader(tx),
  }
}

function writersOver(tx: Tx, consortium: ConsortiumId): Writers {
  return {
    ...consortiumWriters(tx, consortium),
    ...importWriters(tx, consortium),
    ...recommendationWriters(tx, consortium),
    ...assessmentWriters(tx, consortium),
    ...commitmentWriters(tx, consortium),
    ...changeWriters(tx, consortium),
    ...supportWriters(tx, consortium),
    ...recastWriters(tx, consortium),
    ...evidenceWriters(tx, consortium),
    ...requestWriters(tx, consortium),
    ...followingWriters(tx, consortium),
    ...draftWriters(tx, consortium),
    ...commentWriters(tx, consortium),
    ...commentFileWriters(tx, consortium),
    ...resolutionWriters(tx, consortium),
    ...pollWriters(tx, consortium),
    ...pollActWriters(tx, consortium),
    ...afterwardsWriters(tx, consortium),
    ...strawWriters(tx, consortium),
    ...statementWriters(tx, consortium),
    ...digestWriters(tx, consortium),
    ...plenaryWriters(tx, consortium),
    ...privacyWriters(tx, consortium),
    ...documentWriters(tx),
    // Its files are kept before it is stated, and nothing else about it is.
    'report-made': async () => {},
  }
}

async function enqueue(
  tx: Tx,
  jobs: Sender,
  consortium: ConsortiumId,
  effects: Effect[],
  asker: PersonId | null,
): Promise<void> {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'post':
        await wantCard(tx, consortium, effect, asker)
        break
      case 'moved': {
        const { kind, after, ...job } = effect
        await jobs.send(tx, kind, { consortium, ...job }, after)
        break
      }
      case 'tell':
      case 'reply':
      case 'import':
      case 'plenary':
      case 'file': {
        const { kind, ...job } = effect
        await jobs.send(tx, kind, { consortium, ...job })
        break
      }
      default:
        assertNever(effect)
    }
  }
  if (effects.some(({ kind }) => kind === 'post')) await jobs.send(tx, 'draw-cards', {})
}
