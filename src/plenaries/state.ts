/** What a plenary report tells one reader: how things stood at a moment, and how at the one before. Each item is held against its label. */
import { daysLeft, isOverdue, keptText } from '#src/commitments/commitment.ts'
import { sightOfLeft } from '#src/commitments/decide.ts'
import type { Consortium } from '#src/consortium/consortium.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { OrganisationId, RecommendationId } from '#src/core/id.ts'
import { inFileFor, type Release, type Shared } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Evidence } from '#src/evidence/evidence.ts'
import { piecesFor } from '#src/evidence/seen.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import { type Axes, type AxisEvent, axesAt } from '#src/recommendations/axes.ts'
import { responseItem, type StatedResponse } from '#src/recommendations/recommendation.ts'
import type { AxesReader, RecommendationReader } from '#src/recommendations/store.ts'
import type {
  DueChange,
  Past,
  PastCommitment,
  PastDraft,
  PastFinding,
  PastPoll,
  PastRecommendation,
  PlenaryReader,
} from './store.ts'

/** From `since` (null: the beginning) up to `asOf`. */
export type Period = { asOf: Temporal.Instant; since: Temporal.Instant | null }

/** What was said and shown of a subject. */
type Said = {
  /** At the end of the period, and at its beginning. */
  axes: Axes
  before: Axes
  /** All up to its end, oldest first. */
  events: AxisEvent[]
  evidence: Evidence[]
}
export type RecommendationLine = Omit<PastRecommendation, 'lead' | 'supporting' | 'group'> &
  Said & { lead: string | null; supporting: string[]; group: string | null; responses: StatedResponse[] }
/** `zone`: the owner's, IANA: its due date is a day there. */
export type CommitmentLine = Omit<PastCommitment, 'owner' | 'answers'> &
  Said & {
    owner: string
    zone: string
    /** Codes. */
    answers: string[]
    /** Days since the due day in the owner's zone; null where it is not overdue. */
    daysLate: number | null
    /** Every other day that was promised until then, oldest first. */
    dueChanges: DueChange[]
  }
export type PassingLine = { number: number; from: string; to: string; at: Temporal.Instant; label: Tlp }

export type PlenaryState = Period & {
  consortium: Consortium
  findings: PastFinding[]
  recommendations: RecommendationLine[]
  commitments: CommitmentLine[]
  polls: PastPoll[]
  drafts: PastDraft[]
  /** Transfers within the period, oldest first. */
  passings: PassingLine[]
  /** How many items the reader may not see. */
  leftOut: number
}

export type Read = {
  consortium: ConsortiumReader
  plenaries: PlenaryReader
  recommendations: RecommendationReader
  axes: AxesReader
  evidence: EvidenceReader
}

type Names = (id: OrganisationId) => { short: string; zone: string }

/** Some fifteen statements, whatever the number of items. */
export async function plenaryState(
  read: Read,
  reader: Actor,
  period: Period,
  now: Temporal.Instant,
): Promise<PlenaryState> {
  const { asOf } = period
  const organisations = new Map((await read.plenaries.organisations(asOf)).map((one) => [one.id, one]))
  const names: Names = (id) => present(organisations.get(id), `the organisation ${id}`)
  const advised = seen(await read.plenaries.recommendations(asOf), ({ item }) => inFileFor(reader, item))
  const promised = seen(await read.plenaries.commitments(asOf), (one) => sightOfPromise(reader, one))
  const asked = seen(await read.plenaries.polls(asOf), ({ item }) => inFileFor(reader, item))
  const drafted = seen(await read.plenaries.drafts(asOf), ({ item }) => inFileFor(reader, item))
  const subjects = [...subjectsOf('recommendation', advised.rows), ...subjectsOf('commitment', promised.rows)]
  const said = await saidOf(read, reader, { period, names, now }, subjects)
  const codes = new Map(advised.rows.map(({ row }) => [row.id, row.code]))
  const shifts = Map.groupBy(await read.plenaries.dueChanges(asOf), ({ commitment }) => commitment)
  const promisedLines = promised.rows.map((one) => {
    const { id } = one.row
    return commitmentLine(one, { said: said(id), dueChanges: shifts.get(id) ?? [], codes, names, asOf })
  })
  return {
    ...period,
    consortium: await read.consortium.consortium(),
    findings: await read.plenaries.findings(asOf),
    recommendations: await recommendationLines(read, reader, advised.rows, { said, names, asOf }),
    commitments: promisedLines,
    polls: asked.rows.map(({ row, isWhole }) =>
      isWhole
        ? row
        : {
            ...row,
            question: 'Text kept by its organisation.',
            decided: row.decided.map((one) => ({ ...one, words: '' })),
          },
    ),
    drafts: drafted.rows.map(({ row }) => row),
    passings: await passingLines(read, promised.rows, period, names),
    leftOut: advised.leftOut + promised.leftOut + asked.leftOut + drafted.leftOut,
  }
}

type Seen<Row> = { row: Row; item: Shared; isWhole: boolean }

function seen<Row>(all: Past<Row>[], sight: (one: Past<Row>) => Release): { rows: Seen<Row>[]; leftOut: number } {
  const rows = all.flatMap((one) => {
    const release = sight(one)
    return release === 'nothing' ? [] : [{ ...one, isWhole: release === 'full' }]
  })
  return { rows, leftOut: all.length - rows.length }
}

/** What its owner left undone the secretariat sees by its reference at the least. */
function sightOfPromise(reader: Actor, { row, item }: Past<PastCommitment>): Release {
  const release = inFileFor(reader, item)
  return row.ownerLeftAt === null || item.label === 'TLP:RED' ? release : sightOfLeft(reader, item)
}

function subjectsOf<Kind extends Tracked['kind']>(kind: Kind, rows: readonly { row: { id: string } }[]): Tracked[] {
  return rows.map(({ row }) => ({ kind, id: row.id }) as Tracked)
}

type Telling = { period: Period; names: Names; now: Temporal.Instant }

async function saidOf(read: Read, reader: Actor, { period, names, now }: Telling, subjects: Tracked[]) {
  const { asOf, since } = period
  const histories = await read.axes.histories(subjects, reader, now)
  const idsOf = (of: Tracked['kind']) => subjects.filter(({ kind }) => kind === of).map(({ id }) => id)
  const pieces = [
    ...(await read.evidence.ofAll('recommendation', idsOf('recommendation'))),
    ...(await read.evidence.ofAll('commitment', idsOf('commitment'))),
  ].filter(({ addedAt, label }) => isBy(addedAt, asOf) && label !== 'TLP:RED')
  const evidence = Map.groupBy(
    piecesFor(reader, pieces).map((piece) => ({ ...piece, sourceName: names(piece.source).short })),
    ({ subject }) => subject.id,
  )
  return (id: Tracked['id']): Said => {
    const events = (histories.get(id) ?? []).filter((event) => isBy(toldAt(event), asOf))
    const before = since ? axesAt(events, since) : { reported: null, found: null }
    return { events, axes: axesAt(events, asOf), before, evidence: evidence.get(id) ?? [] }
  }
}

/** When it could be seen by everybody who sees its subject. */
export function toldAt(event: AxisEvent): string {
  return event.axis === 'found' ? event.opensAt : event.at
}

function isBy(at: string, moment: Temporal.Instant): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(at), moment) <= 0
}

type Told = { said: (id: Tracked['id']) => Said; names: Names; asOf: Temporal.Instant }

async function recommendationLines(
  read: Read,
  reader: Actor,
  rows: readonly Seen<PastRecommendation>[],
  { said, names, asOf }: Told,
): Promise<RecommendationLine[]> {
  const groups = new Map((await read.consortium.groups()).map(({ id, name }) => [id, name]))
  const stated = await read.recommendations.responses(
    rows.map(({ row }) => row.id),
    asOf,
  )
  const responses = Map.groupBy(stated, ({ recommendation }) => recommendation)
  return rows.map(({ row, item }) => ({
    ...row,
    ...said(row.id),
    lead: row.lead && names(row.lead).short,
    supporting: row.supporting.map((id) => names(id).short),
    group: (row.group && groups.get(row.group)) ?? null,
    responses: (responses.get(row.id) ?? [])
      .map((one) => ({ ...one, name: names(one.organisation).short }))
      .flatMap((one) => responseFor(reader, one, { ...row, recipients: item.recipients })),
  }))
}

function responseFor(
  reader: Actor,
  one: StatedResponse,
  of: { label: Tlp; recipients: Shared['recipients'] },
): StatedResponse[] {
  const release = inFileFor(reader, responseItem({ label: of.label, recipients: [...of.recipients] }, one))
  return release === 'nothing' ? [] : [release === 'full' ? one : { ...one, reason: '' }]
}

type Line = {
  said: Said
  dueChanges: DueChange[]
  /** Of the recommendations that the reader sees. */
  codes: ReadonlyMap<RecommendationId, string>
  names: Names
  asOf: Temporal.Instant
}

function commitmentLine({ row, isWhole }: Seen<PastCommitment>, { said, codes, names, ...of }: Line): CommitmentLine {
  const { short: owner, zone } = names(row.owner)
  const answers = row.answers.flatMap((id) => codes.get(id) ?? [])
  const progress = said.axes.reported?.progress ?? 'not-started'
  const today = of.asOf.toZonedDateTimeISO(zone).toPlainDate()
  const daysLate = isOverdue({ ...row, progress }, today) ? -daysLeft(row.due, today) : null
  const line = { ...row, ...said, owner, zone, answers, daysLate, dueChanges: of.dueChanges }
  if (isWhole) return line
  return { ...line, answers: [], text: keptText(owner), kind: 'other', details: null, milestones: [] }
}

async function passingLines(
  read: Read,
  rows: readonly Seen<PastCommitment>[],
  { asOf, since }: Period,
  names: Names,
): Promise<PassingLine[]> {
  const known = new Map(rows.map(({ row }) => [row.id, row]))
  const passed = await read.plenaries.passings(asOf)
  return passed.flatMap(({ commitment, from, to, at }) => {
    const row = known.get(commitment)
    if (!row || (since && Temporal.Instant.compare(at, since) <= 0)) return []
    return [{ number: row.number, label: row.label, from: names(from).short, to: names(to).short, at }]
  })
}
