/** Seats: who acts for which organisation, in which role, for how long. */
import { Role, Standing } from '#src/core/access.ts'
import { refuse } from '#src/core/refusal.ts'
import { button } from '#src/view/build.ts'
import type { Field } from '#src/view/form.ts'
import { doneCard, showTable } from './done-views.ts'
import { choice, fromField, organisationField, personField, untilField } from './forms.ts'
import { isSeat, type Known, todayIn } from './known.ts'
import { organisationIn, personIn } from './rules/named.ts'
import { roleText, endSeat as seatEnded, stateSeat } from './rules/seat.ts'
import { oneOf, type Words, whole } from './rules/stated.ts'
import { type Done, stating } from './stating.ts'

const key = ['person', 'organisation', 'role'] as const

export const giveSeat = stating('give-seat', {
  words: [...key, 'standing', 'from', 'until'],
  says: 'Give a person a seat of an organisation, with a role',
  rule: (words, known) => stateSeat(words, known, true),
  form: (words, known) => ({
    title: 'Give a seat',
    submit: 'Give seat',
    fields: [...keyFields(known), ...termFields],
    values: { ...keyValues(words, known), standing: 'staff', from: todayIn(known, known.consortium.zone).toString() },
  }),
  done: (done, words) => seatCard(done, words),
})

export const changeSeat = stating('change-seat', {
  words: [...key, 'standing', 'from', 'until'],
  says: 'Change a seat’s standing or its days',
  rule: (words, known) => stateSeat(words, known),
  form: (words, known) => {
    const named = whole({
      person: personIn(known, words),
      organisation: organisationIn(known, words),
      role: oneOf(words, 'role', Role.options),
    })
    if (named.wrong) return named.wrong[0]
    const { person, organisation, role } = named.parts
    const before = known.seats.find(isSeat({ person: person.id, organisation: organisation.id, role }))
    if (!before)
      return refuse('no-such-seat', { person: person.name, organisation: organisation.short, role: roleText(role) })
    const { standing, from, until } = before
    return {
      title: `Change ${person.name}, ${roleText(role)} of ${organisation.short}`,
      submit: 'Save changes',
      fields: termFields,
      values: { standing, from, until: until ?? '' },
      note: ['For another role end this seat and give another.'],
    }
  },
  done: (done, words) => seatCard(done, words),
})

export const endSeat = stating('end-seat', {
  words: [...key, 'until'],
  says: 'End a seat',
  rule: seatEnded,
  form: (words, known) => ({
    title: 'End a seat',
    submit: 'End seat',
    fields: [...keyFields(known), { ...untilField, hint: 'The last day; empty is today' }],
    values: { ...keyValues(words, known), until: todayIn(known, known.consortium.zone).toString() },
  }),
  done: (done, words) => seatCard(done, words),
})

const termFields: Field[] = [
  choice('standing', 'Standing', Standing.options, {
    hint: 'What ties the person to the organisation: TLP:AMBER+STRICT is for its staff alone',
  }),
  fromField,
  untilField,
]

function keyFields(known: Known): Field[] {
  const roles = Role.options.map((value) => ({ value, label: roleText(value) }))
  return [
    personField(known),
    organisationField(known),
    { kind: 'choice', name: 'role', label: 'Role', options: roles, required: true },
  ]
}

function keyValues(words: Words, known: Known): Record<string, string> {
  const [person, organisation, role] = [
    personIn(known, words),
    organisationIn(known, words),
    oneOf(words, 'role', Role.options),
  ]
  return {
    ...('id' in person && { person: person.id }),
    ...('id' in organisation && { organisation: organisation.id }),
    ...(typeof role === 'string' && { role }),
  }
}

function seatCard(done: Done, { person = '', organisation = '', role = '' }: Words) {
  const isOver = done.facts.some(({ type }) => type === 'seat-ended')
  return doneCard(
    done,
    `A seat is given: ${done.what}`,
    ...(isOver
      ? []
      : [button('End seat', 'end-seat', { person, organisation, role }, { opens: true, style: 'danger' })]),
    ...(done.became === 'added' ? [button('Invite person', 'invite-person', { person })] : []),
    button('Give seat', 'give-seat', {}, { opens: true }),
    showTable('seats'),
  )
}
