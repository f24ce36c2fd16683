/** Rebuilding a plenary report and handing it over: the job says only from when until when, so that it is small and repeats alike. */
import { type HandOverOptions, handOver } from './hand-over.ts'
import { plenaryDocument } from './plenaries/build.ts'
import { plenaryState } from './plenaries/state.ts'
import type { JobHandlers, JobOutcome, Store } from './store.ts'
import type { Document } from './view/document.ts'

export function handingOver(options: HandOverOptions): Pick<JobHandlers, 'file' | 'plenary'> {
  return { file: (job) => handOver(job, options), plenary: (job) => handOverPlenary(job, options) }
}

type Job = Parameters<JobHandlers['plenary']>[0]

async function handOverPlenary(job: Job, options: HandOverOptions): Promise<JobOutcome> {
  const { consortium, person, prefers } = job
  const document = await rebuilt(job, options.store)
  if (!document) return { cancel: 'the person is not of this consortium any more' }
  return handOver({ consortium, person, document, ...(prefers && { prefers }) }, options)
}

/** What the person may see of how things stood, as a document; undefined for nobody of the consortium. */
export async function rebuilt(job: Job, store: Pick<Store, 'transact'>): Promise<Document | undefined> {
  const period = {
    asOf: Temporal.Instant.from(job.asOf),
    since: job.since === null ? null : Temporal.Instant.from(job.since),
  }
  return store.transact(job.consortium, async ({ read, now }) => {
    const reader = await read.consortium.actor(job.person)
    return reader && plenaryDocument(job.document, await plenaryState(read, reader, period, now), now)
  })
}
