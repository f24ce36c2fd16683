/** Files into a 1:1 chat, in Slack's three steps: https://docs.slack.dev/messaging/working-with-files#uploading_files */
import type { Log } from '#adapters/adapter.ts'
import type { FileWay, Uploaded } from '#src/core/delivery.ts'
import type { Account } from '#src/core/intent.ts'
import type { Card } from '#src/view/card.ts'
import type { DocumentFile } from '#src/view/document.ts'
import type { Clients, SlackClient } from './clients.ts'
import { codeOf, failureOf } from './errors.ts'
import { cardToBlocks } from './render-card.ts'

type File = Pick<DocumentFile, 'name' | 'bytes'>

/** All files come as one message below the card. Nothing shows before the last step, so that a repeat leaves no trace of a failed one. */
export function uploads(clients: Clients, log: Log): Extract<FileWay, { by: 'upload' }>['send'] {
  return async (account, card, files, via) => {
    try {
      const speaker = await clients.of(via)
      if (!speaker) return { sent: false, failure: { kind: 'forbidden' } }
      return await send(speaker.client, account, card, files)
    } catch (error) {
      const failure = failureOf(error)
      log.warn({ kind: failure.kind, code: codeOf(error), doing: 'upload' }, 'Slack did not take files')
      return { sent: false, failure }
    }
  }
}

async function send(client: SlackClient, { account }: Account, card: Card, files: File[]): Promise<Uploaded> {
  const opened = await client.conversations.open({ users: account })
  const [first, ...rest] = await Promise.all(files.map((file) => upload(client, file)))
  if (!opened.channel?.id || !first) return { sent: false, failure: { kind: 'unreachable' } }
  const { blocks } = cardToBlocks(card)
  await client.files.completeUploadExternal({ channel_id: opened.channel.id, files: [first, ...rest], blocks })
  return { sent: true }
}

/** Takes a file's bytes to where Slack wants them. Throws what {@link failureOf} reads. */
async function upload(client: SlackClient, { name, bytes }: File): Promise<{ id: string; title: string }> {
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename: name,
    length: bytes.length,
  })
  if (!url || !id) throw new Error('Slack gave no address for a file')
  const taken = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Uint8Array.from(bytes),
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  })
  if (!taken.ok) throw new Error('Slack did not take the bytes of a file')
  return { id, title: name }
}
