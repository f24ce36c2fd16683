/** Answers without a token: by response_url, or in the response to a slash command. Source: https://docs.slack.dev/interactivity/handling-user-interaction */
import { contentOf } from './slack-content.ts'
import type { SlackDesk } from './slack-desk.ts'
import type { Asked } from './slack-rules.ts'
import type { Json } from './wire.ts'

/** Uses the response_url once; returns Slack's refusal, if any. */
export function answerByUrl(desk: SlackDesk, id: string, body: Json): string | undefined {
  const asked = desk.responseUrls.take(id)
  return 'error' in asked ? asked.error : answer(desk, asked, body)
}

/** Shows the answer: to the person alone unless it says `in_channel`, as a new message unless it replaces the one that was clicked. */
export function answer(desk: SlackDesk, asked: Asked, body: Json): string | undefined {
  const { transcript } = desk.room
  const original = asked.message === null ? undefined : transcript.find(asked.conversation, asked.message)
  if (body.delete_original === true) {
    if (original) transcript.remove(original)
    return undefined
  }
  const read = contentOf(body)
  if ('error' in read) return read.error
  if (body.replace_original === true && original) {
    transcript.change(original, { ...read, edited: original.only === null })
    return undefined
  }
  const only = body.response_type === 'in_channel' ? null : asked.person
  const thread = typeof body.thread_ts === 'string' ? body.thread_ts : null
  transcript.add({ platform: 'slack', conversation: asked.conversation, author: null, only, thread, ...read })
  return undefined
}
