/** A row that says something of a commitment that is there: what differs from what stands, and what its bringer may make of it. Pure. */
import type { Change as Shown } from '#src/bulk/import.ts'
import { namedBy } from '#src/bulk/names.ts'
import { changesText } from '#src/bulk/views.ts'
import { proposingSeats, signingRole } from '#src/core/access.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { whatLeaves } from '#src/core/sharing.ts'
import type { At } from '#src/core/use-case.ts'
import { axisText, longestNote, Outlook, Progress, progressText } from '#src/recommendations/axes.ts'
import type { Patch } from '../change.ts'
import { madeFact } from '../change-commitment.ts'
import { commitmentReference, withoutText } from '../commitment.ts'
import { answered } from '../confirm.ts'
import { promisedOf, seen } from '../decide.ts'
import { addedIn } from '../milestone-lines.ts'
import { isEmpty, patched, patchOf } from '../patch.ts'
import { reportOn } from '../progress.ts'
import type { CommitmentRow } from '../store.ts'
import { type Cells, cellsOf, type Header, milestoneLine, type Words } from './columns.ts'
import {
  answersIn,
  type Known,
  namesIn,
  numberIn,
  type Outcome,
  type RowFact,
  seatOf,
  termsIn,
  type Wrong,
  wordIn,
} from './known.ts'

const marks = ['revision', 'updated'] as const satisfies Header[]
const reported = ['progress', 'outlook', 'note'] as const satisfies Header[]
const details = ['experts', 'months', 'host', 'amount', 'currency', 'what', 'whom'] as const satisfies Header[]
const substance = ['text', 'due', 'answers', 'kind', ...details, 'milestones'] as const satisfies Header[]
/** What an organisation may keep to itself. */
const wordy = ['text', ...details, 'milestones', 'note'] as const satisfies Header[]
const fixed: Partial<Record<Header, (reference: string) => string>> = {
  owner: (reference) => `offer it by transfer ${reference} to an organisation`,
  group: () => 'it stays in the group for which it was promised',
  label: (reference) => `type label ${reference}`,
  recipients: (reference) => `type label ${reference}`,
}

export function standingRow(words: Words, known: Known, at: At): Outcome | Wrong {
  const number = numberIn(words.reference ?? '')
  const row = number === undefined ? undefined : known.standing.get(number)
  const release = row ? seen(known.by, row.commitment) : 'nothing'
  if (!row || release === 'nothing')
    return { wrong: [refuse('not-found', { reference: (words.reference ?? '').toUpperCase().slice(0, 20) })] }
  const what = commitmentReference(row.commitment)
  const cells = shownCells(row, release === 'full', known)
  const differing = differ(words, cells)
  if (differing.length === 0) return { became: 'unchanged', what, facts: [], refresh: [] }
  const wrong = barred(row, { what, words, cells, differing, isWhole: release === 'full' }, known)
  if (wrong.length > 0) return { wrong }
  const made = madeOf(row, { ...cells, ...words }, differing, { known, at })
  if ('wrong' in made) return made
  const { facts, patch, waits } = made
  if (facts.length === 0)
    return { became: 'unchanged', what, ...(waits && { says: 'It waits for a delegate.' }), facts, refresh: [] }
  const { commitment } = row
  const changes = differing.map((field): Shown => ({ field, was: cells[field], now: words[field] ?? '' }))
  const says = `${changesText(changes)}${waits ? '; waits for a delegate' : ''}`
  const subject = { kind: 'commitment', id: commitment.id } as const
  const refresh = [subject, ...answered(commitment), ...answered(patched(commitment, patch))]
  return { became: 'changed', what, says, facts, ...(waits && { waits: commitment.organisation }), refresh }
}

/** As an export would write it for whoever brings the row. */
export function shownCells(row: CommitmentRow, isWhole: boolean, known: Known): Cells {
  const commitment = isWhole ? row.commitment : { ...withoutText(row.commitment), contact: null, recipients: [] }
  return cellsOf({ commitment, milestones: isWhole ? row.milestones : [] }, namesIn(known))
}

/** Words of a fixed list are read in any case; lines however they end. */
function differ(words: Words, cells: Cells): Header[] {
  const said = (field: Header) => {
    const typed = words[field] ?? ''
    if (field === 'kind' || field === 'progress' || field === 'outlook') return wordIn(typed)
    return field === 'milestones' ? linesIn(typed).join('\n') : typed
  }
  const named = Object.keys(cells).filter((field): field is Header => words[field as Header] !== undefined)
  return named.filter((field) => field !== 'reference' && said(field) !== cells[field])
}

function linesIn(typed: string): string[] {
  return typed.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
}

type Row = { what: string; words: Words; cells: Cells; differing: Header[]; isWhole: boolean }

/** What keeps the row from being taken, whatever it says. */
function barred({ commitment }: CommitmentRow, row: Row, known: Known): Refusal[] {
  const { what: reference, words, cells, differing, isWhole } = row
  const owner = known.organisations.find(({ id }) => id === commitment.organisation)?.short ?? 'its organisation'
  if (!isWhole) return [refuse('seen-by-reference', { reference, owner })]
  if (commitment.ownerLeftAt !== null) return [refuse('owner-left', { reference, owner })]
  if (marks.some((mark) => words[mark] !== undefined && words[mark] !== '' && words[mark] !== cells[mark]))
    return [refuse('changed-since-file', { reference })]
  const has = (fields: readonly Header[]) => fields.some((field) => differing.includes(field))
  const isOwners = proposingSeats(known.by).some(({ organisation }) => organisation === commitment.organisation)
  const isKept = whatLeaves(commitment.policy, { label: commitment.label }) !== 'full'
  const saysWords = wordy.some((field) => differing.includes(field) && words[field] !== '')
  return [
    ...differing.flatMap((column) => {
      const how = fixed[column]?.(reference)
      return how ? [refuse('column-fixed', { reference, column, how })] : []
    }),
    ...(has([...reported, 'contact']) && !isOwners ? [refuse('not-owners-row', { reference, owner })] : []),
    ...(isKept && saysWords ? [refuse('rows-kept', { rows: [], organisation: owner })] : []),
  ]
}

type Around = { known: Known; at: At }
type Made = { facts: RowFact[]; patch: Patch; waits: boolean }

function madeOf(row: CommitmentRow, words: Cells, differing: Header[], around: Around): Made | Wrong {
  const has = (fields: readonly Header[]) => fields.some((field) => differing.includes(field))
  const patch = has(substance) ? patchFor(row, words, differing, around) : { milestones: [] }
  const contact = has(['contact']) ? contactFor(row, words.contact, around.known) : []
  const report = has(reported) ? reportFor(row, words, differing, around.known) : []
  const wrong = [patch, contact, report].flatMap((part) => ('wrong' in part ? part.wrong : []))
  if ('wrong' in patch || 'wrong' in contact || 'wrong' in report) return { wrong }
  const { commitment } = row
  const { person } = around.known.by
  const change = around.at.newId('chg')
  const signs = signingRole(around.known.by, commitment.organisation) !== undefined
  const isWaiting = row.waiting.some((one) => isSame(one, patch))
  const sealed = { patch: JSON.stringify(patch) }
  const proposed = { type: 'change-proposed', commitment: commitment.id, change, proposedBy: person, sealed } as const
  const made = signs ? madeFact({ commitment }, { change, proposedBy: person }, patch, person) : proposed
  const changes = isEmpty(patch) || (isWaiting && !signs) ? [] : [made]
  return { facts: [...changes, ...contact, ...report], patch, waits: !isEmpty(patch) && !signs }
}

/** Whatever the order of their keys, which the database does not keep; new milestones have no id in common. */
function isSame(a: Patch, b: Patch): boolean {
  const bare = ({ milestones, ...parts }: Patch) => [parts, milestones.map(({ was, now }) => [was, now])]
  return inOrder(bare(a)) === inOrder(bare(b))
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

function patchFor(
  { commitment, milestones }: CommitmentRow,
  words: Cells,
  differing: Header[],
  { known, at }: Around,
): Patch | Wrong {
  const owner = known.organisations.find(({ id }) => id === commitment.organisation)
  const group = known.groups.find(({ id }) => id === commitment.group)
  if (!owner || !group) throw new Error('a commitment has an owner and a group')
  const seat = seatOf({ id: owner.id, name: owner.short, zone: owner.zone })
  // A day that stands may have passed: only another one must be to come.
  const now = differing.includes('due')
    ? at.now
    : Temporal.PlainDate.from(commitment.due).toZonedDateTime(owner.zone).toInstant()
  const context = { seats: [seat], seat, group, ...answersIn(words.answers, known) }
  const promised = promisedOf({ text: words.text, due: words.due, terms: termsIn(words) }, context, now)
  const isKept = whatLeaves(commitment.policy, { label: commitment.label }) !== 'full'
  const steps = differing.includes('milestones')
    ? stepsFor(words.milestones, milestones, {
        today: at.now.toZonedDateTimeISO(owner.zone).toPlainDate(),
        isKept,
        newId: at.newId,
      })
    : []
  const empty =
    words.text === '' && !isKept ? [refuse('text-needed', { what: 'Write what the organisation will do.' })] : []
  const wrong = [...empty, ...(Array.isArray(promised) ? promised : []), ...('wrong' in steps ? steps.wrong : [])]
  if (wrong.length > 0 || Array.isArray(promised) || 'wrong' in steps) return { wrong }
  const seenCodes = new Set(known.recommendations.map(({ id }) => id))
  const unseen = commitment.recommendations.filter((id) => !seenCodes.has(id))
  return { ...patchOf(commitment, promised, unseen), milestones: steps }
}

/** Lines that stand are kept, whatever their days; those that are gone are dropped, and others are added. */
function stepsFor(
  typed: string,
  standing: CommitmentRow['milestones'],
  against: Omit<Parameters<typeof addedIn>[1], 'standing'>,
): Patch['milestones'] | Wrong {
  const left = linesIn(typed)
  const isKept = ({ text, due }: { text: string; due: string }) => {
    const at = left.indexOf(milestoneLine({ text, due }))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }
  const kept = standing.filter(isKept)
  const dropped = standing.filter((one) => !kept.includes(one))
  const added = addedIn(left.join('\n'), { ...against, standing: kept })
  if ('wrong' in added) return added
  return [...dropped.map(({ id, text, due }) => ({ id, was: { text, due }, now: null })), ...added.added]
}

function contactFor({ commitment }: CommitmentRow, typed: string, { by, seats }: Known): RowFact[] | Wrong {
  const holders = seats.filter(({ organisation }) => organisation === commitment.organisation)
  const people = [...new Map(holders.map(({ person, name }) => [person, { id: person, name }])).values()]
  const [contact, ...others] = namedBy(typed, people)
  if (contact === undefined) return { wrong: [refuse('not-among', { typed, among: people.map(({ name }) => name) })] }
  if (others.length > 0) return { wrong: [refuse('several-people', { name: typed, ids: [contact, ...others] })] }
  return [{ type: 'contact-named', commitment: commitment.id, contact, namedBy: by.person }]
}

function reportFor(
  { commitment, pieces }: CommitmentRow,
  words: Cells,
  differing: Header[],
  { by }: Known,
): RowFact[] | Wrong {
  const progress = Progress.safeParse(wordIn(words.progress))
  const outlook =
    words.outlook === '' ? { success: true as const, data: null } : Outlook.safeParse(wordIn(words.outlook))
  if (!progress.success)
    return { wrong: [refuse('not-among', { typed: words.progress, among: Progress.options.map(progressText) })] }
  if (!outlook.success)
    return { wrong: [refuse('not-among', { typed: words.outlook, among: Outlook.options.map(axisText) })] }
  // The note that stands is of the report before, and is no reason for another.
  const note = differing.includes('note') ? words.note : ''
  if (note.length > longestNote) return { wrong: [refuse('too-long', { length: note.length, most: longestNote })] }
  const report = { progress: progress.data, outlook: outlook.data, note }
  const fact = reportOn(commitment, report, { pieces, isAsked: false, reportedBy: by.person })
  if (fact === undefined) return []
  return isRefusal(fact) ? { wrong: [fact] } : [fact]
}
