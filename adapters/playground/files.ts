/** Files: what people and the product attach, kept beside the transcript or in memory. The oldest go first; an id sorts by its age. */
import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { mintId } from './dialogs.ts'

/** Bytes of one file. */
export const largestFile = 5 * 1024 * 1024

const most = 100

export const KeptFile = z.object({
  id: z.string().regex(/^F[0-9A-Z]+$/),
  name: z.string(),
  /** Bytes. */
  size: z.int(),
})
export type KeptFile = z.infer<typeof KeptFile>

/** What somebody attaches. */
export type Attached = { name: string; bytes: Buffer }

export type Files = {
  keep(file: Attached, id?: string): Promise<KeptFile>
  /** Undefined where there is none, or none any more. */
  read(id: string): Promise<Buffer | undefined>
}

type Shelf = {
  ids(): Promise<string[]>
  put(id: string, bytes: Buffer): Promise<void>
  get(id: string): Promise<Buffer | undefined>
  drop(id: string): Promise<void>
}

/** Opens the files of a data folder; null keeps them in memory. */
export function openFiles(folder: string | null): Files {
  const shelf = folder === null ? memoryShelf() : folderShelf(join(folder, 'playground-files'))
  return {
    async keep({ name, bytes }, id = newFileId()) {
      await shelf.put(id, bytes)
      const kept = (await shelf.ids()).toSorted()
      await Promise.all(kept.slice(0, -most).map((each) => shelf.drop(each)))
      return { id, name: bareName(name), size: bytes.length }
    },
    read: async (id) => (KeptFile.shape.id.safeParse(id).success ? shelf.get(id) : undefined),
  }
}

/** Files are forgotten in the order of their ids. */
export function newFileId(): string {
  return mintId(`F${Date.now().toString(36).toUpperCase().padStart(9, '0')}`)
}

/** The last part of a path, without signs that a header or a listing can't hold. */
function bareName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.replaceAll(/\p{Cc}/gu, '').slice(0, 200) || 'file'
}

function memoryShelf(): Shelf {
  const kept = new Map<string, Buffer>()
  return {
    ids: async () => [...kept.keys()],
    put: async (id, bytes) => void kept.set(id, bytes),
    get: async (id) => kept.get(id),
    drop: async (id) => void kept.delete(id),
  }
}

function folderShelf(folder: string): Shelf {
  return {
    ids: () => readdir(folder),
    async put(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, id), bytes, { mode: 0o600 })
    },
    get: (id) => readFile(join(folder, id)).catch(() => undefined),
    drop: (id) => unlink(join(folder, id)),
  }
}
