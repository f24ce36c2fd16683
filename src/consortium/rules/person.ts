/** Adding a person, or changing one. */
import type { NewId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { Known } from '../known.ts'
import { clean, isNamed, lineIn, mayBeLineIn, type Stated, type Words, whole, zoneIn } from './stated.ts'

/** By `id`, else by `name`, which several may share; where neither is known, the person is added. */
export function statePerson(words: Words, known: Known, newId: NewId): Stated {
  const before = personBefore(words, known)
  if (before && 'code' in before) return { wrong: [before] }
  return personStated(words, known, before, newId)
}

/** Somebody new, also where another bears the same name. */
export function addPerson(words: Words, known: Known, newId: NewId): Stated {
  return personStated(words, known, undefined, newId)
}

/** Everybody of this name. */
export function namesakes({ people }: Known, name: string | undefined): Known['people'] {
  const isNamesake = isNamed(name ?? '')
  return people.filter((one) => isNamesake(one.name))
}

function personBefore(words: Words, known: Known): Known['people'][number] | Refusal | undefined {
  const id = clean(words.id ?? '')
  if (id !== '') return known.people.find((one) => one.id === id) ?? refuse('id-unknown', { id }, { field: 'id' })
  const [found, ...others] = namesakes(known, words.name)
  if (!found || others.length === 0) return found
  return refuse('several-people', { name: found.name, ids: [found, ...others].map((one) => one.id) }, { field: 'name' })
}

function personStated(words: Words, known: Known, before: Known['people'][number] | undefined, newId: NewId): Stated {
  const read = whole({
    name: lineIn(words, 'name', 200, 'a name', before?.name),
    zone: zoneIn(words, 'zone', before?.zone ?? known.consortium.zone) ?? known.consortium.zone,
    contact: mayBeLineIn(words, 'contact', 200, before?.contact),
  })
  if (read.wrong) return read
  const { name, zone, contact } = read.parts
  const sealed = { name, contact }
  if (!before) {
    return { facts: [{ type: 'person-added', person: newId('person'), zone, sealed }], became: 'added', what: name }
  }
  const same = before.name === name && before.zone === zone && before.contact === contact
  if (same) return { facts: [], became: 'unchanged', what: name }
  return { facts: [{ type: 'person-changed', person: before.id, zone, sealed }], became: 'changed', what: name }
}
