/** What a message says, checked as Slack checks it. Source: https://docs.slack.dev/reference/methods/chat.postMessage */
import { named } from './slack-desk.ts'
import { blockProblems, textLength } from './slack-limits.ts'
import type { Content } from './transcript.ts'
import type { Json } from './wire.ts'

/** What a message says, or Slack's refusal of it. */
export function contentOf(args: Json): { text: string; content: Content } | { error: string; [more: string]: unknown } {
  const text = typeof args.text === 'string' ? args.text : ''
  if (text.length > 40_000) return { error: 'msg_too_long' }
  if (args.blocks === undefined) return text === '' ? { error: 'no_text' } : { text, content: { kind: 'text' } }
  if (!Array.isArray(args.blocks)) return { error: 'invalid_blocks_format' }
  const errors = blockProblems(args.blocks, 50, '/blocks')
  if (errors.length > 0)
    return { error: 'invalid_blocks', errors, response_metadata: { messages: errors.map((each) => `[ERROR] ${each}`) } }
  if (textLength(args.blocks) > 13_000) return { error: 'msg_blocks_too_long' }
  return { text, content: { kind: 'blocks', blocks: named(args.blocks) } }
}
