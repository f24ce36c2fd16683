/** What people see about the places in which the bot is, or is not. */
import { type ChatPlatform, platformNames } from '#src/core/intent.ts'
import { card, note, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'

const howToInvite: Record<ChatPlatform, (place: string) => string> = {
  slack: (place) => `In Slack, open ${place} and type /invite @Plenary.`,
  teams: (place) => `In Teams, add the app Plenary to the team of ${place}: … beside the team, Manage team, Apps.`,
}

/** To the person whose act put a card into a place that the bot is not in. */
export function inviteCard(reference: string, place: { platform: ChatPlatform; name: string }): Card {
  const drawn = card(
    `${reference} is not shown in ${place.name} yet`,
    text(`It is saved, but I am not in ${place.name} (${platformNames[place.platform]}).`),
    text(howToInvite[place.platform](place.name)),
    note('Once I am there, the card follows by itself within ten minutes.'),
  )
  return { ...drawn, tone: 'warning' }
}
