/**
 * The message shortcut → Intent. Payload: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
 * Its dialog goes on by `composeExtension/submitAction`, which is read like `task/submit`.
 */
import { z } from 'zod'
import type { Intent } from '#src/core/intent.ts'
import { type Quote, quoteToArg, ShortcutId, shortcutUse } from '#src/core/quote.ts'
import { htmlToWords, type Inbound, pressedIntent } from './intent.ts'

const Payload = z.object({
  linkToMessage: z.string().nullish(),
  createdDateTime: z.iso.datetime({ offset: true }),
  deleted: z.boolean().nullish(),
  body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  from: z.object({ user: z.object({ id: z.string().min(1), displayName: z.string().nullish() }).nullish() }).nullish(),
})
/** A file that stands in SharePoint or OneDrive, where a bot can't read it: its address is what there is. */
const SharedFile = z.object({
  contentType: z.literal('reference'),
  contentUrl: z.string().max(2_000),
  name: z.string().max(255).nullish(),
})
const Fetch = z.object({ commandId: ShortcutId, messagePayload: Payload })

/** Undefined where the activity is not this shortcut, used on a message. */
export function shortcutIntent(activity: Inbound, tenant: string): Intent | undefined {
  if (activity.name !== 'composeExtension/fetchTask') return undefined
  const fetch = Fetch.safeParse(activity.value)
  if (!fetch.success) return undefined
  const { commandId, messagePayload } = fetch.data
  const file = messagePayload.attachments?.flatMap((one) => SharedFile.safeParse(one).data ?? [])[0]
  const args = {
    quote: quoteToArg(quoteOf(messagePayload, tenant)),
    ...(file && { shared: JSON.stringify({ name: file.name ?? '', url: file.contentUrl }) }),
  }
  return pressedIntent(activity, tenant, { use: shortcutUse(commandId), args, opens: true })
}

/** What no user wrote, an app did. People of other tenants are known by the tenant that they are guests of. */
function quoteOf(payload: z.infer<typeof Payload>, tenant: string): Quote {
  const { body, linkToMessage, createdDateTime } = payload
  const user = payload.from?.user
  if (payload.deleted) return { of: 'deleted' }
  if (!user) return { of: 'bot' }
  const content = body?.content ?? ''
  return {
    of: 'person',
    text: body?.contentType === 'text' ? content.trim() : htmlToWords(content),
    author: { platform: 'teams', workspace: tenant, account: user.id },
    name: user.displayName || null,
    saidAt: Temporal.Instant.from(createdDateTime).toString(),
    url: linkToMessage || null,
  }
}
