/**
 * Jobs: what transactions leave to be done, kept by pg-boss in its own schema. A job is sent inside the transaction that causes it, and
 * the worker of this process is woken after commit; other processes find it at their next poll.
 */
import { sql } from 'drizzle-orm'
import { type ConstructorOptions, fromDrizzle, PgBoss, type Queue } from 'pg-boss'
import { z } from 'zod'
import { About, Tracked, UnlessVoted } from '#src/core/effect.ts'
import { CommentId, ConsortiumId, DocumentId, ImportId, PersonId, PlaceId } from '#src/core/id.ts'
import { Account, ChatPlatform } from '#src/core/intent.ts'
import { Move } from '#src/following/moves.ts'
import type { JobHandlers, JobOutcome } from '#src/store.ts'
import { Card } from '#src/view/card.ts'
import { Handed } from '#src/view/document.ts'
import type { Tx } from './link.ts'

export type Log = {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

type QueueName = keyof JobHandlers
/** How often this work was put off before, and the work. */
type Envelope = { attempt: number; data: object }

export type Jobs = {
  /** `after`: an instant before which nobody works on it. */
  send(tx: Tx, queue: QueueName, data: object, after?: string): Promise<void>
  /** After commit: this process's workers look now. */
  wake(): void
  start(handlers: JobHandlers): Promise<void>
  stop(): Promise<void>
  close(): Promise<void>
}

/** Work that was put off this often is given up. */
const mostAttempts = 10
const minute = 60
const hour = 60 * minute

/** A handler that throws is tried again by pg-boss; one that says when is sent again for that time. */
const queues: Record<QueueName, Omit<Queue, 'name'>> = {
  'draw-cards': {
    expireInSeconds: 2 * minute,
    retryLimit: 2,
    retryDelay: 5,
    retentionSeconds: hour,
    deleteAfterSeconds: minute,
  },
  tell: {
    expireInSeconds: 2 * minute,
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 5 * minute,
    retentionSeconds: 24 * hour,
    deleteAfterSeconds: hour,
  },
  reply: {
    expireInSeconds: 2 * minute,
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 5 * minute,
    retentionSeconds: 24 * hour,
    deleteAfterSeconds: minute,
  },
  // One that waits for a finding to open is kept until then.
  moved: {
    expireInSeconds: 2 * minute,
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 5 * minute,
    retentionSeconds: 24 * hour,
    deleteAfterSeconds: minute,
  },
  // Each reads one batch: one that dies with its process is tried again soon, and reads nothing twice.
  import: {
    expireInSeconds: minute,
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: minute,
    retentionSeconds: 24 * hour,
    deleteAfterSeconds: minute,
  },
  // It reads the whole consortium, and repeats with the same result.
  plenary: {
    expireInSeconds: 5 * minute,
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 5 * minute,
    retentionSeconds: 24 * hour,
    deleteAfterSeconds: minute,
  },
  // A job holds the whole document: it goes as soon as it is done.
  file: {
    expireInSeconds: 2 * minute,
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 5 * minute,
    retentionSeconds: 24 * hour,
    deleteAfterSeconds: minute,
  },
}

/** How pg-boss reaches the database: as its owner, on connections of its own. */
export type BossOptions = Pick<
  ConstructorOptions,
  'db' | 'backend' | 'connectionString' | 'options' | 'max' | 'connectionTimeoutMillis'
>

/** Installs or updates pg-boss's schema and the queues, and lets the application role send to them and do nothing else there. */
export async function migrateJobs(options: BossOptions, run: (statement: string) => Promise<unknown>): Promise<void> {
  const boss = bossOver(options, { migrate: true, supervise: false })
  boss.on('error', () => {})
  await boss.start()
  for (const [name, queue] of Object.entries(queues)) {
    await boss.createQueue(name, queue)
    await boss.updateQueue(name, queue)
  }
  await boss.stop({ graceful: false })
  await run('grant usage on schema pgboss to plenary_app')
  await run('grant insert, select (id, start_after) on pgboss.job_common to plenary_app')
  await run('grant select on pgboss.queue to plenary_app')
  // Erasing a person cancels what still waits for that person: by one function, see `cancel_messages`.
  await run('grant usage on schema pgboss to plenary_sweeper')
  await run('grant select, delete on pgboss.job_common to plenary_sweeper')
}

export async function openJobs(options: BossOptions, log: Log): Promise<Jobs> {
  const boss = bossOver(options, { migrate: false, supervise: true })
  boss.on('error', quietly(log))
  await boss.start()
  let workers: { queue: QueueName; id: string }[] = []
  return {
    send: async (tx, queue, data, after) => {
      const envelope: Envelope = { attempt: 1, data }
      await boss.send(queue, envelope, { db: fromDrizzle(tx, sql), ...(after && { startAfter: after }) })
    },
    wake: () => {
      for (const { id } of workers) boss.notifyWorker(id)
    },
    start: async (handlers) => {
      workers = [
        { queue: 'draw-cards', id: await workTogether(boss, handlers, log) },
        { queue: 'tell', id: await workEach(boss, 'tell', (data) => handlers.tell(Tell.parse(data)), log) },
        { queue: 'reply', id: await workEach(boss, 'reply', (data) => handlers.reply(Reply.parse(data)), log) },
        { queue: 'moved', id: await workEach(boss, 'moved', (data) => handlers.moved(Moved.parse(data)), log) },
        { queue: 'import', id: await workEach(boss, 'import', (data) => handlers.import(Import.parse(data)), log) },
        { queue: 'plenary', id: await workEach(boss, 'plenary', (data) => handlers.plenary(Plenary.parse(data)), log) },
        { queue: 'file', id: await workEach(boss, 'file', (data) => handlers.file(File.parse(data)), log) },
      ]
    },
    stop: async () => {
      await Promise.all(workers.splice(0).map(({ queue, id }) => boss.offWork(queue, { id, wait: true })))
    },
    close: () => boss.stop({ graceful: false }),
  }
}

function bossOver(options: BossOptions, own: { migrate: boolean; supervise: boolean }): PgBoss {
  return new PgBoss({
    ...options,
    ...own,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    monitorVacuum: false,
  })
}

/** Looks each second in case another process sent it; its own are woken for. */
const polling = { pollingIntervalSeconds: 1, burstWhenBatchFull: true }

/** One drawing serves every job that asked for it. */
function workTogether(boss: PgBoss, handlers: JobHandlers, log: Log): Promise<string> {
  return boss.work<Envelope>('draw-cards', { ...polling, batchSize: 100 }, async (jobs) => {
    const outcome = await handlers['draw-cards']()
    const attempt = Math.max(...jobs.map((job) => job.data.attempt))
    await settle(boss, 'draw-cards', { attempt, data: {} }, outcome, log)
  })
}

function workEach(
  boss: PgBoss,
  queue: Exclude<QueueName, 'draw-cards'>,
  handle: (data: object) => Promise<JobOutcome>,
  log: Log,
): Promise<string> {
  return boss.work<Envelope>(queue, { ...polling, batchSize: 20, perJobResults: true }, (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data: envelope }) => {
        try {
          await settle(boss, queue, envelope, await handle(envelope.data), log)
          return { id, status: 'completed' as const }
        } catch (error) {
          log.warn({ queue, failure: nameOf(error) }, 'a job failed and is tried again')
          return { id, status: 'failed' as const, output: { failure: nameOf(error) } }
        }
      }),
    ),
  )
}

async function settle(
  boss: PgBoss,
  queue: QueueName,
  envelope: Envelope,
  outcome: JobOutcome,
  log: Log,
): Promise<void> {
  if ('cancel' in outcome) log.warn({ queue, reason: outcome.cancel }, 'a job was given up')
  if (!('again' in outcome)) return
  const attempt = envelope.attempt + 1
  if (attempt > mostAttempts) return log.error({ queue, attempt }, 'a job was put off too often and is given up')
  await boss.send(queue, { ...envelope, attempt }, { startAfter: Math.max(1, Math.ceil(outcome.again)) })
}

const Tell = z.object({
  consortium: ConsortiumId,
  person: PersonId,
  card: Card,
  about: z.array(About).exactOptional(),
  unlessVoted: UnlessVoted.exactOptional(),
  otherwise: Card.exactOptional(),
  prefers: ChatPlatform.exactOptional(),
  through: Account.exactOptional(),
})
const Reply = z.object({ consortium: ConsortiumId, comment: CommentId, place: PlaceId })
const Moved = z.object({
  consortium: ConsortiumId,
  subject: Tracked,
  moves: z.array(Move),
  key: z.string(),
  by: PersonId.nullable(),
})
const Import = z.object({
  consortium: ConsortiumId,
  import: ImportId,
  from: z.int(),
  prefers: ChatPlatform.exactOptional(),
})
const Plenary = z.object({
  consortium: ConsortiumId,
  person: PersonId,
  document: DocumentId,
  asOf: z.iso.datetime(),
  since: z.iso.datetime().nullable(),
  prefers: ChatPlatform.exactOptional(),
})
const File = z.object({
  consortium: ConsortiumId,
  person: PersonId,
  document: Handed,
  prefers: ChatPlatform.exactOptional(),
})

/** While the database is away every poll fails: once a minute is enough to know. */
function quietly(log: Log): (error: Error) => void {
  let quietUntil = 0
  return (error) => {
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + minute * 1000
    log.warn({ failure: nameOf(error) }, 'the jobs cannot reach the database')
  }
}

/** A name or a code; messages may carry rows. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
