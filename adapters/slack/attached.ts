/** Files that people attach to a message: https://docs.slack.dev/reference/objects/file-object */
import { z } from 'zod'
import type { Attached } from '#adapters/files/attachment.ts'
import { fetchFile } from '#adapters/files/fetch.ts'

/** A file of another workspace may come without its address. */
export const SlackFile = z.object({
  name: z.string().nullish(),
  url_private_download: z.string().nullish(),
})

/** Where Slack keeps files: the bot's token goes nowhere else. */
const hosts = ['files.slack.com', 'files.slack-gov.com']

/** `apiUrl` stands in for Slack's own; its host is then the only one. */
export function attachedIn(
  files: z.infer<typeof SlackFile>[],
  { botToken, apiUrl }: { botToken: string; apiUrl: string | null },
): Attached[] {
  const isFileHost = (url: URL) =>
    apiUrl === null ? url.protocol === 'https:' && hosts.includes(url.host) : url.host === new URL(apiUrl).host
  const headers = { authorization: `Bearer ${botToken}` }
  return files.map(({ name, url_private_download: url }) => ({
    name: name ?? 'the file',
    fetch: () => fetchFile(url ?? '', headers, isFileHost),
  }))
}
