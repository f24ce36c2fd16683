import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cast, startFakeProduct } from './fake-product.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-install-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Starts on the folder; what the product was sent by it. */
async function sentByAStart(status = 200) {
  await using product = await startFakeProduct(folder)
  product.answerNext(status, {})
  product.answerNext(status, {})
  await product.playground.start()
  return product.received.map(({ raw }) => JSON.parse(raw)).toSorted((a, b) => (a.type < b.type ? -1 : 1))
}

const kept = () => readFile(join(folder, 'playground.json'), 'utf8').catch(() => '')

test('the first start adds the bot to each channel and team, and a later one does not', async () => {
  expect(await sentByAStart()).toMatchObject([
    {
      type: 'event_callback',
      event: { type: 'member_joined_channel', user: 'U0PLENARY', channel: 'C0EVALS', inviter: 'U0ALICE' },
    },
    {
      type: 'installationUpdate',
      action: 'add',
      conversation: { conversationType: 'channel', id: '19:evals@thread.tacv2' },
      channelData: { tenant: { id: cast.teams.tenant } },
    },
  ])
  await vi.waitUntil(async () => (await kept()).includes('19:evals@thread.tacv2'))
  const [again, ...more] = await sentByAStart()
  expect(again).toMatchObject({ type: 'conversationUpdate', channelData: { tenant: { id: cast.teams.tenant } } })
  expect([again?.membersAdded, more]).toEqual([undefined, []])
})

test('what the product did not take is told again at the next start', async () => {
  await sentByAStart(500)
  expect((await sentByAStart()).map(({ type }) => type)).toEqual(['event_callback', 'installationUpdate'])
})
