/** The word of a page: made of its session's secret, so that the page can show it again and nobody has to keep it. */
import { sha256 } from '#src/core/hash.ts'

/** Six digits. */
export async function wordOf(session: string): Promise<string> {
  const hash = await sha256(`word ${session}`)
  return String(Number.parseInt(hash.slice(0, 12), 16) % 1_000_000).padStart(6, '0')
}

/** `482 113`, as people read it aloud. */
export function spoken(word: string): string {
  return `${word.slice(0, 3)} ${word.slice(3)}`
}
