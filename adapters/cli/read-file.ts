/** A file that the operator names, as the arguments of an intent. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileArgs } from '#adapters/files/attachment.ts'

/** Undefined where there is no such file, or it may not be read. */
export async function fileAt(path: string): Promise<Record<string, string> | undefined> {
  try {
    return fileArgs(basename(path), { bytes: await readFile(path) })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
