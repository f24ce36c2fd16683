import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Check } from '#src/core/check.ts'
import { slackWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await slackWorld()
  world.replies('api.test', { body: { ok: true }, headers: { date: new Date().toUTCString() } })
  world.replies('auth.test', granted('chat:write,users:read'))
})
afterEach(() => world.close())

const granted = (scopes: string, team = 'T1') => ({
  body: { ok: true, user_id: 'UBOT', team_id: team },
  headers: { 'x-oauth-scopes': scopes },
})
const t1 = [{ workspace: 'T1', serviceUrl: null }]
const place = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const
const lines = async (workspaces = t1, places: (typeof place)[] = []) => world.adapter.examine({ workspaces, places })
const line = (checks: Check[], about: string) => checks.find((check) => check.about === about)

test('a workspace whose token is valid and holds every scope is well', async () => {
  const checks = await lines()
  expect(line(checks, 'Slack T1')).toEqual({ about: 'Slack T1', state: 'ok', says: 'its token is valid' })
  expect(line(checks, 'Slack T1 scopes')).toMatchObject({ state: 'ok', says: 'all 2 are granted' })
  expect(line(checks, 'Clock of Slack')).toMatchObject({ state: 'ok' })
})

test.each([
  ['invalid_auth', 'bad', 'Slack does not take its token (invalid_auth)'],
  ['token_revoked', 'bad', 'Slack does not take its token (token_revoked)'],
])('a token that Slack answers with %s is %s', async (error, state, says) => {
  // Known before by its own token, which Slack now refuses.
  world.replies('auth.test', { body: { ok: false, error } })
  const checks = await lines([{ workspace: 'T3', serviceUrl: null }])
  expect(line(checks, 'Slack T3')).toMatchObject({ state, says })
  expect(line(checks, 'Slack T3')?.todo).toContain('workspace invite')
})

test.each([
  ['chat:write', 'bad', 'users:read is missing'],
  ['', 'bad', 'chat:write, users:read are missing'],
  ['chat:write,users:read,admin', 'warn', 'admin is granted and not needed'],
])('of the scopes “%s” it is %s: %s', async (scopes, state, says) => {
  world.replies('auth.test', granted(scopes))
  expect(line(await lines(), 'Slack T1 scopes')).toMatchObject({ state, says })
})

test('a token of another workspace is bad', async () => {
  world.replies('auth.test', granted('chat:write,users:read', 'T9'))
  const checks = await lines([{ workspace: 'T3', serviceUrl: null }])
  expect(line(checks, 'Slack T3')).toMatchObject({ state: 'bad', says: 'its token belongs to another workspace' })
})

test('a workspace without a token of its own is said to be reached in shared channels only', async () => {
  world.installed.tokens.delete('T3')
  const checks = await lines([{ workspace: 'T3', serviceUrl: null }])
  expect(line(checks, 'Slack T3')).toMatchObject({ state: 'warn' })
})

test.each([
  [{ ok: true, channel: { id: 'C1', is_member: true } }, 'ok', 'the bot is a member'],
  [{ ok: true, channel: { id: 'C1', is_member: false } }, 'bad', 'the bot is no member'],
  [{ ok: true, channel: { id: 'C1', is_member: true, is_archived: true } }, 'bad', 'it is archived'],
  [{ ok: false, error: 'channel_not_found' }, 'bad', 'Slack does not show it to the bot (channel_not_found)'],
])('of a bound channel %j it is %s', async (body, state, says) => {
  world.replies('conversations.info', { body })
  expect(line(await lines(t1, [place]), 'Slack channel C1')).toMatchObject({ state, says })
})

test('a channel of a workspace without a token can’t be asked about', async () => {
  const elsewhere = { ...place, workspace: 'T7' as 'T1' }
  expect(line(await lines([], [elsewhere]), 'Slack channel C1')).toMatchObject({ state: 'bad' })
})

test.each([
  [{ date: new Date(Date.now() - 600_000).toUTCString() }, 'bad'],
  [{}, 'warn'],
])('the date of Slack’s answer %j makes its clock %s', async (headers, state) => {
  world.replies('api.test', { body: { ok: true }, headers: headers as Record<string, string> })
  expect(line(await lines([]), 'Clock of Slack')).toMatchObject({ state })
})

test('a signing secret is told by its form and length, never by itself', async () => {
  const checks = await lines([])
  expect(line(checks, 'Slack signing secret')?.state).toBe('warn')
  expect(JSON.stringify(checks)).not.toMatch(/xoxb-|signing-secret-of/)
})
