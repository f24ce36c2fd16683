/** Who reads in a place: as it was stated, widened by what its platform shows. */
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Sight } from '#src/core/sight.ts'
import type { PlaceKind } from './consortium.ts'

/** What a platform shows; null where it does not say. */
export type Seen = { kind: PlaceKind | null; guests: boolean | null; outsiders: boolean | null }
type Stated = { kind: PlaceKind; guests: boolean; outsiders: boolean }

/** From the narrowest. */
const kinds: readonly PlaceKind[] = ['private', 'public', 'shared']

/** `insiders`: workspaces in which the consortium has people or places; whoever else is connected is an outsider. */
export function sightToSeen(
  { kind, others, guests }: Extract<Sight, { seen: true }>,
  platform: ChatPlatform,
  insiders: readonly { platform: ChatPlatform; workspace: string }[],
): Seen {
  const known = insiders.filter((one) => one.platform === platform).map(({ workspace }) => workspace)
  return { kind, guests, outsiders: others?.some((one) => !known.includes(one)) ?? null }
}

/** What was seen widens what was stated, and never narrows it. */
export function widened(stated: Stated, seen: Seen): Stated {
  const kind = kinds.findLast((one) => one === stated.kind || one === seen.kind) ?? stated.kind
  return {
    kind,
    guests: stated.guests || seen.guests === true,
    outsiders: stated.outsiders || seen.outsiders === true,
  }
}
