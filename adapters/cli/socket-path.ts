/**
 * A Unix socket's path has room for 103 bytes (macOS; Linux has 107). A longer one is moved to a short folder of the temporary
 * folder, named after it; both ends use it only if it belongs to this user alone, since anybody may make folders there.
 */
import { createHash } from 'node:crypto'
import { lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const longest = 103

/** The path itself where it is short enough; undefined where others may enter the short folder. */
export async function reachable(path: string): Promise<string | undefined> {
  const full = resolve(path)
  if (Buffer.byteLength(full) <= longest) return full
  const folder = join(tmpdir(), `plenary-${createHash('sha256').update(full).digest('hex').slice(0, 16)}`)
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const made = await lstat(folder)
  const isOurs = made.isDirectory() && made.uid === process.getuid?.() && (made.mode & 0o077) === 0
  return isOurs ? join(folder, 'socket') : undefined
}
