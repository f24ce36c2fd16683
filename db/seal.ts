/**
 * Sealing: a token is sealed on its way into its row and opened on its way out, by AES-256-GCM, so that a copy of the table opens nothing.
 * What the row is about is authenticated with it: a sealed token that was moved to another row does not open.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { Unopened } from '#src/store.ts'

/** `key` names the key that sealed it: the first 8 hex digits of the key's SHA-256. */
export type Sealed = { sealed: Uint8Array; key: string }
/** What a sealed text belongs to. */
type Bound = readonly [platform: string, workspace: string]

export type Seal = {
  /** The name of the key that seals. */
  key: string
  seal(text: string, bound: Bound): Sealed
  /** Throws {@link Unopened} where no key opens it, or where it was changed or moved. */
  open(sealed: Sealed, bound: Bound): string
}

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Keys of 32 bytes in base64: the first seals, and each opens what it sealed. Throws where there is none. */
export function sealOf(keys: readonly string[]): Seal {
  const ring = keys.map((key) => ({ name: nameOf(key), bytes: sealingKeyOf(key) }))
  const [present] = ring
  if (!present) throw new Error('nothing can be sealed without a key')
  return {
    key: present.name,
    seal: (text, bound) => ({ sealed: sealed(text, present.bytes, bound), key: present.name }),
    open: ({ sealed: bytes, key }, bound) => {
      const found = ring.find(({ name }) => name === key)
      if (!found) throw new Unopened(key)
      return opened(bytes, found, bound)
    },
  }
}

function sealed(text: string, key: Buffer, bound: Bound): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(boundBytes(bound))
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), body])
}

function opened(bytes: Uint8Array, { name, bytes: key }: { name: string; bytes: Buffer }, bound: Bound): string {
  try {
    const nonce = bytes.subarray(0, nonceBytes)
    const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
      .setAAD(boundBytes(bound))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    const body = bytes.subarray(nonceBytes + tagBytes)
    return Buffer.concat([opening.update(body), opening.final()]).toString('utf8')
  } catch {
    throw new Unopened(name)
  }
}

function boundBytes(bound: Bound): Buffer {
  return Buffer.from(JSON.stringify(bound))
}

function nameOf(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 8)
}

/** The secret key serves more than one purpose; each has a key of its own that comes from it. */
function sealingKeyOf(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), '', 'plenary installation tokens', 32))
}
