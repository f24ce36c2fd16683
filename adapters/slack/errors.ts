/** What Slack's refusals mean for a delivery. Codes: https://docs.slack.dev/reference/methods/chat.postMessage and chat.update. */
import { type Logger, LogLevel, webApi } from '@slack/bolt'
import type { Log } from '#adapters/adapter.ts'
import type { DeliveryFailure } from '#src/core/delivery.ts'

const gone = new Set([
  'message_not_found',
  'is_archived',
  'account_inactive',
  'cant_update_message',
  'edit_window_closed',
])

const forbidden = new Set([
  'access_denied',
  'cannot_dm_bot',
  'channel_not_found',
  'ekm_access_denied',
  'invalid_auth',
  'messages_tab_disabled',
  'method_not_supported_for_channel_type',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
  'user_not_visible',
  'users_not_found',
])

const unreachable = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
])

/** The token opens nothing any more. `invalid_auth` is left out: Slack says it of its own troubles as well. */
const revoked = new Set(['account_inactive', 'token_expired', 'token_revoked'])

export function isRevoked(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && revoked.has(error.data.error)
}

/** Slack answers some floods with 200 and no word of when to come back. */
const secondsIfUnsaid = 30

/** The kind of failure that a thrown error is. A channel that can't be found is gone for an update, and forbidden for a post. */
export function failureOf(error: unknown, doing: 'post' | 'update' = 'post'): DeliveryFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'throttled', seconds: error.retryAfter }
  if (error instanceof webApi.WebAPIPlatformError) return platformFailure(error, doing)
  if (error instanceof webApi.WebAPIHTTPError && error.statusCode >= 400 && error.statusCode < 500) {
    return { kind: 'rejected', reason: codeOf(error) }
  }
  return { kind: 'unreachable' }
}

/** True where Slack could not fetch an image: `downloading image failed [json-pointer:/blocks/0/image_url]`. */
export function isUnfetched(failure: DeliveryFailure): boolean {
  return failure.kind === 'rejected' && failure.reason.includes('/image_url')
}

/** A code for logs: never a message, since messages may quote what somebody wrote. */
export function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  if (error instanceof webApi.WebAPIHTTPError) return `http_${error.statusCode}`
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}

function platformFailure(error: webApi.WebAPIPlatformError, doing: 'post' | 'update'): DeliveryFailure {
  const code = error.data.error
  if (code === 'ratelimited' || code === 'rate_limited') {
    return { kind: 'throttled', seconds: error.data.response_metadata?.retryAfter ?? secondsIfUnsaid }
  }
  if (gone.has(code) || (code === 'channel_not_found' && doing === 'update')) return { kind: 'gone' }
  if (forbidden.has(code)) return { kind: 'forbidden' }
  if (unreachable.has(code)) return { kind: 'unreachable' }
  return { kind: 'rejected', reason: [code, ...pointersIn(error.data)].join(' ') }
}

/** Where in the blocks the fault is. The words around a pointer are left out: they may quote the text. */
function pointersIn(data: unknown): string[] {
  return [...JSON.stringify(data).matchAll(/json-pointer:\s*(\/[\w/-]*)/g)].map((found) => found[1] ?? '')
}

/** The SDK's own log lines may quote payloads: they pass as codes only. */
export function quietLogger(log: Log): Logger {
  const codes = (said: unknown[]) => said.filter((part) => part instanceof Error).map(codeOf)
  return {
    debug: () => {},
    info: () => {},
    warn: (...said) => log.warn({ codes: codes(said) }, 'The Slack SDK warned'),
    error: (...said) => log.error({ codes: codes(said) }, 'The Slack SDK reported an error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
