/** Changes of what was promised, as people see them: the form, what would change, and what waits for whom. */
import type { ChangeId, FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { type Recommendation, recommendationReference } from '#src/recommendations/recommendation.ts'
import { bold, button, card, facts, note, withActions } from '#src/view/build.ts'
import type { Card, Text } from '#src/view/card.ts'
import type { Problem } from '#src/view/form.ts'
import { inShort } from '#src/view/phrases.ts'
import type { Change, Patch } from './change.ts'
import { commitmentReference, keptText, longestText } from './commitment.ts'
import { keepsText } from './decide.ts'
import { dueField, referenceField } from './fields.ts'
import { termsText } from './kind.ts'
import { fieldsIn } from './patch.ts'
import { termsFields } from './terms.ts'
import { type Confirmed, commitmentCard, dueText, type Named } from './views.ts'

/** The most of a text that is shown where two stand beside each other. */
const longestPart = 200

/** Starts from what stands; `meanwhile` is told on the field where it is, beside what is typed there. */
export function changeForm(
  found: Named<Confirmed> | undefined,
  values: Record<string, string>,
  meanwhile: readonly Change[],
): FormShape {
  if (!found) return { title: 'Change commitment', submit: 'Show commitment', fields: [referenceField] }
  const { commitment, owner } = found
  const { reference: _, ...start } = values
  const isKept = keepsText(commitment)
  return {
    title: `Change ${commitmentReference(commitment)}`,
    submit: 'Check change',
    fields: [
      { kind: 'paragraph', name: 'text', label: `What ${owner.short} will do`, required: !isKept, max: longestText },
      dueField,
      { kind: 'line', name: 'recommendations', label: 'Answers recommendations', required: false, max: 200 },
      ...termsFields(isKept ? undefined : values.kind),
    ],
    values: start,
    keeps: { revision: String(commitment.revision) },
    problems: meanwhile.flatMap((change) => meanwhileOn(change, found)),
    note: [bold(commitmentReference(commitment)), ` ${commitment.text || keptText(owner.short)}`],
  }
}

/** What somebody else changed, on each field: what is typed there stays. */
function meanwhileOn({ patch, settledBy }: Change, found: Named): Problem[] {
  const by = settledBy || 'Somebody'
  const lines = new Map(partsOf(patch, found, []).map(({ field, now }) => [field, now]))
  return fieldsIn(patch).map((field) => ({
    ...(field === 'milestones' ? {} : { field }),
    says: `${by} changed this meanwhile to “${lines.get(field) ?? ''}”. What you typed is kept.`,
  }))
}

type Part = { field: string; label: string; was: string; now: string }

/** Each part that differs, in words. `named`: recommendations whose codes are known. */
function partsOf(patch: Patch, { owner, recommendations }: Named, more: readonly Recommendation[]): Part[] {
  const names = new Map([...recommendations, ...more].map((one) => [one.id, recommendationReference(one)]))
  const codes = (ids: readonly Recommendation['id'][]) =>
    ids.map((id) => names.get(id) ?? 'another').join(', ') || 'none'
  const day = (due: string) => dueText(Temporal.PlainDate.from(due), owner.zone)
  const { text, due, terms, milestones } = patch
  const steps = milestones.map(({ was, now }): Part => {
    const says = (one: typeof was) => (one === null ? 'none' : `${one.text || 'kept'}, ${day(one.due)}`)
    return { field: 'milestones', label: 'Milestone', was: says(was), now: says(now) }
  })
  return [
    ...(text
      ? [{ field: 'text', label: 'Text', was: inShort(text.was, longestPart), now: inShort(text.now, longestPart) }]
      : []),
    ...(due ? [{ field: 'due', label: 'Due', was: day(due.was), now: day(due.now) }] : []),
    ...(patch.recommendations
      ? [
          {
            field: 'recommendations',
            label: 'Answers',
            was: codes(patch.recommendations.was),
            now: codes(patch.recommendations.now),
          },
        ]
      : []),
    ...(terms ? [{ field: 'kind', label: 'Kind', was: termsText(terms.was), now: termsText(terms.now) }] : []),
    ...steps,
  ]
}

/** A new part alone, or what it was and what it is to be. */
function lineOf({ label, was, now }: Part): [string, ...Text] {
  if (was === 'none') return [`New ${label.toLowerCase()}`, bold(now)]
  return now === 'none' ? [`Drop ${label.toLowerCase()}`, was] : [label, `${was} → `, bold(now)]
}

type Previewed = {
  signs: boolean
  form: FormId
  /** What goes on with it. */
  use: string
  recommendations: readonly Recommendation[]
}

export function changePreview(
  found: Named<Confirmed>,
  patch: Patch,
  { signs, form, use, recommendations }: Previewed,
): Card {
  const { commitment, owner } = found
  const reference = commitmentReference(commitment)
  const next = signs
    ? `You bind ${owner.short}.`
    : `A delegate of ${owner.short} confirms it; until then ${reference} stands as it is.`
  const sure = { form, ...(patch.due && { due: patch.due.now }), sure: 'yes' }
  return withActions(
    {
      ...card(
        `Change ${reference}?`,
        facts(...partsOf(patch, found, recommendations).map(lineOf)),
        note(`Nothing is saved yet. ${next}`),
      ),
      label: commitment.label,
    },
    button(signs ? `Change ${reference}` : 'Propose change', use, sure, { style: 'primary' }),
    button('Change text', use, { form }, { opens: true }),
  )
}

/** To the person who made it. */
export function changedCard(named: Named<Confirmed>, isChanged: boolean): Card {
  const drawn = commitmentCard(named)
  const says = isChanged
    ? 'Changed. Its cards show it as it stands now.'
    : 'Nothing was changed: that is what it says already.'
  return { ...drawn, blocks: [...drawn.blocks, note(says)] }
}

/** To the person who proposed it. */
export function proposedChangeCard(found: Named<Confirmed>, patch: Patch, change: ChangeId): Card {
  const reference = commitmentReference(found.commitment)
  const drawn = card(
    `Change of ${reference} proposed`,
    facts(...partsOf(patch, found, []).map(lineOf)),
    note(`A delegate of ${found.owner.short} confirms it; until then ${reference} stands as it is.`),
  )
  return withActions(
    { ...drawn, label: found.commitment.label },
    button('Withdraw change', 'withdraw-change', { change }),
  )
}

/** To those who can sign. */
export function toSignatoryCard(
  found: Named<Confirmed>,
  { id, patch, by }: { id: ChangeId; patch: Patch; by: string },
): Card {
  const reference = commitmentReference(found.commitment)
  const drawn = card(
    `${by} proposes to change ${reference}`,
    facts(...partsOf(patch, found, []).map(lineOf)),
    note(`Until you confirm it, ${reference} stands as it is.`),
  )
  return withActions(
    { ...drawn, label: found.commitment.label },
    button('Confirm change', 'confirm-change', { change: id }, { style: 'primary' }),
    button('Decline change', 'decline-change', { change: id }),
    button(`Show ${reference}`, 'show-commitment', { reference }),
  )
}

/** To whoever proposed it. */
export function settledChangeCard(found: Named<Confirmed>, says: string, by: string): Card {
  const reference = commitmentReference(found.commitment)
  return { ...card(`Your change of ${reference} was ${says}`, note(`By ${by}.`)), label: found.commitment.label }
}
