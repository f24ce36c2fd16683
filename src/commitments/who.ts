/** Whom to call: for a country, an organisation, a working group, a kind of organisation, a theme, or the owner of a commitment. */
import { z } from 'zod'
import type { Person } from '#src/consortium/consortium.ts'
import { type Contact, contactsFor, type Meant, type Target, targetBy, targetsIn } from '#src/consortium/contacts.ts'
import { participant } from '#src/core/access.ts'
import type { Account } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { type At, showing } from '#src/core/use-case.ts'
import { Page, written } from '#src/core/words.ts'
import { commitmentItem, commitmentReference } from './commitment.ts'
import type { Read } from './read.ts'
import { contactsCard, perPage } from './who-views.ts'

/** `C-12`, as typed. */
const reference = /^\s*c-?(\d{1,9})\s*$/i

type Found = { contacts: Contact[]; page: number; accounts: Map<string, Account>; secretariat: Person[] }
type State = { meant: Meant; found: Found | undefined }

export const findContacts = showing('find-contacts', {
  input: z.object({
    about: written(200, 'Write a country, an organisation, a working group or a commitment.'),
    page: Page,
  }),
  says: 'Show whom to call for an organisation, a group, a kind, a theme or a commitment',
  may: participant,
  typed: {
    word: 'who',
    button: 'Find contacts',
    usage: 'who ABOUT',
    examples: ['who Japan', 'who standards', 'who C-12'],
    read: (rest) => (rest === '' ? {} : { about: rest }),
  },
  form: async () => ({
    title: 'Find contacts',
    submit: 'Find contacts',
    fields: [
      {
        kind: 'line',
        name: 'about',
        label: 'Whom to call for',
        hint: 'A country, an organisation, a working group, a kind of organisation, a theme, or C-12',
        required: true,
        max: 200,
      },
    ],
  }),
  load: async ({ about, page }, read: Read, at): Promise<State> => {
    const meant = reference.test(about) ? await ownerOf(about, read, at) : targetBy(about, await targets(read, at))
    return { meant, found: meant.is === 'one' ? await foundFor(meant.target, page, read, at) : undefined }
  },
  show: ({ about }, { meant, found }) => {
    if (meant.is === 'one' && found) return contactsCard(meant.target, found)
    if (reference.test(about)) return refuse('not-found', { reference: about.trim().toUpperCase() }, { field: 'about' })
    const near = meant.is === 'one' ? [] : meant.near
    const readings = near.map(({ id, name, kind }) => ({
      label: kind === 'organisation' ? name : `${name} (${kindNames[kind]})`,
      value: id,
    }))
    const code = meant.is === 'several' ? 'which-contacts' : 'no-contacts'
    return refuse(code, { typed: about }, { field: 'about', ...(readings.length > 0 && { readings }) })
  },
})

const kindNames: Record<Target['kind'], string> = {
  organisation: 'organisation',
  group: 'working group',
  kind: 'kind',
  country: 'country',
  theme: 'theme',
  commitment: 'commitment',
}

/** A commitment that the actor may not see is none. */
async function ownerOf(about: string, read: Read, { actor }: At): Promise<Meant> {
  const commitment = await read.commitments.byNumber(Number(reference.exec(about)?.[1] ?? 0))
  if (commitment?.status !== 'confirmed' || seenBy(actor, commitmentItem(commitment)) === 'nothing') {
    return { is: 'none', near: [] }
  }
  const owner = await read.consortium.organisation(commitment.organisation)
  const name = `${commitmentReference(commitment)}, ${owner?.short ?? ''}`
  return {
    is: 'one',
    target: {
      kind: 'commitment',
      id: commitmentReference(commitment),
      name,
      also: [],
      organisations: [commitment.organisation],
    },
  }
}

async function targets({ consortium, commitments }: Read, { actor, now }: At): Promise<Target[]> {
  const { zone } = await consortium.consortium()
  const organisations = await consortium.organisations()
  return targetsIn({
    organisations: organisations.filter(({ leftAt }) => leftAt === null),
    groups: await consortium.groups(),
    memberships: await consortium.memberships(),
    themes: await commitments.themes(actor),
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
  })
}

async function foundFor({ organisations }: Target, asked: number, { consortium }: Read, at: At): Promise<Found> {
  const contacts = contactsFor(at.actor, organisations, await consortium.seatsHeld())
  const page = Math.min(asked, Math.max(1, Math.ceil(contacts.length / perPage)))
  const accounts = new Map<string, Account>()
  for (const { person } of contacts.slice((page - 1) * perPage, page * perPage)) {
    const account = (await consortium.accounts(person)).find(({ platform }) => platform === at.platform)
    if (account) accounts.set(person, account)
  }
  return { contacts, page, accounts, secretariat: await consortium.secretariat() }
}
