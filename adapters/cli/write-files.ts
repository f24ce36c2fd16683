/** Takes a document away: its files into a folder. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { documentToFiles } from '#adapters/files/render.ts'
import type { Document } from '#src/view/document.ts'
import type { Lines } from './line.ts'

/** The folder is made where it is missing. Files are for this user alone; those of the same day and label are replaced. The exit code. */
export async function writeFiles(document: Document, folder: string, io: Lines): Promise<number> {
  try {
    await mkdir(folder, { recursive: true })
    for (const { name, bytes } of await documentToFiles(document)) {
      const path = join(folder, name)
      await writeFile(path, bytes, { mode: 0o600 })
      io.out(path)
    }
    return 0
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    io.err(`Nothing can be written into ${folder} (${error.code}). Name another folder with --out.`)
    return 1
  }
}
