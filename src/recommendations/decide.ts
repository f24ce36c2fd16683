/** The rules of importing a catalogue: line by line, nothing twice, nothing lost, and the same file again changes nothing. Pure. */
import type { NewId } from '#src/core/id.ts'
import { type CatalogueFact, codeOf, type Finding, type Recommendation } from './recommendation.ts'
import type { Sheet } from './sheet.ts'

/** What stands before. */
export type Known = { findings: Finding[]; recommendations: Omit<Recommendation, 'label' | 'recipients'>[] }

/** Why a line was refused; `first` is the line that stands in its place. */
export type Reason =
  | { why: 'code-malformed' }
  | { why: 'code-twice'; first: number }
  | { why: 'title-missing' }
  | { why: 'finding-malformed' }
  | { why: 'finding-missing' }
  | { why: 'finding-unknown'; finding: string }
  | { why: 'finding-differs'; finding: string; first: number }
  | { why: 'too-long'; field: string; length: number; most: number }

export type Report = {
  counted: Sheet['counted']
  added: string[]
  changed: string[]
  unchanged: number
  findingsAdded: number
  findingsChanged: number
  refused: { row: number; code: string; reason: Reason }[]
}

/** The most lines that one import takes. */
export const mostLines = 10_000
const longest = { title: 300, text: 5_000, summary: 5_000, themes: 300 }

type StatedFinding = Sheet['findings'][number]
type Stated = Sheet['recommendations'][number]

/** What a sheet changes in what is known: findings before the recommendations that name them. */
export function importOf(sheet: Sheet, known: Known, newId: NewId): { facts: CatalogueFact[]; report: Report } {
  const { stated, refused } = findingsOf(sheet.findings)
  const accepted = new Map<string, Stated>()
  for (const line of sheet.recommendations) {
    if (refused.has(line.row)) continue
    const judged = judge(line, { stated, known, accepted })
    if ('why' in judged) refused.set(line.row, { code: line.code, reason: judged })
    else accepted.set(judged.code, judged)
  }
  const named = new Set([...accepted.values()].map(({ finding }) => finding))
  const findings = [...stated.values()].filter(({ code, alone }) => alone || named.has(code))
  const findingFacts = factsOfFindings(findings, known)
  const facts = [...findingFacts, ...factsOfRecommendations([...accepted.values()], known, newId)]
  return { facts, report: reportOf(sheet.counted, facts, accepted.size, refused) }
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

type Among = { stated: Map<string, StatedFinding>; known: Known; accepted: Map<string, Stated> }

/** The line with its codes made plain, or why it is refused. */
function judge(line: Stated, { stated, known, accepted }: Among): Stated | Reason {
  const code = codeOf(line.code)
  if (code === undefined) return { why: 'code-malformed' }
  const first = accepted.get(code)
  if (first) return { why: 'code-twice', first: first.row }
  const problem = wordsProblem(line)
  if (problem) return problem
  if (line.finding === '') return { why: 'finding-missing' }
  const finding = codeOf(line.finding)
  if (finding === undefined) return { why: 'finding-malformed' }
  const isThere = stated.has(finding) || known.findings.some((one) => one.code === finding)
  return isThere ? { ...line, code, finding } : { why: 'finding-unknown', finding }
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

/** New ones first: facts of one kind stand together, so that they are stored together. */
function factsOfFindings(findings: StatedFinding[], known: Known): CatalogueFact[] {
  const before = new Map(known.findings.map((one) => [one.code, one]))
  const facts = findings.flatMap(({ code, title, summary }): CatalogueFact[] => {
    const old = before.get(code)
    const sealed = { title, summary: summary ?? old?.summary ?? '' }
    if (old?.title === sealed.title && old.summary === sealed.summary) return []
    return [{ type: old ? 'finding-revised' : 'finding-recorded', code, sealed }]
  })
  return newFirst(facts)
}

function factsOfRecommendations(lines: Stated[], known: Known, newId: NewId): CatalogueFact[] {
  const before = new Map(known.recommendations.map((one) => [one.code, one]))
  const facts = lines.flatMap((line): CatalogueFact[] => {
    const { code, finding, title } = line
    const old = before.get(code)
    const themes = line.themes ?? old?.themes ?? []
    const sealed = { title, text: line.text ?? old?.text ?? '' }
    if (old && isSame(old, { finding, themes, ...sealed })) return []
    const type = old ? 'recommendation-revised' : 'recommendation-recorded'
    return [{ type, recommendation: old?.id ?? newId('rec'), code, finding, themes, sealed }]
  })
  return newFirst(facts)
}

function isSame(
  old: Known['recommendations'][number],
  now: { finding: string; title: string; text: string; themes: string[] },
): boolean {
  const sameThemes =
    old.themes.length === now.themes.length && old.themes.every((theme, at) => theme === now.themes[at])
  return sameThemes && old.finding.code === now.finding && old.title === now.title && old.text === now.text
}

function newFirst(facts: CatalogueFact[]): CatalogueFact[] {
  const isNew = ({ type }: CatalogueFact) => type.endsWith('-recorded')
  return [...facts.filter(isNew), ...facts.filter((fact) => !isNew(fact))]
}

function reportOf(counted: Report['counted'], facts: CatalogueFact[], accepted: number, refused: Refused): Report {
  const codes = (type: CatalogueFact['type']) => facts.filter((fact) => fact.type === type).map(({ code }) => code)
  const [added, changed] = [codes('recommendation-recorded'), codes('recommendation-revised')]
  return {
    counted,
    added,
    changed,
    unchanged: accepted - added.length - changed.length,
    findingsAdded: codes('finding-recorded').length,
    findingsChanged: codes('finding-revised').length,
    refused: [...refused].map(([row, why]) => ({ row, ...why })).toSorted((a, b) => a.row - b.row),
  }
}
