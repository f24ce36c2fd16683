import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { botScopes } from '#manifest/slack-scopes.ts'

/** What platforms call addresses that a workspace's administrators can set: a scope, fields of profiles, claims of tokens. */
const addresses = /users:read\.email|\be?mail\b|userPrincipalName|\bupn\b|preferred_username|lookupByEmail|TeamsInfo/i

test('no e-mail address of a profile is asked for or read, so that none links an account', () => {
  const files = globSync('{adapters,db,manifest}/**/*.{ts,json}')
  expect(files.length).toBeGreaterThan(100)
  const reading = files.filter((file) => addresses.test(readFileSync(file, 'utf8')))
  expect(reading).toEqual([])
  expect(botScopes().filter((scope) => scope.includes('email'))).toEqual([])
})

test.each(['profile.email', 'users:read.email', 'member.userPrincipalName', 'users.lookupByEmail', '"mail": x'])(
  '%j would be found',
  (text) => {
    expect(addresses.test(text)).toBe(true)
  },
)
