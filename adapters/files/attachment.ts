/** A file that comes with a line, from the shell or from a chat: fetched only for somebody who may use it, and read into plain arguments. */
import type { Core } from '#adapters/adapter.ts'
import type { Intent } from '#src/core/intent.ts'
import { tableIn, textIn } from './table.ts'

/** The most that a file may hold: 5 MB. */
export const mostBytes = 5 * 1024 * 1024

/** Why a file can't be used; the use case says it in words. */
export type Trouble = 'several' | 'not-fetched' | 'too-large' | 'wrong-type' | 'unreadable'

export type Fetched = { bytes: Uint8Array } | { trouble: Trouble }
/** A file of a message that is not here yet. */
export type Attached = { name: string; fetch: () => Promise<Fetched> }

/** The use cases that take a file, and how each says that it lacks one. */
const takesFile: Readonly<Record<string, string>> = {
  'import-catalogue': 'file-needed',
  'import-table': 'table-needed',
}

/**
 * The intent with the file that its message carries. Asked without it first, the core refuses who may not use one: nothing is fetched
 * then, nor for a line that wants no file.
 */
export async function withAttached(core: Pick<Core, 'handle'>, intent: Intent, attached: Attached[]): Promise<Intent> {
  const [first, ...others] = attached
  const lacking = takesFile[intent.use]
  if (lacking === undefined || !first) return intent
  const asked = await core.handle(intent)
  if (asked.kind === 'refused' && asked.code !== lacking) return intent
  const fetched: Fetched = others.length > 0 ? { trouble: 'several' } : await first.fetch()
  return { ...intent, args: { ...intent.args, ...fileArgs(first.name, fetched) } }
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
