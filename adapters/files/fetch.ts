/** Fetching a file that a chat platform keeps: within a time and a size, following no redirect, since a token may go along. */
import type { Fetched } from './attachment.ts'

/** Milliseconds. */
const timeout = 10_000

/** A page in place of the file is a log-in form: the app may not read files there. */
export async function fetchFile(
  url: string,
  headers: Record<string, string>,
  isFileHost: (url: URL) => boolean,
  most: number,
): Promise<Fetched> {
  const address = URL.parse(url)
  if (!address || !isFileHost(address)) return { trouble: 'not-fetched' }
  try {
    const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(timeout) })
    if (Number(response.headers.get('content-length') ?? 0) > most) return { trouble: 'too-large' }
    if (!response.ok || response.headers.get('content-type')?.startsWith('text/html')) return { trouble: 'not-fetched' }
    return await bytesOf(response, most)
  } catch {
    return { trouble: 'not-fetched' }
  }
}

async function bytesOf(response: Response, most: number): Promise<Fetched> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > most) return { trouble: 'too-large' }
    chunks.push(chunk)
  }
  return { bytes: Buffer.concat(chunks) }
}
