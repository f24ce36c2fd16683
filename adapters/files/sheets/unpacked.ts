/** Office files are zip archives from strangers: only the parts that are read are unpacked, and never to more than so much. */
import { strFromU8, unzipSync } from 'fflate'
import type { SheetTrouble } from '#src/drafts/sheet.ts'

/** Bytes of all parts together. */
const mostUnpacked = 64 * 1024 * 1024
/** What is no zip and begins like this is a compound file: protected by a password, or of Office before 2007. */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')

export type Unpacked = {
  text: (name: string) => string | undefined
  names: string[]
  parts: Record<string, Uint8Array>
}

/** `isRead` says which parts are wanted. The sizes that the archive declares are its limits too: what holds more is cut there, and then breaks as XML. */
export function unpacked(bytes: Uint8Array, isRead: (name: string) => boolean): Unpacked | { trouble: SheetTrouble } {
  if (compound.equals(bytes.subarray(0, compound.length))) return { trouble: 'protected' }
  const names: string[] = []
  let size = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name)
        if (!isRead(name)) return false
        size += originalSize
        return size <= mostUnpacked
      },
    })
    if (size > mostUnpacked) return { trouble: 'unpacks-too-large' }
    if (names.some((name) => /vbaProject/i.test(name))) return { trouble: 'macros' }
    const text = (name: string) => {
      const part = parts[name]
      return part && strFromU8(part)
    }
    return { text, names, parts }
  } catch {
    return { trouble: 'unreadable' }
  }
}
