/** Slack's payloads, as far as they are read: whatever does not have these shapes is dropped. https://docs.slack.dev/reference/interaction-payloads */
import { z } from 'zod'
import { SlackFile } from './attached.ts'

/** What Slack calls somebody or something: no control character, no half of a character. */
export const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u)
export const optional = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .nullish()
  .transform((text) => text || null)

export const Command = z.object({
  team_id: id,
  user_id: id,
  channel_id: id,
  text: z.string().default(''),
  trigger_id: optional,
  response_url: z.url({ protocol: /^https?$/ }),
})

export const User = z.object({ id, team_id: optional })
export const Team = z.object({ id }).nullish()

export const Click = z.object({
  type: z.literal('block_actions'),
  user: User,
  team: Team,
  trigger_id: optional,
  response_url: optional,
  channel: z.object({ id }).nullish(),
  container: z.object({ channel_id: optional, message_ts: optional, is_ephemeral: z.boolean().default(false) }),
  view: z
    .object({
      id,
      type: z.string().default('modal'),
      hash: optional,
      private_metadata: z.string().default(''),
      app_installed_team_id: optional,
    })
    .nullish(),
  actions: z.tuple([z.object({ type: z.literal('button'), value: z.string(), action_ts: id })]),
})

export const Submission = z.object({
  type: z.literal('view_submission'),
  user: User,
  team: Team,
  view: z.object({
    id,
    app_installed_team_id: optional,
    private_metadata: z.string(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            value: z.string().nullish(),
            selected_option: z.object({ value: z.string() }).nullish(),
            selected_options: z.array(z.object({ value: z.string() })).nullish(),
          }),
        ),
      ),
    }),
  }),
})

const said = {
  user: id,
  user_team: optional,
  team: optional,
  source_team: optional,
  text: z.string(),
  channel: id,
  ts: id,
  thread_ts: optional,
}
/** Somebody's own words: messages of bots, edits and the like carry one of these. */
const ofPerson = {
  bot_id: z.undefined().optional(),
  subtype: z.undefined().optional(),
  edited: z.undefined().optional(),
}

/** A message with files is somebody's own words as well. */
const withFiles = {
  subtype: z.literal('file_share').optional(),
  files: z.array(SlackFile).default([]),
}

/** Around every event. In a shared channel `team_id` may be another workspace's: the installation is named by `authorizations`. */
const envelope = {
  team_id: id,
  context_team_id: optional,
  authorizations: z.array(z.object({ team_id: optional, user_id: id, is_bot: z.boolean() })).default([]),
  is_ext_shared_channel: z.boolean().default(false),
}
type Envelope = Pick<z.infer<z.ZodObject<typeof envelope>>, 'authorizations' | 'context_team_id' | 'team_id'>

/** The workspace through which an event came. */
export function installationOf({ authorizations, context_team_id, team_id }: Envelope): string {
  return authorizations[0]?.team_id ?? context_team_id ?? team_id
}

export const Event = z.object({
  ...envelope,
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_mention'), ...said, ...ofPerson, ...withFiles }),
    z.object({ type: z.literal('message'), channel_type: z.literal('im'), ...said, ...ofPerson, ...withFiles }),
  ]),
})

/** Somebody came into a channel; whether it is the bot, its user id says. */
export const Joined = z.object({
  ...envelope,
  event: z.object({ type: z.literal('member_joined_channel'), user: id, channel: id, inviter: optional }),
})

const happened = {
  team_id: id,
  event_time: z.number().transform((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)),
}

/** The app was put out of a workspace. Slack tells of it in two ways, in either order: https://docs.slack.dev/reference/events/app_uninstalled */
export const Removed = z.union([
  z.object({ ...happened, event: z.object({ type: z.literal('app_uninstalled') }) }),
  z.object({
    ...happened,
    event: z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(id).min(1) }) }),
  }),
])

/** A channel was connected with another workspace, or is not any more. */
export const Shared = z.object({
  ...envelope,
  event: z.union([
    z.object({ type: z.literal('channel_shared'), channel: id }),
    z.object({ type: z.literal('channel_unshared'), channel: id }),
  ]),
})

/** Somebody opened the app's tab Home. From another workspace's “Connections”, `team_id` is that one's: https://github.com/slackapi/bolt-js/issues/1948 */
export const HomeOpened = z.object({
  ...envelope,
  event_id: id,
  event: z.object({ type: z.literal('app_home_opened'), user: id, tab: z.literal('home') }),
})
