/** Rebuilding a plenary report and handing it over: the job says only from when until when, so that it is small and repeats alike. */
import { type HandOverOptions, handOver } from './hand-over.ts'
import { plenaryDocument } from './plenaries/build.ts'
import { plenaryState } from './plenaries/state.ts'
import type { JobHandlers, JobOutcome } from './store.ts'

export function handingOver(options: HandOverOptions): Pick<JobHandlers, 'file' | 'plenary'> {
  return { file: (job) => handOver(job, options), plenary: (job) => handOverPlenary(job, options) }
}

async function handOverPlenary(
  job: Parameters<JobHandlers['plenary']>[0],
  options: HandOverOptions,
): Promise<JobOutcome> {
  const { consortium, person, document: id, prefers } = job
  const period = {
    asOf: Temporal.Instant.from(job.asOf),
    since: job.since === null ? null : Temporal.Instant.from(job.since),
  }
  const document = await options.store.transact(consortium, async ({ read, now }) => {
    const reader = await read.consortium.actor(person)
    return reader && plenaryDocument(id, await plenaryState(read, reader, period, now), now)
  })
  if (!document) return { cancel: 'the person is not of this consortium any more' }
  return handOver({ consortium, person, document, ...(prefers && { prefers }) }, options)
}
