/** Labels as people see them when one is changed. */
import { labelFields, labelValues, type Nameable } from '#src/consortium/labelling.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, card, facts, note } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Found } from './decide.ts'

/** Which one is asked for only where none was named. */
export function labelForm(found: Found | undefined, nameable: Nameable): FormShape {
  const reference = {
    kind: 'line',
    name: 'reference',
    label: 'What it is about',
    hint: 'For example C-12, P-7, D-3, S-4, J-2 or R-4.2',
    required: true,
    max: 40,
  } as const
  return {
    title: found ? `Label of ${found.reference}` : 'Change a label',
    submit: 'Change label',
    fields: [...(found ? [] : [reference]), ...labelFields(nameable, found?.source?.id)],
    ...(found && { values: labelValues(found.item) }),
    note: ['Its cards are redrawn at once. What somebody has read before stays read.'],
  }
}

/** `lines`: what the label makes of the choice, and where it is shown now. */
export function relabelledCard({ reference, item }: Found, was: Tlp, names: string[], lines: string[]): Card {
  const drawn = card(
    was === item.label ? `${reference} stays ${item.label}` : `${reference} is ${item.label} now`,
    facts(
      ['Before', was],
      ['Now', bold(item.label)],
      ...(names.length > 0 ? [['For', names.join(', ')] satisfies [string, string]] : []),
    ),
    ...lines.map((line) => note(line)),
  )
  return { ...drawn, tone: 'good' }
}

export function unchangedCard({ reference, item }: Found): Card {
  return card(`${reference} is ${item.label} already`, note('Nothing was changed.'))
}
