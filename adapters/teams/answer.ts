/**
 * Answer → what the person who asked sees. A click is answered by its own response, which nobody else sees; a typed message in the
 * 1:1 chat, since Teams has no message for one reader among many. No card says `refresh`: Teams would then show one person's view to all.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Core } from '#adapters/adapter.ts'
import type { Answer } from '#src/core/answer.ts'
import { assertNever } from '#src/core/assert.ts'
import type { Sent } from '#src/core/delivery.ts'
import type { Intent } from '#src/core/intent.ts'
import { button, card, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Form } from '#src/view/form.ts'
import type { Activity, Outbox } from './deliver.ts'
import type { Inbound } from './intent.ts'
import { isPersonal } from './intent.ts'
import { limits, shorten } from './limits.ts'
import { late, within } from './patience.ts'
import { encodeRef } from './ref.ts'
import type { AdaptiveCard } from './render-card.ts'
import { cardToActivity, cardToAdaptiveCard, mention } from './render-card.ts'
import { formToCard } from './render-form.ts'

/** What an invoke's HTTP response holds. */
export type InvokeResponse = { status: number; body?: unknown }
/** How the person asked: by a button of a message, or in a dialog. */
export type Asked = 'button' | 'dialog'

export type Answers = {
  /** Carries out what a button or a dialog asks, and answers in its response. */
  toInvoke(activity: Inbound, intent: Intent, asked: Asked): Promise<InvokeResponse>
  /** Carries out what a message asks, and answers in the 1:1 chat. */
  toMessage(activity: Inbound, intent: Intent): Promise<void>
  /** Says a card where the activity happened, to everyone there. */
  say(activity: Inbound, tenant: string, card: Card): Promise<void>
}
type Reason = Pick<Intent, 'workspace' | 'use'>

/** `chatLink` is the address that opens a 1:1 chat with the bot. */
export function createAnswers(core: Core, outbox: Outbox, chatLink: string): Answers {
  async function tell(activity: Inbound, intent: Intent, answer: Answer): Promise<Sent> {
    const person = { tenant: intent.workspace, serviceUrl: activity.serviceUrl, account: intent.account }
    const sent = await patiently(() => outbox.tell(person, answerToActivity(answer)))
    if (sent.sent) await homeShown(intent, answer, sent.ref)
    return sent
  }
  async function reply(activity: Inbound, intent: Reason, message: Activity): Promise<Sent> {
    const { serviceUrl, conversation } = activity
    const thread = { tenant: intent.workspace, serviceUrl, conversation: conversation.id }
    const sent = await patiently(() => outbox.send(thread, message))
    told(sent, intent)
    return sent
  }
  /** Whichever message shows a home last is the home. A click's own response is seen for the moment only: the message itself is drawn anew. */
  async function homeShown(intent: Intent, answer: Answer, ref: string, isDrawn = true): Promise<void> {
    if (answer.kind !== 'said' || !answer.home) return
    const { workspace, via, account } = intent
    const home = { platform: 'teams' as const, workspace, via, account, consortium: answer.home, ref }
    await core.homeShown({ ...home, card: isDrawn ? answer.card : null })
  }
  function told(sent: Sent, intent: Reason): void {
    if (!sent.sent) core.log.warn({ use: intent.use, failure: sent.failure.kind }, 'an answer did not reach its reader')
  }
  async function inThread(activity: Inbound, intent: Intent, answer: Answer): Promise<void> {
    if (answer.kind === 'form') {
      await reply(activity, intent, cardToActivity(offerInThread(activity, intent, answer.form)))
      return
    }
    const sent = await tell(activity, intent, answer)
    told(sent, intent)
    const how = `Open a chat with me and say it there again: ${chatLink}`
    const line = sent.sent
      ? (who: string) => `I answered you in our chat${who}.`
      : (who: string) => `I could not write to you${who}. ${how}`
    await reply(activity, intent, lineTo(activity, line))
  }
  return {
    async toInvoke(activity, intent, asked) {
      const answer = core.handle(intent)
      const soon = await within(core.patience, answer)
      if (soon !== late) {
        if (asked === 'dialog') return dialog(soon)
        const on = activity.replyToId
        if (on && isPersonal(activity)) {
          const { id: conversation } = activity.conversation
          await homeShown(intent, soon, encodeRef({ tenant: intent.workspace, conversation, activity: on }), false)
        }
        return clicked(soon)
      }
      answer
        .then(async (came) => told(await tell(activity, intent, came), intent))
        .catch(() => core.log.error({ use: intent.use }, 'a late answer could not be drawn'))
      return asked === 'dialog' ? dialog({ kind: 'said', card: working }) : clickedMessage('Working on it…')
    },
    async toMessage(activity, intent) {
      const answer = await core.handle(intent)
      if (!isPersonal(activity)) return inThread(activity, intent, answer)
      const sent = await reply(activity, intent, answerToActivity(answer))
      if (sent.sent) await homeShown(intent, answer, sent.ref)
    },
    async say(activity, tenant, card) {
      await reply(activity, { workspace: tenant, use: 'greet' }, cardToActivity(card))
    },
  }
}

const working = card('Still working…', text('The answer follows in our chat. You can close this.'))

/** The answer as a message: Teams opens a dialog from a button only, so that a form is a card with one. */
function cardOf(answer: Answer): Card {
  switch (answer.kind) {
    case 'said':
    case 'refused':
      return answer.card
    case 'form':
      return offer(answer.form)
    default:
      return assertNever(answer)
  }
}

function offer(form: Form): Card {
  const problems = form.problems.map((problem) => text(problem.says))
  const drawn = card(form.title, ...(problems.length > 0 ? problems : [text('There is a form for this.')]))
  return withActions({ ...drawn, tone: problems.length > 0 ? 'warning' : 'neutral' }, openButton(form))
}

/** Others read the thread: whose form it is, and nothing of what it is about. */
function offerInThread(activity: Inbound, intent: Intent, form: Form): Card {
  const { workspace, account } = intent
  const person = { person: activity.from.name ?? 'You', account: { platform: 'teams' as const, workspace, account } }
  return withActions(
    card('There is a form for this', text('For ', person, ' only. Nothing was saved yet.')),
    openButton(form),
  )
}

function openButton(form: Form) {
  const args = { form: form.id, consortium: form.consortium }
  return button('Open the form', form.use, args, { opens: true, style: 'primary' })
}

/** A line of the bot's own words in a thread, with a mention where the person has a name. */
function lineTo(activity: Inbound, line: (who: string) => string): Activity {
  const [entity] = mention(activity.from.id, activity.from.name ?? '')
  if (!entity) return { type: 'message', text: line('') }
  return { type: 'message', text: line(`, ${entity.text}`), entities: [entity] }
}

function clicked(answer: Answer): InvokeResponse {
  return invokeBody('application/vnd.microsoft.card.adaptive', cardToAdaptiveCard(cardOf(answer), whereOf(answer)))
}

function answerToActivity(answer: Answer): Activity {
  return cardToActivity(cardOf(answer), whereOf(answer))
}

function whereOf(answer: Answer): 'home' | 'message' {
  return answer.kind === 'said' && answer.home ? 'home' : 'message'
}

function clickedMessage(words: string): InvokeResponse {
  return invokeBody('application/vnd.microsoft.activity.message', words)
}

function invokeBody(type: string, value: unknown): InvokeResponse {
  return { status: 200, body: { statusCode: 200, type, value } }
}

function dialog(answer: Answer): InvokeResponse {
  switch (answer.kind) {
    case 'form':
      return dialogBody(answer.form.title, formToCard(answer.form), answer.form.fields.length > 3 ? 'large' : 'medium')
    case 'said':
    case 'refused':
      return dialogBody(answer.card.title, cardToAdaptiveCard(answer.card, 'dialog'), 'medium')
    default:
      return assertNever(answer)
  }
}

function dialogBody(title: string, content: AdaptiveCard, height: 'medium' | 'large'): InvokeResponse {
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content }
  const value = { title: shorten(title, limits.dialogTitle), height, width: 'medium', card: attachment }
  return { status: 200, body: { task: { type: 'continue', value } } }
}

/** A live answer waits where Teams asks for it; only a throttled send is known not to have arrived. */
async function patiently(send: () => Promise<Sent>): Promise<Sent> {
  for (let tries = 1; ; tries += 1) {
    const sent = await send()
    if (sent.sent || sent.failure.kind !== 'throttled' || tries === 4) return sent
    await sleep(Math.min(sent.failure.seconds, 30) * 1000)
  }
}
