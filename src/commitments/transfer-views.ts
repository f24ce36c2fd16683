/** Transfers as people see them: what is asked of the new owner, and what became of it. */
import type { Organisation } from '#src/consortium/consortium.ts'
import { shownIn } from '#src/consortium/reach.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { reportedRow } from '#src/recommendations/axes-views.ts'
import { bold, button, card, list, moment, note, text, withActions } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import { commitmentItem, commitmentReference, keptText } from './commitment.ts'
import { referenceField } from './fields.ts'
import type { Ownership } from './store.ts'
import { type Confirmed, commitmentCard, detailsOf, type Named } from './views.ts'

/** Which one is asked for only where none was named. */
export function transferForm(named: Named<Confirmed> | undefined): FormShape {
  const others = named?.group.members.filter(
    ({ id }) => id !== named.commitment.organisation || named.commitment.ownerLeftAt !== null,
  )
  const label = 'New owner'
  return {
    title: 'Transfer commitment',
    submit: 'Propose transfer',
    fields: [
      ...(named ? [] : [referenceField]),
      others && others.length > 0
        ? {
            kind: 'choice',
            name: 'to',
            label,
            required: true,
            options: others.map(({ id, short }) => ({ value: id, label: short })),
          }
        : { kind: 'line', name: 'to', label, hint: 'For example France', required: true, max: 200 },
    ],
    note: [
      ...(named
        ? [bold(commitmentReference(named.commitment)), ` ${named.commitment.text || keptText(named.owner.short)}\n`]
        : []),
      'A delegate or deputy of the new owner confirms it. Until then nothing changes.',
    ],
  }
}

/** To those who can bind the organisation that is to take it over. */
export function askedCard(named: Named<Confirmed>, to: Organisation): Card {
  const { commitment, owner } = named
  const reference = commitmentReference(commitment)
  const args = { commitment: commitment.id, to: to.id }
  const whence =
    commitment.ownerLeftAt === null
      ? `${owner.short} hands it over.`
      : `${owner.short} left the consortium; the secretariat asks ${to.short} to take it over.`
  const drawn = card(
    `${reference} Take it over for ${to.short}?`,
    text(commitment.text || keptText(owner.short)),
    detailsOf(named),
    { kind: 'progress', rows: [reportedRow('Reported', commitment)] },
    text(whence),
    note(`Once you confirm, ${to.short} is its owner. Number, label, due day and history stay.`),
  )
  return withActions(
    { ...drawn, label: commitment.label },
    button(`Take over ${reference}`, 'confirm-transfer', args, { style: 'primary' }),
    button('Decline transfer', 'decline-transfer', args),
    button('Show history', 'show-history', { reference }),
  )
}

export type Offer = { found: Named<Confirmed>; to: Organisation }

/** To whoever proposed it. */
export function proposedTransferCard({ commitment, owner }: Named<Confirmed>, to: Organisation): Card {
  const reference = commitmentReference(commitment)
  const drawn = card(
    `${reference} waits for ${to.short}`,
    text(commitment.text || keptText(owner.short)),
    note(`A delegate or deputy of ${to.short} confirms it; until then nothing changes.`),
  )
  return withActions(
    { ...drawn, label: commitment.label },
    button('Withdraw transfer', 'withdraw-transfer', { commitment: commitment.id, to: to.id }, { style: 'danger' }),
  )
}

/** The commitment as it now stands, to the person who took it over. */
export function takenOverCard(named: Named<Confirmed>, isChanged: boolean): Card {
  const drawn = commitmentCard(named)
  const says = isChanged
    ? `${named.owner.short} owns it now. Shown in ${shownIn(commitmentItem(named.commitment), named.group.places)}`
    : `Nothing was changed: ${named.owner.short} owns it already.`
  return { ...drawn, blocks: [...drawn.blocks, note(says)] }
}

/** To those who handed it over or proposed it: its text is the new owner's to show. */
export function passedCard(reference: string, to: Organisation, by: string): Card {
  const drawn = card(`${reference} is ${to.short}’s now`, note(`Taken over by ${by}.`))
  return withActions({ ...drawn, tone: 'good' }, button(`Show ${reference}`, 'show-commitment', { reference }))
}

export function declinedCard(reference: string, by: Organisation, person: string): Card {
  return card(
    `${reference} was not taken over`,
    text(`${by.short} declined: ${person}.`),
    note('Its owner stays as it was.'),
  )
}

export function withdrawnCard(reference: string, to: Organisation): Card {
  return card(`${reference} is no longer offered to ${to.short}`, text('Nothing else was changed.'))
}

/** Who owned it from when; nothing where it never changed hands. */
export function ownersOf(owners: Ownership[], zone: string): Block[] {
  if (owners.length < 2) return []
  return [text(bold('Owners')), list(owners.map(({ name, from }) => [`${name} from `, moment(from, zone)]))]
}
