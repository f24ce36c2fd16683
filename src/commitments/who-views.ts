/** The people to call, as a list: who, for whom, in which role, and how. */
import { roleNames } from '#src/consortium/consortium.ts'
import type { Contact, Target } from '#src/consortium/contacts.ts'
import type { Account } from '#src/core/intent.ts'
import { button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Card, Text } from '#src/view/card.ts'

export const perPage = 8

type Found = {
  contacts: readonly Contact[]
  /** From 1. */
  page: number
  /** On the reader's platform, by person. */
  accounts: ReadonlyMap<string, Account>
  secretariat: readonly { name: string }[]
}

export function contactsCard({ id, name }: Pick<Target, 'id' | 'name'>, found: Found): Card {
  const { contacts, page, accounts, secretariat } = found
  if (contacts.length === 0) return card(`Nobody to call for ${name} today`, text(askInstead(secretariat)))
  const shown = contacts.slice((page - 1) * perPage, page * perPage)
  const left = contacts.length - page * perPage
  const range = `${(page - 1) * perPage + 1} to ${(page - 1) * perPage + shown.length} of ${contacts.length}.`
  return withActions(
    card(
      `Whom to call for ${name}`,
      list(shown.map((contact) => contactLine(contact, accounts.get(contact.person)))),
      ...(contacts.length > perPage ? [note(range)] : []),
    ),
    ...(page > 1 ? [button(`Previous ${perPage}`, 'find-contacts', { about: id, page: String(page - 1) })] : []),
    ...(left > 0
      ? [button(`Next ${Math.min(left, perPage)}`, 'find-contacts', { about: id, page: String(page + 1) })]
      : []),
  )
}

function contactLine({ name, organisation, roles, contact }: Contact, account: Account | undefined): Text {
  const does = `, ${organisation}, ${roles.map((role) => roleNames[role]).join(' and ')}`
  return [{ person: name, ...(account && { account }) }, does, ...(contact === '' ? [] : [`: ${contact}`])]
}

function askInstead(secretariat: Found['secretariat']): string {
  const names = secretariat.map(({ name }) => name).join(' or ')
  return `There is no contact that you may see. Ask the secretariat${names === '' ? '' : `: ${names}`}.`
}
