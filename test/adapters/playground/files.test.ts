import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { largestFile, openFiles } from '#adapters/playground/files.ts'
import { createTickets } from '#adapters/playground/teams-tickets.ts'
import type { PaneView } from '#adapters/playground/wire.ts'
import { type FakeProduct, startFakeProduct, token } from './fake-product.ts'

let product: FakeProduct
beforeEach(async () => {
  product = await startFakeProduct()
})
afterEach(() => product[Symbol.asyncDispose]())

const csv = 'code,title\nR-1,Publish\n'
const file = { name: 'recommendations.csv', bytes: Buffer.from(csv).toString('base64') }
const alice = { platform: 'slack', person: 'U0ALICE', conversation: 'D0ALICE' }
const carol = { platform: 'teams', person: 'aad-carol', conversation: 'a:aad-carol' }
const received = () => JSON.parse(product.received.at(-1)?.raw ?? '{}')

async function seenBy(who: { platform: string; person: string; conversation: string }): Promise<PaneView> {
  const headers = { 'x-playground-token': token }
  return (await fetch(`${product.origin}/playground/api/pane?${new URLSearchParams(who)}`, { headers })).json()
}

describe('a file sent to the bot on Slack', () => {
  test('comes as file_share in a 1:1 chat, and is fetched with the bot’s token', async () => {
    await product.page('say', { ...alice, text: 'import', file })
    const { event } = received()
    expect(event).toMatchObject({ type: 'message', subtype: 'file_share', channel_type: 'im', text: 'import' })
    expect(event.files).toMatchObject([{ name: file.name, size: csv.length, filetype: 'csv', mimetype: 'text/csv' }])
    const url = event.files[0].url_private_download
    const headers = { authorization: `Bearer ${product.playground.slack.botToken}` }
    expect(await (await fetch(url, { headers })).text()).toBe(csv)
    const stranger = await fetch(url, { redirect: 'manual' })
    expect(stranger.status).toBe(302)
  })

  test('needs no words, and none goes with a slash command', async () => {
    await product.page('say', { ...alice, text: '', file })
    expect(received().event).toMatchObject({ subtype: 'file_share', text: '' })
    const heard = await (await product.page('say', { ...alice, text: '/plenary help', file })).json()
    expect([heard.notice, product.received.length]).toEqual(['A slash command takes no file.', 1])
  })
})

describe('a file sent to the bot in Teams', () => {
  test('comes as download info in a 1:1 chat, whose address needs no token', async () => {
    await product.page('say', { ...carol, text: '', file })
    const [attachment] = received().attachments
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: file.name,
      content: { fileType: 'csv' },
    })
    expect(await (await fetch(attachment.content.downloadUrl)).text()).toBe(csv)
    const other = attachment.content.downloadUrl.replace(/tempauth=.+/, 'tempauth=guess')
    expect((await fetch(other)).status).toBe(401)
  })

  test('in a channel is not told to the bot', async () => {
    await product.page('say', { ...carol, conversation: '19:evals@thread.tacv2', text: '@Plenary see this', file })
    expect(received().attachments).toEqual([])
  })

  test('is fetched for ten minutes', () => {
    let now = 0
    const tickets = createTickets(() => now)
    const ticket = tickets.issue('F1')
    now = 10 * 60_000
    expect([tickets.admits(ticket, 'F1'), tickets.admits(ticket, 'F2')]).toEqual([true, false])
    now += 1
    expect(tickets.admits(ticket, 'F1')).toBe(false)
  })
})

describe('a file of the bot’s own', () => {
  test('is uploaded by Slack’s own client and downloaded from the page', async () => {
    const { apiUrl, botToken } = product.playground.slack
    const client = new webApi.WebClient(botToken, { slackApiUrl: apiUrl })
    const bytes = Buffer.from(csv)
    await client.filesUploadV2({ channel_id: 'D0ALICE', filename: 'report.csv', file: bytes, initial_comment: 'Here' })
    const [message] = (await seenBy(alice)).messages
    expect(message).toMatchObject({ text: 'Here', author: null, files: [{ name: 'report.csv', size: csv.length }] })
    const address = `${product.origin}/playground/files/${token}/kept/${message?.files[0]?.id}/report.csv`
    const download = await fetch(address)
    expect(download.headers.get('content-disposition')).toBe('attachment; filename=report.csv')
    expect(await download.text()).toBe(csv)
    expect((await fetch(address.replace(token, 'wrong'))).status).toBe(403)
  })

  test.each([
    ['files.getUploadURLExternal', { filename: 'a.csv' }, 'invalid_arguments'],
    ['files.getUploadURLExternal', { filename: 'a.csv', length: largestFile + 1 }, 'file_upload_size_restricted'],
    ['files.completeUploadExternal', { files: [{ id: 'F0NONE' }], channel_id: 'D0ALICE' }, 'file_not_found'],
    ['files.completeUploadExternal', { files: [{ id: 'F0NONE' }], channel_id: 'U0ALICE' }, 'channel_not_found'],
  ])('%s with %o is refused as Slack refuses it', async (method, args, error) => {
    expect(await product.slack(method, args)).toEqual({ ok: false, error })
  })

  test('of another length than was said is not taken, and can’t be shared', async () => {
    const asked = await product.slack('files.getUploadURLExternal', { filename: 'a.csv', length: 9 })
    const sent = await fetch(String(asked.upload_url), { method: 'POST', body: csv })
    expect(sent.status).toBe(400)
    const shared = await product.slack('files.completeUploadExternal', {
      files: [{ id: asked.file_id }],
      channel_id: 'D0ALICE',
    })
    expect(shared.error).toBe('file_not_found')
  })
})

test('a file over 5 MB is not taken from the page', async () => {
  const bytes = Buffer.alloc(largestFile + 1).toString('base64')
  const refused = await product.page('say', { ...alice, text: '', file: { name: 'a.bin', bytes } })
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('up to 5 MB')])
})

test('files are found again after a restart; past a hundred the oldest are gone; names hold no path', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-files-'))
  const files = openFiles(folder)
  const first = await files.keep({ name: '../../etc/pass\nwd', bytes: Buffer.from('1') }, 'F000')
  expect(first.name).toBe('passwd')
  expect(await openFiles(folder).read(first.id)).toEqual(Buffer.from('1'))
  for (let n = 0; n < 100; n += 1) await files.keep({ name: 'a', bytes: Buffer.from('x') })
  expect(await files.read(first.id)).toBeUndefined()
  expect(await readdir(join(folder, 'playground-files'))).toHaveLength(100)
  expect(await files.read('../playground.json')).toBeUndefined()
  await rm(folder, { recursive: true })
})
