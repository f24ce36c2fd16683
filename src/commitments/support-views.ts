/** Support as people see it: what is asked of another organisation, what became of it, and who takes part. */
import type { Organisation } from '#src/consortium/consortium.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, note, text, withActions } from '#src/view/build.ts'
import type { Action, Card, Span } from '#src/view/card.ts'
import { commitmentReference, keptText } from './commitment.ts'
import { referenceField } from './fields.ts'
import { longestPart, type Support } from './support.ts'
import { type Confirmed, commitmentCard, detailsOf, type Named } from './views.ts'

/** Which one is asked for only where none was named. */
export function supportForm(named: Named<Confirmed> | undefined, others: Organisation[]): FormShape {
  return {
    title: 'Ask for support',
    submit: 'Ask for support',
    fields: [
      ...(named ? [] : [referenceField]),
      {
        kind: 'choice',
        name: 'by',
        label: 'Organisation',
        required: true,
        options: others.map(({ id, short }) => ({ value: id as string, label: short })),
      },
      { kind: 'paragraph', name: 'part', label: 'Its part', hint: 'What it does', required: false, max: longestPart },
    ],
    note: [
      ...(named
        ? [bold(commitmentReference(named.commitment)), ` ${named.commitment.text || keptText(named.owner.short)}\n`]
        : []),
      'Its own delegate or deputy confirms the part. Until then it takes no part.',
    ],
  }
}

type On = Pick<Support, 'organisation' | 'part'>

function argsOf({ commitment }: Named<Confirmed>, { organisation }: Pick<On, 'organisation'>) {
  return { commitment: commitment.id, organisation }
}

/** `Its part: Provide test data`. */
function partOf({ part }: On): Span[] {
  return part === '' ? ['What its part is was not said.'] : [bold('Its part: '), part]
}

/** To those who can bind the organisation that is asked. */
export function askedSupportCard(named: Named<Confirmed>, by: Organisation, part: string): Card {
  const { commitment, owner } = named
  const reference = commitmentReference(commitment)
  const on = { organisation: by.id, part }
  const drawn = card(
    `${reference} Support it for ${by.short}?`,
    text(commitment.text || keptText(owner.short)),
    detailsOf(named),
    text(...partOf(on)),
    note(`${owner.short} owns it and asks. Once you confirm, ${by.short} stands on its card with this part.`),
  )
  return withActions(
    { ...drawn, label: commitment.label },
    button(`Support ${reference}`, 'confirm-support', argsOf(named, on), { style: 'primary' }),
    button('Decline support', 'decline-support', argsOf(named, on)),
    button(`Show ${reference}`, 'show-commitment', { reference }),
  )
}

/** To whoever asked. */
export function supportAskedCard(named: Named<Confirmed>, by: Organisation, isPartKept: boolean): Card {
  const { commitment, owner } = named
  const drawn = card(
    `${commitmentReference(commitment)} waits for ${by.short}`,
    text(commitment.text || keptText(owner.short)),
    note(`A delegate or deputy of ${by.short} confirms its part; until then it takes none.`),
    ...(isPartKept ? [note(`What its part is, is not stored: ${owner.short} keeps its text to itself.`)] : []),
  )
  const withdraw = button('Withdraw request', 'end-support', argsOf(named, { organisation: by.id }), {
    style: 'danger',
  })
  return withActions({ ...drawn, label: commitment.label }, withdraw)
}

/** The commitment as it now stands, to the person who confirmed or ended a part. */
export function supportedCard(named: Named<Confirmed>, says: string): Card {
  const drawn = commitmentCard(named)
  return { ...drawn, blocks: [...drawn.blocks, note(says)] }
}

/** To those who asked, or were a part of it. */
export function supportSettledCard(named: Named<Confirmed>, says: string): Card {
  const { commitment, owner } = named
  const reference = commitmentReference(commitment)
  const drawn = card(`${reference} ${says}`, text(commitment.text || keptText(owner.short)))
  return withActions(
    { ...drawn, label: commitment.label },
    button(`Show ${reference}`, 'show-commitment', { reference }),
  )
}

/** One button for each part that the reader may end. */
export function endButtons(named: Named<Confirmed>, ending: readonly Support[]): Action[] {
  return ending.map((one) =>
    button(`End support of ${one.name}`, 'end-support', argsOf(named, one), { style: 'danger' }),
  )
}
