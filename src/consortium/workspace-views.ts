/** What the operator and the secretariat see of workspaces. */
import { type ChatPlatform, platformNames } from '#src/core/intent.ts'
import { card, list, note, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'

/** To the secretariat: a workspace in which its people or places are is out. */
export function removedCard(out: { platform: ChatPlatform; workspace: string; places: readonly string[] }): Card {
  const { platform, workspace, places } = out
  const cards =
    places.length === 0
      ? 'No place of yours is there.'
      : `Your places there get no cards meanwhile: ${places.join(', ')}.`
  const drawn = card(
    `Plenary is out of ${workspace} in ${platformNames[platform]}`,
    text(`The app was removed there, or the operator took ${workspace} out. ${cards}`),
    text('Whoever has no other account linked is neither answered nor told. What was logged and voted stays.'),
    note(`Should it come back, ask the operator: ${howBack[platform]}. Places and links then work again as they were.`),
  )
  return { ...drawn, tone: 'warning' }
}

const howBack: Record<ChatPlatform, string> = {
  slack: 'an install link lets the workspace in again',
  teams: 'the operator allows the tenant again, and its administrator adds the app',
}

/** To the secretariat: somebody took the bot out of a place. */
export function putOutCard(place: { platform: ChatPlatform; name: string }): Card {
  const drawn = card(
    `Plenary was taken out of ${place.name} (${platformNames[place.platform]})`,
    text('Nothing is shown there meanwhile; what was logged and voted stays.'),
    note('Should it come back, somebody there adds the app again: its cards then follow by themselves.'),
  )
  return { ...drawn, tone: 'warning' }
}

/** To the operator, to be handed on. */
export function ticketCard(url: string, hours: number): Card {
  return card(
    url,
    text(`Opens once, within ${hours} hours, and installs Plenary into one Slack workspace.`),
    text('Send it to whoever may install apps there. Of the link only a hash is kept: it is not shown again.'),
  )
}

type Line = {
  platform: ChatPlatform
  workspace: string
  removedAt: Temporal.Instant | null
  installedAt: Temporal.Instant | null
}

export function workspacesCard(all: readonly Line[]): Card {
  if (all.length === 0)
    return card('No workspace is in yet', text('workspace invite, or workspace allow, lets one in.'))
  return card('Workspaces and tenants', list(all.map((one) => [`${one.platform} ${one.workspace}: ${stateOf(one)}`])))
}

function stateOf({ platform, removedAt, installedAt }: Line): string {
  if (removedAt) return `out since ${dayOf(removedAt)}`
  if (installedAt) return `in, with a token since ${dayOf(installedAt)}`
  return platform === 'slack' ? 'in, without a token of its own' : 'in'
}

/** In UTC: the operator's clock is not known here. */
function dayOf(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO('UTC').toPlainDate().toString()
}
