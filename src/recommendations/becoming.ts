/** What the lines of a file make of what stands: the changes as people read them, and the facts in the order in which they are true. Pure. */

import type { Change } from '#src/bulk/import.ts'
import { cellOf } from '#src/bulk/names.ts'
import type { NewId, RecommendationId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { type Assigned, assignedIn, isSameAssigned, type Names, nobody } from './assigning.ts'
import type { Known, KnownRecommendation } from './before.ts'
import type { Placed } from './catalogues.ts'
import { wholeOf } from './parts.ts'
import type { CatalogueFact, RecommendationFact } from './recommendation.ts'
import type { Sheet } from './sheet.ts'

type FindingFact = Extract<CatalogueFact, { type: 'finding-recorded' | 'finding-revised' }>
type Stated = Sheet['recommendations'][number]
type Before = ReadonlyMap<string, KnownRecommendation>

/** What an import states. */
export type ImportedFact =
  | CatalogueFact
  | Extract<RecommendationFact, { type: 'recommendation-assigned' | 'catalogue-recorded' | 'catalogue-revised' }>

export type Done = {
  catalogue: Placed['catalogue']
  stated: Placed['facts']
  findings: { fact: FindingFact; changes: Change[] }[]
  lines: {
    row: number
    code: string
    became: 'added' | 'changed' | 'unchanged'
    /** Of one that was there before. */
    label: Tlp | undefined
    changes: Change[]
    facts: ImportedFact[]
  }[]
}

export function findingsBecome(findings: Sheet['findings'], known: Known): Done['findings'] {
  const before = new Map(known.findings.map((one) => [one.code, one]))
  return findings.flatMap(({ code, title, summary }): Done['findings'] => {
    const old = before.get(code)
    const sealed = { title, summary: summary ?? old?.summary ?? '' }
    const changes = changesIn({ title: old?.title ?? '', summary: old?.summary ?? '' }, sealed)
    if (old && changes.length === 0) return []
    return [{ fact: { type: old ? 'finding-revised' : 'finding-recorded', code, sealed }, changes }]
  })
}

/** Lines that were accepted, in their order. */
export function linesBecome(lines: Stated[], before: Before, { names }: Known, newId: NewId): Done['lines'] {
  const ids = new Map([...before].map(([code, { id }]) => [code, id]))
  for (const { code } of lines) if (!ids.has(code)) ids.set(code, newId('rec'))
  return lines.map((line) => {
    const old = before.get(line.code)
    const assigned = assignedIn(line, old?.assigned ?? nobody, names)
    if ('why' in assigned) throw new Error('a line that was accepted names nobody unknown')
    const whole = wholeOf(line, before)
    const now = { ...wordsOf(line, old), partOf: whole, assigned }
    const changes = changesIn(old ? shown(old, names) : {}, shown(now, names))
    const facts = factsOfLine({ ...now, code: line.code, finding: line.finding }, old, ids)
    const became = old ? (facts.length > 0 ? 'changed' : 'unchanged') : 'added'
    return { row: line.row, code: line.code, became, label: old?.label, changes: old ? changes : [], facts }
  })
}

/** What the file leaves out stays. */
function wordsOf({ title, text, themes, finding }: Stated, old: KnownRecommendation | undefined) {
  return { title, text: text ?? old?.text ?? '', themes: themes ?? old?.themes ?? [], finding: { code: finding } }
}

type Standing = { title: string; text: string; themes: string[]; finding: { code: string } }
type Whole = Standing & { partOf: string | null; assigned: Assigned }

function shown({ title, text, themes, finding, partOf, assigned }: Whole, names: Names): Record<string, string> {
  return {
    title,
    text,
    themes: themes.join('; '),
    finding: finding.code,
    'part of': partOf === null ? '' : `R-${partOf}`,
    group: assigned.group === null ? '' : cellOf(assigned.group, names.groups),
    lead: assigned.lead === null ? '' : cellOf(assigned.lead, names.organisations),
    supporting: assigned.supporting
      .map((id) => cellOf(id, names.organisations))
      .toSorted()
      .join('; '),
    coordinators: assigned.coordinators
      .map((id) => cellOf(id, names.people))
      .toSorted()
      .join('; '),
  }
}

function changesIn(was: Record<string, string>, now: Record<string, string>): Change[] {
  return Object.entries(now).flatMap(([field, words]) => {
    const before = was[field] ?? ''
    return before === words ? [] : [{ field, was: before, now: words }]
  })
}

function factsOfLine(
  now: Omit<Whole, 'finding'> & { code: string; finding: string },
  old: KnownRecommendation | undefined,
  ids: ReadonlyMap<string, RecommendationId>,
): ImportedFact[] {
  const { code, finding, themes, title, text, partOf, assigned } = now
  const recommendation = ids.get(code)
  if (!recommendation) throw new Error('every line has an id')
  const whole = partOf === null ? (old?.hiddenWhole ?? undefined) : ids.get(partOf)
  const type = old ? 'recommendation-revised' : 'recommendation-recorded'
  const stated = {
    type,
    recommendation,
    code,
    finding,
    themes,
    ...(whole && { partOf: whole }),
    sealed: { title, text },
  } as const
  const { group, lead, supporting, coordinators } = assigned
  const seen = { group, lead, supporting: [...supporting], coordinators: [...coordinators] }
  return [
    ...(old && isSame(old, now) ? [] : [stated]),
    ...(isSameAssigned(old?.assigned ?? nobody, assigned)
      ? []
      : [{ type: 'recommendation-assigned' as const, recommendation, ...seen }]),
  ]
}

function isSame(
  old: KnownRecommendation,
  now: { finding: string; title: string; text: string; themes: string[]; partOf: string | null },
) {
  const before = [old.finding.code, old.title, old.text, old.themes, old.partOf]
  return JSON.stringify(before) === JSON.stringify([now.finding, now.title, now.text, now.themes, now.partOf])
}

/** Facts of one type stand together, so that they are stored together: the catalogue and its findings first, new before revised, wholes before their parts. */
export function factsOf({ stated, findings, lines }: Done): ImportedFact[] {
  const facts: ImportedFact[] = [...stated, ...findings.map(({ fact }) => fact), ...lines.flatMap((line) => line.facts)]
  return facts.toSorted((a, b) => rank(a) - rank(b))
}

const order: readonly ImportedFact['type'][] = [
  'catalogue-recorded',
  'catalogue-revised',
  'finding-recorded',
  'finding-revised',
  'recommendation-recorded',
  'recommendation-revised',
  'recommendation-assigned',
]

function rank(fact: ImportedFact): number {
  return 2 * order.indexOf(fact.type) + ('partOf' in fact ? 1 : 0)
}
