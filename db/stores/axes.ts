/** Reads both axes of many subjects at once, for one viewer: what a viewer does not see never leaves this file. */

import { and, asc, desc, eq, inArray, lte, or, type SQL } from 'drizzle-orm'
import { commitmentItem, isOwnerLeft } from '#src/commitments/commitment.ts'
import { sightOfLeft } from '#src/commitments/decide.ts'
import { seatsOf } from '#src/core/access.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { isAudience, isHome, type Release, type Shared, sightOf, type Viewer } from '#src/core/sharing.ts'
import type { Assessed, Axes, AxisEvent, Reported } from '#src/recommendations/axes.ts'
import { recommendationItem } from '#src/recommendations/recommendation.ts'
import type { AxesReader } from '#src/recommendations/store.ts'
import type { Tx } from '../link.ts'
import { commitments, progressReports } from '../schema/commitments.ts'
import { consortia, people } from '../schema/consortium.ts'
import { assessments, recommendationReports, recommendations } from '../schema/recommendations.ts'
import { isAmong } from './assignments.ts'
import { commitmentColumns, isReporter } from './commitment-columns.ts'
import { ownLabel } from './recommendations.ts'

export function axesReader(tx: Tx): AxesReader {
  return {
    of: async (subjects, viewer, now) => {
      const seen = await seenOf(tx, subjects, viewer)
      const rows = await tx
        .selectDistinctOn([assessments.subjectKind, assessments.subject], columns)
        .from(assessments)
        .innerJoin(people, isAssessor)
        .where(isKnown([...seen.keys()], viewer, now))
        .orderBy(asc(assessments.subjectKind), asc(assessments.subject), desc(assessments.n))
      const found = new Map(rows.map((row) => [row.subject, assessed(row, seen, now)]))
      return new Map(
        [...seen].map(([id, { reported }]): [Tracked['id'], Axes] => [id, { reported, found: found.get(id) ?? null }]),
      )
    },
    histories: async (subjects, viewer, now) => {
      const seen = await seenOf(tx, subjects, viewer)
      const rows = await tx
        .select(columns)
        .from(assessments)
        .innerJoin(people, isAssessor)
        .where(isKnown([...seen.keys()], viewer, now))
        .orderBy(asc(assessments.n))
      const findings = rows.map(
        (row): Said => ({
          subject: row.subject,
          event: { axis: 'found', ...assessed(row, seen, now) },
        }),
      )
      const events = [...(await reportsOn(tx, seen)), ...findings]
      // Each moment is read once: read anew for each comparison, that took half of the time of a long board.
      const timed = events.map((said) => ({ ...said, at: Temporal.Instant.from(said.event.at) }))
      const inTime = timed.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
      const bySubject = Map.groupBy(inTime, ({ subject }) => subject)
      return new Map([...seen.keys()].map((id) => [id, (bySubject.get(id) ?? []).map(({ event }) => event)]))
    },
  }
}

type Seen = Map<Tracked['id'], { release: Release; reported: Reported | null }>

/** What of these the viewer sees, and how much, with what was last reported. */
async function seenOf(tx: Tx, subjects: readonly Tracked[], viewer: Viewer): Promise<Seen> {
  const idsOf = (kind: Tracked['kind']) => subjects.filter((one) => one.kind === kind).map(({ id }) => id)
  const rows = [
    ...(await commitmentRows(tx, idsOf('commitment'))),
    ...(await recommendationRows(tx, idsOf('recommendation'))),
  ]
  const seen: Seen = new Map()
  for (const { id, item, left, progress, outlook, note, at } of rows) {
    const release = left ? sightOfLeft(viewer, item) : sightOf(viewer, item)
    const reported = progress === null || at === null ? null : { progress, outlook, note, at: at.toString() }
    if (release !== 'nothing') seen.set(id, { release, reported: reported && inWords(reported, release) })
  }
  return seen
}

type Row = {
  id: Tracked['id']
  item: Shared
  /** Its owner left something undone. */
  left: boolean
  at: Temporal.Instant | null
} & { [K in 'progress' | 'outlook' | 'note']: Reported[K] | null }

async function commitmentRows(tx: Tx, ids: readonly Tracked['id'][]): Promise<Row[]> {
  if (ids.length === 0) return []
  const { id, label, recipients, organisation, ownerLeftAt, progress, outlook, progressNote: note } = commitments
  const item = { label, recipients, organisation, policy: commitmentColumns.policy }
  const rows = await tx
    .select({ id, ...item, ownerLeftAt, progress, outlook, note, at: commitments.progressAt })
    .from(commitments)
    .where(and(eq(commitments.status, 'confirmed'), isAmong(id, ids)))
  return rows.map(({ ownerLeftAt, ...row }) => {
    const left = isOwnerLeft({ progress: row.progress ?? 'not-started', ownerLeftAt })
    return { ...row, item: commitmentItem(row), left }
  })
}

async function recommendationRows(tx: Tx, ids: readonly Tracked['id'][]): Promise<Row[]> {
  if (ids.length === 0) return []
  const { id, recipients, progress, outlook, progressNote: note, progressAt: at } = recommendations
  const rows = await tx
    .select({ id, label: ownLabel, recipients, progress, outlook, note, at })
    .from(recommendations)
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
    .where(isAmong(id, ids))
  return rows.map((row) => ({ ...row, item: recommendationItem(row), left: false }))
}

/** Of what is seen by its reference alone the state, and no word of anybody. */
function inWords(reported: Reported, release: Release): Reported {
  return release === 'full' ? reported : { ...reported, note: null }
}

/** Something that was said, and of what. */
type Said = { subject: Tracked['id']; event: AxisEvent }

async function reportsOn(tx: Tx, seen: Seen): Promise<Said[]> {
  if (seen.size === 0) return []
  const ids = [...seen.keys()]
  const reported = await tx
    .select({ subject: progressReports.commitment, by: people.name, ...reportOf(progressReports) })
    .from(progressReports)
    .innerJoin(people, isReporter)
    .where(isAmong(progressReports.commitment, ids))
    .orderBy(asc(progressReports.n))
  const { consortium, reportedBy, recommendation } = recommendationReports
  const led = await tx
    .select({ subject: recommendation, by: people.name, ...reportOf(recommendationReports) })
    .from(recommendationReports)
    .innerJoin(people, and(eq(people.consortium, consortium), eq(people.id, reportedBy)))
    .where(isAmong(recommendation, ids))
    .orderBy(asc(recommendationReports.n))
  return [...reported, ...led].map(({ subject, by, note, at, ...said }) => {
    const report = inWords({ ...said, note: note || null, at: at.toString() }, seen.get(subject)?.release ?? 'nothing')
    return { subject, event: { axis: 'reported', by, ...report } }
  })
}

function reportOf({ progress, outlook, note, reportedAt: at }: typeof progressReports | typeof recommendationReports) {
  return { progress, outlook, note, at }
}

const { subject, owner, assessedAt: at, opensAt, reply, repliedAt } = assessments
const columns = {
  ...{ subject, owner, id: assessments.id, found: assessments.found, why: assessments.why },
  ...{ by: people.name, at, opensAt, reply, repliedAt },
}
const isAssessor = and(eq(people.consortium, assessments.consortium), eq(people.id, assessments.assessedBy))

/** Of these, what has opened; what has not, for its owner and its assessor. */
function isKnown(ids: readonly string[], viewer: Viewer, now: Temporal.Instant): SQL | undefined {
  const own = ownersIn(viewer)
  const isMine = !isAudience(viewer) && viewer.kind === 'person' ? eq(assessments.assessedBy, viewer.person) : undefined
  const isOurs = own.length === 0 ? undefined : inArray(owner, own)
  return and(isAmong(subject, ids), or(lte(opensAt, now), isOurs, isMine))
}

/** The organisations of which every viewer is. */
function ownersIn(viewer: Viewer): OrganisationId[] {
  if (!isAudience(viewer)) return seatsOf(viewer).map(({ organisation }) => organisation)
  return viewer.organisations.filter((one) => isHome({ label: 'TLP:GREEN', source: one, recipients: [] }, viewer))
}

type AssessmentRow = Pick<typeof assessments.$inferSelect, Exclude<keyof typeof columns, 'by' | 'at'>> & {
  by: string
  at: Temporal.Instant
}

function assessed(row: AssessmentRow, seen: Seen, now: Temporal.Instant): Assessed {
  const { id, found, by, at, opensAt, repliedAt } = row
  const isWhole = seen.get(row.subject)?.release === 'full'
  return {
    ...{ id, found, by, at: at.toString(), opensAt: opensAt.toString() },
    isOpen: Temporal.Instant.compare(opensAt, now) <= 0,
    why: isWhole ? row.why : null,
    reply: isWhole ? row.reply : null,
    repliedAt: repliedAt?.toString() ?? null,
  }
}
