/** What the person has open: a Slack modal or a Teams dialog, drawn again when the server says that it changed. */
import type { DialogView, Heard } from '../wire.ts'
import * as api from './api.ts'
import { type Frame, openFrame } from './dialog.ts'
import { el } from './dom.ts'
import { listIn, objectIn, textIn } from './json.ts'
import { drawModal, keptName, type Modal } from './slack-modal.ts'
import type { Names } from './slack-text.ts'
import { drawCard } from './teams-card.ts'

export type OpenDialog = { show(dialog: DialogView | null): void }

type Doings = { here(): api.Where; hear(heard: Heard): boolean; fallback: HTMLElement; names(): Names }

export function createSlackDialog(doings: Doings): OpenDialog {
  let modal: Modal | null = null
  let before: DialogView | null = null
  return createDialog('slack', doings, (dialog, frame) => {
    const kept = modal && before?.id === dialog.id ? keptValues(before, modal.values()) : {}
    const drawn = drawModal(dialog, doings.names(), kept, {
      cancel: () => void api.close(doings.here(), dialog.id),
      click: (click) => void api.clickSlack(doings.here(), null, click).then((heard) => frame.say(heard.notice)),
      submit: async () => {
        const heard = await busy(drawn.form, () => api.submit(doings.here(), dialog.id, drawn.values()))
        drawn.showErrors(heard.errors)
        frame.say(heard.notice)
      },
    })
    modal = drawn
    before = dialog
    frame.show(textIn(objectIn(dialog.shown, 'title'), 'text'), drawn.form)
  })
}

export function createTeamsDialog(doings: Doings): OpenDialog {
  return createDialog('teams', doings, (dialog, frame) => {
    const card = el('div', { class: 'task' })
    card.append(
      drawCard(objectIn(dialog.shown, 'card'), async (click) => {
        const heard = await busy(card, () => api.submit(doings.here(), dialog.id, click.data))
        if (card.isConnected) frame.say(heard.notice)
        else doings.hear(heard)
      }),
    )
    frame.show(textIn(dialog.shown, 'title'), card)
  })
}

/** Opens the frame with the first revision and closes it when the server says that nothing is open. */
function createDialog(
  platform: 'slack' | 'teams',
  doings: Doings,
  draw: (dialog: DialogView, frame: Frame) => void,
): OpenDialog {
  let open: { frame: Frame; dialog: DialogView } | null = null
  return {
    show(dialog) {
      if (dialog === null) {
        open?.frame.close()
        open = null
        return
      }
      if (open?.dialog.id === dialog.id && open.dialog.revision === dialog.revision) return
      const frame = open?.frame ?? openFrame(platform, () => void closeTop(), doings.fallback)
      open = { frame, dialog }
      draw(dialog, frame)
    },
  }

  async function closeTop(): Promise<void> {
    if (open) await api.close(doings.here(), open.dialog.id)
  }
}

/** Keeps buttons from being pressed twice while the answer is awaited. */
async function busy(root: HTMLElement, work: () => Promise<Heard>): Promise<Heard> {
  const buttons = [...root.querySelectorAll('button')]
  for (const each of buttons) each.disabled = true
  root.setAttribute('aria-busy', 'true')
  const heard = await work()
  root.removeAttribute('aria-busy')
  for (const each of buttons) each.disabled = false
  return heard
}

/** By block and element; a new element has a new name and starts empty. */
function keptValues({ shown }: DialogView, values: Record<string, string>): Record<string, string> {
  const inputs = listIn(shown, 'blocks').filter((block) => block.type === 'input')
  return Object.fromEntries(inputs.map((block) => [keptName(block), values[textIn(block, 'block_id')] ?? '']))
}
