/**
 * Finding: what the source says is so.   Recommendation: what it advises to do about it, with a code of its own.
 * Catalogue: the findings and recommendations of one source, imported by the secretariat.
 */
import { z } from 'zod'
import { RecommendationId } from '#src/core/id.ts'
import { Recipient, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

/** The code without its R-: `4.2`. */
const Code = z.string().regex(/^\d{1,3}(\.\d{1,3}){0,3}$/)

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
  sealed: z.object({ title: z.string(), text: z.string() }),
}

const CatalogueFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('finding-recorded'), ...finding }),
  z.object({ type: z.literal('finding-revised'), ...finding }),
  z.object({ type: z.literal('recommendation-recorded'), ...recommendation }),
  z.object({ type: z.literal('recommendation-revised'), ...recommendation }),
])
/** What an import states. */
export type CatalogueFact = z.infer<typeof CatalogueFact>

const RecommendationFact = z.discriminatedUnion('type', [
  ...CatalogueFact.options,
  z.object({
    type: z.literal('recommendation-relabelled'),
    recommendation: RecommendationId,
    was: Tlp,
    label: Tlp,
    recipients: z.array(Recipient),
  }),
])
export type RecommendationFact = z.infer<typeof RecommendationFact>

/** `R-4.2` and `r4.2` are the code 4.2; undefined for anything else. */
export function codeOf(typed: string): string | undefined {
  const match = /^\s*r?-?(\d{1,3}(?:\.\d{1,3}){0,3})\s*$/i.exec(typed)
  return match?.[1]
}

/** As people say it: `R-4.2`. */
export function recommendationReference(recommendation: { code: string }): string {
  return `R-${recommendation.code}`
}
