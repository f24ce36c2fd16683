/** Which person a typed name stands for. Pure. */
import { nearest, plainWords } from '#src/core/words.ts'
import type { Person } from './consortium.ts'

export type Meant =
  | { is: 'one'; person: Person }
  | { is: 'several'; people: Person[] }
  /** `near`: whose names are written nearly so. */
  | { is: 'none'; near: Person[] }

/** As many as are offered as buttons. */
const offered = 5

/** By id; else by the whole name in any case and without accents; else by words of it. */
export function meantBy(typed: string, people: readonly Person[]): Meant {
  const said = plainWords(typed)
  const rules: ((person: Person) => boolean)[] = [
    ({ id }) => id === typed.trim(),
    ({ name }) => plainWords(name).join(' ') === said.join(' '),
    ({ name }) => said.length > 0 && said.every((word) => plainWords(name).some((own) => own.startsWith(word))),
  ]
  for (const rule of rules) {
    const [person, ...others] = people.filter(rule)
    if (person)
      return others.length === 0
        ? { is: 'one', person }
        : { is: 'several', people: [person, ...others].slice(0, offered) }
  }
  const names = new Map(people.map((person) => [person.name, person]))
  return { is: 'none', near: nearest(typed, [...names.keys()], offered).flatMap((name) => names.get(name) ?? []) }
}
