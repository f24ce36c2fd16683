/** A file that comes with the words of a message: its bytes in base64, or the id under which a draft keeps them. */
import { z } from 'zod'
import type { Actor } from '#src/core/access.ts'
import { sha256OfBytes } from '#src/core/hash.ts'
import { DocumentId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { optional } from '#src/core/words.ts'
import { largestFile } from './evidence.ts'
import type { EvidenceReader } from './store.ts'

export const FileInput = {
  /** Set by an adapter that holds a file and asks first whether it may be brought. */
  attached: z.literal('yes').optional(),
  /** Why there is no file. */
  trouble: z.enum(['several', 'not-fetched', 'too-large', 'wrong-type', 'unreadable']).optional(),
  name: z.string().max(255).default('file'),
  mediaType: optional(z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,100}$/)),
  content: optional(z.union([DocumentId, z.base64().max(Math.ceil(largestFile / 3) * 4)])),
}

/** `content`: the bytes in base64. */
export type Brought = { name: string; type: string; size: number; hash: string; content: string }

type Given = { name: string; mediaType?: string | undefined; content?: string | undefined }

export async function broughtIn(
  { name, mediaType = 'application/octet-stream', content }: Given,
  read: { evidence: Pick<EvidenceReader, 'staged'> },
  actor: Actor,
): Promise<Brought | undefined> {
  if (content === undefined || actor.kind !== 'person') return undefined
  const kept = DocumentId.safeParse(content)
  const base64 = kept.success ? await read.evidence.staged(kept.data, actor.person) : content
  if (base64 === undefined) return undefined
  const bytes = Uint8Array.fromBase64(base64)
  return { name, type: mediaType, size: bytes.length, hash: await sha256OfBytes(bytes), content: base64 }
}

export function troubleWith({
  attached,
  trouble,
  name,
  content,
}: Given & { attached?: 'yes' | undefined; trouble?: string | undefined }): Refusal | undefined {
  if (trouble === 'several' || trouble === 'too-large') return refuse('evidence-file', { name, trouble })
  if (trouble !== undefined) return refuse('evidence-file', { name, trouble: 'not-fetched' })
  return attached && content === undefined ? refuse('evidence-file-needed', {}) : undefined
}
