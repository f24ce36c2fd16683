/**
 * Labelling: the label that somebody chooses for an item, and for whom it is besides its source. What is wrong stands on its field; what a
 * label makes of the choice is said in words. Pure, but for what it loads.
 */
import { z } from 'zod'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { Item, Recipient } from '#src/core/sharing.ts'
import { isAboveGreen, Tlp } from '#src/core/tlp.ts'
import { optional, several } from '#src/core/words.ts'
import type { Field } from '#src/view/form.ts'
import { type Consortium, holdsOn } from './consortium.ts'
import type { ConsortiumReader } from './store.ts'

/** Whom a label can name. */
export type Nameable = {
  consortium: Consortium
  organisations: { id: OrganisationId; short: string }[]
  /** Who holds a seat today, with the organisations. */
  people: { id: PersonId; name: string; organisations: string[] }[]
}

type Read = { consortium: Pick<ConsortiumReader, 'consortium' | 'organisations' | 'seats'> }

export async function nameableIn({ consortium: read }: Read, now: Temporal.Instant): Promise<Nameable> {
  const consortium = await read.consortium()
  const today = now.toZonedDateTimeISO(consortium.zone).toPlainDate()
  const held = (await read.seats()).filter((seat) => holdsOn(seat, today))
  const people = [...Map.groupBy(held, ({ person }) => person)].map(([id, seats]) => ({
    id,
    name: seats[0]?.name ?? id,
    organisations: [...new Set(seats.map(({ organisationName }) => organisationName))],
  }))
  const organisations = (await read.organisations()).filter(({ leftAt }) => leftAt === null)
  return { consortium, organisations, people }
}

/** `amber` and `TLP:AMBER+STRICT`, as typed. */
const TypedLabel = z
  .string()
  .transform((typed) => `TLP:${typed.trim().toUpperCase().replace(/^TLP:/, '')}`)
  .pipe(Tlp.or(z.never({ error: 'Choose one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT and TLP:RED.' })))

/** The arguments of a label: organisations and people by id, or by name. */
export const LabelInput = {
  label: optional(TypedLabel),
  recipients: several(z.string().max(200)),
  people: several(z.string().max(200)),
}
export type LabelTyped = { label?: Tlp | undefined; recipients: string[]; people: string[] }

const meanings: Record<Tlp, string> = {
  'TLP:CLEAR': 'anyone',
  'TLP:GREEN': 'everyone of this consortium',
  'TLP:AMBER': 'your organisation, those you name, and their clients',
  'TLP:AMBER+STRICT': 'your organisation and those you name, staff alone',
  'TLP:RED': 'you and the people you name, in 1:1 chats alone',
}

/** The most that both platforms show as choices; more are named in writing. */
const mostChoices = 100

export function labelFields({ organisations, people }: Nameable, source: OrganisationId | undefined): Field[] {
  const others = organisations.filter(({ id }) => id !== source).map(({ id, short }) => ({ value: id, label: short }))
  const named = people.map((one) => ({ value: one.id, label: `${one.name} (${one.organisations.join(', ')})` }))
  return [
    {
      kind: 'choice',
      name: 'label',
      label: 'Label',
      required: true,
      options: Tlp.options.map((label) => ({ value: label, label: `${label}: ${meanings[label]}` })),
    },
    namesField('recipients', 'Recipient organisations', 'For TLP:AMBER and TLP:AMBER+STRICT, besides your own', others),
    namesField('people', 'People', 'For TLP:RED, besides you', named),
  ]
}

function namesField(name: string, label: string, hint: string, options: { value: string; label: string }[]): Field {
  const base = { name, label, required: false }
  return options.length > 0 && options.length <= mostChoices
    ? { kind: 'choices', ...base, hint, options }
    : { kind: 'paragraph', ...base, hint: `${hint}: names, with commas between`, max: 3_000 }
}

/** What the fields start from. */
export function labelValues({ label, recipients }: Pick<Item, 'label' | 'recipients'>): Record<string, string> {
  const isPerson = (one: Recipient) => one.startsWith('person_')
  return {
    label,
    recipients: recipients.filter((one) => !isPerson(one)).join(','),
    people: recipients.filter(isPerson).join(','),
  }
}

export type Labelled = {
  label: Tlp
  recipients: Recipient[]
  /** What the label makes of what was chosen. */
  says: string[]
}

/** `author`: of TLP:RED always in; null for what nobody wrote. */
export type Labelling = { source: { id: OrganisationId; name: string } | null; author: PersonId | null }

/** Reads what was chosen. Recipients that the label does not take are left out, with a word. */
export function labelledAs(typed: LabelTyped, by: Labelling, nameable: Nameable): Labelled | Refusal[] {
  const label = typed.label ?? nameable.consortium.label
  const organisations = matched(
    typed.recipients,
    nameable.organisations.map(({ id, short }) => ({ id, name: short })),
  )
  const people = matched(typed.people, nameable.people)
  const wrong = [
    ...organisations.unknown.map((one) => refuse('recipient-unknown', { typed: one }, { field: 'recipients' })),
    ...people.unknown.map((one) => refuse('recipient-unknown', { typed: one }, { field: 'people' })),
  ]
  if (wrong.length > 0) return wrong
  const others = organisations.found.filter(({ id }) => id !== by.source?.id)
  switch (label) {
    case 'TLP:CLEAR':
    case 'TLP:GREEN':
      return { label, recipients: [], says: leftOut(label, [...others, ...people.found]) }
    case 'TLP:AMBER':
    case 'TLP:AMBER+STRICT': {
      const source = by.source?.name ?? nameable.consortium.name
      const alone = others.length === 0 ? [`${label}: nobody is named, so it is for ${source} alone.`] : []
      return { label, recipients: others.map(({ id }) => id), says: [...alone, ...leftOut(label, people.found)] }
    }
    case 'TLP:RED': {
      const named = [...new Set([...(by.author ? [by.author] : []), ...people.found.map(({ id }) => id)])]
      return { label, recipients: named, says: leftOut(label, others) }
    }
  }
}

function leftOut(label: Tlp, names: { name: string }[]): string[] {
  if (names.length === 0) return []
  const why = isAboveGreen(label) ? (label === 'TLP:RED' ? 'names people' : 'names organisations') : 'names nobody'
  return [`${label} ${why}: ${names.map(({ name }) => name).join(', ')} left out.`]
}

/** By id, else by name in any case. */
function matched<T extends { id: string; name: string }>(typed: string[], all: T[]): { found: T[]; unknown: string[] } {
  const found: T[] = []
  const unknown: string[] = []
  for (const one of typed) {
    const same = all.find(({ id }) => id === one) ?? all.find(({ name }) => name.toLowerCase() === one.toLowerCase())
    if (same) found.push(same)
    else unknown.push(one)
  }
  return { found, unknown }
}

/** Words of which others read a part: letters and digits count, how they are set does not. */
export function isHeard(words: string, heard: string | undefined): boolean {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return heard !== undefined && bare(words) !== '' && bare(words) === bare(heard)
}
