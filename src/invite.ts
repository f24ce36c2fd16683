/** Inviting: where the bot may not post, the person whose act put the card there is told how to let it in, once for each place. */
import type { ClaimedCard } from './cards.ts'
import { inviteCard } from './consortium/views.ts'
import { said } from './core/answer.ts'
import { once } from './once.ts'
import type { Store, Unit } from './store.ts'

/** `title` is the card's own; only its reference is said. Throws what the store throws. */
export async function sayHowToInvite(claimed: ClaimedCard, title: string, store: Store): Promise<void> {
  const { askedBy, place, consortium, address } = claimed
  if (askedBy === null) return
  const [reference = title] = title.split(' ', 1)
  await once(store, consortium, async (unit) => {
    const drawn = inviteCard(reference, { platform: address.platform, name: await nameOf(claimed, unit) })
    await unit.enqueue([{ kind: 'tell', person: askedBy, card: drawn }])
    await unit.keep(`invite:${place}:${askedBy}`, said(drawn))
  })
}

async function nameOf({ address, place }: ClaimedCard, { read }: Unit): Promise<string> {
  const bound = await read.consortium.groupAt(address)
  const group = bound && (await read.consortium.group(bound.id))
  return group?.places.find(({ id }) => id === place)?.name ?? address.channel
}
