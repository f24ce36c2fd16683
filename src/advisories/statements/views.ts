/** Joint statements as people see them: the card in shared places, opening one, signing it and withdrawing. */
import { placesText } from '#src/consortium/places.ts'
import type { Group } from '#src/consortium/store.ts'
import type { Seat } from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, deadline, facts, list, moment, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { counted } from '#src/view/phrases.ts'
import type { StatementState } from './read.ts'
import { longestText, longestTitle, type Statement, statementReference, takesSignatures } from './statement.ts'

/** The card that stands in every place of the working group; the same for everyone who reads it. */
export function statementCard(state: StatementState, now: Temporal.Instant): Card {
  const { statement, group, zone } = state
  const open = takesSignatures(statement, now)
  const standing = statement.signatures.filter(({ withdrawnAt }) => withdrawnAt === null)
  const drawn = card(
    titleOf(state),
    ...(statement.text === '' ? [] : [text(statement.text)]),
    facts(
      ['Standing', bold('Joint statement'), ': each organisation signs for itself'],
      [
        open ? 'Open for signing until' : 'Closed for signing',
        deadline(statement.closedAt ?? statement.closesAt, zone),
      ],
      ['Signed by', standing.length === 0 ? 'nobody yet' : counted(standing.length, 'organisation')],
    ),
    ...signatoryBlocks(state),
    ...(open
      ? [note(`Signed by delegates and deputies of ${group.name}’s organisations. Its text does not change.`)]
      : []),
    note(bold('Who can see this? '), whoSees(group.name)),
  )
  const sign = button('Sign statement', 'sign-statement', { statement: statement.id }, { style: 'primary' })
  return { ...drawn, label: statement.label, actions: open && statement.text !== '' ? [sign] : [] }
}

function titleOf({ statement, names }: StatementState): string {
  const source = names.get(statement.source ?? '') ?? 'its organisation'
  return `${statementReference(statement)} ${statement.title || `Joint statement of ${source}: its text is kept there`}`
}

/** Who signed and when, then who withdrew: a withdrawal takes nothing off the record. */
function signatoryBlocks({ statement: { signatures }, names, zone }: StatementState): Block[] {
  const name = (organisation: string) => names.get(organisation) ?? organisation
  const standing = signatures
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ organisation, signedAt }) => [bold(name(organisation)), ', ', moment(signedAt, zone)])
  const withdrawn = signatures.flatMap(({ organisation, signedAt, withdrawnAt }) =>
    withdrawnAt === null
      ? []
      : [[bold(name(organisation)), ', signed ', moment(signedAt, zone), ', withdrew ', moment(withdrawnAt, zone)]],
  )
  return [
    ...(standing.length === 0 ? [] : [list(standing)]),
    ...(withdrawn.length === 0 ? [] : [text(bold('Withdrawn')), list(withdrawn)]),
  ]
}

function whoSees(group: string): string {
  return `The text, who signed and who withdrew, and when: everyone in ${group}; always: the operator, Slack and Microsoft, and your own administrators. Disclosure law applies.`
}

/** Asked once, privately, before an organisation signs or withdraws. */
export function askSign({ statement }: Pick<StatementState, 'statement'>, seats: readonly Seat[]): Card {
  const reference = statementReference(statement)
  const drawn = card(
    seats.length === 1 ? `Sign for ${seats[0]?.name}?` : 'Sign: for whom?',
    text(`${reference} ${statement.title}`),
    text(statement.text),
    note('It is shown to everyone who sees the statement, with the day. You can withdraw it; that is shown too.'),
  )
  const args = { statement: statement.id }
  return withActions(
    { ...drawn, label: statement.label },
    ...seats.map(({ organisation, name }) =>
      button(`Sign for ${name}`, 'sign-statement', { ...args, organisation, sure: 'yes' }, { style: 'primary' }),
    ),
    button('Not yet', 'show-statement', args),
  )
}

export function askWithdraw({ statement }: Pick<StatementState, 'statement'>, { organisation, name }: Seat): Card {
  const reference = statementReference(statement)
  const args = { statement: statement.id, organisation, sure: 'yes' }
  return withActions(
    {
      ...card(
        `Withdraw ${name}’s signature from ${reference}?`,
        note('That it was signed, and that it was withdrawn, stay on record with their days.'),
      ),
      label: statement.label,
    },
    button('Withdraw signature', 'withdraw-signature', args, { style: 'danger' }),
    button('Not yet', 'show-statement', { statement: statement.id }),
  )
}

/** What whoever reads it alone can do about it. */
export function ownActions(
  { statement }: Pick<StatementState, 'statement'>,
  may: { withdraw: readonly Seat[]; close: boolean; take: boolean },
): Action[] {
  const args = { statement: statement.id }
  const reference = statementReference(statement)
  return [
    ...may.withdraw.map(({ organisation, name }) =>
      button(`Withdraw ${name}’s signature`, 'withdraw-signature', { ...args, organisation }),
    ),
    ...(may.close ? [button(`Close ${reference} for signing`, 'close-statement', args)] : []),
    ...(may.take ? [button(`Get ${reference} as a file`, 'get-statement', args)] : []),
  ]
}

export function doneCard(statement: Statement, says: string): Card {
  return withActions(
    { ...card(says), tone: 'good', label: statement.label },
    button(`Show ${statementReference(statement)}`, 'show-statement', { statement: statement.id }),
  )
}

type Previewed = { lines: string[]; zone: string; form: FormId }

/** Shown before it opens: no word of it can be changed afterwards. */
export function previewStatement(statement: Statement, group: Group, { lines, zone, form }: Previewed): Card {
  const drawn = card(
    'Open this joint statement for signing?',
    text(bold(statement.title)),
    text(statement.text),
    facts(
      ['Open for signing until', bold(momentInFull(Temporal.Instant.from(statement.closesAt), zone))],
      ['Signed by', `delegates and deputies of ${group.members.map(({ short }) => short).join(', ')}`],
    ),
    note(bold('Who can see this? '), whoSees(group.name)),
    ...lines.map((line) => note(line)),
    note('Its title and text can’t be changed once it is open. Nothing is saved yet.'),
  )
  const sure = { form, closes: statement.closesAt, sure: 'yes' }
  return withActions(
    { ...drawn, label: statement.label },
    button('Open statement', 'open-statement', sure, { style: 'primary' }),
    button('Change text', 'open-statement', { form }, { opens: true }),
  )
}

/** To the person who opened it, privately. */
export function openedStatement(statement: Statement, group: Group, lines: string[], zone: string): Card {
  const drawn = card(
    `${statementReference(statement)} is open for signing`,
    text(statement.title),
    facts(['Open until', deadline(statement.closesAt, zone)], ['Shown in', placesText(group)]),
    ...lines.map((line) => note(line)),
  )
  return { ...drawn, tone: 'good', label: statement.label }
}

export function statementForm(
  groups: { value: string; label: string }[],
  marks: Field[],
  values: Record<string, string>,
): FormShape {
  const group: Field[] =
    groups.length < 2
      ? []
      : [{ kind: 'choice', name: 'group', label: 'Working group', required: true, options: groups }]
  const hint = 'For example Friday 17:00 or 2026-12-04 17:00'
  return {
    title: 'Open a statement',
    submit: 'Check statement',
    fields: [
      { kind: 'line', name: 'title', label: 'Title', required: true, max: longestTitle },
      { kind: 'paragraph', name: 'text', label: 'Text', required: true, max: longestText },
      { kind: 'line', name: 'closes', label: 'Open for signing until', hint, required: true, max: 100 },
      ...group,
      ...marks,
    ],
    values,
    note: ['Organisations sign it as it stands: its title and text can’t be changed once it is open.'],
  }
}

/** What a place keeps where not everyone who reads there may have it. */
export function bareStatement(statement: Statement): Card {
  const drawn = card(statementReference(statement), note('Not everyone who reads here may have its text.'))
  return { ...drawn, label: statement.label }
}
