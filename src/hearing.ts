/** Hearing: the same words may reach the bot more than once, where it is installed on both sides of a shared channel. One of them is answered. */
import { said } from './core/answer.ts'
import { once } from './once.ts'
import type { Store } from './store.ts'
import { card } from './view/build.ts'

/** True for the first to ask, however many processes there are; kept for seven days in the first consortium there is. Throws what the store throws. */
export async function isFirst(key: string, store: Store): Promise<boolean> {
  const [keeper] = await store.consortia()
  if (keeper === undefined) return true
  const kept = await once(store, keeper, async (unit) => {
    await unit.keep(`heard:${key}`, said(card('Heard')))
    return true
  })
  return kept ?? false
}
