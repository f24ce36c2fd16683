/** Dialogs: what each person has open, as a stack. In memory only: a dialog does not outlive the page's server on the real platforms either. */
import { randomUUID } from 'node:crypto'
import type { Json } from './wire.ts'

export type Dialog = { id: string; revision: number; person: string; shown: Json }

export type Dialogs = {
  top(person: string): Dialog | undefined
  depth(person: string): number
  find(id: string): Dialog | undefined
  open(person: string, id: string, shown: Json): Dialog
  redraw(dialog: Dialog, shown: Json): Dialog
  close(dialog: Dialog): void
  closeAll(person: string): void
}

/** Keeps the stacks; `changed` hears whose. */
export function createDialogs(changed: (person: string) => void): Dialogs {
  const stacks = new Map<string, Dialog[]>()
  const stackOf = (person: string) => stacks.get(person) ?? []
  const keep = (person: string, stack: Dialog[]) => {
    stacks.set(person, stack)
    changed(person)
  }
  return {
    top: (person) => stackOf(person).at(-1),
    depth: (person) => stackOf(person).length,
    find: (id) => [...stacks.values()].flat().find((dialog) => dialog.id === id),
    open(person, id, shown) {
      const dialog = { id, revision: 1, person, shown }
      keep(person, [...stackOf(person), dialog])
      return dialog
    },
    redraw(dialog, shown) {
      const next = { ...dialog, revision: dialog.revision + 1, shown }
      keep(
        dialog.person,
        stackOf(dialog.person).map((each) => (each.id === dialog.id ? next : each)),
      )
      return next
    },
    close(dialog) {
      keep(
        dialog.person,
        stackOf(dialog.person).filter((each) => each.id !== dialog.id),
      )
    },
    closeAll: (person) => keep(person, []),
  }
}

/** A new id in the manner of the platforms: a prefix and capitals. */
export function mintId(prefix: string): string {
  return `${prefix}${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`
}
