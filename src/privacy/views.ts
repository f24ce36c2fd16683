/** Privacy as people see it: what is held, what an erasure takes and can't reach, holds, and days. */
import type { HoldId } from '#src/core/id.ts'
import type { Platform } from '#src/core/intent.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, facts, list, moment, note, text, withActions } from '#src/view/build.ts'
import type { Block, Card, Span } from '#src/view/card.ts'
import type { Document } from '#src/view/document.ts'
import { counted, tablesIn } from '#src/view/phrases.ts'
import { countedFrom, type Hold, longestReason, RecordKind, usualDays } from './privacy.ts'
import type { PersonFound, Traces } from './store.ts'

export function exportedCard(name: string, document: Document): Card {
  const rows = tablesIn(document)
  return { ...card(`Everything held about ${name}`, ...(rows.length > 0 ? [list(rows)] : [])), label: document.label }
}

export function dataComesCard(document: Document, platform: Platform): Card {
  const how = platform === 'teams' ? 'as a link' : 'as files'
  return {
    ...card(
      'Your data is being put together',
      text(`It comes into your chat with me ${how}, commonly within a minute.`),
      list(tablesIn(document)),
      note(
        'Words of your organisation that you may not see any more are left out. To have your data erased, ask the operator.',
      ),
    ),
    label: document.label,
  }
}

/** Before anything goes. */
export function erasingCard({ name, id }: PersonFound, shownAs: string, traces: Traces): Card {
  return card(
    `Erase ${name}?`,
    text(`Nothing is erased yet. These go for good, and the name becomes “${shownAs}”:`),
    ...taken(traces),
    ...unreached(traces),
    note(`To erase, say it again with --sure yes (the person’s id is ${id}).`),
  )
}

/** Without the name: this answer is kept as well. */
export function erasedCard(shownAs: string, traces: Traces): Card {
  return card(`Erased: ${shownAs}`, ...taken(traces), ...unreached(traces))
}

export function erasedBeforeCard(shownAs: string): Card {
  return card(`Erased before: ${shownAs}`, text('Nothing was changed.'))
}

function taken({ going, naming, subjects }: Traces): Block[] {
  const named: Span[][] = naming.map(({ where, count }) => [`the name in ${where}: ${counted(count, 'place')}`])
  return [
    list([
      ['name, contact and seats'],
      ...going.map(({ what, count }) => [`${what}: ${count}`]),
      ...named,
      ['messages that still wait for the person, or name the person to others'],
    ]),
    text(
      subjects.length === 0
        ? 'No card in a channel shows the name.'
        : `${counted(subjects.length, 'subject')} may show the name in channels; their cards are drawn again.`,
    ),
    text(
      'What the person did stays in the register, for the organisation. Its entries are not changed, and it still verifies.',
    ),
  ]
}

function unreached({ elsewhere }: Traces): Block[] {
  return [
    text(bold('What can’t be reached')),
    list([
      ['messages to single people that Slack and Teams hold, and whatever their clients, e-mails and backups keep'],
      ['files that somebody has fetched, and reports made for others in the last days'],
      ['a message that is being sent at this moment'],
      ['backups of this database, until they are overwritten'],
      ...(elsewhere
        ? [['what another consortium here holds about the person: chat accounts stay linked for that one']]
        : []),
    ]),
  ]
}

export function holdForm(): FormShape {
  return {
    title: 'Place a legal hold',
    submit: 'Place hold',
    fields: [
      {
        kind: 'line',
        name: 'person',
        label: 'About whom',
        hint: 'A name, an id, or everybody',
        required: true,
        max: 200,
      },
      { kind: 'paragraph', name: 'reason', label: 'Why nothing may be erased', required: true, max: longestReason },
    ],
  }
}

export function holdPlacedCard(hold: HoldId, name: string | null): Card {
  const drawn = card(
    `Hold placed: ${name ?? 'everybody'}`,
    text('Nothing about ', bold(name ?? 'anybody'), ' is erased or forgotten until it is lifted.'),
    note(hold),
  )
  return withActions(drawn, lift(hold), button('List holds', 'list-holds', {}))
}

export function holdsCard(holds: Hold[]): Card {
  const drawn =
    holds.length === 0
      ? card('No legal hold stands', text('What has passed its days is forgotten, and people can be erased.'))
      : card(
          `${counted(holds.length, 'legal hold')} ${holds.length === 1 ? 'stands' : 'stand'}`,
          list(
            holds.map(({ id, person, reason, from }) => [
              bold(person?.name ?? 'everybody'),
              ', since ',
              moment(from, 'UTC'),
              `: ${reason} (${id})`,
            ]),
          ),
        )
  const lifts = holds.slice(0, 3).map(({ id, person }) => lift(id, person?.name ?? 'everybody'))
  return withActions(drawn, ...lifts, button('Place hold', 'place-hold', {}, { opens: true }))
}

export function holdLiftedCard({ person }: Hold): Card {
  return card(
    `Hold lifted: ${person?.name ?? 'everybody'}`,
    text('What has passed its days is forgotten within a minute.'),
  )
}

function lift(hold: HoldId, name?: string) {
  return button(name === undefined ? 'Lift hold' : `Lift hold on ${name}`.slice(0, 70), 'lift-hold', { hold })
}

type Own = Partial<Record<RecordKind, number>>

export function retentionCard(own: Own): Card {
  return withActions(
    card(
      'How long records are kept',
      facts(
        ...RecordKind.options.map((kind): [string, ...Span[]] => [
          kind,
          `${daysText(kind, own)} from when ${countedFrom[kind]}`,
        ]),
      ),
      note('The register and its openings have no age: they go by erasing a person. A legal hold keeps everything.'),
    ),
    button('Set retention', 'set-retention', {}, { opens: true }),
  )
}

export function retentionForm(own: Own): FormShape {
  return {
    title: 'Set how long records are kept',
    submit: 'Set retention',
    fields: [
      {
        kind: 'choice',
        name: 'kind',
        label: 'Records',
        required: true,
        options: RecordKind.options.map((kind) => ({ value: kind, label: `${kind}, now ${daysText(kind, own)}` })),
      },
      { kind: 'line', name: 'days', label: 'Days', hint: 'A number from 1 to 3650, or usual', required: true, max: 10 },
    ],
  }
}

export function retentionSetCard(kind: RecordKind, days: number | null): Card {
  return withActions(
    card(`${kind}: ${counted(days ?? usualDays[kind], 'day')}`, text(`Counted from when ${countedFrom[kind]}.`)),
    button('Show retention', 'show-retention', {}),
  )
}

function daysText(kind: RecordKind, own: Own): string {
  const days = own[kind]
  return days === undefined ? counted(usualDays[kind], 'day') : `${counted(days, 'day')} (usual: ${usualDays[kind]})`
}
