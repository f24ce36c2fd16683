import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostBytes } from '#adapters/files/attachment.ts'
import { fetchFile } from '#adapters/files/fetch.ts'
import { attachedIn as slackFiles } from '#adapters/slack/attached.ts'
import { isFileHost, type TeamsConfig } from '#adapters/teams/auth.ts'

const answers: Record<string, RequestListener> = {
  '/good': (request, response) => response.end(`code,${request.headers.authorization}`),
  '/large': (_request, response) => response.writeHead(200, { 'content-length': mostBytes + 1 }).end(Buffer.alloc(10)),
  '/endless': (_request, response) => {
    response.write(Buffer.alloc(mostBytes))
    response.end('xx')
  },
  '/login': (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
  '/moved': (_request, response) => response.writeHead(302, { location: '/good' }).end(),
  '/gone': (_request, response) => response.writeHead(404).end(),
  '/cut': (_request, response) => response.destroy(),
}
const server = createServer((request, response) => answers[request.url ?? '']?.(request, response))
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('a file comes with the header that it needs', async () => {
  const fetched = await fetchFile(`${url}/good`, { authorization: 'Bearer x' }, () => true, mostBytes)
  expect('bytes' in fetched && Buffer.from(fetched.bytes).toString()).toBe('code,Bearer x')
})

test.each([
  ['/large', 'too-large'],
  ['/endless', 'too-large'],
  ['/login', 'not-fetched'],
  ['/moved', 'not-fetched'],
  ['/gone', 'not-fetched'],
  ['/cut', 'not-fetched'],
])('%s is %s', async (path, trouble) => {
  expect(await fetchFile(`${url}${path}`, {}, () => true, mostBytes)).toEqual({ trouble })
})

test('nothing is asked of a host that keeps no files, and the token stays here', async () => {
  expect(await fetchFile(`${url}/good`, { authorization: 'Bearer x' }, () => false, mostBytes)).toEqual({
    trouble: 'not-fetched',
  })
  const elsewhere = [
    { name: 'a.csv', url_private_download: `${url}/good` },
    { name: null, url_private_download: null },
  ]
  for (const { fetch } of slackFiles(elsewhere, { token: async () => 'x', apiUrl: null })) {
    expect(await fetch(mostBytes)).toEqual({ trouble: 'not-fetched' })
  }
  const [local] = slackFiles(elsewhere, { token: async () => 'x', apiUrl: `${url}/api/` })
  expect(await local?.fetch(mostBytes)).toHaveProperty('bytes')
})

const teams: TeamsConfig = { appId: 'a', appPassword: '', tenantId: 't', cloud: 'public', openIdUrl: null }

test.each([
  ['https://contoso-my.sharepoint.com/personal/a/_layouts/15/download.aspx?tempauth=x', true],
  ['https://agency.sharepoint.us/x', true],
  ['https://agency.sharepoint-mil.us/x', true],
  ['http://contoso.sharepoint.com/x', false],
  ['https://contoso.sharepoint.com:8443/x', false],
  ['https://sharepoint.com.example.org/x', false],
  ['https://notsharepoint.com/x', false],
  ['https://127.0.0.1/x', false],
])('Teams keeps a file at %s: %s', (address, isOne) => {
  expect(isFileHost(new URL(address), teams)).toBe(isOne)
})

test('beside a local OpenID server files come from loopback alone', () => {
  const local = { ...teams, openIdUrl: 'http://127.0.0.1:1/openid' }
  expect(isFileHost(new URL('http://127.0.0.1:9/x'), local)).toBe(true)
  expect(isFileHost(new URL('https://contoso.sharepoint.com/x'), local)).toBe(false)
})
