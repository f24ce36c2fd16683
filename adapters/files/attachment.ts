/** A file that comes with a line, from the shell or from a chat: fetched only for somebody who may use it, and read into plain arguments. */
import type { Core } from '#adapters/adapter.ts'
import type { Intent } from '#src/core/intent.ts'
import { mostSheet, sheetIn } from './sheets/sheet.ts'
import { tableIn, textIn } from './table.ts'

/** The most that a file of rows may hold: 5 MB; and one that is kept as it is: 10 MB. */
export const mostBytes = 5 * 1024 * 1024
const mostKept = 10 * 1024 * 1024

/** Why a file can't be used; the use case says it in words. */
export type Trouble = 'several' | 'not-fetched' | 'too-large' | 'wrong-type' | 'unreadable'

export type Fetched = { bytes: Uint8Array } | { trouble: Trouble }
/** A file of a message that is not here yet. */
export type Attached = { name: string; mediaType?: string | undefined; fetch: (most: number) => Promise<Fetched> }

/**
 * The use cases that take a file: how each says that it lacks one, and whether it reads rows, a table of comments, or keeps the bytes;
 * `forms` takes several files of comments. `as`: the one that takes it.
 */
type Taking = { lacking: string; keeps?: true; sheet?: true; forms?: true; as?: string }
const takesFile: Readonly<Record<string, Taking>> = {
  'import-catalogue': { lacking: 'file-needed' },
  'import-table': { lacking: 'table-needed' },
  'import-commitments': { lacking: 'commitments-needed' },
  'read-back': { lacking: 'sheet-needed', sheet: true },
  'import-comments': { lacking: 'comment-files-needed', forms: true },
  'record-vote': { lacking: 'letter-needed', keeps: true },
  'record-comment': { lacking: 'comment-letter-needed', keeps: true },
  'add-evidence': { lacking: 'evidence-file-needed', keeps: true },
  // The word with a reference alone shows what there is; with a file it adds that.
  'show-evidence': { lacking: 'evidence-file-needed', keeps: true, as: 'add-evidence' },
}

/**
 * The intent with the file that its message carries. Asked without it first, the core refuses who may not use one: nothing is fetched
 * then, nor for a line that wants no file.
 */
export async function withAttached(core: Pick<Core, 'handle'>, typed: Intent, attached: Attached[]): Promise<Intent> {
  const [first, ...others] = attached
  const taking = takesFile[typed.use]
  if (taking === undefined || !first) return typed
  const intent = { ...typed, use: taking.as ?? typed.use }
  const asked = await core.handle({ ...intent, args: { ...intent.args, attached: 'yes' } })
  if (asked.kind === 'refused' && asked.code !== taking.lacking) return intent
  if (taking.forms) return { ...intent, args: { ...intent.args, files: JSON.stringify(await formsIn(attached)) } }
  const most = taking.sheet ? mostSheet : taking.keeps ? mostKept : mostBytes
  const fetched: Fetched = others.length > 0 ? { trouble: 'several' } : await first.fetch(most)
  const args = taking.sheet
    ? await sheetArgs(first.name, fetched)
    : taking.keeps
      ? keptArgs(first, fetched)
      : fileArgs(first.name, fetched)
  return { ...intent, args: { ...intent.args, ...args } }
}

/** A table that comes back, as its sheet. */
async function sheetArgs(name: string, fetched: Fetched): Promise<Record<string, string>> {
  const sheet = 'bytes' in fetched ? await sheetIn(name, fetched.bytes) : fetched
  return 'trouble' in sheet ? { name, trouble: sheet.trouble } : { name, file: JSON.stringify(sheet) }
}

/** So many files of one message, and so many bytes of all of them, are held at once. */
const mostFiles = 40
const mostOfAll = 50 * 1024 * 1024

/** One after the other, each as its sheet and its bytes in base64, or by what is wrong with it. */
async function formsIn(attached: Attached[]) {
  const read: object[] = []
  let size = 0
  for (const [nth, { name, fetch }] of attached.entries()) {
    const most = nth < mostFiles ? Math.min(mostSheet, mostOfAll - size) : 0
    const fetched: Fetched = most > 0 ? await fetch(most) : { trouble: 'too-large' }
    if ('trouble' in fetched) {
      read.push({ name, trouble: fetched.trouble === 'too-large' ? 'too-large' : 'not-fetched' })
      continue
    }
    size += fetched.bytes.length
    const sheet = await sheetIn(name, fetched.bytes)
    const content = Buffer.from(fetched.bytes).toString('base64')
    read.push('trouble' in sheet ? { name, trouble: sheet.trouble } : { name, content, sheet })
  }
  return read
}

/** The bytes as they are. */
function keptArgs({ name: said, mediaType }: Attached, fetched: Fetched): Record<string, string> {
  const name = said.slice(0, 255)
  if ('trouble' in fetched) return { name, trouble: fetched.trouble }
  const content = Buffer.from(fetched.bytes).toString('base64')
  return { name, content, ...(mediaType && { mediaType }) }
}

/** The arguments that a file stands for: `file` is JSON of a table (CSV) or of a JSON value; `trouble` says why there is none. */
export function fileArgs(name: string, fetched: Fetched): Record<string, string> {
  const read = 'bytes' in fetched ? fileIn(name, fetched.bytes) : fetched
  return 'trouble' in read ? { name, trouble: read.trouble } : { name, file: JSON.stringify(read) }
}

type Read = { kind: 'table'; rows: string[][] } | { kind: 'json'; value: unknown } | { trouble: Trouble }

function fileIn(name: string, bytes: Uint8Array): Read {
  if (bytes.length > mostBytes) return { trouble: 'too-large' }
  switch (/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()) {
    case 'csv': {
      const rows = tableIn(bytes)
      return rows ? { kind: 'table', rows } : { trouble: 'unreadable' }
    }
    case 'json':
      return jsonIn(textIn(bytes))
    default:
      return { trouble: 'wrong-type' }
  }
}

function jsonIn(text: string): Read {
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    return { trouble: 'unreadable' }
  }
}
