/** What the use cases ask about recommendations. */

import type { Subject, Tracked } from '#src/core/effect.ts'
import type { BoardId, GroupId, OrganisationId, PersonId, RecommendationId } from '#src/core/id.ts'
import type { Viewer } from '#src/core/sharing.ts'
import type { Assigned } from './assigning.ts'
import type { Axes, AxisEvent, Reported } from './axes.ts'
import type { Assignment, CatalogueSource, Finding, Recommendation, StatedResponse } from './recommendation.ts'

/** `partOf`: the code of the one that it is a part of. */
export type Everything = {
  findings: Finding[]
  recommendations: (Recommendation & { partOf: string | null; assigned: Assigned })[]
}

/** What has a card in a shared place, and the recommendation that stands on it. */
export type Shown = { recommendation: RecommendationId; subject: Subject }

/** Which recommendations a list holds. */
export type RecommendationFilter = {
  /** `4` holds 4 and 4.1, `B` the whole catalogue of that mark. */
  prefix: string | undefined
  /** Those that this person, or everyone who reads in a place, may see. */
  seenBy: Viewer
  group?: GroupId
  /** In any case. */
  theme?: string
  /** Led or supported by it. */
  organisation?: OrganisationId
  /** Led or supported by an organisation of this country, ISO 3166-1 alpha-2. */
  country?: string
}

/** Both axes, for one viewer: what only the owner and the assessor see yet is not there for others. Keyed by the subject's id. */
export type AxesReader = {
  /** As they stand; a subject that the viewer does not see has no entry. */
  of(subjects: readonly Tracked[], viewer: Viewer, now: Temporal.Instant): Promise<Map<Tracked['id'], Axes>>
  /** All that was said on either axis, oldest first; for how things stood at a moment see `axesAt`. */
  histories(
    subjects: readonly Tracked[],
    viewer: Viewer,
    now: Temporal.Instant,
  ): Promise<Map<Tracked['id'], AxisEvent[]>>
}

export type RecommendationReader = {
  byCode(code: string): Promise<Recommendation | undefined>
  byId(id: RecommendationId): Promise<Recommendation | undefined>
  /** In this order. */
  byIds(ids: readonly RecommendationId[]): Promise<Recommendation[]>
  /** By code, 1.2 before 1.10, the first catalogue before the others. `total` counts every page. */
  page(
    filter: RecommendationFilter,
    page: { offset: number; limit: number },
  ): Promise<{ total: number; rows: Recommendation[] }>
  /** The whole catalogue, by code. */
  all(): Promise<Everything>
  /** The same, kept from other imports until the transaction ends. */
  forImport(): Promise<Everything>
  /** Every card in a shared place that shows a recommendation: its own, or that of a commitment which answers it. */
  shown(): Promise<Shown[]>
  /** The boards whose picture stands in a shared place. */
  boards(): Promise<BoardId[]>
  /** The catalogues by their marks; the first one is missing where nobody has named it. */
  catalogues(): Promise<CatalogueSource[]>
  /** Locked until the transaction ends: for deciding about it. */
  forChange(code: string): Promise<Recommendation | undefined>
  /** What it is a part of, and its own parts by code. */
  family(id: RecommendationId): Promise<{ whole: Recommendation | undefined; parts: Recommendation[] }>
  /** Who sees to each; every one asked for has an entry. */
  assignments(ids: readonly RecommendationId[]): Promise<Map<RecommendationId, Assignment>>
  /** Who keeps track of any of these. */
  coordinators(ids: readonly RecommendationId[]): Promise<PersonId[]>
  /** Those that an organisation leads or supports. */
  assignedTo(organisation: OrganisationId): Promise<RecommendationId[]>
  /** The last response of each organisation to each of these, by its name, today or at a moment: seen as its own item says. */
  responses(ids: readonly RecommendationId[], asOf?: Temporal.Instant): Promise<StatedResponse[]>
  /** All that was ever said to one, by whom, oldest first: seen as its own item says. */
  responseHistory(id: RecommendationId): Promise<(StatedResponse & { by: string })[]>
  /** What its lead last reported; null where nobody has. */
  reported(id: RecommendationId): Promise<Reported | null>
}
