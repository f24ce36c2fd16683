/** Fields that several forms about a commitment share. */
import type { Field } from '#src/view/form.ts'

/** Which commitment it is about, where none was named. */
export const referenceField: Field = {
  kind: 'line',
  name: 'reference',
  label: 'Commitment',
  hint: 'For example C-12',
  required: true,
  max: 40,
}

export const dueField: Field = {
  kind: 'line',
  name: 'due',
  label: 'By which day',
  hint: 'For example 15 December or 2026-12-15',
  required: true,
  max: 100,
}
