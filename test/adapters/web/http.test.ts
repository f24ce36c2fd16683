import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createHttp, ListenProblem, openPort } from '#adapters/http.ts'
import { mountHealth } from '#adapters/web/health.ts'
import { sealingKey } from '#test/support/database.ts'

describe('the server', () => {
  test('says in plain words that there is nothing at an unknown address', async () => {
    const { url } = await serve()
    const response = await fetch(`${url}/nowhere`)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('There is nothing here. Check the address.\n')
  })

  test('does not name its software and sends the protective headers', async () => {
    const { url } = await serve()
    const { headers } = await fetch(url)
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
  })

  test.each([
    ['{', 400, 'can’t be read'],
    [`"${'x'.repeat(200)}"`, 413, 'too large'],
  ])('answers a bad body %.3s with %i and logs nothing', async (body, status, says) => {
    const { url, logged } = await serve((server) => server.post('/', express.json({ limit: 100, strict: false })))
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(says)
    expect(logged).toEqual([])
  })

  test('hides a fault of its own and logs its code alone', async () => {
    const { url, logged } = await serve((server) =>
      server.get('/', () => {
        throw Object.assign(new Error('what alice wrote'), { code: 'E_FAULT' })
      }),
    )
    const response = await fetch(url)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('alice')
    expect(logged).toEqual([[{ code: 'E_FAULT' }, 'a request failed']])
  })

  test.each([
    [true, 'https'],
    [false, 'http'],
  ])('believes the proxy only where it is told to (%s)', async (trustProxy, protocol) => {
    const { url } = await serve(
      (server) => server.get('/', (request, response) => response.send(request.protocol)),
      trustProxy,
    )
    const response = await fetch(url, { headers: { 'x-forwarded-proto': 'https' } })
    expect(await response.text()).toBe(protocol)
  })

  test('says in one line that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const opening = openPort('127.0.0.1', port)
    await expect(opening).rejects.toEqual(
      new ListenProblem(
        `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or set PORT to another number.`,
      ),
    )
  })

  test('says that a host is not of this machine', async () => {
    const opening = openPort('203.0.113.1', 0)
    await expect(opening).rejects.toThrow('Set HOST to an address of this machine.')
  })
})

describe('closing', () => {
  test('lets a request in flight finish', async () => {
    const slow = Promise.withResolvers<void>()
    const arrived = Promise.withResolvers<void>()
    const { url, close } = await serve((server) =>
      server.get('/', async (_request, response) => {
        arrived.resolve()
        await slow.promise
        response.send('finished')
      }),
    )
    const response = fetch(url)
    await arrived.promise
    const closing = close()
    slow.resolve()
    expect(await (await response).text()).toBe('finished')
    await closing
    await expect(fetch(url)).rejects.toThrow()
  })

  test('cuts a request that never ends after five seconds', async () => {
    const arrived = Promise.withResolvers<void>()
    const { url, close } = await serve((server) => server.get('/', () => arrived.resolve()))
    const cut = new Promise((resolve) => get(url, ignore).once('error', resolve))
    await arrived.promise
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const closing = close()
    vi.advanceTimersByTime(5_000)
    await closing
    expect(await cut).toMatchObject({ code: 'ECONNRESET' })
  })
})

describe('health', () => {
  test.each([
    ['the database answers', async () => true, 200, { ready: true }],
    ['the database is away', async () => false, 503, { ready: false }],
    ['asking fails', () => Promise.reject(new Error('away')), 503, { ready: false }],
  ])('is alive in any case, and says whether it is ready: %s', async (_, ready, status, says) => {
    const { url } = await serve((server) => mountHealth(server, ready, sealingKey))
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const response = await fetch(`${url}/readyz`)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual(says)
  })
})

async function serve(mount: (server: Express) => unknown = ignore, trustProxy = false) {
  const logged: unknown[] = []
  const server = createHttp({ trustProxy })
  mount(server)
  const { port, close, serve } = await openPort('127.0.0.1', 0)
  serve(server, logTo(logged))
  onTestFinished(close)
  return { url: `http://127.0.0.1:${port}`, logged, close }
}

function logTo(logged: unknown[]) {
  const keep = (...line: unknown[]) => void logged.push(line)
  return { info: keep, warn: keep, error: keep }
}

function ignore(_: IncomingMessage | Express): void {}
