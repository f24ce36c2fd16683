/** Admitting organisations and changing them; forming committees and working groups. */
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { button } from '#src/view/build.ts'
import { OrganisationKind, WorkingGroup } from './consortium.ts'
import { doneCard, showTable } from './done-views.ts'
import { choice, line, zoneField } from './forms.ts'
import type { Known } from './known.ts'
import { organisationNamed } from './rules/named.ts'
import { stateGroup, stateOrganisation } from './rules/organisation.ts'
import { clean, type Words } from './rules/stated.ts'
import { type Done, stating } from './stating.ts'
import type { OrganisationRead } from './store.ts'

const words = ['short', 'name', 'kind', 'country', 'zone'] as const
const again = button('Admit organisation', 'admit-organisation', {}, { opens: true })

export const admitOrganisation = stating('admit-organisation', {
  words,
  says: 'Admit an organisation to the consortium’s register',
  rule: (typed, known, at) => {
    const short = clean(typed.short ?? '')
    const before = organisationNamed(known, short)
    if (before) return { wrong: [refuse('name-taken', { name: short, by: before.name }, { field: 'short' })] }
    return stateOrganisation(typed, known, at.newId)
  },
  form: () => organisationForm('Admit an organisation', 'Admit organisation'),
  done: (done) =>
    doneCard(
      done,
      `${done.what} is admitted`,
      button(
        'Begin membership',
        'begin-membership',
        { organisation: idIn(done), body: 'consortium' },
        { opens: true, style: 'primary' },
      ),
      again,
      showTable('organisations'),
    ),
})

export const changeOrganisation = stating('change-organisation', {
  words: ['organisation', ...words],
  says: 'Change an organisation’s names, kind, country or zone',
  rule: (typed, known, at) => {
    const before = meant(typed, known)
    return 'code' in before ? { wrong: [before] } : stateOrganisation({ ...typed, id: before.id }, known, at.newId)
  },
  form: (values, known) => {
    const before = meant(values, known)
    if ('code' in before) return before
    const { short, name, kind, country, zone } = before
    return { ...organisationForm(`Change ${short}`, 'Save changes'), values: { short, name, kind, country, zone } }
  },
  done: (done) => doneCard(done, `${done.what} is admitted`, showTable('organisations')),
})

export const formGroup = stating('form-group', {
  words: ['name', 'kind'],
  says: 'Form a committee or a working group',
  rule: (typed, known, at) => stateGroup(typed, known, at.newId),
  form: () => ({
    title: 'Form a group',
    submit: 'Form group',
    fields: [line('name', 'Name', 100), choice('kind', 'Kind', WorkingGroup.shape.kind.options)],
    values: { kind: 'working-group' },
  }),
  done: (done) =>
    doneCard(
      done,
      `${done.what} is formed`,
      button('Begin membership', 'begin-membership', { body: idIn(done) }, { opens: true }),
      showTable('groups'),
    ),
})

/** A menu knows its entries by id. */
function idIn({ facts: [fact] }: Done): string {
  return fact && 'id' in fact ? fact.id : ''
}

function meant(typed: Words, known: Known): OrganisationRead | Refusal {
  const named = clean(typed.organisation ?? '')
  return organisationNamed(known, named) ?? refuse('none-such', { what: 'organisation', typed: named })
}

function organisationForm(title: string, submit: string): FormShape {
  return {
    title,
    submit,
    fields: [
      line('short', 'Short name', 60, { hint: 'As people say it: Japan' }),
      line('name', 'Full name', 200),
      choice('kind', 'Kind', OrganisationKind.options),
      line('country', 'Country', 60, { hint: 'ISO 3166-1: JP, or the name in English; EU and UN for those bodies' }),
      { ...zoneField, hint: 'Of its capital or head office: Asia/Tokyo. Empty where the country has one zone' },
    ],
  }
}
