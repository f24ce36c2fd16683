/** Commitments as a table: its columns, what stands in a row of it, and the rows of a file. What an export writes is what an import reads back. */
import { type Column, type Line, linesIn, type Malformed } from '#src/bulk/lines.ts'
import { cellOf, type Named } from '#src/bulk/names.ts'
import type { OrganisationId, PersonId, RecommendationId } from '#src/core/id.ts'
import { recommendationReference } from '#src/recommendations/recommendation.ts'
import type { Milestone } from '../change.ts'
import { commitmentReference } from '../commitment.ts'
import { termsValues } from '../terms.ts'
import type { Confirmed } from '../views.ts'

export const columns = [
  { header: 'reference', width: 10 },
  { header: 'owner', width: 20 },
  { header: 'group', width: 24 },
  { header: 'text', width: 60 },
  { header: 'due', width: 12 },
  { header: 'answers', width: 16 },
  { header: 'kind', width: 14 },
  { header: 'experts', width: 9 },
  { header: 'months', width: 9 },
  { header: 'host', width: 20 },
  { header: 'amount', width: 12 },
  { header: 'currency', width: 9 },
  { header: 'what', width: 24 },
  { header: 'whom', width: 24 },
  { header: 'milestones', width: 40 },
  { header: 'contact', width: 24 },
  { header: 'label', width: 18 },
  { header: 'recipients', width: 24 },
  { header: 'progress', width: 14 },
  { header: 'outlook', width: 12 },
  { header: 'note', width: 40 },
  { header: 'revision', width: 9 },
  { header: 'updated', width: 24 },
] as const satisfies readonly Column[]
export type Header = (typeof columns)[number]['header']

/** As a file says it; a column that it leaves out is not there. */
export type Words = Partial<Record<Header, string>>
export type Cells = Record<Header, string>

/** A row with a reference says something of a commitment that is there; one without makes a new one, once. */
export function commitmentLinesIn(file: string): Line[] | Malformed {
  const key = ({ reference = '', owner = '', text = '', due = '' }: Line['words']) =>
    (reference === '' ? JSON.stringify([owner, text, due]) : reference.replace(/^c-?0*/i, 'C-')).toLowerCase()
  return linesIn(file, { columns, key })
}

/** A confirmed commitment with what its row shows; as much of it as its reader sees. */
export type Row = { commitment: Confirmed; milestones: readonly Milestone[] }

export type Names = {
  organisations: readonly Named<OrganisationId>[]
  groups: readonly Named<Confirmed['group']>[]
  people: readonly Named<PersonId>[]
  /** Those that the reader sees, by their codes. */
  recommendations: ReadonlyMap<RecommendationId, { code: string }>
}

export function cellsOf({ commitment, milestones }: Row, names: Names): Cells {
  const { kind, ...details } = termsValues(commitment)
  const of = (field: string) => details[field] ?? ''
  const answers = commitment.recommendations.flatMap((id) => names.recommendations.get(id) ?? [])
  const recipients = commitment.recipients.map((id) => cellOf<string>(id, [...names.organisations, ...names.people]))
  return {
    reference: commitmentReference(commitment),
    owner: cellOf(commitment.organisation, names.organisations),
    group: cellOf(commitment.group, names.groups),
    text: commitment.text,
    due: commitment.due,
    answers: answers.map(recommendationReference).join('; '),
    kind: kind ?? '',
    ...{ experts: of('experts'), months: of('months'), host: of('host'), amount: of('amount') },
    ...{ currency: of('currency'), what: of('what'), whom: of('whom') },
    milestones: milestones.map(milestoneLine).join('\n'),
    contact: commitment.contact === null ? '' : cellOf(commitment.contact, names.people),
    label: commitment.label,
    recipients: recipients.join('; '),
    progress: commitment.progress,
    outlook: commitment.outlook ?? '',
    note: commitment.progressNote ?? '',
    revision: String(commitment.revision),
    updated: commitment.progressAt ?? '',
  }
}

/** As it is typed: `Publish the draft by 2027-01-15`. */
export function milestoneLine({ text, due }: Pick<Milestone, 'text' | 'due'>): string {
  return `${text} by ${due}`.trim()
}
