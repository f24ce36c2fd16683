/**
 * Addresses of pictures: the question that a picture answers, sealed by AES-256-GCM, so that neither a log nor a reader of the address learns
 * what it is about. The nonce comes from the question itself: the same picture has the same address, and a card that did not change is not sent again.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { jsonIn } from '../core/json.ts'
import { Picture, type PictureAt } from '../core/picture.ts'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

export type PictureAddresses = { at: PictureAt; read(token: string): Picture | undefined }

/** Keys of 32 bytes in base64: the first seals, and each opens what it sealed. */
export function pictureAddresses(keys: readonly string[], publicUrl: string): PictureAddresses {
  const ring = keys.map(keysOf)
  const [present] = ring
  if (!present) throw new Error('no picture has an address without a key')
  return {
    at: (picture) => `${publicUrl}/pictures/${sealed(JSON.stringify(picture), present)}.png`,
    read(token) {
      const bytes = Buffer.from(token, 'base64url')
      for (const { sealing } of ring) {
        const opened = open(bytes, sealing)
        if (opened !== undefined) return Picture.safeParse(jsonIn(opened)).data
      }
      return undefined
    },
  }
}

type Keys = { sealing: Buffer; naming: Buffer }

/** The secret key serves more than one purpose; each has a key of its own that comes from it. */
function keysOf(key: string): Keys {
  const derived = Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), '', 'plenary picture addresses', 64))
  return { sealing: derived.subarray(0, 32), naming: derived.subarray(32) }
}

function sealed(text: string, { sealing, naming }: Keys): string {
  const nonce = createHmac('sha256', naming).update(text).digest().subarray(0, nonceBytes)
  const closing = createCipheriv(cipher, sealing, nonce, { authTagLength: tagBytes })
  const body = Buffer.concat([closing.update(text, 'utf8'), closing.final()])
  return Buffer.concat([nonce, closing.getAuthTag(), body]).toString('base64url')
}

function open(bytes: Buffer, key: Buffer): string | undefined {
  if (bytes.length <= nonceBytes + tagBytes) return undefined
  try {
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8')
  } catch {
    // Another key sealed it, or somebody changed it: it opens nothing.
    return undefined
  }
}
