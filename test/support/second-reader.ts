/** A second reader of Word documents: LibreOffice's converter where it is installed, else mammoth. Each opens the file; which one did stands in the tests' titles. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import mammoth from 'mammoth'

export type SecondReader = {
  name: string
  /** The words of the text, without head and foot. Throws where the file can't be opened. */
  words(docx: Uint8Array): Promise<string>
}

const run = promisify(execFile)

export async function secondReader(): Promise<SecondReader> {
  return (await isInstalled()) ? { name: 'LibreOffice', words: libreOffice } : { name: 'mammoth', words: withMammoth }
}

/** In a profile of its own: two converters at once would share one, and the second do nothing. */
async function libreOffice(docx: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'second-reader-'))
  try {
    const file = join(folder, 'read.docx')
    await writeFile(file, docx)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    const to = ['--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder]
    await run('soffice', [profile, '--headless', ...to, file], { timeout: 60_000 })
    return await readFile(join(folder, 'read.txt'), 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function withMammoth(docx: Uint8Array): Promise<string> {
  const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(docx) })
  const troubles = messages.filter(({ type }) => type === 'error')
  if (troubles.length > 0) throw new Error(troubles.map(({ message }) => message).join('; '))
  return value
}

/** Its version is asked for only to see that it runs. */
function isInstalled(): Promise<boolean> {
  return run('soffice', ['--headless', '--version'], { timeout: 30_000 }).then(
    () => true,
    () => false,
  )
}
