/** What leaves an organisation, as its own people see it. */
import { dayInFull } from '#src/core/dates.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { Release } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Block, Card, Span } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { capital } from '#src/view/phrases.ts'
import type { ReleaseStated } from './store.ts'

export type Own = { id: OrganisationId; name: string; zone: string; stated: ReleaseStated[] }

const meanings: Record<Release, string> = {
  full: 'everything',
  reference: 'reference only: number, owner, date and state',
  nothing: 'nothing: it can’t be logged here',
}

/** Of whom the reader may bind, with the button. */
export function releaseCard(own: Own[], binds: ReadonlySet<OrganisationId>): Card {
  const title = own.length === 1 ? `What leaves ${own[0]?.name}` : 'What leaves your organisations'
  const drawn = card(
    title,
    ...own.flatMap((one) => [...(own.length > 1 ? [text(bold(one.name))] : []), ruleOf(one)]),
    note(
      'It holds before a text is stored, and whenever others would see it. What was stored before is shown as it says now.',
    ),
  )
  return binds.size > 0 ? withActions(drawn, button('Set release', 'set-release', {}, { opens: true })) : drawn
}

function ruleOf({ stated, zone }: Own): Block {
  const said = (label: Tlp | 'any'): Span[] => {
    const one = stated.find((each) => each.label === label)
    if (!one) return []
    const day = dayInFull(one.at.toZonedDateTimeISO(zone).toPlainDate())
    return [bold(meanings[one.what]), ` (set by ${one.by ?? 'the operator'}, ${day})`]
  }
  const labels = Tlp.options.flatMap((label): [string, ...Span[]][] => {
    const words = said(label)
    return words.length === 0 ? [] : [[label, ...words]]
  })
  const others = said('any')
  return facts(...labels, [
    labels.length === 0 ? 'Every label' : 'Any other label',
    ...(others.length > 0 ? others : [bold(meanings.full)]),
  ])
}

export function releaseForm(own: Own[]): FormShape {
  const options = own.map(({ id, name }) => ({ value: id, label: name }))
  const whose: Field[] =
    own.length < 2 ? [] : [{ kind: 'choice', name: 'organisation', label: 'Organisation', required: true, options }]
  return {
    title: 'Set what leaves',
    submit: 'Set release',
    fields: [
      ...whose,
      {
        kind: 'choice',
        name: 'label',
        label: 'Of which label',
        required: true,
        options: [
          { value: 'any', label: 'Any that has no word of its own' },
          ...Tlp.options.map((label) => ({ value: label, label })),
        ],
      },
      {
        kind: 'choice',
        name: 'what',
        label: 'What leaves',
        required: true,
        options: Release.options.map((what) => ({ value: what, label: capital(meanings[what]) })),
      },
    ],
    values: { label: 'any', what: 'full' },
    note: ['Its cards are redrawn at once, on both platforms.'],
  }
}
