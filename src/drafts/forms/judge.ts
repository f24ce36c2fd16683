/** Judging: what each row of a collected file becomes: a comment of an organisation, one that is there already, or nothing, with the reason. Pure. */
import type { RowResult } from '#src/bulk/import.ts'
import { countryOf } from '#src/consortium/countries.ts'
import type { CommentFileId, DraftCommentId, NewId, OrganisationId, PersonId } from '#src/core/id.ts'
import { type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import { inShort, listed } from '#src/view/phrases.ts'
import { clauseOf } from '../clause.ts'
import { type CommentFact, commentReference, flagWords } from '../comment.ts'
import type { Draft } from '../draft.ts'
import type { ReadRow } from './rows.ts'

/** A row with the file that it came in. */
export type Row = ReadRow & { file: CommentFileId; name: string }

/** `acts`: for which the importer may; all of them is the secretariat.   `owner`: whose the rows are that name nobody, where it was told; `own`: where no file's name tells it either. */
export type On = {
  draft: Draft
  members: readonly {
    id: OrganisationId
    short: string
    code: string
    policy: ReleasePolicy
    signatories: readonly PersonId[]
  }[]
  acts: 'all' | ReadonlySet<OrganisationId>
  owner: OrganisationId | undefined
  own: OrganisationId | undefined
  by: PersonId
  /** What stands already, by {@link keyOf}, with its reference. */
  standing: Map<string, string>
  /** The next free number. */
  number: number
  late: boolean
  /** The day on which they came, where it was told. */
  received: string | undefined
}

export type JudgedRows = {
  facts: CommentFact[]
  results: RowResult[]
  /** How many became each organisation's. */
  counts: Map<OrganisationId, number>
  untyped: number
  flagged: number
  /** How many are whose the name of their file tells. */
  byName: number
}

type Said = Pick<ReadRow, 'clause' | 'paragraph' | 'line' | 'text' | 'proposed'>

/** Two comments of one organisation that say the same of the same place are one. */
export function keyOf(organisation: OrganisationId, said: Said): string {
  const { clause, paragraph, line, text, proposed } = said
  return JSON.stringify([organisation, clauseOf(clause), paragraph, line, text, proposed])
}

export function judgeRows(rows: readonly Row[], on: On, newId: NewId): JudgedRows {
  const judged: JudgedRows = { facts: [], results: [], counts: new Map(), untyped: 0, flagged: 0, byName: 0 }
  const standing = new Map(on.standing)
  let { number } = on
  for (const row of rows) {
    const whose = whoseIs(row, on)
    const what = `${row.name}${row.id === '' ? '' : `, ${row.id}`}`
    const refuse = (says: string) => judged.results.push({ row: row.row, became: 'refused', what, says })
    if (row.problem) refuse(problems[row.problem])
    else if (typeof whose === 'string') refuse(whose)
    else {
      const key = keyOf(whose.id, row)
      const known = standing.get(key)
      if (known) {
        judged.results.push({ row: row.row, became: 'unchanged', what: known })
        continue
      }
      const reference = commentReference({ code: whose.code, number })
      standing.set(key, reference)
      judged.facts.push(...factsOf(row, { on, whose, number, comment: newId('cmt') }))
      judged.results.push({ row: row.row, became: 'added', what: reference, says: noteOf(row, on) })
      judged.counts.set(whose.id, (judged.counts.get(whose.id) ?? 0) + 1)
      if (row.commentType === null) judged.untyped += 1
      if (row.flags.length > 0) judged.flagged += 1
      if (isByName(row, on)) judged.byName += 1
      number += 1
    }
  }
  return { ...judged, facts: inKinds(judged.facts) }
}

/** One kind after the other, so that each is written many at a time; the numbers stay as they were given. */
function inKinds(facts: CommentFact[]): CommentFact[] {
  const isWritten = ({ type }: CommentFact) => type === 'comment-written'
  return [...facts.filter(isWritten), ...facts.filter((fact) => !isWritten(fact))]
}

const problems: Record<NonNullable<ReadRow['problem']>, string> = {
  columns: 'Cells are merged, so nobody can tell which is which. Split them and import the file again.',
  'no-words': 'It says neither a comment nor a change.',
  'too-long': 'It is longer than 10,000 characters. Write it in parts.',
}

/** What somebody must look up in the file itself. */
function noteOf(row: Row, on: On): string {
  const { flags, commentType } = row
  return [
    ...(isByName(row, on) ? ['Whose it is was told by the name of its file.'] : []),
    ...(commentType === null ? ['No type was told: taken as general.'] : []),
    ...(flags.length === 0 ? [] : [`It has ${listed(flags.map((flag) => flagWords[flag]))}: see the file.`]),
  ].join(' ')
}

type Member = On['members'][number]

/** The organisation, or why it is none of them. */
function whoseIs(row: Row, on: On): Member | string {
  const { owner, own, acts, draft } = on
  const named = namedBy(row, on)
  const chosen = named.length === 1 ? named[0] : named.find(({ id }) => id === (owner ?? own))
  if (!chosen) {
    const called = inShort(row.code || row.name, 40)
    if (named.length > 1)
      return `“${called}” stands for ${listed(named.map(({ short }) => short))}. Name which: import comments D-3 for ${named[0]?.short}.`
    return row.code === ''
      ? 'It does not say whose it is. Name the organisation: import comments D-3 for Japan.'
      : `No organisation of this working group is called “${called}”.`
  }
  if (acts !== 'all' && !acts.has(chosen.id))
    return `Comments of ${chosen.short} are for its delegates or the secretariat.`
  if (whatLeaves(chosen.policy, draft) !== 'full') return `${chosen.short} keeps words of this label to itself.`
  return chosen
}

/** By the row itself, else by what was told with the files, else by the file's name; CEN's files end with whose they are, GD-ComForm. */
function namedBy({ code, name }: Row, { members, owner, own }: On): readonly Member[] {
  if (code !== '') {
    const whole = members.filter((one) => isCalled(one, code))
    if (whole.length > 0) return whole
    const ofCountry = members.filter((one) => one.code === countryOf(code))
    if (ofCountry.length > 0) return ofCountry
    // `DE (DIN)`, `GB/UK`: codes in capitals, since `in` and `it` are words as well.
    const words = code.split(/[^\p{L}\p{N}*]+/u)
    return members.filter((one) =>
      words.some((word) => isCalled(one, word) && (word === word.toUpperCase() || word.length > 2)),
    )
  }
  if (owner !== undefined) return members.filter(({ id }) => id === owner)
  const byFile = members.filter((one) => isNamedIn(name, one))
  return byFile.length > 0 ? byFile : members.filter(({ id }) => id === own)
}

/** Codes in use beside ISO 3166-1's own: reserved there for the United Kingdom, and the European Union's for Greece. */
const alsoCalled: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' }

function isCalled({ code, short }: Member, said: string): boolean {
  const called = said.toUpperCase()
  return code.toUpperCase() === (alsoCalled[called] ?? called) || short.toUpperCase() === called
}

function isByName({ code, name }: Row, { owner, members }: On): boolean {
  return code === '' && owner === undefined && members.some((one) => isNamedIn(name, one))
}

/** `en123p4-afnor.docx`: its last words are the organisation's. */
function isNamedIn(file: string, { code, short }: Member): boolean {
  const stem = ` ${file
    .replace(/\.[^.]*$/, '')
    .replace(/[-_.()\s]+/g, ' ')
    .trim()
    .toUpperCase()}`
  const [, last = ''] = /(\S*)$/.exec(stem) ?? []
  const words = short
    .toUpperCase()
    .replace(/[-_.()\s]+/g, ' ')
    .trim()
  return stem.endsWith(` ${words}`) || (alsoCalled[last] ?? last) === code.toUpperCase()
}

type Made = { on: On; whose: Member; number: number; comment: DraftCommentId }

function factsOf(row: Row, { on, whose, number, comment }: Made): CommentFact[] {
  const { draft, by, late, received } = on
  const { clause, paragraph, line, text, proposed, flags } = row
  return [
    {
      ...{ type: 'comment-written', comment, draft: draft.id, organisation: whose.id },
      ...{ commentType: row.commentType ?? 'general', author: null, recordedBy: by, file: row.file, row: row.row },
      ...{ flags, late, ...(received && { received }) },
      sealed: { clause: clauseOf(clause), paragraph, line, text, proposed, raw: JSON.stringify(row.raw) },
    },
    { type: 'comment-validated', comment, draft: draft.id, number, code: whose.code, validatedBy: by },
  ]
}
