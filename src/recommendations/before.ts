/** What stands before an import, as whoever brings the file may see it. */
import type { RecommendationId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Assigned, Names } from './assigning.ts'
import type { CatalogueSource, Finding } from './recommendation.ts'

/** A recommendation as an import knows it. */
export type KnownRecommendation = {
  id: RecommendationId
  code: string
  finding: Pick<Finding, 'code' | 'title'>
  title: string
  text: string
  themes: string[]
  /** The code of the one that it is a part of; null where that is not seen. */
  partOf: string | null
  /** The one that it is a part of, where that is not seen: it stays so unless the file names another. */
  hiddenWhole: RecommendationId | null
  assigned: Assigned
  label: Tlp
  /** False where whoever imports may not see it, and so may not change it. */
  isSeen: boolean
}

/** What stands before. */
export type Known = {
  catalogues: CatalogueSource[]
  findings: Finding[]
  recommendations: KnownRecommendation[]
  names: Names
}
