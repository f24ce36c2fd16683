/** Images of messages, as Slack looks at them: it fetches each before it takes the message, and takes none of it where that fails. */
import type { Json } from './wire.ts'

/** Slack's refusal of what can't be fetched; undefined where all images are there. */
export async function unfetched(blocks: unknown): Promise<Json | undefined> {
  const drawn: Json[] = Array.isArray(blocks) ? blocks : []
  const fetched = await Promise.all(drawn.map((block) => block?.type !== 'image' || isImage(block.image_url)))
  const errors = fetched.flatMap((is, at) =>
    is ? [] : [`downloading image failed [json-pointer:/blocks/${at}/image_url]`],
  )
  if (errors.length === 0) return undefined
  const messages = errors.map((each) => `[ERROR] ${each}`)
  return { ok: false, error: 'invalid_blocks', errors, response_metadata: { messages } }
}

async function isImage(url: unknown): Promise<boolean> {
  try {
    const response = await fetch(String(url), { redirect: 'error', signal: AbortSignal.timeout(3_000) })
    await response.body?.cancel()
    return response.ok && /^image\/(png|jpeg|gif)\b/.test(response.headers.get('content-type') ?? '')
  } catch {
    return false
  }
}
