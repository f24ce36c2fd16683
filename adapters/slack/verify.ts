/**
 * The door: nothing unsigned goes further. Bolt checks signatures as well, but takes timestamps from the future and bodies of 4 MB,
 * and answers some malformed bodies with 500. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { parse } from 'node:querystring'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import { z } from 'zod'

const windowSeconds = 5 * 60

/** Answers 401, 413 or 400; what passes has its body as `rawBody`, which Bolt takes in place of the stream. */
export function verified(signingSecret: string): (RequestHandler | ErrorRequestHandler)[] {
  return [
    headersInOrder,
    express.raw({ type: () => true, limit: '1mb', inflate: false }),
    unreadable,
    signed(signingSecret),
    wellFormed,
  ]
}

/** Refuses before the body is read. */
const headersInOrder: RequestHandler = (request, response, next) => {
  const stamp = request.get('x-slack-request-timestamp') ?? ''
  const isNear = /^\d{1,12}$/.test(stamp) && Math.abs(Date.now() / 1000 - Number(stamp)) <= windowSeconds
  if (isNear && /^v0=[0-9a-f]{64}$/.test(request.get('x-slack-signature') ?? '')) next()
  else response.status(401).end()
}

const unreadable: ErrorRequestHandler = (error, _request, response, _next) => {
  const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large'
  response.status(tooLarge ? 413 : 400).end()
}

function signed(signingSecret: string): RequestHandler {
  return (request, response, next) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const stamp = request.get('x-slack-request-timestamp')
    const expected = createHmac('sha256', signingSecret).update(`v0:${stamp}:`).update(body).digest()
    const given = Buffer.from((request.get('x-slack-signature') ?? '').slice('v0='.length), 'hex')
    if (!timingSafeEqual(expected, given)) return void response.status(401).end()
    Object.assign(request, { rawBody: body })
    next()
  }
}

/** Bolt keeps clients under these in a plain object. */
const team = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{0,63}$/)
  .nullish()
const Named = z.looseObject({ id: z.string(), team_id: team })
const ofTeam = {
  team_id: team,
  enterprise_id: team,
  team: z.looseObject({ id: team, enterprise_id: team }).nullish(),
  enterprise: z.looseObject({ id: team }).nullish(),
}
const anything = z.looseObject({})
const named = z.union([z.string(), Named]).optional()

/** As much as Bolt needs to read a body without stumbling. */
const Body = z.union([
  z.object({ ssl_check: z.string().min(1) }),
  z.object({ type: z.literal('url_verification'), challenge: z.string() }),
  z.object({
    type: z.literal('event_callback'),
    ...ofTeam,
    authorizations: z.array(z.looseObject({ team_id: team, enterprise_id: team })).optional(),
    event: z.looseObject({
      type: z.string(),
      user: named,
      channel: named,
      item: anything.optional(),
      subteam: anything.optional(),
    }),
  }),
  z.object({ command: z.string(), ...ofTeam }),
  z.object({
    type: z.literal('block_actions'),
    ...ofTeam,
    user: Named,
    channel: Named.optional(),
    actions: z.array(z.looseObject({ action_id: z.string() })).min(1),
  }),
  z.object({
    type: z.literal(['view_submission', 'view_closed']),
    ...ofTeam,
    user: Named,
    view: z.looseObject({ callback_id: z.string(), app_installed_team_id: team }),
  }),
  z.object({
    type: z.literal(['shortcut', 'message_action']),
    ...ofTeam,
    user: Named,
    channel: Named.optional(),
    callback_id: z.string(),
  }),
  z.object({
    type: z.literal('block_suggestion'),
    ...ofTeam,
    user: Named,
    channel: Named.optional(),
    action_id: z.string(),
  }),
])

const wellFormed: RequestHandler = (request, response, next) => {
  const body = bodyOf(request.get('content-type'), String(Reflect.get(request, 'rawBody')))
  if (Body.safeParse(body).success) next()
  else response.status(400).end()
}

function bodyOf(contentType: string | undefined, raw: string): unknown {
  try {
    if (contentType !== 'application/x-www-form-urlencoded') return JSON.parse(raw)
    const fields = parse(raw)
    return typeof fields.payload === 'string' ? JSON.parse(fields.payload) : { ...fields }
  } catch {
    return undefined
  }
}
