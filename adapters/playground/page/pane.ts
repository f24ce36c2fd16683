/** One platform's half of the page: who one is, the places, what was said there, and where to type. */
import type { CastView, Change, Heard, PaneView } from '../wire.ts'
import * as api from './api.ts'
import { createComposer, drawTries } from './composer.ts'
import { el } from './dom.ts'
import { createHome } from './home.ts'
import { createMessageList } from './messages.ts'
import { createSlackDialog, createTeamsDialog } from './open-dialog.ts'
import { createMemory, createPicker, createPlaces, drawContent, placeWords, triesIn } from './pane-parts.ts'
import { titles } from './titles.ts'

export type Pane = {
  root: HTMLElement
  /** Hears of a change; looks only where it matters here. */
  changed(change: Change): void
  refresh(): Promise<void>
}

export function createPane({ platform, people }: CastView[number]): Pane {
  const memory = createMemory(platform)
  const remembered = people.find(({ account }) => account === memory.person) ?? people[0]
  const where = { platform, person: remembered?.account ?? '', conversation: memory.conversation }
  let seen: PaneView = { conversations: [], messages: [], dialog: null, home: null, names: {} }

  const composer = createComposer(platform, async (text, file) => hear(await api.say({ ...where }, text, file)))
  const doings = { here: () => ({ ...where }), hear, fallback: composer.box, names: () => seen.names }
  const list = createMessageList(platform, doings, () => drawTries(triesIn(platform, isChat()), composer.box))
  const notice = el('p', { class: 'notice', role: 'status', 'data-testid': `${platform}-notice` })
  const heading = el('h3')
  const places = createPlaces(platform, open)
  const home = createHome(doings)
  const dialog = platform === 'slack' ? createSlackDialog(doings) : createTeamsDialog(doings)
  const picker = createPicker(platform, people, where.person, become)
  const refresh = oneAtATime(() => look().catch(() => void hear(silent)))
  const conversation = el('div', { class: 'conversation' }, heading, list.root, home.root, notice, composer.root)
  return { root: layOut(platform, picker, places.root, conversation), changed, refresh }

  function isChat(): boolean {
    return current()?.chat ?? false
  }

  function current(): PaneView['conversations'][number] | undefined {
    return seen.conversations.find(({ id }) => id === where.conversation)
  }

  /** Shows a notice; false where there was one, so that the composer keeps what was typed. */
  function hear(heard: Heard): boolean {
    notice.textContent = heard.notice ?? ''
    return heard.notice === null
  }

  function open(chosen: string): void {
    where.conversation = chosen
    home.visit(null)
    notice.textContent = ''
    list.clear('')
    void refresh()
  }

  /** A 1:1 chat is the other person's, so a channel is opened in its place, and the other's list can't be clicked any more. */
  function become(person: string): void {
    const [channel] = seen.conversations
    const next = isChat() && channel ? channel.id : where.conversation
    dialog.show(null)
    where.person = person
    places.show([], next)
    open(next)
  }

  function changed(change: Change): void {
    const isMine = change.platform === platform && (change.person === null || change.person === where.person)
    if (!isMine) return
    const isShown = change.conversation === null || seen.conversations.some(({ id }) => id === change.conversation)
    if (isShown) void refresh()
  }

  async function look(): Promise<void> {
    const asked = { ...where }
    const pane = await api.getPane(asked)
    if (asked.person !== where.person || asked.conversation !== where.conversation) return
    seen = pane
    const [first] = seen.conversations
    if (!seen.conversations.some(({ id }) => id === where.conversation) && first) return open(first.id)
    memory.keep(where)
    places.show(seen.conversations, where.conversation)
    const words = placeWords(platform, current()?.name ?? '', isChat())
    heading.textContent = words.place
    list.root.setAttribute('aria-label', words.log)
    composer.aim(words.composer, words.hint)
    home.show(seen.home)
    home.visit(current()?.home ? where.person : null)
    for (const part of [list.root, composer.root]) part.hidden = seen.home !== null
    list.show(seen.messages, (message) => drawContent(message, doings))
    dialog.show(seen.dialog)
  }
}

const silent: Heard = { notice: 'The playground’s server does not answer.', errors: {} }

function layOut(
  platform: Change['platform'],
  picker: HTMLElement,
  nav: HTMLElement,
  conversation: HTMLElement,
): HTMLElement {
  const id = `${platform}-pane-name`
  return el(
    'section',
    { class: `pane ${platform}`, 'aria-labelledby': id, 'data-testid': `${platform}-pane` },
    el('header', {}, el('h2', { id }, titles[platform]), picker),
    el('div', { class: 'columns' }, nav, conversation),
  )
}

/** Runs one at a time; what was asked meanwhile is done once more after it. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let again = false
  const run = async () => {
    while (again) {
      again = false
      await work()
    }
    running = null
  }
  return () => {
    again = true
    running ??= run()
    return running
  }
}
