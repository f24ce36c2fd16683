/** How an answer reaches the person who asked: a modal where they are in one or asked for a form, else privately where they are. */
import type { ViewResponseAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Log } from '#adapters/adapter.ts'
import type { Answer } from '#src/core/answer.ts'
import { card, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Problem } from '#src/view/form.ts'
import type { Clients, SlackClient } from './clients.ts'
import { cardToMessage, type Deliverer } from './deliver.ts'
import { codeOf } from './errors.ts'
import type { Asked } from './intent.ts'
import { cardToTwin, hasImage, withoutImages } from './render-card.ts'
import { cardToView, type DrawnView, formToCard, formToView, waitingView } from './render-form.ts'

/** What answers are sent with. */
export type Line = { clients: Clients; deliver: Deliverer; isHook: (address: URL) => boolean; log: Log }

/** Where Slack takes answers by response_url. */
const hookHosts = ['hooks.slack.com', 'hooks.slack-gov.com']

/** An answer goes to no other host, whatever a payload says. `apiUrl` stands in for Slack's own; its host is then the only one. */
export function hooksOf(apiUrl: string | null): Line['isHook'] {
  if (apiUrl !== null) return ({ host }) => host === new URL(apiUrl).host
  return ({ protocol, host }) => protocol === 'https:' && hookHosts.includes(host)
}

/** Answers go out through the workspace that the question came through. Throws where the bot has no token there. */
async function clientFor(line: Line, { intent }: Asked): Promise<SlackClient> {
  const speaker = await line.clients.of(intent.via)
  if (!speaker) throw new NoToken()
  return speaker.client
}

class NoToken extends Error {
  override name = 'NoToken'
}

/** A card that nobody else sees and that notifies nobody. */
export function cardToPrivate(card: Card, log: Log) {
  return { response_type: 'ephemeral' as const, ...cardToMessage(card, log), text: cardToTwin(card) }
}

/** Answers after the acknowledgement. */
export async function answer(line: Line, asked: Asked, given: Answer): Promise<void> {
  if (asked.view) return showIn(line, asked, asked.view, given)
  if (given.kind === 'form' && asked.trigger) {
    const opened = await openModal(line, asked, asked.trigger, viewOf(line, asked, given))
    if (opened) return
  }
  await tellPrivately(line, asked, cardOf(given))
}

/** Opens a modal at once, since a trigger lives for three seconds, and fills it when the core has answered; `handled` is called then. */
export async function answerInModal(line: Line, asked: Asked, handled: () => Promise<Answer>): Promise<void> {
  const opened = asked.trigger ? await openModal(line, asked, asked.trigger, waitingView('Loading…')) : undefined
  const given = await handled()
  return opened ? showIn(line, asked, opened, given) : answer(line, { ...asked, trigger: null }, given)
}

/** Fills a modal that is open; where it has been closed meanwhile, the person is told privately. */
export async function showIn(
  line: Line,
  asked: Asked,
  { id, hash }: { id: string; hash: string | null },
  given: Answer,
): Promise<void> {
  try {
    const client = await clientFor(line, asked)
    await client.views.update({ view_id: id, ...(hash ? { hash } : {}), view: viewOf(line, asked, given) })
  } catch (error) {
    line.log.warn({ code: codeOf(error), method: 'views.update' }, 'Slack did not take a modal')
    await tellPrivately(line, asked, cardOf(given))
  }
}

/** What a submitted form is acknowledged with. `fields` are those that were drawn. */
export function submissionResponse(line: Line, asked: Asked, fields: string[], given: Answer): ViewResponseAction {
  const errors =
    given.kind === 'form' && given.form.id === asked.intent.key ? errorsOn(fields, given.form.problems) : null
  return errors
    ? { response_action: 'errors', errors }
    : { response_action: 'update', view: viewOf(line, asked, given) }
}

/** Null where a problem belongs to no drawn field, so that the errors would not say it. */
function errorsOn(fields: string[], problems: Problem[]): Record<string, string> | null {
  const errors: Record<string, string> = {}
  for (const { field, says } of problems) {
    if (field === undefined || !fields.includes(field)) return null
    errors[field] = field in errors ? `${errors[field]} ${says}` : says
  }
  return problems.length > 0 ? errors : null
}

function viewOf(line: Line, asked: Asked, given: Answer): ModalView {
  const drawn: DrawnView =
    given.kind === 'form' ? formToView(given.form, asked.channel) : cardToView(given.card, asked.channel)
  if (drawn.shortened.length > 0) line.log.warn({ shortened: drawn.shortened }, 'A Slack modal was shortened')
  return drawn.view
}

export function cardOf(given: Answer): Card {
  return given.kind === 'form' ? formToCard(given.form) : given.card
}

async function openModal(line: Line, asked: Asked, trigger: string, view: ModalView) {
  try {
    const client = await clientFor(line, asked)
    const opened = await client.views.open({ trigger_id: trigger, view })
    return opened.view?.id ? { id: opened.view.id, hash: opened.view.hash ?? null } : undefined
  } catch (error) {
    line.log.info({ code: codeOf(error), method: 'views.open' }, 'Slack did not open a modal')
    return undefined
  }
}

/** The nearest way first; a response_url ends after 30 minutes or 5 uses, and a channel may be closed to the bot. */
async function tellPrivately(line: Line, asked: Asked, drawn: Card): Promise<void> {
  // Slack takes no message whose images it can't fetch: then the words alone.
  for (const each of hasImage(drawn) ? [drawn, withoutImages(drawn)] : [drawn]) {
    if (asked.responseUrl && (await respond(line, asked.responseUrl, asked.replaces, each))) return
    if (await sayThere(line, asked, each)) return
  }
  const { workspace, via, account, use } = asked.intent
  const sent = await line.deliver.tell({ platform: 'slack', workspace, account }, drawn, via)
  if (sent.sent || (await sayThatItWaits(line, asked))) return
  line.log.error({ kind: sent.failure.kind, use }, 'An answer was lost')
}

/** To somebody of another workspace Slack may let the bot say nothing privately: everyone reads this, so that it says nothing of the answer. */
async function sayThatItWaits(line: Line, asked: Asked): Promise<boolean> {
  const { channel, root, intent } = asked
  if (!channel || !root || channel.startsWith('D')) return false
  const { workspace, account } = intent
  const person = { person: 'You', account: { platform: 'slack' as const, workspace, account } }
  const how = ': Slack does not let me answer you here alone. Open a chat with me and say it there again.'
  try {
    const client = await clientFor(line, asked)
    await client.chat.postMessage({
      channel,
      thread_ts: root,
      ...cardToMessage(card('An answer for you', text(person, how)), line.log),
    })
    return true
  } catch (error) {
    line.log.info({ code: codeOf(error) }, 'Slack did not take an answer where it was asked')
    return false
  }
}

async function respond(line: Line, url: string, replaces: boolean, card: Card): Promise<boolean> {
  const address = URL.parse(url)
  if (!address || !line.isHook(address)) {
    line.log.warn({}, 'A response_url is not Slack’s')
    return false
  }
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ replace_original: replaces, ...cardToPrivate(card, line.log) }),
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    })
    if (!ok) line.log.info({ status }, 'Slack did not take an answer by response_url')
    return ok
  } catch (error) {
    line.log.info({ code: codeOf(error) }, 'Slack did not take an answer by response_url')
    return false
  }
}

/** False where nobody is reached there: in no channel, or in a 1:1 chat of two people. */
async function sayThere(line: Line, asked: Asked, card: Card): Promise<boolean> {
  const { channel, thread, intent } = asked
  if (!channel || (channel.startsWith('D') && !asked.direct)) return false
  const at = { channel, ...(thread ? { thread_ts: thread } : {}) }
  try {
    const client = await clientFor(line, asked)
    if (asked.direct) {
      await client.chat.postMessage({
        ...at,
        ...cardToMessage(card, line.log),
        unfurl_links: false,
        unfurl_media: false,
      })
    } else {
      const { text, blocks } = cardToPrivate(card, line.log)
      await client.chat.postEphemeral({ ...at, user: intent.account, text, blocks })
    }
    return true
  } catch (error) {
    line.log.info({ code: codeOf(error) }, 'Slack did not take an answer where it was asked')
    return false
  }
}
