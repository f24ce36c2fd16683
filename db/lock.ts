/**
 * Lock on a folder: PGlite is one process, and two on one folder corrupt it silently. The file names its holder by process id and
 * start time, since ids come round again; a holder that is gone leaves a stale lock, which the next one takes over.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Another process works on this folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse'
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop that one first, or choose another folder.`)
    this.pid = pid
  }
}

type Holder = { pid: number; started: string }

/** Takes the folder, which is made where there is none; the function that is returned lets go. Throws {@link FolderInUse}. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = join(folder, 'lock')
  const mine = join(folder, `lock.${process.pid}`)
  const holder: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' }
  await writeFile(mine, JSON.stringify(holder), { mode: 0o600 })
  try {
    while (!(await placed(mine, lock))) await clearStale(folder, lock)
  } finally {
    await rm(mine, { force: true })
  }
  return () => rm(lock, { force: true })
}

/** A link appears whole or not at all, and never over another. */
async function placed(mine: string, lock: string): Promise<boolean> {
  return link(mine, lock).then(
    () => true,
    (error) => unless('EEXIST', error),
  )
}

/** Only one process at a time clears away: else a second one would clear what the first has just put there. */
async function clearStale(folder: string, lock: string): Promise<void> {
  await refuseLiving(folder, lock)
  const clearing = join(folder, 'lock.clearing')
  const mayClear = await mkdir(clearing).then(
    () => true,
    (error) => unless('EEXIST', error),
  )
  if (!mayClear) return forgetOld(clearing)
  try {
    await refuseLiving(folder, lock)
    await rename(lock, `${lock}.stale`).catch((error) => unless('ENOENT', error))
  } finally {
    await rmdir(clearing)
  }
}

async function refuseLiving(folder: string, lock: string): Promise<void> {
  const text = await readFile(lock, 'utf8').catch(() => undefined)
  const holder = text === undefined ? undefined : holderOf(text)
  if (holder && startOf(holder.pid) === holder.started) throw new FolderInUse(folder, holder.pid)
}

function holderOf(text: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(text)
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}

/** Clearing takes milliseconds: what is older than 10 seconds was left by a crash. */
async function forgetOld(clearing: string): Promise<void> {
  const made = await stat(clearing).catch(() => undefined)
  if (made && Date.now() - made.mtimeMs > 10_000) await rmdir(clearing).catch(() => {})
}

/** When a process began, in the system's own words; undefined where there is no such process. */
function startOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid)
}

/** Field 22, counted after the command's closing bracket, since a command may hold spaces. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startFromProc(pid: number): string | undefined {
  const text = readFileOrNothing(`/proc/${pid}/stat`)
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' ? undefined : fields?.[19]
}

function startFromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

function readFileOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function unless(code: string, error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === code) return false
  throw error
}
