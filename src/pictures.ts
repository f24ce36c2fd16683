/** Pictures: the bytes behind an address, drawn anew as whoever it is for may see them at that moment. */
import { figureOf } from './boards/figure.ts'
import { scopeById } from './boards/scope.ts'
import { hasEnded, type Picture, type Pictures } from './core/picture.ts'
import type { Viewer } from './core/sharing.ts'
import type { Readers } from './readers.ts'
import type { Store } from './store.ts'
import type { Figure } from './view/figure.ts'

export type PictureOptions = {
  store: Store
  /** What an address asks; undefined where it is none. */
  read(token: string): Picture | undefined
  render(figure: Figure): Promise<{ bytes: Uint8Array }>
}

/** As many pictures as are looked at within a few minutes; drawing one takes a tenth of a second. */
const kept = 200

export function createPictures({ store, read, render }: PictureOptions): Pictures {
  /** By the figure itself, so that nobody is shown another's. */
  const drawn = new Map<string, Promise<Uint8Array>>()
  const draw = (figure: Figure) => {
    const key = JSON.stringify(figure)
    const bytes = drawn.get(key) ?? render(figure).then((picture) => picture.bytes)
    drawn.delete(key)
    drawn.set(key, bytes)
    bytes.catch(() => drawn.delete(key))
    for (const oldest of drawn.keys()) {
      if (drawn.size <= kept) break
      drawn.delete(oldest)
    }
    return bytes
  }
  return {
    async bytes(token) {
      const picture = read(token)
      const figure = picture && (await figureFor(picture, store))
      return figure && draw(figure)
    },
  }
}

/** As whoever it is for may see it now; in a private answer of the moment that it was asked for. */
function figureFor(picture: Picture, store: Store): Promise<Figure | undefined> {
  return store.transact(picture.consortium, async ({ read, now }) => {
    if (hasEnded(picture, now)) return undefined
    const scope = await scopeById(picture.board, read)
    const viewer = await viewerOf(picture, read)
    if (!scope || !viewer) return undefined
    const moment = 'asOf' in picture ? Temporal.Instant.from(picture.asOf) : now
    return figureOf(scope, read, { viewer, now: Temporal.Instant.compare(moment, now) < 0 ? moment : now })
  })
}

/** Undefined where the person, or the place, is not of the consortium any more. */
async function viewerOf(picture: Picture, { consortium }: Readers): Promise<Viewer | undefined> {
  if ('person' in picture) return consortium.actor(picture.person)
  return (await consortium.places()).find(({ id }) => id === picture.place)
}
