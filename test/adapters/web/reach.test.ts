import { afterEach, describe, expect, test } from 'vitest'
import { createHttp, openPort } from '#adapters/http.ts'
import { mountHealth } from '#adapters/web/health.ts'
import { examineAddress, isPrivate } from '#adapters/web/reach.ts'

const key = Buffer.alloc(32, 1).toString('base64')
const other = Buffer.alloc(32, 2).toString('base64')
const log = { info: () => {}, warn: () => {}, error: () => {} }

let stop = async () => {}
afterEach(() => stop())

async function serving(health: 'health' | 'nothing' | 'a redirect'): Promise<string> {
  const http = createHttp({ trustProxy: false })
  const port = await openPort('127.0.0.1', 0)
  if (health === 'health') mountHealth(http, async () => true, key)
  if (health === 'a redirect') http.get('/healthz', (_request, response) => response.redirect('http://127.0.0.1:1/'))
  port.serve(http, log)
  stop = port.close
  return `http://127.0.0.1:${port.port}`
}

describe('the public address', () => {
  test('is well where its health page proves that it holds the same key', async () => {
    const url = await serving('health')
    expect(await examineAddress(url, key)).toMatchObject({
      state: 'warn',
      says: expect.stringContaining('for this machine alone'),
    })
  })

  test.each([
    ['health', other, 'another installation answers there'],
    ['nothing', key, 'something else answers there'],
    ['a redirect', key, 'something else answers there'],
  ] as const)('is bad where there is %s and another key or none: %#', async (what, asked, says) => {
    const url = await serving(what)
    expect(await examineAddress(url, asked)).toMatchObject({ state: 'bad', says: expect.stringContaining(says) })
  })

  test.each([
    ['http://127.0.0.1:1', 'bad', 'does not answer (ECONNREFUSED)'],
    ['http://plenary.example.org', 'bad', 'is not https'],
    ['https://10.1.2.3', 'warn', 'is a private address here, and is not fetched'],
    ['https://[fd00::1]', 'warn', 'is a private address here'],
    ['https://no-such-host.invalid', 'bad', 'has no address'],
  ])('%s is %s', async (url, state, says) => {
    expect(await examineAddress(url, key)).toMatchObject({ state, says: expect.stringContaining(says) })
  })

  test('needs none where nothing outside calls', async () => {
    expect(await examineAddress(null, undefined)).toMatchObject({ state: 'ok' })
  })

  test('proves nothing to a question of another form, and never the key', async () => {
    const url = await serving('health')
    for (const of of ['x', 'a'.repeat(31), 'A'.repeat(32), '%00'])
      expect(await (await fetch(`${url}/healthz?of=${of}`)).json()).toEqual({ alive: true })
    const proof = await (await fetch(`${url}/healthz?of=${'a'.repeat(32)}`)).text()
    expect(proof).not.toContain(key)
  })
})

test.each([
  ['10.0.0.1', true],
  ['172.16.3.4', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['127.0.0.1', true],
  ['0.0.0.0', true],
  ['8.8.8.8', false],
  ['::1', true],
  ['::', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:8.8.8.8', false],
  ['fd12::1', true],
  ['fe80::1', true],
  ['2606:4700::1111', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected)
})
