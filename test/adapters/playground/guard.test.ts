import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPlayground } from '#adapters/playground/index.ts'
import { cast, type FakeProduct, startFakeProduct, token } from './fake-product.ts'

let product: FakeProduct
let port = ''
beforeAll(async () => {
  product = await startFakeProduct()
  port = new URL(product.origin).port
})
afterAll(() => product[Symbol.asyncDispose]())

/** fetch sets Host by itself, so that a foreign one needs node:http. */
function ask(path: string, headers: Record<string, string>, method = 'GET'): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const sent = request({ host: '127.0.0.1', port, path: `/playground/${path}`, method, headers }, (response) => {
    let body = ''
    response.on('data', (chunk) => {
      body += chunk
    })
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
  })
  sent.on('error', reject)
  sent.end()
  return promise
}

const withToken = { 'x-playground-token': token }
const routes: [what: string, path: string, headers: Record<string, string>, method: string][] = [
  ['the page', `?token=${token}`, {}, 'GET'],
  ['a file of the page', `files/${token}/main.ts`, {}, 'GET'],
  ['the renderer', `files/${token}/adaptivecards.js`, {}, 'GET'],
  ['the cast', 'api/cast', withToken, 'GET'],
]

test.each(routes)('%s is served to this computer with the token', async (_what, path, headers, method) => {
  expect((await ask(path, headers, method)).status).toBe(200)
  const byName = await ask(path, { ...headers, host: `localhost:${port}` }, method)
  expect(byName.status).toBe(200)
})

test.each(routes)(
  '%s is refused under a foreign Host, as after DNS rebinding',
  async (_what, path, headers, method) => {
    const refused = await ask(path, { ...headers, host: `evil.example:${port}` }, method)
    expect(refused).toEqual({ status: 403, body: 'Refused: the playground answers on this computer only.\n' })
    expect((await ask(path, { ...headers, host: '127.0.0.1:1' }, method)).status).toBe(403)
  },
)

test.each(routes)('%s is refused to a foreign Origin', async (_what, path, headers, method) => {
  const refused = await ask(path, { ...headers, origin: 'https://evil.example' }, method)
  expect(refused).toEqual({ status: 403, body: 'Refused: this request comes from another site.\n' })
})

test.each([
  ['the page', '?token=wrong'],
  ['the page', ''],
  ['a file of the page', 'files/wrong/main.ts'],
  ['the stream of changes', 'changes?token=wrong'],
  ['the cast', 'api/cast'],
])('%s is refused without the token', async (_what, path) => {
  const refused = await ask(path, {})
  expect(refused.status).toBe(403)
  expect(refused.body).toBe('Refused: open the playground by the address that the server printed.\n')
})

test('the stream of changes ends when the playground stops, so that the server can close', async () => {
  const stream = await fetch(`${product.origin}/playground/changes?token=${token}`)
  product.playground.stop()
  expect(await stream.text()).toBe(': hello\n\n')
})

test('a POST without an Origin is refused, since every browser sends one', async () => {
  expect((await ask('api/say', withToken, 'POST')).status).toBe(403)
  const reached = await ask('api/say', { ...withToken, origin: product.origin }, 'POST')
  expect(reached.status).toBe(400)
})

test.each(['slack/api/auth.test', 'openid/keys', 'teams/v3/conversations'])('%s checks the Host too', async (path) => {
  expect((await ask(path, { host: 'evil.example' }, 'POST')).status).toBe(403)
})

test('the page forbids scripts, styles and connections from elsewhere, and frames', async () => {
  const response = await fetch(product.playground.address)
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(await response.text()).not.toMatch(/https?:\/\//)
})

test('no file outside the page’s folder is served', async () => {
  for (const path of ['..%2Findex.ts', 'index.html', 'guard.ts', '%2e%2e/room.ts']) {
    expect((await ask(`files/${token}/${path}`, {})).status).toBe(404)
  }
})

test('a playground on a public address does not come up', () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const open = () => createPlayground({ origin: 'http://plenary.example:3000', token, cast, folder: null, log })
  expect(open).toThrow('loopback')
})
