/** A working group's places, as people name them. */
import { platformNames } from '#src/core/intent.ts'
import type { Place } from './consortium.ts'

/** `#allied-evals (Slack) and Evaluation (Teams)`; says so where there is none yet. */
export function placesText(group: { name: string; places: readonly Place[] }): string {
  const names = group.places.map((place) => `${place.name} (${platformNames[place.platform]})`)
  return names.length === 0 ? `the register only, since ${group.name} has no channel yet` : names.join(' and ')
}

/** Where something is said, as a person's choices are kept under: a channel, or the 1:1 chat. */
export function placeKey(platform: string, workspace: string, channel: string | null): string {
  return [platform, workspace, ...(channel === null ? [] : [channel])].join(' ')
}
