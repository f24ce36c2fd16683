/**
 * Downloads: what the page of a link may show and give. Whoever holds the link may redeem it, once; above TLP:GREEN only the browser whose word
 * the link's own account says in its 1:1 chat. Access is asked anew each time.
 */
import { isAboveGreen } from './core/tlp.ts'
import type { Barred, Downloads, Kept, Link, LinkAddress } from './documents/store.ts'
import { openedCard } from './documents/views.ts'
import { spoken, wordOf } from './documents/word.ts'
import { mayHave } from './may-have.ts'
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
        if (link.session === 'runs') return { state: 'open' as const, kept }
        const barred = barredOf(link)
        if (barred) return { barred }
        if (link.session === null || session === undefined) return { state: 'closed' as const, kept }
        return { state: 'waits' as const, word: spoken(await wordOf(session)), kept }
      }),
    redeem: (at) =>
      inside(at, undefined, async ({ link, kept }, unit) => {
        const barred = barredOf(link)
        if (barred) return { barred }
        const session = newSecret()
        if (isAboveGreen(kept.label)) {
          const waits = await unit.documents.await(at.token, session, await wordOf(session))
          return waits ? { session } : { barred: 'used' as const }
        }
        if (!(await unit.documents.redeem(at.token, session))) return { barred: 'used' as const }
        const { platform: prefers } = link.account
        await unit.enqueue([{ kind: 'tell', person: kept.person, card: openedCard(kept), prefers }])
        return { session }
      }),
    file: (at, session, n) =>
      inside(at, session, async ({ link, kept }, unit) => {
        if (link.session !== 'runs') return { barred: barredOf(link) ?? 'used' }
        const file = kept.files.find((one) => one.n === n)
        const bytes = file && (await unit.documents.bytes(link.document, n))
        return bytes ? { name: file.name, type: file.type, bytes } : { barred: 'unknown' as const }
      }),
  }
}

type Found = { link: Link; kept: Kept }

/** The link with what it opens, where the account's person still may have it. */
async function find(token: string, session: string | undefined, unit: Unit): Promise<Found | { barred: Barred }> {
  const { read, documents } = unit
  const link = await documents.link(token, session)
  const kept = link && (await documents.kept(link.document))
  if (!kept) return { barred: 'unknown' }
  const person = await read.consortium.personOf(link.account)
  const actor = person && (await read.consortium.actor(person.id))
  return actor && (await mayHave(actor, kept, unit)) ? { link, kept } : { barred: 'forbidden' }
}

function barredOf({ redeemed, expired }: Link): Barred | undefined {
  if (redeemed) return 'used'
  return expired ? 'expired' : undefined
}
