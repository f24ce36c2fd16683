/** Fields of the desk's forms. */
import type { Field } from '#src/view/form.ts'
import { capital } from '#src/view/phrases.ts'
import type { Known } from './known.ts'
import { consortiumWord } from './rules/named.ts'

/** The most options that a menu has room for in Slack; where there are more, names are written. */
const mostOptions = 100

type More = { hint?: string; required?: boolean }

export function line(name: string, label: string, max: number, { hint, required = true }: More = {}): Field {
  return { kind: 'line', name, label, max, required, ...(hint !== undefined && { hint }) }
}

export function choice(
  name: string,
  label: string,
  words: readonly string[],
  { hint, required = true }: More = {},
): Field {
  const options = words.map((value) => ({ value, label: capital(value.replaceAll('-', ' ')) }))
  return { kind: 'choice', name, label, options, required, ...(hint !== undefined && { hint }) }
}

/** `also`: those that left as well, which may come back. */
export function organisationField({ organisations }: Known, also?: 'left'): Field {
  const options = organisations
    .filter(({ leftAt }) => leftAt === null || also === 'left')
    .map(({ id, short, leftAt }) => ({ value: id, label: leftAt ? `${short} (left)` : short }))
  return pick('organisation', 'Organisation', options, 'Its short name, for example Japan')
}

export function personField({ people }: Known): Field {
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  return pick('person', 'Person', options, 'The name, or the id where several share it')
}

export function bodyField({ groups, consortium }: Known): Field {
  const options = [
    { value: consortiumWord, label: consortium.name },
    ...groups.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return pick('body', 'Member of', options, `${consortiumWord}, or the name of a committee or working group`)
}

export function groupField({ groups }: Known): Field {
  const options = groups.map(({ id, name }) => ({ value: id, label: name }))
  return pick('group', 'Committee or working group', options, 'Its name')
}

/** The organisations that read in a place. */
export function organisationsField({ organisations }: Known): Field {
  const hint = 'Leave it empty where simply the members of its group read there'
  const options = organisations.map(({ id, short }) => ({ value: id, label: short }))
  const [name, label, required] = ['organisations', 'Only these organisations read there', false] as const
  if (options.length === 0 || options.length > mostOptions) return line(name, label, 3000, { hint, required })
  return { kind: 'choices', name, label, options, required, hint }
}

const dayHint = 'For example 2026-12-15 or 15 December'
export const fromField = line('from', 'First day', 60, { hint: `${dayHint}; empty is today`, required: false })
export const untilField = line('until', 'Last day', 60, { hint: `${dayHint}; empty while it lasts`, required: false })
export const zoneField = line('zone', 'Time zone', 60, { hint: 'For example Asia/Tokyo', required: false })

function pick(name: string, label: string, options: { value: string; label: string }[], hint: string): Field {
  if (options.length === 0 || options.length > mostOptions) return line(name, label, 200, { hint })
  return { kind: 'choice', name, label, options, required: true }
}

export function said(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no'
}
