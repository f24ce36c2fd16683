/**
 * Finding: what the source says is so.   Recommendation: what it advises to do about it, with a code of its own.
 * Catalogue: the findings and recommendations of one source, imported by the secretariat. Two may both have a 4.2: all but the first
 * carry a mark, a letter before each code: R-B4.2.   Part: a recommendation that is part of another one.
 * Lead: the organisation that carries it out and reports on it.   Coordinator: a person who keeps track of it.
 * Response: what an organisation says to being advised, whether or not it does anything.
 */
import { z } from 'zod'
import { GroupId, OrganisationId, PersonId, RecommendationId } from '#src/core/id.ts'
import { Recipient, type ReleasePolicy, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import { Outlook, Progress } from './axes.ts'

/** Letters that begin no other reference and look like no digit; the first catalogue has none. */
const marks = ['', ...'BEFGHJKLMNQSTUVWXYZ']

/** The code without its R-: `4.2`, `B4.2`. */
const Code = z.string().regex(/^[BE-HJ-NQS-Z]?\d{1,3}(\.\d{1,3}){0,3}$/)

/** A catalogue as its source names it; the first one may be nameless. */
export const CatalogueSource = z.object({
  mark: z.string(),
  title: z.string(),
  series: z.string(),
  publisher: z.string(),
  year: z.int().nullable(),
})
export type CatalogueSource = z.infer<typeof CatalogueSource>

/** The mark of the catalogue to which a code belongs. */
export function markOf(code: string): string {
  return /^[A-Z]?/.exec(code)?.[0] ?? ''
}

/** `R-B` is the catalogue of the mark B; undefined for anything else. */
export function markIn(typed: string): string | undefined {
  const mark = /^\s*r-([a-z])\s*$/i.exec(typed)?.[1]?.toUpperCase()
  return mark !== undefined && marks.includes(mark) ? mark : undefined
}

/** The mark of the next catalogue; undefined where all letters are taken. */
export function nextMark(taken: readonly string[]): string | undefined {
  return marks.find((mark) => !taken.includes(mark))
}

/** Source: UNEG's management responses, and what the Universal Periodic Review calls noted. */
export const Response = z.enum(['accepted', 'partly-accepted', 'noted', 'not-accepted'])
export type Response = z.infer<typeof Response>

/** The longest reason of a response. */
export const longestReason = 1_000

/** As people say it: `partly accepted`. */
export function responseText(response: Response): string {
  return response.replace('-', ' ')
}

/** Who sees to a recommendation, by name. */
export type AssignedNames = {
  group: { id: GroupId; name: string } | null
  lead: { id: OrganisationId; name: string } | null
  supporting: { id: OrganisationId; name: string }[]
  coordinators: { id: PersonId; name: string }[]
}
/** `since`: when it was named; its zone is that of its days. */
export type Lead = { id: OrganisationId; name: string; country: string; zone: string; since: string }
export type Assignment = AssignedNames & { lead: Lead | null }

/** What an organisation last said to it; `policy`: what it lets leave it, today. */
export type StatedResponse = {
  recommendation: RecommendationId
  organisation: OrganisationId
  /** The organisation's short name. */
  name: string
  response: Response
  /** Empty where there is none, and where its organisation keeps it. */
  reason: string
  at: string
  policy: ReleasePolicy
}

/** A response as sharing sees it: it bears its recommendation's label, and is its organisation's own. */
export function responseItem(
  { label, recipients }: Pick<Recommendation, 'label' | 'recipients'>,
  { organisation, policy }: Pick<StatedResponse, 'organisation' | 'policy'>,
): Shared {
  return { label, source: organisation, recipients, policy }
}

export const Recommendation = z.object({
  id: RecommendationId,
  code: Code,
  finding: z.object({ code: Code, title: z.string() }),
  title: z.string(),
  text: z.string(),
  themes: z.array(z.string()),
  /** Its own, or else the consortium's. */
  label: Tlp,
  recipients: z.array(Recipient),
})
export type Recommendation = z.infer<typeof Recommendation>

/** A recommendation as sharing sees it: it comes from the consortium, which keeps nothing to itself. */
export function recommendationItem({ label, recipients }: Pick<Recommendation, 'label' | 'recipients'>): Shared {
  return { label, source: null, recipients, policy: {} }
}

export const Finding = z.object({ code: Code, title: z.string(), summary: z.string() })
export type Finding = z.infer<typeof Finding>

/** The file format of a catalogue. */
export const Catalogue = z.object({
  source: z.object({ title: z.string(), series: z.string(), publisher: z.string(), year: z.int() }),
  findings: z.array(
    z.object({
      code: Code,
      title: z.string().min(1),
      summary: z.string(),
      recommendations: z.array(
        z.object({ code: Code, title: z.string().min(1), text: z.string(), themes: z.array(z.string()) }),
      ),
    }),
  ),
})
export type Catalogue = z.infer<typeof Catalogue>

const finding = { code: Code, sealed: z.object({ title: z.string(), summary: z.string() }) }
const recommendation = {
  recommendation: RecommendationId,
  code: Code,
  finding: Code,
  themes: z.array(z.string()),
  /** Left out where it stands alone. */
  partOf: RecommendationId.exactOptional(),
  sealed: z.object({ title: z.string(), text: z.string() }),
}
const catalogue = {
  mark: z.string(),
  year: z.int().nullable(),
  sealed: z.object({ title: z.string(), series: z.string(), publisher: z.string() }),
}

const CatalogueFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('finding-recorded'), ...finding }),
  z.object({ type: z.literal('finding-revised'), ...finding }),
  z.object({ type: z.literal('recommendation-recorded'), ...recommendation }),
  z.object({ type: z.literal('recommendation-revised'), ...recommendation }),
])
/** What the lines of an import state. */
export type CatalogueFact = z.infer<typeof CatalogueFact>

const RecommendationFact = z.discriminatedUnion('type', [
  ...CatalogueFact.options,
  z.object({ type: z.literal('catalogue-recorded'), ...catalogue }),
  z.object({ type: z.literal('catalogue-revised'), ...catalogue }),
  z.object({
    type: z.literal('recommendation-relabelled'),
    recommendation: RecommendationId,
    was: Tlp,
    label: Tlp,
    recipients: z.array(Recipient),
  }),
  /** Who sees to it from now on, whole. */
  z.object({
    type: z.literal('recommendation-assigned'),
    recommendation: RecommendationId,
    group: GroupId.nullable(),
    lead: OrganisationId.nullable(),
    supporting: z.array(OrganisationId),
    coordinators: z.array(PersonId),
  }),
  z.object({
    type: z.literal('response-stated'),
    recommendation: RecommendationId,
    organisation: OrganisationId,
    response: Response,
    statedBy: PersonId,
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({
    type: z.literal('recommendation-reported'),
    recommendation: RecommendationId,
    organisation: OrganisationId,
    progress: Progress,
    outlook: Outlook.nullable(),
    reportedBy: PersonId,
    sealed: z.object({ note: z.string() }),
  }),
])
export type RecommendationFact = z.infer<typeof RecommendationFact>

/** `R-4.2` and `r4.2` are the code 4.2, `R-b4.2` is B4.2; undefined for anything else. */
export function codeOf(typed: string): string | undefined {
  const match = /^\s*r?-?([be-hj-nqs-z]?\d{1,3}(?:\.\d{1,3}){0,3})\s*$/i.exec(typed)
  return match?.[1]?.toUpperCase()
}

/** What was typed of several, each as it stands: `R-4.2, R-1.1 and R-2`. */
export function referencesIn(typed: string): string[] {
  return [...new Set(typed.split(/\s*(?:[,;&]|\band\b|\s)\s*/i).filter((word) => word !== ''))]
}

/** As people say it: `R-4.2`. */
export function recommendationReference(recommendation: { code: string }): string {
  return `R-${recommendation.code}`
}
