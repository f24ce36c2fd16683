/** Which catalogue a file is of: the same source keeps its mark, another one gets the next, so that both may have a 4.2. Pure. */
import type { Known } from './before.ts'
import { type CatalogueSource, codeOf, markOf, nextMark, type RecommendationFact } from './recommendation.ts'
import type { Sheet } from './sheet.ts'

type Fact = Extract<RecommendationFact, { type: 'catalogue-recorded' | 'catalogue-revised' }>
export type Placed = {
  /** With the mark on every code that bears none. */
  sheet: Sheet
  /** Null where the file names no source: its codes are meant as they are written. */
  catalogue: { title: string; mark: string; became: 'added' | 'changed' | 'unchanged' } | null
  facts: Fact[]
}

/** Undefined where a new source comes and every mark is taken. */
export function placedIn(sheet: Sheet, known: Known): Placed | undefined {
  const { source } = sheet
  if (!source) return { sheet, catalogue: null, facts: [] }
  const old = known.catalogues.find(({ title }) => title.toLowerCase() === source.title.toLowerCase())
  const mark = old?.mark ?? (isOfNameless(sheet, known) ? '' : nextMark(marksTaken(known)))
  if (mark === undefined) return undefined
  const { title } = source
  const series = source.series ?? old?.series ?? ''
  const publisher = source.publisher ?? old?.publisher ?? ''
  const year = source.year ?? old?.year ?? null
  const isSame = old !== undefined && isSameSource(old, { mark, title, series, publisher, year })
  const became = old ? (isSame ? 'unchanged' : 'changed') : 'added'
  const type = old ? 'catalogue-revised' : 'catalogue-recorded'
  return {
    sheet: withMark(sheet, mark),
    catalogue: { title, mark, became },
    facts: isSame ? [] : [{ type, mark, year, sealed: { title, series, publisher } }],
  }
}

/** The first catalogue may stand without a name: a file that says the same under one of its codes is of it. */
function isOfNameless(sheet: Sheet, { catalogues, recommendations }: Known): boolean {
  if (catalogues.some(({ mark }) => mark === '')) return false
  const seen = recommendations.filter(({ code, isSeen }) => isSeen && markOf(code) === '')
  const titles = new Map(seen.map(({ code, title }) => [code, title]))
  return sheet.recommendations.some(({ code, title }) => title !== '' && titles.get(codeOf(code) ?? '') === title)
}

function marksTaken({ catalogues, findings, recommendations }: Known): string[] {
  const used = [...findings, ...recommendations].map(({ code }) => markOf(code))
  return [...new Set([...catalogues.map(({ mark }) => mark), ...used])]
}

function isSameSource(a: CatalogueSource, b: CatalogueSource): boolean {
  const words = ({ title, series, publisher, year }: CatalogueSource) =>
    JSON.stringify([title, series, publisher, year])
  return words(a) === words(b)
}

function withMark(sheet: Sheet, mark: string): Sheet {
  const marked = (typed: string) => {
    const code = codeOf(typed)
    return mark === '' || code === undefined || markOf(code) !== '' ? typed : `${mark}${code}`
  }
  return {
    ...sheet,
    findings: sheet.findings.map((line) => ({ ...line, code: marked(line.code) })),
    recommendations: sheet.recommendations.map((line) => ({
      ...line,
      code: marked(line.code),
      finding: marked(line.finding),
      partOf: line.partOf && marked(line.partOf),
    })),
  }
}
