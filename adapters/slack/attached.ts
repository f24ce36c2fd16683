/** Files that people attach to a message: https://docs.slack.dev/reference/objects/file-object */
import { z } from 'zod'
import type { Attached } from '#adapters/files/attachment.ts'
import { fetchFile } from '#adapters/files/fetch.ts'

/** A file of another workspace may come without its address. */
export const SlackFile = z.object({
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  url_private_download: z.string().nullish(),
})

/** Where Slack keeps files: the bot's token goes nowhere else. */
const hosts = ['files.slack.com', 'files.slack-gov.com']

/** `apiUrl` stands in for Slack's own; its host is then the only one. The token is that of the workspace through which the file came. */
export function attachedIn(
  files: z.infer<typeof SlackFile>[],
  { token, apiUrl }: { token: () => Promise<string | undefined>; apiUrl: string | null },
): Attached[] {
  const isFileHost = (url: URL) =>
    apiUrl === null ? url.protocol === 'https:' && hosts.includes(url.host) : url.host === new URL(apiUrl).host
  return files.map(({ name, mimetype, url_private_download: url }) => ({
    name: name ?? 'the file',
    mediaType: mimetype ?? undefined,
    fetch: async (most) => fetchFile(url ?? '', { authorization: `Bearer ${(await token()) ?? ''}` }, isFileHost, most),
  }))
}
