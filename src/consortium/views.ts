/** What people see about the places in which the bot is, or is not. */
import { type ChatPlatform, platformNames } from '#src/core/intent.ts'
import { unknownAccount } from '#src/core/sentences.ts'
import type { HelpLine } from '#src/core/use-case.ts'
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { enterCode } from './account-views.ts'

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

/** Where the bot has just come to, and what is known there. Names of people stand in it only where those who read it may know them. */
export type Greeting = {
  platform: ChatPlatform
  /** False in a 1:1 chat. */
  shared: boolean
  /** People of other workspaces read as well, who have no slash commands. */
  external: boolean
  /** False where nobody has said whose account let the bot in. */
  isKnown: boolean
  consortium?: { name: string; secretariat: readonly string[] }
  /** The working group that the place is bound to. */
  group?: string
  /** What to begin with. */
  lines: readonly HelpLine[]
}

/** The first words in a place: what this is, how to begin, and who runs it. */
export function greetingCard(greeting: Greeting): Card {
  const { platform, shared, external, lines } = greeting
  const prefix = platform === 'slack' && !external ? '/plenary ' : shared ? '@Plenary ' : ''
  const buttons = lines.flatMap(({ typed, name }) =>
    typed.button ? [button(typed.button, name, {}, { opens: true })] : [],
  )
  return withActions(
    card(
      'Plenary: one register and one tally',
      text(whatItDoes(greeting)),
      list(lines.map(({ typed, says }) => [bold(`${prefix}${typed.usage}`), `  ${says}.`])),
      text(whoRunsIt(greeting)),
    ),
    ...(greeting.consortium ? buttons : []),
    ...(isStranger(greeting) ? [enterCode] : []),
  )
}

function whatItDoes({ consortium, group, shared }: Greeting): string {
  const whose = consortium ? consortium.name : 'your consortium'
  const where = group ? `This is a place of its working group ${group}: its polls and commitments are shown here.` : ''
  const kept = `I keep the commitments and polls of ${whose}, the same in Slack and in Teams.`
  return [kept, where, shared ? '' : 'What you write here only you and I read.'].filter((said) => said !== '').join(' ')
}

/** A greeting 1:1 is read by one person. */
function isStranger({ isKnown, shared }: Greeting): boolean {
  return !isKnown && !shared
}

function whoRunsIt(greeting: Greeting): string {
  const { consortium, group, shared } = greeting
  const names = consortium?.secretariat ?? []
  const secretariat = names.length === 0 ? 'your secretariat' : `the secretariat, ${names.join(' or ')},`
  if (isStranger(greeting)) return unknownAccount
  if (shared && !group) {
    return `This channel is not bound to a working group yet: ask ${secretariat} to bind it. Until then I answer here, and post nothing.`
  }
  if (names.length === 0) return 'The secretariat of the consortium runs it.'
  return `The secretariat runs it: ${names.join(', ')}. Ask them who sits where, and what is missing.`
}
