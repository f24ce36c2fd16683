/** Telling, as jobs: one person something, those who read under a card a comment, and followers what moved. */
import { tellFollowers } from './moved.ts'
import { type ReplyOptions, reply } from './reply.ts'
import type { JobHandlers } from './store.ts'
import { type TellOptions, tell } from './tell.ts'

export function telling(options: TellOptions & ReplyOptions): Pick<JobHandlers, 'tell' | 'reply' | 'moved'> {
  return {
    tell: (job) => tell(job, options),
    reply: (job) => reply(job, options),
    moved: (job) => tellFollowers(job, options.store),
  }
}
