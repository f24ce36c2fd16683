/** The stepper as one person sees it. */

import type { Actor } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { bold, button, buttons, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Card, Span } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { recommended, type Tally, tallied } from './decide.ts'
import { type OnComment, type Table, wordsSeen } from './read.ts'
import type { Position, Settling } from './resolution.ts'
import { stancesSeen } from './stance.ts'
import { disposedText } from './views.ts'

export const positionWords: Record<Position, string> = {
  accept: 'Accept',
  'accept-with-modification': 'Accept with modification',
  'not-accept': 'Not accept',
  abstain: 'Abstain',
}

type Saved = { reference: string; position: Position }
type Step = {
  table: Table
  steps: readonly Settling[]
  nth: number
  organisation: OrganisationId
  viewer: Actor
  saved?: Saved
}

/** One comment with what is proposed for it; each button saves, and shows the next one. */
export function stepCard({ table, steps, nth, organisation, viewer, saved }: Step): Card {
  const reference = draftReference(table.draft)
  const one = steps[nth]
  if (!one) throw new Error('no such step')
  const { comment } = one
  const sees = wordsSeen(viewer, one)
  const own = one.positions.find((taken) => taken.organisation === organisation)
  const proposal = disposedText(one.proposal, one, table, viewer).replace(/^: /, '')
  const why = stancesSeen(viewer, table, one).pulled.map(({ organisation: by, reason }): [string, ...Span[]] => [
    `Pulled out by ${table.names.get(by) ?? 'an organisation'}`,
    reason === '' ? 'its reason is kept' : inShort(reason, 300),
  ])
  const choose = (position: Position, opens: boolean) =>
    button(positionWords[position], 'take-position', { comment: comment.id, position }, { opens })
  const go = (label: string, to: number) => button(label, 'show-step', { draft: reference, nth: String(to) })
  const drawn = card(
    `Comment ${nth + 1} of ${steps.length} · ${comment.clause === '' ? 'general' : `clause ${comment.clause}`}`,
    ...(saved ? [note(savedText(saved))] : []),
    text(
      bold(commentReference(comment)),
      ` ${comment.type}. ${sees ? inShort(comment.text, 1_000) : 'Its text is kept by its organisation.'}`,
    ),
    facts(
      ...(sees && comment.proposed !== '' ? [['Proposed', inShort(comment.proposed, 1_000)] as [string, string]] : []),
      ['Editor', proposal || 'nothing proposed'],
      ...why,
      [
        `Position of ${table.names.get(organisation) ?? 'your organisation'}`,
        own ? `${positionWords[own.position]}${own.note === '' ? '' : `: ${inShort(own.note, 300)}`}` : 'none yet',
      ],
    ),
    ...buttons(
      choose('accept', false),
      choose('accept-with-modification', true),
      choose('not-accept', true),
      choose('abstain', false),
    ),
  )
  return {
    ...withActions(
      drawn,
      ...(nth > 0 ? [go('Back', nth - 1)] : []),
      ...(nth + 1 < steps.length ? [go('Skip', nth + 1)] : []),
      button('Save and leave', 'show-step', { draft: reference, leave: 'yes' }),
    ),
    label: table.draft.label,
  }
}

/** At the end, and where somebody leaves: what is saved, and what still waits. */
export function allTakenCard(
  table: Table,
  steps: readonly Settling[],
  organisation: OrganisationId,
  saved?: Saved,
): Card {
  const reference = draftReference(table.draft)
  const taken = steps.filter(({ positions }) => positions.some((one) => one.organisation === organisation)).length
  const left = steps.length - taken
  const name = table.names.get(organisation) ?? 'Your organisation'
  const title =
    steps.length === 0
      ? `No comment of ${reference} asks for positions`
      : `${name} has a position on ${taken} of ${counted(steps.length, 'comment')}`
  const drawn = card(
    title,
    ...(saved ? [note(savedText(saved))] : []),
    note(
      left > 0
        ? `All is saved. Go on here or on the other platform: write positions ${reference}.`
        : 'You may change a position until the chair has decided the comment.',
    ),
  )
  const again = steps.length > 0 ? [button('Read from the first', 'show-step', { draft: reference, nth: '0' })] : []
  const on = left > 0 ? [button('Go on', 'show-step', { draft: reference }, { style: 'primary' })] : again
  return { ...withActions(drawn, ...on), tone: left > 0 ? 'neutral' : 'good', label: table.draft.label }
}

function savedText({ reference, position }: Saved): string {
  return `Saved: ${reference}, ${positionWords[position].toLowerCase()}.`
}

/** `3 accept, 1 not accept; recommended: accept`. */
export function tallyText(positions: Settling['positions']): string {
  const tally: Tally = tallied(positions)
  const counts = (Object.keys(positionWords) as Position[]).flatMap((one) =>
    tally[one] > 0 ? [`${tally[one]} ${positionWords[one].toLowerCase()}`] : [],
  )
  if (counts.length === 0) return 'No organisation has a position yet'
  const recommends = recommended(tally)
  return `${counts.join(', ')}; ${recommends ? `recommended: ${positionWords[recommends].toLowerCase()}` : 'nothing is recommended'}`
}

/** ` Positions: 3 accept, 1 not accept; recommended: accept. France (not accept): “It does.”`; empty where there are none. */
export function positionsText(table: OnComment, actor: Actor): string {
  const { positions } = stancesSeen(actor, table, table.one)
  if (positions.length === 0) return ''
  const notes = positions.flatMap(({ organisation, position, note: words }) => {
    const name = table.names.get(organisation) ?? 'An organisation'
    return words === '' ? [] : [` ${name} (${positionWords[position].toLowerCase()}): “${inShort(words, 200)}”`]
  })
  return ` Positions: ${tallyText(positions)}.${notes.join('')}`
}
