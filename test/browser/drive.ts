/** What people do in a pane of the playground. */
import type { Locator } from 'playwright-core'

/** `who` begins the person's entry. */
export async function become(pane: Locator, who: string): Promise<void> {
  const entry = pane.getByRole('option').filter({ hasText: who })
  await pane.getByLabel('You are').selectOption(await entry.getAttribute('value'))
}

export async function open(pane: Locator, place: string): Promise<void> {
  await pane.getByRole('navigation').getByRole('button', { name: place }).click()
  await pane.getByRole('log', { name: place }).waitFor()
}

export async function say(pane: Locator, line: string): Promise<void> {
  await pane.getByRole('textbox').fill(line)
  await pane.getByRole('button', { name: 'Send', exact: true }).click()
}

/** The newest message that says this. */
export function message(pane: Locator, words: string | RegExp): Locator {
  return pane.getByRole('article').filter({ hasText: words }).last()
}
