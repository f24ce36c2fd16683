/** Pictures: the bytes behind an address, drawn anew as whoever it is for may see them at that moment. */
import { figureOf } from './boards/figure.ts'
import { scopeOf } from './boards/scope.ts'
import type { Picture, Pictures } from './core/picture.ts'
import { isRefusal } from './core/refusal.ts'
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

/** As the person may see it now, of the moment that the picture is of. */
function figureFor({ consortium, person, of, asOf }: Picture, store: Store): Promise<Figure | undefined> {
  return store.transact(consortium, async ({ read, now }) => {
    const actor = await read.consortium.actor(person)
    if (!actor) return undefined
    const scope = await scopeOf(of, read, { actor, here: null })
    if (isRefusal(scope)) return undefined
    const moment = Temporal.Instant.from(asOf)
    return figureOf(scope, read, { viewer: actor, now: Temporal.Instant.compare(moment, now) < 0 ? moment : now })
  })
}
