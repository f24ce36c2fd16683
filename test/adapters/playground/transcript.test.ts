import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Draft, openTranscript } from '#adapters/playground/transcript.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-transcript-'))
})
afterEach(() => rm(folder, { recursive: true }))

const silent = { info: () => undefined, warn: vi.fn(), error: () => undefined }
const open = (where: string | null) => openTranscript(where, silent, () => undefined)
const said = (text: string): Draft => ({
  platform: 'slack',
  conversation: 'C0EVALS',
  author: null,
  text,
  content: { kind: 'text' },
})

test('a message is found again after a restart, and ids go on rising', async () => {
  const first = open(folder).add(said('P-7'))
  await vi.waitUntil(() => open(folder).in('C0EVALS').length === 1)
  const again = open(folder)
  expect(again.find('C0EVALS', first.id)).toEqual(first)
  expect(Number(again.add(said('P-8')).id)).toBeGreaterThan(Number(first.id))
})

test('the last 500 messages of a conversation are kept, each under an id of its own', () => {
  const transcript = open(null)
  for (let n = 1; n <= 501; n += 1) transcript.add(said(`message ${n}`))
  const kept = transcript.in('C0EVALS')
  expect([kept.length, kept[0]?.text]).toEqual([500, 'message 2'])
  expect(new Set(kept.map((message) => message.id)).size).toBe(500)
})

test('what others said is unread until the place is opened, also over a restart', async () => {
  const transcript = open(folder)
  transcript.add({ ...said('mine'), author: 'U0ALICE' })
  transcript.add(said('P-7'))
  transcript.add({ ...said('only for bob'), only: 'U0BOB' })
  expect([transcript.unread('C0EVALS', 'U0ALICE'), transcript.unread('C0EVALS', 'U0BOB')]).toEqual([1, 3])
  transcript.markRead('C0EVALS', 'U0ALICE')
  expect(transcript.unread('C0EVALS', 'U0ALICE')).toBe(0)
  await vi.waitUntil(() => open(folder).unread('C0EVALS', 'U0BOB') === 3)
  await vi.waitUntil(() => open(folder).unread('C0EVALS', 'U0ALICE') === 0)
})

test('a file that can’t be read is left behind with a warning', async () => {
  await writeFile(join(folder, 'playground.json'), '{"messages":[{}]}')
  expect(open(folder).in('C0EVALS')).toEqual([])
  expect(silent.warn).toHaveBeenCalledOnce()
})
