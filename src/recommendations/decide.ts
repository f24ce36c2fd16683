/** The rules of importing a catalogue: line by line, nothing twice, nothing lost, and the same file again changes nothing. Pure. */
import type { Change } from '#src/bulk/import.ts'
import type { NewId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { type AssigningReason, assignedIn, nobody } from './assigning.ts'
import { type Done, factsOf, findingsBecome, type ImportedFact, linesBecome } from './becoming.ts'
import type { Known, KnownRecommendation } from './before.ts'
import { type Placed, placedIn } from './catalogues.ts'
import { type PartReason, partsRefused } from './parts.ts'
import { codeOf } from './recommendation.ts'
import type { Sheet } from './sheet.ts'

/** Why a line was refused; `first` is the line that stands in its place. */
export type Reason =
  | { why: 'code-malformed' }
  | { why: 'code-twice'; first: number }
  | { why: 'code-taken' }
  | { why: 'title-missing' }
  | { why: 'catalogue-differs'; catalogue: string }
  | { why: 'marks-taken' }
  | { why: 'finding-malformed' }
  | { why: 'finding-missing' }
  | { why: 'finding-unknown'; finding: string }
  | { why: 'finding-differs'; finding: string; first: number }
  | { why: 'too-long'; field: string; length: number; most: number }
  | AssigningReason
  | PartReason

/** What became of the lines, or would; a revised finding is told with its changes as well. */
export type Report = {
  catalogue: Placed['catalogue']
  counted: Sheet['counted']
  added: { row: number; code: string }[]
  changed: { row: number; code: string; label: Tlp; changes: Change[] }[]
  unchanged: { row: number; code: string }[]
  findingsAdded: string[]
  findingsChanged: { code: string; changes: Change[] }[]
  refused: { row: number; code: string; reason: Reason }[]
}

/** The most lines that one import takes. */
export const mostLines = 10_000
const longest = { title: 300, text: 5_000, summary: 5_000, themes: 300 }

type StatedFinding = Sheet['findings'][number]
type Stated = Sheet['recommendations'][number]
type Imported = { facts: ImportedFact[]; report: Report }

/** What a sheet changes in what is known: findings before the recommendations that name them, wholes before their parts. */
export function importOf(file: Sheet, known: Known, newId: NewId): Imported {
  const placed = placedIn(file, known)
  return placed ? importInto(placed, known, newId) : { facts: [], report: noMarkLeft(file) }
}

function importInto({ sheet, catalogue, facts: named }: Placed, known: Known, newId: NewId): Imported {
  const { stated, refused } = findingsOf(sheet.findings)
  const before = new Map(known.recommendations.map((one) => [one.code, one]))
  const accepted = new Map<string, Stated>()
  for (const line of sheet.recommendations) {
    if (refused.has(line.row)) continue
    const judged = judge(line, { stated, known, before, accepted, source: sheet.source })
    if ('why' in judged) refused.set(line.row, { code: line.code, reason: judged })
    else accepted.set(judged.code, judged)
  }
  for (const { line, reason } of partsRefused(accepted, before)) {
    accepted.delete(line.code)
    refused.set(line.row, { code: line.code, reason })
  }
  const answering = new Set([...accepted.values()].map(({ finding }) => finding))
  const findings = [...stated.values()].filter(({ code, alone }) => alone || answering.has(code))
  const done = {
    catalogue,
    stated: named,
    findings: findingsBecome(findings, known),
    lines: linesBecome([...accepted.values()], before, known, newId),
  }
  return { facts: factsOf(done), report: reportOf(sheet.counted, done, refused) }
}

type Refused = Map<number, { code: string; reason: Reason }>

/** The first statement of each finding stands; the same words again are no statement of their own. */
function findingsOf(lines: StatedFinding[]): { stated: Map<string, StatedFinding>; refused: Refused } {
  const stated = new Map<string, StatedFinding>()
  const refused: Refused = new Map()
  for (const line of lines) {
    const code = codeOf(line.code)
    const first = code === undefined ? undefined : stated.get(code)
    const reason = code === undefined ? findingProblem(line) : (wordsProblem(line) ?? differs(line, first))
    if (reason) refused.set(line.row, { code: line.code, reason })
    else if (code !== undefined && !first) stated.set(code, { ...line, code })
  }
  return { stated, refused }
}

function findingProblem({ code }: StatedFinding): Reason {
  return { why: code === '' ? 'finding-missing' : 'finding-malformed' }
}

function differs(line: StatedFinding, first: StatedFinding | undefined): Reason | undefined {
  const isSame = !first || (first.title === line.title && (first.summary === line.summary || !line.summary))
  return isSame ? undefined : { why: 'finding-differs', finding: line.code, first: first.row }
}

type Before = ReadonlyMap<string, KnownRecommendation>
type Among = {
  source: Sheet['source']
  stated: Map<string, StatedFinding>
  known: Known
  before: Before
  accepted: Map<string, Stated>
}

/** The line with its codes made plain, or why it is refused. */
function judge(line: Stated, { stated, known, before, accepted, source }: Among): Stated | Reason {
  const { catalogue } = line
  if (catalogue && catalogue !== source?.title) return { why: 'catalogue-differs', catalogue }
  const code = codeOf(line.code)
  if (code === undefined) return { why: 'code-malformed' }
  const first = accepted.get(code)
  if (first) return { why: 'code-twice', first: first.row }
  const old = before.get(code)
  if (old?.isSeen === false) return { why: 'code-taken' }
  const problem = wordsProblem(line)
  if (problem) return problem
  if (line.finding === '') return { why: 'finding-missing' }
  const finding = codeOf(line.finding)
  if (finding === undefined) return { why: 'finding-malformed' }
  const isThere = stated.has(finding) || known.findings.some((one) => one.code === finding)
  if (!isThere) return { why: 'finding-unknown', finding }
  const assigned = assignedIn(line, old?.assigned ?? nobody, known.names)
  return 'why' in assigned ? assigned : { ...line, code, finding }
}

function wordsProblem(line: {
  title: string
  summary?: string | undefined
  text?: string | undefined
  themes?: string[] | undefined
}): Reason | undefined {
  if (line.title === '') return { why: 'title-missing' }
  const { title, text = '', summary = '', themes = [] } = line
  const lengths = { title: title.length, text: text.length, summary: summary.length, themes: themes.join('; ').length }
  for (const [field, most] of Object.entries(longest)) {
    const length = lengths[field as keyof typeof longest]
    if (length > most) return { why: 'too-long', field, length, most }
  }
  return undefined
}

function noMarkLeft({ counted, findings, recommendations }: Sheet): Report {
  const refused: Refused = new Map()
  for (const { row, code } of [...findings, ...recommendations])
    refused.set(row, { code, reason: { why: 'marks-taken' } })
  return reportOf(counted, { catalogue: null, stated: [], findings: [], lines: [] }, refused)
}

function reportOf(counted: Report['counted'], { catalogue, findings, lines }: Done, refused: Refused): Report {
  const of = (became: Done['lines'][number]['became']) => lines.filter((line) => line.became === became)
  return {
    catalogue,
    counted,
    added: of('added').map(({ row, code }) => ({ row, code })),
    changed: of('changed').flatMap(({ row, code, label, changes }) => (label ? [{ row, code, label, changes }] : [])),
    unchanged: of('unchanged').map(({ row, code }) => ({ row, code })),
    findingsAdded: findings.flatMap(({ fact: { type, code } }) => (type === 'finding-recorded' ? [code] : [])),
    findingsChanged: findings.flatMap(({ fact: { type, code }, changes }) =>
      type === 'finding-revised' ? [{ code, changes }] : [],
    ),
    refused: [...refused].map(([row, why]) => ({ row, ...why })).toSorted((a, b) => a.row - b.row),
  }
}
