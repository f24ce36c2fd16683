/** Files that the bot gave somebody in Slack. */
import { vi } from 'vitest'
import { z } from 'zod'
import type { Product } from './product.ts'
import { botToken } from './slack.ts'

const Files = z.object({ files: z.array(z.object({ name: z.string(), url_private_download: z.string() })) })
type Slack = Pick<Product['slack'], 'api'>

/** The files of a chat whose names begin so, in the order in which they were made; waits until there are any. */
export function filesIn(slack: Slack, channel: string, name: string) {
  const find = async () => {
    const { files } = Files.parse(await slack.api('files.list', { channel }))
    const found = files.filter((file) => file.name.startsWith(name))
    return found.length === 0 ? undefined : found
  }
  return vi.waitUntil(find, { timeout: 20_000, interval: 50 })
}

export async function bytesAt(url: string): Promise<Buffer> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${botToken}` } })
  return Buffer.from(await response.arrayBuffer())
}

/** The one CSV file of those. */
export async function csvIn(slack: Slack, channel: string, name: string): Promise<Buffer> {
  const files = await filesIn(slack, channel, name)
  return bytesAt(files.find((file) => file.name.endsWith('.csv'))?.url_private_download ?? '')
}
