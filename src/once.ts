/** Once: what is done once for a key that its own transaction keeps, however often and in however many processes it is asked for. */
import type { ConsortiumId } from './core/id.ts'
import { Repeated, type Store, type Unit } from './store.ts'

/** Undefined where `act` came to a key that was kept before: nothing of it stays. Throws what the store throws. */
export async function once<T>(
  store: Store,
  consortium: ConsortiumId,
  act: (unit: Unit) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await store.transact(consortium, act)
  } catch (error) {
    if (error instanceof Repeated) return undefined
    throw error
  }
}
