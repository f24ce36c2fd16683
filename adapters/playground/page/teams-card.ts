/** Draws the very Adaptive Card JSON that the product sent, by Microsoft's own renderer with a look close to Teams. */
import type * as AdaptiveCards from 'adaptivecards'
import type { Json, TeamsClick } from '../wire.ts'
import { el } from './dom.ts'
import { hostConfig } from './teams-look.ts'
import { drawMarkdown } from './teams-text.ts'

declare global {
  interface Window {
    AdaptiveCards: typeof AdaptiveCards
  }
}

/** `act` hears of every button but links. What the renderer does not know is said below the card, never dropped. */
export function drawCard(json: Json, act: (click: TeamsClick) => void): HTMLElement {
  const library = window.AdaptiveCards
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = drawMarkdown(text).innerHTML
    result.didProcess = true
  }
  const card = new library.AdaptiveCard()
  card.lang = 'en-GB'
  card.hostConfig = new library.HostConfig(hostConfig)
  const context = new library.SerializationContext(library.Versions.v1_5)
  card.parse(json, context)
  card.onExecuteAction = (action) => perform(action, act)
  const drawn = card.render() ?? el('p', { class: 'unknown' }, 'This card can’t be drawn.')
  return el('div', { class: 'adaptive' }, drawn, ...problems(context))
}

function perform(action: AdaptiveCards.Action, act: (click: TeamsClick) => void): void {
  const library = window.AdaptiveCards
  const title = action.title ?? null
  if (action instanceof library.OpenUrlAction) {
    if (/^https?:/i.test(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer')
  } else if (action instanceof library.ExecuteAction) {
    act({ type: 'Action.Execute', verb: action.verb, title, data: { ...action.data } })
  } else if (action instanceof library.SubmitAction) {
    act({ type: 'Action.Submit', verb: null, title, data: { ...action.data } })
  }
}

function problems(context: AdaptiveCards.SerializationContext): HTMLElement[] {
  return Array.from({ length: context.eventCount }, (_, at) =>
    el('p', { class: 'unknown' }, `unknown in this card: ${context.getEventAt(at).message}`),
  )
}
