/** A request as its platform would send it: encoded, and signed for what it says. */
import { createHmac } from 'node:crypto'
import { type Claims, sign } from '#test/support/connector-tokens.ts'
import type { Content } from './corpus.ts'
import type { Headers, Wire } from './request.ts'
import { appId, signingSecret } from './world.ts'

export const formType = 'application/x-www-form-urlencoded'

export function encoded(content: Content): { body: Buffer; type: string } {
  if (content.as === 'json') return { body: Buffer.from(JSON.stringify(content.json) ?? ''), type: 'application/json' }
  const fields = Object.entries(content.fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return { body: Buffer.from(new URLSearchParams(fields).toString()), type: formType }
}

export type SlackSigning = { at: number; secret: string }

/** Signed by Slack's rules; a forger changes one thing. */
export function slackWire(
  body: Buffer,
  type: string,
  { at, secret }: SlackSigning = { at: seconds(), secret: signingSecret },
): Wire {
  const stamp = String(at)
  const headers: Headers = [
    ['Content-Type', type],
    ['X-Slack-Request-Timestamp', stamp],
    ['X-Slack-Signature', slackSignature(stamp, body, secret)],
  ]
  return { method: 'POST', path: '/slack/events', headers, body }
}

export function slackSignature(stamp: string, body: Buffer, secret: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${stamp}:`).update(body).digest('hex')}`
}

export function teamsWire(body: Buffer, type: string, authorization: string): Wire {
  return {
    method: 'POST',
    path: '/api/messages',
    headers: [
      ['Content-Type', type],
      ['Authorization', authorization],
    ],
    body,
  }
}

export function goodClaims(serviceUrl: string): Claims {
  const now = seconds()
  return {
    issuer: 'https://api.botframework.com',
    audience: appId,
    serviceUrl,
    notBefore: now - 60,
    expires: now + 3600,
  }
}

/** One token for all, as Microsoft's connector keeps one for an hour. */
export async function teamsToken(serviceUrl: string): Promise<string> {
  return `Bearer ${await sign(goodClaims(serviceUrl))}`
}

export function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
