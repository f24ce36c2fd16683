/**
 * Activity → Intent. Shapes: https://learn.microsoft.com/microsoftteams/platform/resources/bot-v3/bots-receiving-messages and
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
 */
import { z } from 'zod'
import type { Understood } from '#adapters/adapter.ts'
import { ConsortiumId, FormId } from '#src/core/id.ts'
import type { Intent } from '#src/core/intent.ts'
import { channelIn, encodeRef, rootIn } from './ref.ts'

const Entity = z.object({ type: z.literal('mention'), text: z.string(), mentioned: z.object({ id: z.string() }) })

/** What Teams calls somebody or something: no control character, no half of a character. */
const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,1000}$/u)

/** The parts of an activity that the bot reads; the rest is dropped. */
export const Inbound = z.object({
  type: z.string().min(1),
  id,
  name: z.string().optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  action: z.string().optional(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  membersRemoved: z.array(z.object({ id: z.string() })).nullish(),
  serviceUrl: z.string(),
  from: z.object({ id, aadObjectId: id.optional(), name: z.string().optional() }),
  recipient: z.object({ id }),
  /** Of a click: the message that it was on. */
  replyToId: id.optional(),
  conversation: z.object({
    id,
    conversationType: z.string().optional(),
    tenantId: id.optional(),
  }),
  channelData: z.object({ tenant: z.object({ id }).optional() }).nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
})
export type Inbound = z.infer<typeof Inbound>

const strings = z.record(z.string(), z.string())
const Click = z.object({ use: z.string().min(1), args: strings, opens: z.boolean() })
const FormData = z.object({ id: FormId, use: z.string().min(1), consortium: ConsortiumId, fields: z.array(z.string()) })
const Inputs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))

/** What a button or a form's button says; a form's brings its draft's id, which names the attempt. */
export type Pressed = Understood & { form?: string }

/** Undefined where the activity names no tenant, or two: nobody can say then whose it is. */
export function tenantOf({ channelData, conversation }: Inbound): string | undefined {
  const ofChannel = channelData?.tenant?.id
  const { tenantId } = conversation
  if (ofChannel !== undefined && tenantId !== undefined && ofChannel !== tenantId) return undefined
  return ofChannel ?? tenantId
}

/** True only for what Teams calls a personal chat: anything else may have readers. */
export function isPersonal(activity: Inbound): boolean {
  return activity.conversation.conversationType === 'personal'
}

/** True where the activity says that the bot has come into this conversation; Teams tells it in two ways, and then both at once. */
export function isArrival({ type, action, membersAdded, recipient }: Inbound): boolean {
  if (type === 'installationUpdate') return action === 'add'
  return type === 'conversationUpdate' && (membersAdded ?? []).some(({ id }) => id === recipient.id)
}

/** True where the activity says that the bot was taken out of this conversation. */
export function isDeparture({ type, action, membersRemoved, recipient }: Inbound): boolean {
  if (type === 'installationUpdate') return action?.startsWith('remove') ?? false
  return type === 'conversationUpdate' && (membersRemoved ?? []).some(({ id }) => id === recipient.id)
}

/** True for what tells of a conversation itself: who came, who left, with whom it is shared. */
export function changesPlace({ type }: Inbound): boolean {
  return type === 'installationUpdate' || type === 'conversationUpdate'
}

/** The conversation that others read; null in a 1:1 chat. */
export function placeOf(activity: Inbound): string | null {
  return isPersonal(activity) ? null : channelIn(activity.conversation.id)
}

export function typedIntent(activity: Inbound, tenant: string, understood: Understood): Intent {
  const heard = !isPersonal(activity)
  const args = { ...understood.args, ...threadArg(activity, tenant) }
  const key = `${activity.conversation.id}:${activity.id}`
  return { ...whereAndWho(activity, tenant), ...understood, args, heard, key }
}

/** Under which message it was said, as its ref. */
function threadArg({ conversation }: Inbound, tenant: string): { thread?: string } {
  const activity = rootIn(conversation.id)
  return activity ? { thread: encodeRef({ tenant, conversation: channelIn(conversation.id), activity }) } : {}
}

export function pressedIntent(activity: Inbound, tenant: string, { form, ...pressed }: Pressed): Intent {
  return { ...whereAndWho(activity, tenant), ...pressed, heard: false, key: form ?? activity.id }
}

function whereAndWho(
  activity: Inbound,
  tenant: string,
): Pick<Intent, 'platform' | 'workspace' | 'via' | 'account' | 'place'> {
  const account = activity.from.aadObjectId ?? activity.from.id
  return { platform: 'teams', workspace: tenant, via: tenant, account, place: placeOf(activity) }
}

/** Reads the data of a button, of `task/fetch` or of `task/submit`; undefined where it is none of ours. */
export function pressedIn(data: unknown): Pressed | undefined {
  const submitted = z.object({ form: FormData }).safeParse(data)
  if (submitted.success) return submission(submitted.data.form, data)
  const click = Click.safeParse(data)
  return click.success ? { ...click.data, args: withoutQuote(click.data.args) } : undefined
}

/** A field that was left empty is an empty string, so that nothing older stands in for it. */
function submission(form: z.infer<typeof FormData>, data: unknown): Pressed | undefined {
  const { form: _form, msteams: _msteams, ...rest } = z.record(z.string(), z.unknown()).parse(data)
  const inputs = Inputs.safeParse(rest)
  if (!inputs.success) return undefined
  const drawn = Object.fromEntries(form.fields.map((field) => [field, inputs.data[field] ?? '']))
  const args = { ...withoutQuote(drawn), form: form.id, consortium: form.consortium }
  return { use: form.use, args, opens: false, form: form.id }
}

/** Data of a card comes back from the person's client: whose words are quoted, and which file came along, is said by the message alone. */
function withoutQuote({
  quote: _quote,
  shared: _shared,
  thread: _thread,
  content: _content,
  ...args
}: Record<string, string>): Record<string, string> {
  return args
}

/** The words of a message, without the mention that calls the bot. A mention of others becomes `@Name`. */
export function wordsOf(activity: Inbound): string {
  const called = (activity.entities ?? []).flatMap((entity) => {
    const read = Entity.safeParse(entity)
    return read.success && read.data.mentioned.id === activity.recipient.id ? [read.data.text] : []
  })
  let text = (activity.text ?? '').trim()
  for (let at = called.find((word) => word !== '' && text.startsWith(word)); at; ) {
    text = text.slice(at.length).replace(/^(?:\s|&nbsp;)+/, '')
    at = called.find((word) => word !== '' && text.startsWith(word))
  }
  return plainWords(text, htmlTags)
}

const lineEnds = /<br\s*\/?>|<\/(?:p|div|li|blockquote)>/gi
const htmlTags =
  /<\/?(?:p|div|span|b|i|u|s|em|strong|strike|a|ul|ol|li|blockquote|code|pre|attachment|emoji|img|font|h[1-6])(?:\s[^<>]*)?\/?>/gi

const anyTag = /<\/?[a-z!][^<>]*>/gi

/** The words of a message that Teams gives as HTML; whatever somebody typed is escaped in there. */
export function htmlToWords(html: string): string {
  return plainWords(html, anyTag)
}

/** Markup away first, then entities in one pass, so that a typed `&lt;b&gt;` stays `<b>`. */
function plainWords(text: string, tags: RegExp): string {
  return text
    .replace(/<at(?:\s[^<>]*)?>(.*?)<\/at>/gi, '@$1')
    .replace(lineEnds, '\n')
    .replace(tags, '')
    .replace(/&(lt|gt|amp|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});/gi, (whole, name: string) => entity(name) ?? whole)
    .replaceAll('\u00a0', ' ')
    .trim()
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

function entity(name: string): string | undefined {
  const lower = name.toLowerCase()
  if (!lower.startsWith('#')) return named[lower]
  const code = lower.startsWith('#x') ? Number.parseInt(lower.slice(2), 16) : Number(lower.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
