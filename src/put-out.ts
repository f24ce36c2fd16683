/** Put out: the bot was taken out of one place. Its cards there rest, the secretariat is told, and all comes back when the bot does. */
import { putOutCard } from './consortium/workspace-views.ts'
import { said } from './core/answer.ts'
import type { Address } from './core/intent.ts'
import { once } from './once.ts'
import type { Store, Unit } from './store.ts'

/** Hours; then it is tried again, in case nobody told of the return. */
const rest = { hours: 24 }

/** Told at most once a day for each place. Throws what the store throws. */
export async function putOut(address: Address, store: Store): Promise<void> {
  await withPlace(address, store, async (unit, place) => {
    const drawn = putOutCard({ platform: address.platform, name: place.name })
    await unit.restCards(place.id, unit.now.add(rest))
    const secretariat = await unit.read.consortium.secretariat()
    await unit.enqueue(secretariat.map(({ id }) => ({ kind: 'tell', person: id, card: drawn })))
    await unit.keep(`out:${place.id}:${unit.now.toString().slice(0, 10)}`, said(drawn))
  })
}

/** Cards that rest want to be drawn now. Throws what the store throws. */
export async function comeBack(address: Address, store: Store): Promise<void> {
  await withPlace(address, store, (unit, place) => unit.restCards(place.id, unit.now))
}

type Place = NonNullable<Awaited<ReturnType<Unit['read']['consortium']['placeAt']>>>

async function withPlace(
  { platform, workspace, channel }: Address,
  store: Store,
  act: (unit: Unit, place: Place) => Promise<void>,
): Promise<void> {
  const asked = { platform, workspace, via: workspace, account: '', place: channel }
  const { here, workspaceKnown } = await store.locate(asked)
  if (!here || !workspaceKnown) return
  await once(store, here, async (unit) => {
    const place = await unit.read.consortium.placeAt({ platform, workspace, channel })
    if (place) await act(unit, place)
  })
}
