/** Errors of the Bot Connector → the kinds of delivery failure. Source: https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability */
import { z } from 'zod'
import type { DeliveryFailure } from '#src/core/delivery.ts'

/** The connector answered, and not with success. */
export class ConnectorError extends Error {
  override name = 'ConnectorError'
  readonly status: number
  readonly code: string
  /** Seconds, from Retry-After. */
  readonly retryAfter: number

  constructor(status: number, code: string, retryAfter = 1) {
    super(`the connector answered ${status} ${code}`)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

const goneCodes = ['ActivityNotFoundInConversation', 'ConversationNotFound']

/** What to do about an error of sending. Whatever is not an answer of the connector is the network's or the login's. */
export function failureOf(error: unknown): DeliveryFailure {
  if (!(error instanceof ConnectorError)) return { kind: 'unreachable' }
  if (goneCodes.includes(error.code)) return { kind: 'gone' }
  switch (error.status) {
    case 404:
    case 410:
      return { kind: 'gone' }
    case 401:
    case 403:
      return { kind: 'forbidden' }
    case 412:
    case 429:
      return { kind: 'throttled', seconds: error.retryAfter }
    case 408:
      return { kind: 'unreachable' }
    default:
      return error.status >= 500 ? { kind: 'unreachable' } : { kind: 'rejected', reason: error.code }
  }
}

const ErrorBody = z.object({ error: z.object({ code: z.string().regex(/^[\w.-]{1,60}$/) }) })

/** Reads a failed response; its message may quote what was sent, so that only the code is kept. */
export async function errorOf(response: Response): Promise<ConnectorError> {
  const body = ErrorBody.safeParse(await response.json().catch(() => undefined))
  const code = body.success ? body.data.error.code : `http-${response.status}`
  return new ConnectorError(response.status, code, secondsIn(response.headers.get('retry-after')))
}

/** Retry-After in seconds; one where it is absent or a date. */
function secondsIn(header: string | null): number {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 1
}
