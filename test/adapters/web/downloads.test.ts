import { afterEach, expect, test } from 'vitest'
import { createHttp, openPort } from '#adapters/http.ts'
import { mountDownloads } from '#adapters/web/downloads.ts'
import type { Barred, Downloads, Kept, Seen } from '#src/documents/store.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const token = 't'.repeat(43)
const session = 's'.repeat(43)
const kept: Kept = {
  person: 'person_alice',
  label: 'TLP:GREEN',
  needs: 'secretary',
  organisation: null,
  files: [
    { n: 1, name: 'report.xlsx', type: 'application/octet-stream', hash: 'h', size: 12_001 },
    { n: 2, name: '<b>.csv', type: 'text/csv', hash: 'h', size: 2_000_000 },
  ],
}
const open: Downloads = {
  look: async (_at, held) => ({ state: held === session ? 'open' : 'closed', kept }),
  redeem: async () => ({ session }),
  file: async (_at, held, n) =>
    held === session && n === 1
      ? { name: 'report.xlsx', type: 'application/octet-stream', bytes: Buffer.from('bytes') }
      : { barred: 'unknown' },
}
const closed = (barred: Barred): Downloads => ({
  look: async () => ({ barred }),
  redeem: async () => ({ barred }),
  file: async () => ({ barred }),
})

let stop = async () => {}
afterEach(() => stop())

async function serve(downloads: Downloads, publicUrl = 'http://127.0.0.1'): Promise<string> {
  const http = createHttp({ trustProxy: false })
  const port = await openPort('127.0.0.1', 0)
  mountDownloads(http, downloads, publicUrl)
  port.serve(http, log)
  stop = port.close
  return `http://127.0.0.1:${port.port}/d/con_a1`
}

test('behind https and a path of a proxy, the cookie keeps to both', async () => {
  const url = await serve(open, 'https://plenary.example.org/forum')
  const redeemed = await fetch(`${url}/${token}`, { method: 'POST', redirect: 'manual' })
  expect([redeemed.status, redeemed.headers.get('location')]).toEqual([303, token])
  const cookie = redeemed.headers.get('set-cookie') ?? ''
  expect(cookie).toContain(`plenary_report=${session}; Max-Age=600; Path=/forum/d/con_a1/${token};`)
  for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie).toContain(part)
})

test('the page says label, size and number of files, escapes every name, and runs nothing', async () => {
  const url = await serve(open)
  const before = await (await fetch(`${url}/${token}`)).text()
  expect(before).toContain('TLP:GREEN')
  expect(before).toContain('2.0 MB in 2 files')
  expect(before.match(/<(script|img|link|iframe)/)).toBeNull()
  const after = await (await fetch(`${url}/${token}`, { headers: { cookie: `a=1; plenary_report=${session}` } })).text()
  expect(after).toContain('&lt;b&gt;.csv')
  expect(after).toContain(`href="${token}/1"`)
  expect(after).toContain('13 KB')
})

test('above TLP:GREEN the link alone tells its label, then a number, and no name or size of a file', async () => {
  const guarded: Kept = { ...kept, label: 'TLP:AMBER' }
  let shown: Seen = { state: 'closed', kept: guarded }
  const url = await serve({ ...open, look: async () => shown })
  for (const state of ['closed', 'waits'] as const) {
    shown = state === 'waits' ? { state, word: '482 113', kept: guarded } : { state, kept: guarded }
    const page = await (await fetch(`${url}/${token}`)).text()
    expect(page).toContain('TLP:AMBER')
    expect(page.includes('open 482 113')).toBe(state === 'waits')
    expect(page).not.toMatch(/report\.xlsx|\d (MB|KB)/)
  }
})

test('asking by HEAD redeems nothing', async () => {
  let redeemed = 0
  const url = await serve({ ...open, redeem: async () => ({ session: String(redeemed++) }) })
  expect((await fetch(`${url}/${token}`, { method: 'HEAD' })).status).toBe(200)
  expect(redeemed).toBe(0)
})

test.each([
  ['unknown', 404, 'This link leads nowhere'],
  ['expired', 410, 'This link is too old'],
  ['used', 410, 'This link was opened before'],
  ['forbidden', 403, 'These files are not for you any more'],
] as const)('a link that is %s is a %i, on every route, with a page in plain words', async (barred, status, says) => {
  const url = await serve(closed(barred))
  for (const [path, method] of [
    ['', 'GET'],
    ['', 'POST'],
    ['/1', 'GET'],
  ] as const) {
    const response = await fetch(`${url}/${token}${path}`, { method, redirect: 'manual' })
    expect(response.status).toBe(status)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.text()).toContain(says)
  }
})

test.each(['x', '../x', `${'t'.repeat(44)}`])('an address that can’t be a link asks nobody: %s', async (path) => {
  const url = await serve({ ...open, look: () => Promise.reject(new Error('asked')) })
  expect((await fetch(`${url}/${path}`)).status).toBe(404)
})
