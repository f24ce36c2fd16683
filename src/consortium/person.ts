/** Adding people, and changing them. */

import type { FormShape } from '#src/core/use-case.ts'
import { button, card, text, withActions } from '#src/view/build.ts'
import { doneCard, showTable } from './done-views.ts'
import { line, zoneField } from './forms.ts'
import { personIn } from './rules/named.ts'
import { namesakes, addPerson as personAdded, statePerson } from './rules/person.ts'
import { stating } from './stating.ts'

const words = ['name', 'zone', 'contact'] as const

export const addPerson = stating('add-person', {
  words,
  says: 'Add a person',
  rule: (typed, known, at) => personAdded(typed, known, at.newId),
  asks: ({ name }, known, at) => {
    const same = namesakes(known, name)
    if (same.length === 0 || name === undefined) return undefined
    return withActions(
      {
        ...card(`Somebody is called ${name} already`, text('Is this another person of the same name?')),
        tone: 'warning',
      },
      button('Add another person', 'add-person', { form: at.draft, sure: 'yes' }, { style: 'primary' }),
      showTable('people', { find: name }),
    )
  },
  form: (_values, known) => ({ ...personForm('Add a person', 'Add person'), values: { zone: known.consortium.zone } }),
  done: (done) => {
    const [added] = done.facts
    const person = added?.type === 'person-added' ? added.person : ''
    return doneCard(
      done,
      `${done.what} is added`,
      button('Give seat', 'give-seat', { person }, { opens: true, style: 'primary' }),
      button('Add person', 'add-person', {}, { opens: true }),
      showTable('people'),
    )
  },
})

export const changePerson = stating('change-person', {
  words: ['person', ...words],
  says: 'Change a person’s name, zone or contact',
  rule: (typed, known, at) => {
    const before = personIn(known, typed)
    return 'code' in before ? { wrong: [before] } : statePerson({ ...typed, id: before.id }, known, at.newId)
  },
  form: (typed, known) => {
    const before = personIn(known, typed)
    if ('code' in before) return before
    const { name, zone, contact } = before
    return { ...personForm(`Change ${name}`, 'Save changes'), values: { name, zone, contact } }
  },
  done: (done) => doneCard(done, `${done.what} is added`, showTable('people')),
})

function personForm(title: string, submit: string): FormShape {
  const contact = line('contact', 'Contact', 200, {
    hint: 'How to reach them, as they want it told: e-mail, phone',
    required: false,
  })
  return { title, submit, fields: [line('name', 'Name', 200), zoneField, contact] }
}
