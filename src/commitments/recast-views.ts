/** Splitting and merging, as people see it. */

import type { FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Card, Text } from '#src/view/card.ts'
import { listed } from '#src/view/phrases.ts'
import { commitmentReference, keptText, longestText } from './commitment.ts'
import { keepsText } from './decide.ts'
import { dueField, referenceField } from './fields.ts'
import type { Recast } from './recast.ts'
import { type Confirmed, dueText, type Named } from './views.ts'

type Sources = readonly Named<Confirmed>[]
type Planned = Pick<Recast, 'id' | 'kind' | 'parts'>

/** What a text field of every platform takes. */
const longestTyped = 3_000

export function splitForm(found: Named<Confirmed> | undefined): FormShape {
  return {
    title: 'Split commitment',
    submit: 'Check days',
    fields: [
      ...(found ? [] : [referenceField]),
      {
        kind: 'paragraph',
        name: 'parts',
        label: 'One commitment on each line',
        hint: 'For example Publish the draft by 15 January',
        required: true,
        max: longestTyped,
      },
    ],
    ...(found && { note: aboutOf([found]) }),
  }
}

/** Starts from the first of those that were named. */
export function mergeForm(found: Sources, values: Record<string, string>): FormShape {
  const [first] = found
  const isKept = first !== undefined && keepsText(first.commitment)
  return {
    title: 'Merge commitments',
    submit: 'Check day',
    fields: [
      {
        kind: 'line',
        name: 'references',
        label: 'Commitments',
        hint: 'For example C-12, C-14',
        required: true,
        max: 200,
      },
      { kind: 'paragraph', name: 'text', label: 'What your organisation will do', required: !isKept, max: longestText },
      dueField,
    ],
    values: { ...(first && { text: first.commitment.text, due: first.commitment.due }), ...values },
    ...(found.length > 0 && { note: aboutOf(found) }),
  }
}

function aboutOf(sources: Sources): Text {
  return sources.flatMap((one, nth) => [...(nth === 0 ? [] : ['\n']), ...named(one)])
}

function named({ commitment, owner }: Named<Confirmed>): Text {
  return [bold(commitmentReference(commitment)), ` ${commitment.text || keptText(owner.short)}`]
}

function references(sources: Sources): string {
  return listed(sources.map(({ commitment }) => commitmentReference(commitment)))
}

function planned(sources: Sources, { kind, parts }: Planned) {
  const { owner } = sources[0] ?? { owner: undefined }
  const zone = owner?.zone ?? 'UTC'
  const lines = parts.map(({ text: words, due }): Text => {
    return [words || keptText(owner?.short ?? ''), ', due ', bold(dueText(Temporal.PlainDate.from(due), zone))]
  })
  const gone = sources.some(({ commitment }) => commitment.details !== null)
    ? ' What it says of experts, money or continuity is written anew for each.'
    : ''
  return [
    text(kind === 'split' ? 'It becomes:' : 'They become:'),
    list(lines),
    note(
      `${references(sources)} keep${sources.length === 1 ? 's' : ''} number, history, evidence and milestones, withdrawn.${gone}`,
    ),
  ]
}

function labelled(sources: Sources, drawn: Card): Card {
  const [first] = sources
  return first ? { ...drawn, label: first.commitment.label } : drawn
}

const verbs = { split: 'Split', merge: 'Merge' } as const

export function recastPreview(
  sources: Sources,
  recast: Planned,
  { signs, use, form }: { signs: boolean; use: string; form: FormId },
): Card {
  const verb = verbs[recast.kind]
  const due = recast.kind === 'merge' ? { due: recast.parts[0]?.due ?? '' } : {}
  const next = signs ? 'You bind your organisation.' : 'A delegate confirms it; until then nothing changes.'
  return withActions(
    labelled(
      sources,
      card(`${verb} ${references(sources)}?`, ...planned(sources, recast), note(`Nothing is saved yet. ${next}`)),
    ),
    button(
      signs ? `${verb} ${references(sources)}` : `Propose ${recast.kind}`,
      use,
      { form, ...due, sure: 'yes' },
      { style: 'primary' },
    ),
    button('Change text', use, { form }, { opens: true }),
  )
}

export function recastProposedCard(sources: Sources, recast: Planned): Card {
  const says = `To ${recast.kind} ${references(sources)} is proposed`
  return withActions(
    labelled(
      sources,
      card(says, ...planned(sources, recast), note('A delegate confirms it; until then nothing changes.')),
    ),
    button('Withdraw proposal', 'withdraw-recast', { recast: recast.id }),
  )
}

export function toSignCard(sources: Sources, recast: Planned, by: string): Card {
  const says = `${by} proposes to ${recast.kind} ${references(sources)}`
  return withActions(
    labelled(sources, card(says, ...planned(sources, recast))),
    button(`Confirm ${recast.kind}`, 'confirm-recast', { recast: recast.id }, { style: 'primary' }),
    button(`Decline ${recast.kind}`, 'decline-recast', { recast: recast.id }),
  )
}

export function recastCard(sources: Sources, parts: readonly Confirmed[], kind: Recast['kind']): Card {
  const into = listed(parts.map(commitmentReference))
  const says =
    kind === 'split' ? `${references(sources)} is split into ${into}` : `${references(sources)} are merged into ${into}`
  return withActions(
    { ...labelled(sources, card(says, note('Their cards stand where the working group reads.'))), tone: 'good' },
    ...parts.slice(0, 3).map((part) => {
      const reference = commitmentReference(part)
      return button(`Show ${reference}`, 'show-commitment', { reference })
    }),
  )
}

export function settledRecastCard(
  sources: Sources,
  { kind }: Pick<Recast, 'kind'>,
  state: 'confirmed' | 'declined' | 'withdrawn',
): Card {
  return labelled(sources, card(`To ${kind} ${references(sources)} is ${state}`))
}
