/** An organisation's export as plain tables: what is its own, as far as the person for whom it is made may see it. Pure. */
import { statementReference } from '#src/advisories/statements/statement.ts'
import type { Organisation } from '#src/consortium/consortium.ts'
import { type Actor, seatsOf } from '#src/core/access.ts'
import type { DocumentId } from '#src/core/id.ts'
import { type Item, maySee, type Recipient } from '#src/core/sharing.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import { pollReference } from '#src/polls/poll.ts'
import { strawReference } from '#src/polls/straw/straw.ts'
import type { Cell, Document, Table } from '#src/view/document.ts'
import { contestTable, flipTable, receivedTable } from './afterwards-tables.ts'
import { findingTable, ledTable, responseTable } from './axes-tables.ts'
import {
  commentTable,
  draftCommentTable,
  entryTable,
  evidenceTable,
  openingTable,
  positionTable,
  pulledOutTable,
  recastTable,
  supportTable,
} from './held-tables.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import {
  changeTable,
  commitmentTable,
  milestoneTable,
  referenceOf,
  referencesIn,
  reportTable,
} from './promise-tables.ts'
import { signatureTable, statementTable } from './statement-tables.ts'
import type { Belongings } from './store.ts'
import { strawTable } from './straw-tables.ts'

export type ExportState = {
  organisation: Organisation
  /** The consortium's label. */
  label: Tlp
  belongings: Belongings
  /** Of the recipients: organisations and people. */
  names: ReadonlyMap<Recipient, string>
}

export function buildExport(id: DocumentId, state: ExportState, actor: Actor, now: Temporal.Instant): Document {
  const { organisation, belongings } = state
  const sees = sightOf(state, actor)
  const shown = itemsIn(state).filter(({ id: item }) => sees(item))
  return {
    id,
    needs: 'signatory',
    organisation: organisation.id,
    title: `What is ${organisation.short}’s own`,
    name: `organisation-${now.toZonedDateTimeISO(organisation.zone).toPlainDate()}`,
    label: strictest([state.label, ...shown.map(({ label }) => label)]) ?? state.label,
    madeAt: now.toString({ smallestUnit: 'second' }),
    tables: [
      commitmentTable(belongings, sees),
      reportTable(belongings, sees),
      milestoneTable(belongings, sees),
      changeTable(belongings, sees),
      responseTable(belongings, sees),
      ledTable(belongings, sees),
      findingTable(belongings, sees),
      quotationTable(state, sees),
      evidenceTable(belongings, sees),
      supportTable(belongings, sees),
      recastTable(belongings, sees),
      commentTable(belongings, sees),
      draftCommentTable(belongings, sees),
      pulledOutTable(belongings, sees),
      positionTable(belongings, sees),
      pollTable(state, sees),
      ballotTable(belongings),
      receivedTable(belongings, sees),
      contestTable(belongings, sees),
      flipTable(belongings),
      strawTable(belongings, sees),
      statementTable(belongings, sees),
      signatureTable(belongings, sees),
      recipientTable(state, sees),
      table(
        'What leaves it',
        [
          ['Label', 18],
          ['What leaves', 14],
        ],
        belongings.releases.map(({ label, what }) => [label, what]),
      ),
      entryTable(belongings),
      openingTable(belongings, sees),
    ],
  }
}

/** A label keeps its own organisation's people out as well: guests, and of TLP:RED whoever is not named. */
function sightOf(state: ExportState, actor: Actor): Sees {
  const items = itemsIn(state).filter((item) => !maySee(actor, item))
  const hidden = new Set(items.map(({ id }) => id))
  return (id) => !hidden.has(id)
}

/** All that has a label: its own, or that of what it is about. */
function itemsIn({ organisation, belongings }: ExportState): ({ id: string } & Item)[] {
  const { commitments, polls, evidence, supports, recasts, comments, responses, led, findings } = belongings
  const { draftComments, pulledOut, positions, asked, straws, statements, signatures } = belongings
  const own = [...commitments, ...polls, ...straws, ...statements, ...evidence].map((one) => ({
    ...one,
    source: organisation.id,
  }))
  return [
    ...own,
    ...[...supports, ...comments, ...responses, ...led, ...findings].map(({ id, item }) => ({ id, ...item })),
    ...[...draftComments, ...pulledOut, ...positions, ...asked, ...signatures].map(({ id, item }) => ({
      id,
      ...item,
    })),
    ...recasts.flatMap(({ id, items }) => items.map((item) => ({ id, ...item }))),
  ]
}

/** Who could bind it on the day it left sees what such a seat saw. */
export function asSignatory(actor: Actor, { id, short, zone }: Organisation): Actor {
  if (actor.kind !== 'person' || seatsOf(actor).some(({ organisation }) => organisation === id)) return actor
  const seat = { organisation: id, name: short, zone, role: 'delegate', standing: 'staff' } as const
  return { ...actor, seats: [...actor.seats, seat] }
}

function quotationTable({ belongings }: ExportState, sees: Sees): Table {
  const references = referencesIn(belongings)
  const rows = belongings.quotations
    .filter(({ commitment }) => sees(commitment))
    .map(({ commitment, text, author, url, saidAt, hash }): Cell[] => [
      references.get(commitment) ?? null,
      text,
      author,
      saidAt,
      url,
      hash,
    ])
  return table(
    'Quotations',
    [
      ['Number', 10],
      ['Text', 60],
      ['Author', 30],
      ['Said at', 22],
      ['Link', 40],
      ['SHA-256', 66],
    ],
    rows,
  )
}

function pollTable({ belongings }: ExportState, sees: Sees): Table {
  const rows = belongings.polls.map((one): Cell[] => [
    pollReference(one),
    sees(one.id) ? one.question : `(${one.label})`,
    one.status,
    instantText(one.closesAt),
    one.label,
  ])
  return table(
    'Polls',
    [
      ['Number', 10],
      ['Question', 60],
      ['Status', 12],
      ['Closes at', 22],
      ['Label', 18],
    ],
    rows,
  )
}

/** The question is its author's: a poll that another organisation opened is named by its number. */
function ballotTable({ ballots }: Belongings): Table {
  const rows = ballots.map(({ number, group, closesAt, choice, remarks, role, by, at }): Cell[] => [
    pollReference({ number }),
    group,
    instantText(closesAt),
    choice?.replaceAll('-', ' ') ?? 'not shown',
    remarks ?? 'not shown',
    role.replace('-', ' '),
    by,
    instantText(at),
  ])
  return table(
    'Ballots',
    [
      ...([
        ['Poll', 10],
        ['Working group', 22],
        ['Closes at', 22],
        ['Choice', 22],
        ['Comments or reasons', 40],
      ] as const),
      ...([
        ['Role', 16],
        ['Cast by', 24],
        ['Cast at', 22],
      ] as const),
    ],
    rows,
  )
}

function recipientTable({ belongings, names }: ExportState, sees: Sees): Table {
  const items = [
    ...belongings.commitments.map((one) => ({ ...one, reference: referenceOf(one) })),
    ...belongings.polls.map((one) => ({ ...one, reference: pollReference(one) })),
    ...belongings.statements.map((one) => ({ ...one, reference: statementReference(one) })),
    ...belongings.straws.map((one) => ({ ...one, reference: strawReference(one) })),
  ]
  const rows = items
    .filter(({ id }) => sees(id))
    .flatMap(({ reference, label, recipients }) =>
      recipients.map((one): Cell[] => [reference, label, names.get(one) ?? one]),
    )
  return table(
    'Recipients',
    [
      ['Number', 10],
      ['Label', 18],
      ['Recipient', 40],
    ],
    rows,
  )
}
