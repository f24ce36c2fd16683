/** As of a day that is past: whatever happens later, the report tells the same, but for what is erased and for who may see it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Patch } from '#src/commitments/change.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { CommitmentId, MilestoneId, OrganisationId, PollId, RecommendationId } from '#src/core/id.ts'
import { plenaryDocument } from '#src/plenaries/build.ts'
import { plenaryState } from '#src/plenaries/state.ts'
import type { Fact } from '#src/readers.ts'
import { Found, Outlook, Progress } from '#src/recommendations/axes.ts'
import { Response } from '#src/recommendations/recommendation.ts'
import type { Store } from '#src/store.ts'
import type { Document } from '#src/view/document.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { uncounted } from '#test/support/polls.ts'

/** What may happen: `pick` chooses among what there is. */
const happenings = [
  ...(['confirmed', 'reported', 'assessed', 'replied', 'transferred', 'left', 'evidence', 'recorded'] as const),
  ...([
    'revised',
    'finding',
    'assigned',
    'responded',
    'led',
    'poll',
    'closed',
    'renamed',
    'changed',
    'reached',
  ] as const),
]
const step = fc.record({ what: fc.constantFrom(...happenings), pick: fc.nat(1000), looks: fc.boolean() })

type Promised = {
  id: CommitmentId
  owner: OrganisationId
  text: string
  due: string
  answers: RecommendationId[]
  revision: number
  milestones: { id: MilestoneId; text: string; due: string }[]
}

/** What there is, so that only what can happen does. */
type World = {
  ids: Founded
  commitments: Promised[]
  recommendations: RecommendationId[]
  polls: PollId[]
  assessments: { id: `assess_${string}`; subject: Tracked; owner: OrganisationId }[]
  n: number
}

type Step = { what: (typeof happenings)[number]; pick: number; looks: boolean }
let worlds = 0

onEachDatabase('A plenary report as of a moment', (on) => {
  test('does not change by what happens later', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40 }), (steps) => holds(on().database.store, steps)),
      { numRuns: 6 },
    )
  })

  // What chance alone would seldom bring about: one milestone, again and again.
  test.each<[what: string, ...picks: [what: Step['what'], pick: number][]]>([
    ['a milestone that was not reached after all', ['reached', 1], ['reached', 3]],
    ['a milestone that is reached again', ['reached', 1], ['reached', 2]],
    ['a milestone that is dropped once it was reached', ['reached', 1], ['changed', 3]],
    ['a milestone with other words', ['reached', 1], ['changed', 4]],
  ])('keeps what stood of %s', async (_what, ...picks) => {
    const steps = [['confirmed', 1] as const, ...picks].map(([what, pick]) => ({ what, pick, looks: true }))
    await holds(on().database.store, steps)
  })
})

/** Looks on the way and, once everything has happened, again at the same moments. */
async function holds(store: Store, steps: readonly Step[]): Promise<void> {
  const world = await begun(store, `asof${worlds++}x${Math.floor(performance.now())}`)
  const seen: { asOf: Temporal.Instant; report: Document }[] = []
  for (const one of steps) {
    await state(store, world.ids.id, factsOf(world, one.what, one.pick))
    if (!one.looks) continue
    const asOf = await store.transact(world.ids.id, async ({ now }) => now)
    seen.push({ asOf, report: await reportOf(store, world, asOf, seen.at(-1)?.asOf ?? null) })
  }
  for (const [nth, { asOf, report }] of seen.entries()) {
    expect(await reportOf(store, world, asOf, seen[nth - 1]?.asOf ?? null)).toEqual(report)
  }
}

async function reportOf(store: Store, { ids }: World, asOf: Temporal.Instant, since: Temporal.Instant | null) {
  return store.transact(ids.id, async ({ read, now }) =>
    plenaryDocument('doc_asof', await plenaryState(read, { kind: 'operator' }, { asOf, since }, now), asOf),
  )
}

const days = { from: '2020-01-01', until: null }

async function begun(store: Store, name: string): Promise<World> {
  const ids = await found(store, name)
  await state(store, ids.id, [
    { type: 'finding-recorded', code: '1', sealed: { title: 'So it is', summary: 'It is so' } },
    ...([ids.japan, ids.kenya] as const).map(
      (organisation): Fact => ({
        ...{ type: 'membership-begun', body: ids.id, organisation, category: 'P', class: '', votes: true, ...days },
      }),
    ),
  ])
  return { ids, commitments: [], recommendations: [], polls: [], assessments: [], n: 0 }
}

/** What happened, as its use case would state it; nothing where it can't happen yet. */
function factsOf(world: World, what: (typeof happenings)[number], pick: number): Fact[] {
  return happening[what](world, pick) ?? []
}

function one<T>(all: readonly T[], pick: number): T | undefined {
  return all[pick % Math.max(1, all.length)]
}

/** The rule opens a finding at its own moment at the earliest, never in the past. */
function soon(): string {
  return Temporal.Now.instant().add({ milliseconds: 2 }).toString()
}

type Happening = (world: World, pick: number) => Fact[] | undefined
const happening: Record<(typeof happenings)[number], Happening> = {
  confirmed: (world, pick) => {
    const { ids } = world
    const id: CommitmentId = `com_${ids.id.slice(4)}n${++world.n}`
    const owner = pick % 2 === 0 ? ids.japan : ids.kenya
    const answers = world.recommendations.filter((_, nth) => (pick + nth) % 2 === 0)
    const [text, due] = [`Promise ${world.n}`, pick % 3 === 0 ? '2026-11-01' : '2099-01-01']
    world.commitments.push({ id, owner, text, due, answers, revision: 1, milestones: [] })
    return [
      {
        ...{ ...commitmentProposed(ids, id), organisation: owner, due },
        ...{ recommendations: answers, sealed: { text } },
      },
      { type: 'commitment-confirmed', commitment: id, number: world.n, confirmedBy: ids.alice },
    ]
  },
  reported: ({ ids, commitments }, pick) => {
    const commitment = one(commitments, pick)
    const progress = one(Progress.options, pick) ?? 'limited'
    const outlook = one([undefined, ...Outlook.options], pick)
    const said = { progress, ...(outlook && { outlook }), reportedBy: ids.alice, sealed: { note: `Note ${pick}` } }
    return commitment && [{ type: 'progress-reported', commitment: commitment.id, ...said }]
  },
  assessed: (world, pick) => {
    const { ids, commitments, recommendations } = world
    const commitment = one(commitments, pick)
    const recommendation = one(recommendations, pick)
    const subject =
      pick % 2 === 0
        ? commitment && ({ kind: 'commitment', id: commitment.id } as const)
        : recommendation && ({ kind: 'recommendation', id: recommendation } as const)
    if (!subject) return undefined
    const assessment = `assess_${ids.id.slice(4)}n${++world.n}` as const
    const isWaiting = pick % 3 === 0
    if (isWaiting) world.assessments.push({ id: assessment, subject, owner: ids.japan })
    return [
      {
        ...{
          type: 'assessment-made',
          assessment,
          subject,
          owner: ids.japan,
          found: one(Found.options, pick) ?? 'limited',
        },
        ...{ assessedBy: ids.bob, opensAt: isWaiting ? '2099-01-01T00:00:00Z' : soon() },
        sealed: { why: `Why ${pick}` },
      },
    ]
  },
  replied: (world, pick) => {
    const waiting = world.assessments.pop()
    if (!waiting) return undefined
    const { ids } = world
    const on = { assessment: waiting.id, subject: waiting.subject, owner: waiting.owner }
    return pick % 2 === 0
      ? [{ type: 'assessment-replied', ...on, repliedBy: ids.alice, sealed: { reply: `Reply ${pick}` } }]
      : [{ type: 'assessment-opened', ...on, openedBy: ids.alice }]
  },
  transferred: (world, pick) => {
    const { ids } = world
    const commitment = one(world.commitments, pick)
    if (!commitment) return undefined
    const from = commitment.owner
    const to = from === ids.japan ? ids.kenya : ids.japan
    commitment.owner = to
    const on = { commitment: commitment.id, from, to }
    return [
      { type: 'transfer-proposed', ...on, proposedBy: null },
      { type: 'commitment-transferred', ...on, confirmedBy: ids.alice },
    ]
  },
  left: ({ ids }, pick) => {
    const organisation = pick % 2 === 0 ? ids.japan : ids.kenya
    const nothing = { signatories: [], commitments: [], polls: [] }
    return [{ type: 'organisation-left', organisation, ...nothing, sealed: { reason: 'It ended' } }]
  },
  evidence: (world, pick) => {
    const { ids } = world
    const commitment = one(world.commitments, pick)
    if (!commitment) return undefined
    const kept = { organisation: commitment.owner, label: 'TLP:GREEN' as const, recipients: [], addedBy: ids.alice }
    return [
      {
        ...{ type: 'evidence-added', evidence: `ev_${ids.id.slice(4)}n${++world.n}`, kind: 'note', day: '2026-11-01' },
        ...{ subject: { kind: 'commitment', id: commitment.id }, ...kept, file: null },
        sealed: { words: `Shown ${pick}`, url: '', name: '', hash: '' },
      },
    ]
  },
  recorded: (world) => {
    const recommendation: RecommendationId = `rec_${world.ids.id.slice(4)}n${++world.n}`
    world.recommendations.push(recommendation)
    const sealed = { title: `Do ${world.n}`, text: 'Do it' }
    return [{ type: 'recommendation-recorded', recommendation, code: `1.${world.n}`, finding: '1', themes: [], sealed }]
  },
  revised: (world, pick) => {
    const recommendation = one(world.recommendations, pick)
    const code = `1.${recommendation?.split('n').at(-1)}`
    const sealed = { title: `Do otherwise ${pick}`, text: `Do it ${pick}` }
    return (
      recommendation && [{ type: 'recommendation-revised', recommendation, code, finding: '1', themes: [], sealed }]
    )
  },
  finding: (_world, pick) => [
    { type: 'finding-revised', code: '1', sealed: { title: `It is ${pick}`, summary: `Summary ${pick}` } },
  ],
  assigned: ({ ids, recommendations }, pick) => {
    const recommendation = one(recommendations, pick)
    const named = one(
      [
        { lead: ids.japan, supporting: [ids.kenya] },
        { lead: ids.kenya, supporting: [] },
        { lead: null, supporting: [] },
      ],
      pick,
    )
    const group = pick % 2 === 0 ? ids.group : null
    return (
      recommendation &&
      named && [{ type: 'recommendation-assigned', recommendation, group, ...named, coordinators: [] }]
    )
  },
  responded: ({ ids, recommendations }, pick) => {
    const recommendation = one(recommendations, pick)
    const response = one(Response.options, pick) ?? 'noted'
    const stated = { organisation: ids.kenya, response, statedBy: ids.bob, sealed: { reason: `Reason ${pick}` } }
    return recommendation && [{ type: 'response-stated', recommendation, ...stated }]
  },
  led: ({ ids, recommendations }, pick) => {
    const recommendation = one(recommendations, pick)
    const said = { progress: one(Progress.options, pick) ?? 'limited', outlook: one(Outlook.options, pick) ?? null }
    const by = { organisation: ids.japan, reportedBy: ids.alice, sealed: { note: `Led ${pick}` } }
    return recommendation && [{ type: 'recommendation-reported', recommendation, ...said, ...by }]
  },
  poll: (world) => {
    const id: PollId = `poll_${world.ids.id.slice(4)}n${++world.n}`
    world.polls.push(id)
    return [pollOpened(world.ids, id, world.n, Temporal.Instant.from('2099-01-01T00:00:00Z'))]
  },
  closed: (world) => {
    const poll = world.polls.pop()
    return (
      poll && [
        { type: 'poll-closing-begun', poll },
        { type: 'poll-closed', poll, ...uncounted },
      ]
    )
  },
  renamed: ({ ids }, pick) => [
    {
      ...{ type: 'organisation-changed', id: ids.japan, short: `Japan ${pick}`, name: 'Japan', kind: 'government' },
      ...{ country: 'JP', zone: pick % 2 === 0 ? 'Asia/Tokyo' : 'America/New_York' },
    },
  ],
  changed: (world, pick) => {
    const promised = one(world.commitments, pick)
    return promised && [made(world, promised, patchOf(world, promised, pick))]
  },
  reached: (world, pick) => {
    const promised = one(world.commitments, pick)
    if (!promised) return undefined
    const first = promised.milestones.length > 0 ? [] : [made(world, promised, added(world, promised, pick))]
    const milestone = one(promised.milestones, pick)
    const said = { isReached: pick % 3 > 0, saidBy: world.ids.alice }
    return (
      milestone && [...first, { type: 'milestone-reached', commitment: promised.id, milestone: milestone.id, ...said }]
    )
  },
}

function made({ ids }: World, promised: Promised, patch: Patch): Fact {
  const change = `chg_${promised.id.slice(4)}r${++promised.revision}` as const
  const by = { proposedBy: ids.alice, madeBy: ids.alice, sealed: { patch: JSON.stringify(patch) } }
  return { type: 'change-made', commitment: promised.id, change, revision: promised.revision, ...by }
}

/** One part of the promise is another, and so is what the world knows of it. */
function patchOf(world: World, promised: Promised, pick: number): Patch {
  const was = { ...promised }
  const step = one(promised.milestones, pick)
  switch (pick % 6) {
    case 0:
      promised.text = `Promise otherwise ${pick}`
      return { text: { was: was.text, now: promised.text }, milestones: [] }
    case 1:
      promised.due = `2099-02-${String(1 + (pick % 28)).padStart(2, '0')}`
      return { due: { was: was.due, now: promised.due }, milestones: [] }
    case 2:
      promised.answers = world.recommendations.filter((_, nth) => (pick + nth) % 3 === 0)
      return { recommendations: { was: was.answers, now: promised.answers }, milestones: [] }
    case 3: {
      if (!step) return added(world, promised, pick)
      promised.milestones = promised.milestones.filter(({ id }) => id !== step.id)
      return { milestones: [{ id: step.id, was: wordsOf(step), now: null }] }
    }
    case 4: {
      if (!step) return added(world, promised, pick)
      const now = { text: `Step otherwise ${pick}`, due: step.due }
      promised.milestones = promised.milestones.map((one) => (one.id === step.id ? { ...one, ...now } : one))
      return { milestones: [{ id: step.id, was: wordsOf(step), now }] }
    }
    default:
      return added(world, promised, pick)
  }
}

function added(world: World, promised: Promised, pick: number): Patch {
  const id: MilestoneId = `mil_${world.ids.id.slice(4)}n${++world.n}`
  const now = { text: `Step ${pick}`, due: '2098-01-01' }
  promised.milestones = [...promised.milestones, { id, ...now }]
  return { milestones: [{ id, was: null, now }] }
}

function wordsOf({ text, due }: Promised['milestones'][number]) {
  return { text, due }
}
