/** The product's answers to invokes, as Teams reads them. Source: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
import { z } from 'zod'
import type { Json } from './wire.ts'

const Card = z.record(z.string(), z.unknown())

const CardReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('application/vnd.microsoft.card.adaptive'), statusCode: z.literal(200), value: Card }),
  z.object({ type: z.literal('application/vnd.microsoft.activity.message'), statusCode: z.int(), value: z.string() }),
  z.object({
    type: z.literal('application/vnd.microsoft.error'),
    statusCode: z.int(),
    value: z.object({ message: z.string() }),
  }),
])

/** What a click on Action.Execute shows: a card for the person, or a short text. */
export function readCardReply(
  body: unknown,
): { kind: 'card'; card: Json } | { kind: 'message'; text: string } | { kind: 'none' } {
  if (body === null) return { kind: 'none' }
  const reply = CardReply.safeParse(body)
  if (!reply.success) return { kind: 'message', text: 'Something went wrong. Please try again. (no card, no message)' }
  const { type, value } = reply.data
  switch (type) {
    case 'application/vnd.microsoft.card.adaptive':
      return { kind: 'card', card: value }
    case 'application/vnd.microsoft.activity.message':
      return { kind: 'message', text: value }
    case 'application/vnd.microsoft.error':
      return { kind: 'message', text: value.message }
  }
}

const Continue = z.object({
  type: z.literal('continue'),
  value: z.object({ title: z.string(), card: z.object({ content: Card }) }),
})
const Said = z.object({ type: z.literal('message'), value: z.string() })
const Task = z.object({ task: z.discriminatedUnion('type', [Continue, Said]) })

export type TaskReply =
  | { kind: 'continue'; title: string; card: Json }
  | { kind: 'message'; text: string }
  | { kind: 'closed' }

/** What a dialog does next. An answer without a task closes it. */
export function readTaskReply(body: unknown): TaskReply {
  const empty = body === null || (typeof body === 'object' && !('task' in body))
  if (empty) return { kind: 'closed' }
  const reply = Task.safeParse(body)
  if (!reply.success) return { kind: 'message', text: 'Something went wrong. Please try again. (no such task)' }
  const { task } = reply.data
  if (task.type === 'message') return { kind: 'message', text: task.value }
  return { kind: 'continue', title: task.value.title, card: task.value.card.content }
}
