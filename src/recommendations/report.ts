/** What becomes of a recommendation: its lead says how far it is. What an assessor found stands beside it, untouched. */
import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, grants, type May, proposingRoles, proposingSeats, type Seat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { About, Effect } from '#src/core/effect.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import { type At, changing, type KeepsBack } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import type { Request } from '#src/requests/request.ts'
import type { RequestReader } from '#src/requests/store.ts'
import {
  type Axes,
  isBackwards,
  longestNote,
  type Outlook,
  type Progress,
  progressText,
  type Reported,
} from './axes.ts'
import { lockedBy, recommendationBy, unknownRecommendation } from './named.ts'
import {
  type Assignment,
  type Recommendation,
  type RecommendationFact,
  recommendationReference,
} from './recommendation.ts'
import { answeredCard, reportedCard, reportForm } from './report-views.ts'
import type { AxesReader, RecommendationReader } from './store.ts'
import { namesRecommendation, RecommendationTyped, readUpdate, TypedOutlook, TypedProgress } from './typed.ts'

type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  axes: AxesReader
  evidence: EvidenceReader
  requests: RequestReader
}

type Lead = NonNullable<Assignment['lead']>

/** `pieces`: how much evidence there is, whoever may see it; `policy`: what leaves its lead. */
type State = {
  found: Recommendation | undefined
  lead: Lead | null
  axes: Axes
  pieces: number
  policy: ReleasePolicy
  /** The request for an update that waits. */
  asked: Request | undefined
}

const mayReport: May<Pick<State, 'found' | 'lead'>> = {
  name: 'lead',
  says: 'a delegate, deputy, member, coordinator or attaché of the organisation that leads it',
  grants: grants(proposingRoles, 'own'),
  // Where nobody leads it, everyone who may report at all is told so.
  test: (actor, { found, lead }) => !found || !lead || seatIn(actor, lead) !== undefined,
}

export const reportOnRecommendation = changing('report-on-recommendation', {
  input: z.object({
    reference: RecommendationTyped,
    progress: TypedProgress,
    outlook: optional(TypedOutlook),
    note: optional(written(longestNote, 'Write a note.')),
  }),
  says: 'Report how far a recommendation is that your organisation leads',
  may: mayReport,
  typed: {
    word: 'update',
    usage: 'update R-4.2 PROGRESS [OUTLOOK] NOTE',
    examples: ['update R-4.2 limited at risk Two of seven have started', 'update R-4.2 substantial on track'],
    button: 'Report progress',
    read: (rest) => (namesRecommendation(rest) ? readUpdate(rest) : undefined),
  },
  form: async (values, read: Read, at) => {
    const found = await recommendationBy(values.reference ?? '', read, at.actor)
    if (!found) return reportForm(undefined, null)
    const { lead, axes } = await standing(found, read, at)
    if (!lead) return noLead(found)
    return seatIn(at.actor, lead) ? reportForm(found, axes.reported) : refuse('not-yours', { role: mayReport.says })
  },
  keepsBack: (...on) => keepsBack(...on),
  load: async (input, read: Read, at): Promise<State> => {
    const found = await lockedBy(input.reference, read, at.actor)
    if (!found)
      return { found, lead: null, axes: { reported: null, found: null }, pieces: 0, policy: {}, asked: undefined }
    const { lead, axes } = await standing(found, read, at)
    return {
      ...{ found, lead, axes },
      pieces: await read.evidence.countOf({ kind: 'recommendation', id: found.id }),
      policy: lead ? await read.consortium.release(lead.id) : {},
      asked: await read.requests.waiting({ kind: 'recommendation', id: found.id }, 'update'),
    }
  },
  decide: (input, state, at): Decision<RecommendationFact> => {
    const { found, lead } = state
    if (!found) return decline(unknownRecommendation(input.reference))
    const seat = lead && seatIn(at.actor, lead)
    return seat ? reported({ ...state, found }, seat, { ...input, note: input.note ?? '' }, at) : decline(noLead(found))
  },
})

type Report = { progress: Progress; outlook?: Outlook | null | undefined; note: string }

/** The same again, with nothing new to say, changes nothing, unless it was asked for. Where its lead keeps its texts to itself, so it does with its notes. */
function reported(
  { found, axes, pieces, policy, asked }: State & { found: Recommendation },
  { organisation, name, zone }: Seat,
  { progress, outlook = null, note: typed }: Report,
  at: At,
): Decision<RecommendationFact> {
  if (at.actor.kind !== 'person') throw new Error('only people report')
  const isKept = whatLeaves(policy, found) !== 'full'
  const note = isKept ? '' : typed
  const was = axes.reported
  const isSame = was?.progress === progress && was.outlook === outlook && (note === '' || note === was.note)
  if (isSame && !asked) return accept([], { says: reportedCard(found, axes, { zone, isChanged: false }) })
  const reference = recommendationReference(found)
  const before = was?.progress ?? 'not-started'
  if (note === '' && !isKept && isBackwards(before, progress)) {
    const data = { reference, was: progressText(before), progress: progressText(progress) }
    return decline(refuse('reason-needed', data, { field: 'note' }))
  }
  if (progress === 'complete' && pieces === 0) {
    return decline(refuse('complete-without-evidence', { reference }, { field: 'progress' }))
  }
  const { person: reportedBy } = at.actor
  const fact = { type: 'recommendation-reported', recommendation: found.id, organisation, progress, outlook } as const
  const after = { progress, outlook, note: note || null, at: at.now.toString({ fractionalSecondDigits: 3 }) }
  const keptBy = isKept && typed !== '' ? { keptBy: name } : {}
  return accept([{ ...fact, reportedBy, sealed: { note } }], {
    organisation,
    says: reportedCard(found, { ...axes, reported: after }, { zone, isChanged: true, ...keptBy }),
    effects: asked && asked.askedBy !== reportedBy ? [tellAsker(found, after, asked, name)] : [],
    refresh: [{ kind: 'recommendation', id: found.id }],
  })
}

function tellAsker(found: Recommendation, reported: Reported, asked: Request, name: string): Effect {
  const about: About[] = [{ subject: { kind: 'recommendation', id: found.id }, as: 'full' }]
  return { kind: 'tell', person: asked.askedBy, card: answeredCard(found, reported, name), about }
}

async function standing({ id }: Recommendation, read: Read, { actor, now }: At): Promise<Pick<State, 'lead' | 'axes'>> {
  const axes = await read.axes.of([{ kind: 'recommendation', id }], actor, now)
  const assigned = (await read.recommendations.assignments([id])).get(id)
  return { lead: assigned?.lead ?? null, axes: axes.get(id) ?? { reported: null, found: null } }
}

function seatIn(actor: Actor, { id }: Lead): Seat | undefined {
  return proposingSeats(actor).find(({ organisation }) => organisation === id)
}

function noLead(found: Recommendation): Refusal {
  return refuse('no-lead', { reference: recommendationReference(found) })
}

const keepsBack: KeepsBack<Read> = async (values, read, actor) => {
  const found = await recommendationBy(values.reference ?? '', read, actor)
  const lead = found && (await read.recommendations.assignments([found.id])).get(found.id)?.lead
  return lead && whatLeaves(await read.consortium.release(lead.id), found) !== 'full' ? ['note'] : []
}
