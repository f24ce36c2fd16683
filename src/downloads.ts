/** Downloads: what the page of a link may show and give. Whoever holds the link may redeem it, once; access is asked anew each time. */

import { secretary } from './core/access.ts'
import type { Barred, Downloads, Kept, Link, LinkAddress } from './reports/store.ts'
import { openedCard } from './reports/views.ts'
import type { Store, Unit } from './store.ts'

export function createDownloads(store: Store, newSecret: () => string): Downloads {
  const inside = <T>(at: LinkAddress, session: string | undefined, fn: (found: Found, unit: Unit) => Promise<T>) =>
    store.transact(at.consortium, async (unit) => {
      const found = await find(at.token, session, unit)
      return 'barred' in found ? found : fn(found, unit)
    })
  return {
    look: (at, session) =>
      inside(at, session, async ({ link, kept }) => {
        if (link.inSession) return { open: true, kept }
        const barred = barredOf(link)
        return barred ? { barred } : { open: false, kept }
      }),
    redeem: (at) =>
      inside(at, undefined, async ({ link, kept }, unit) => {
        const barred = barredOf(link)
        if (barred) return { barred }
        const session = newSecret()
        if (!(await unit.documents.redeem(at.token, session))) return { barred: 'used' as const }
        const { platform: prefers } = link.account
        await unit.enqueue([{ kind: 'tell', person: kept.person, card: openedCard(kept.label), prefers }])
        return { session }
      }),
    file: (at, session, n) =>
      inside(at, session, async ({ link, kept }, unit) => {
        if (!link.inSession) return { barred: barredOf(link) ?? 'used' }
        const file = kept.files.find((one) => one.n === n)
        const bytes = file && (await unit.documents.bytes(link.document, n))
        return bytes ? { name: file.name, type: file.type, bytes } : { barred: 'unknown' as const }
      }),
  }
}

type Found = { link: Link; kept: Kept }

/** The link with what it opens, where the account's person still may have it. */
async function find(
  token: string,
  session: string | undefined,
  { read, documents }: Unit,
): Promise<Found | { barred: Barred }> {
  const link = await documents.link(token, session)
  const kept = link && (await documents.kept(link.document))
  if (!kept) return { barred: 'unknown' }
  const person = await read.consortium.personOf(link.account)
  const actor = person && (await read.consortium.actor(person.id))
  if (!actor || actor.person !== kept.person || !secretary.test(actor, undefined)) return { barred: 'forbidden' }
  return { link, kept }
}

function barredOf({ redeemed, expired }: Link): Barred | undefined {
  if (redeemed) return 'used'
  return expired ? 'expired' : undefined
}
