/** Modals by the Web API: opened by a trigger, at most three deep, updated by id. Source: https://docs.slack.dev/surfaces/modals */
import { personOf } from './cast.ts'
import { type Dialog, mintId } from './dialogs.ts'
import { type SlackDesk, toSlackView } from './slack-desk.ts'
import { homeProblems, viewProblems } from './slack-limits.ts'
import type { Json } from './wire.ts'

export function openView(args: Json, desk: SlackDesk): Json {
  const checked = checkedView(args.view)
  if ('error' in checked) return { ok: false, ...checked }
  const taken = desk.triggers.take(args.trigger_id)
  if ('error' in taken) return { ok: false, error: taken.error }
  desk.room.dialogs.slack.closeAll(taken.person)
  return { ok: true, view: place(desk, taken.person, checked.view).shown }
}

export function pushView(args: Json, desk: SlackDesk): Json {
  const checked = checkedView(args.view)
  if ('error' in checked) return { ok: false, ...checked }
  const taken = desk.triggers.take(args.trigger_id)
  if ('error' in taken) return { ok: false, error: taken.error }
  const pushed = stackView(desk, taken.person, checked.view)
  return pushed ? { ok: true, view: pushed.shown } : { ok: false, error: 'push_limit_reached' }
}

export function updateView(args: Json, desk: SlackDesk): Json {
  const checked = checkedView(args.view)
  if ('error' in checked) return { ok: false, ...checked }
  const dialog = desk.room.dialogs.slack.find(String(args.view_id))
  if (!dialog) return { ok: false, error: 'not_found' }
  if (args.hash !== undefined && args.hash !== dialog.shown.hash) return { ok: false, error: 'hash_conflict' }
  return { ok: true, view: redrawView(desk, dialog, checked.view).shown }
}

/** Shows a view as somebody's App Home, in place of the one before. */
export function publishView({ user_id, view, hash }: Json, desk: SlackDesk): Json {
  const person = personOf(desk.room.cast, 'slack', String(user_id))
  if (!person) return { ok: false, error: 'user_not_found' }
  const checked = checkedView(view, homeProblems)
  if ('error' in checked) return { ok: false, ...checked }
  const { homes } = desk.room
  const before = homes.top(person.account)
  if (hash !== undefined && before && hash !== before.shown.hash) return { ok: false, error: 'hash_conflict' }
  const id = before?.id ?? mintId('V')
  const shown = toSlackView(checked.view, { id, root: id, previous: null, team: desk.team })
  return { ok: true, view: (before ? homes.redraw(before, shown) : homes.open(person.account, id, shown)).shown }
}

/** Puts a view on top of what the person has open; undefined where three are open already. */
export function stackView(desk: SlackDesk, person: string, sent: Json): Dialog | undefined {
  return desk.room.dialogs.slack.depth(person) >= 3 ? undefined : place(desk, person, sent)
}

export function redrawView(desk: SlackDesk, dialog: Dialog, sent: Json): Dialog {
  const { root_view_id, previous_view_id } = dialog.shown
  const previous = typeof previous_view_id === 'string' ? previous_view_id : null
  const view = toSlackView(sent, { id: dialog.id, root: String(root_view_id), previous, team: desk.team })
  return desk.room.dialogs.slack.redraw(dialog, view)
}

/** The view, or Slack's refusal of it. */
export function checkedView(
  sent: unknown,
  problemsIn: (view: Json) => string[] = viewProblems,
): { view: Json } | { error: string; [more: string]: unknown } {
  if (typeof sent !== 'object' || sent === null) return { error: 'invalid_arguments' }
  const view = { ...sent }
  if (JSON.stringify(view).length > 250_000) return { error: 'view_too_large' }
  const messages = problemsIn(view)
  return messages.length === 0 ? { view } : { error: 'invalid_arguments', response_metadata: { messages } }
}

function place(desk: SlackDesk, person: string, sent: Json): Dialog {
  const below = desk.room.dialogs.slack.top(person)
  const id = mintId('V')
  const root = below ? String(below.shown.root_view_id) : id
  const view = toSlackView(sent, { id, root, previous: below?.id ?? null, team: desk.team })
  return desk.room.dialogs.slack.open(person, id, view)
}
