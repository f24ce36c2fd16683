/** Entries of the register, as tests count them. */
import type { Opened } from './database.ts'

/** How many there are, without what the bot sees of places by itself: that comes whenever it is asked. */
export async function entriesIn({ owner }: Opened): Promise<number> {
  const [row] = await owner.query<{ n: number }>(
    "select count(*)::int as n from register_entries where type <> 'audience-observed'",
  )
  return row?.n ?? 0
}
