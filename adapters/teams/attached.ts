/**
 * Files that people attach in the personal chat; in channels Teams hands none to a bot. Source:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#message-activity-with-file-attachment-example
 */
import { z } from 'zod'
import type { Attached } from '#adapters/files/attachment.ts'
import { fetchFile } from '#adapters/files/fetch.ts'
import { isFileHost, type TeamsConfig } from './auth.ts'

const File = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().nullish(),
  content: z.object({ downloadUrl: z.string() }),
})

/** The addresses carry their own short-lived permission: no token goes along. */
export function attachedIn(attachments: unknown[], config: TeamsConfig): Attached[] {
  return attachments.flatMap((attachment) => {
    const file = File.safeParse(attachment)
    if (!file.success) return []
    const { name, content } = file.data
    return [
      {
        name: name ?? 'the file',
        fetch: (most: number) => fetchFile(content.downloadUrl, {}, (url) => isFileHost(url, config), most),
      },
    ]
  })
}
