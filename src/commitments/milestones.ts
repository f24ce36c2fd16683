/** Steps on the way to what was promised: adding, changing and dropping one is a change of substance; reaching one is a report. */
import { z } from 'zod'
import { participant, signingRole } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { MilestoneId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional, Page, sure, written } from '#src/core/words.ts'
import { type ChangeFact, longestMilestone, type Milestone, type Patch } from './change.ts'
import {
  type ChangeRead,
  type Changing,
  changingIn,
  conclude,
  isOwners,
  ownersWord,
  unknown,
} from './change-commitment.ts'
import { changePreview } from './change-views.ts'
import { commitmentReference } from './commitment.ts'
import { dueOf, keepsText, seen } from './decide.ts'
import { addedIn } from './milestone-lines.ts'
import { addForm, milestoneForm, milestonesCard } from './milestone-views.ts'
import { foundBy, lockedById, Reference, reportWrong } from './progress.ts'
import type { Confirmed, Named } from './views.ts'

const mayChange = { ...ownersWord, test: isOwners }

export const showMilestones = showing('show-milestones', {
  input: z.object({ reference: Reference, page: Page }),
  says: 'Show the milestones of a commitment',
  may: participant,
  typed: {
    word: 'milestones',
    usage: 'milestones C-12',
    examples: ['milestones C-12', 'milestones C-3'],
    read: (rest) => (rest === '' ? undefined : { reference: rest }),
  },
  load: async ({ reference }, read: ChangeRead, at) => {
    const found = await foundBy(reference, read, at)
    const all = found ? await read.changes.milestones(found.commitment.id) : []
    const isWhole = found !== undefined && seen(at.actor, found.commitment) === 'full'
    return { found, milestones: isWhole ? all : all.map((one) => ({ ...one, text: '' })) }
  },
  show: ({ reference, page }, { found, milestones }, at) =>
    found
      ? milestonesCard(found, milestones, { page, mayChange: isOwners(at.actor, { found }), today: todayOf(found, at) })
      : unknown(reference),
})

/** The longest that is read: far more lines than one commitment has. */
const longestLines = 200_000

export const addMilestones = changing('add-milestones', {
  input: z.object({
    reference: Reference,
    milestones: written(longestLines, 'Write a milestone on each line, for example Publish the draft by 15 January.'),
    sure,
  }),
  says: 'Add milestones to a commitment; a delegate confirms',
  may: mayChange,
  form: async (values, read: ChangeRead, at) => {
    const typed = Reference.safeParse(values.reference)
    const found = typed.success ? await foundBy(typed.data, read, at) : undefined
    return reportWrong(found, at) ?? addForm(found)
  },
  load: (input, read: ChangeRead, at) => changingIn(input.reference, read, at),
  decide: (input, state, at): Decision<ChangeFact> => {
    const { found, milestones: standing } = state
    if (!found) return decline(unknown(input.reference))
    const wrong = reportWrong(found, at)
    if (wrong) return decline(wrong)
    const today = todayOf(found, at)
    const isKept = keepsText(found.commitment)
    const added = addedIn(input.milestones, { standing, today, isKept, newId: at.newId })
    if ('wrong' in added) return decline(present(added.wrong[0], 'a refusal'), added.wrong.slice(1))
    const patch: Patch = { milestones: added.added }
    return asked(found, patch, state, { use: 'add-milestones', isSure: input.sure !== undefined }, at)
  },
})

type One = Changing & { milestone: Milestone | undefined }

async function oneOf(id: MilestoneId, read: ChangeRead, at: At): Promise<One> {
  const commitment = await read.changes.commitmentOf(id)
  const found = commitment && (await lockedById(commitment, read, at))
  const state = found
    ? await changingIn(commitmentReference(found.commitment), read, at)
    : { found: undefined, changes: [], milestones: [], signatories: [] }
  return { ...state, milestone: state.milestones.find((one) => one.id === id) }
}

const gone = refuse('not-found', { reference: 'such milestone' })

/** It and its commitment, where the actor may report on that; or why not. */
function meantIn({ found, milestone }: One, at: At) {
  if (!found || !milestone) return gone
  return reportWrong(found, at) ?? { found, milestone }
}

export const changeMilestone = changing('change-milestone', {
  input: z.object({
    milestone: MilestoneId,
    text: optional(written(longestMilestone, 'Write the milestone.')),
    due: written(100, 'Write its day.'),
    sure,
  }),
  says: 'Change a milestone; a delegate confirms',
  may: mayChange,
  form: async (values, read: ChangeRead, at) => {
    const id = MilestoneId.safeParse(values.milestone)
    const meant = id.success ? meantIn(await oneOf(id.data, read, at), at) : gone
    return isRefusal(meant) ? meant : milestoneForm(meant.found, meant.milestone)
  },
  load: (input, read: ChangeRead, at) => oneOf(input.milestone, read, at),
  decide: (input, state, at): Decision<ChangeFact> => {
    const meant = meantIn(state, at)
    if (isRefusal(meant)) return decline(meant)
    const { found, milestone } = meant
    const isSame = input.due.trim() === milestone.due
    const due = isSame ? milestone.due : dueOf(input.due, todayOf(found, at))
    if (isRefusal(due)) return decline(due)
    const isKept = keepsText(found.commitment)
    if (!isKept && input.text === undefined) {
      return decline(refuse('text-needed', { what: 'Write the milestone.' }, { field: 'text' }))
    }
    const now = { text: isKept ? '' : (input.text ?? ''), due: due.toString() }
    const was = { text: milestone.text, due: milestone.due }
    if (now.text === was.text && now.due === was.due) {
      return accept([], {
        says: milestonesCard(found, state.milestones, { page: 1, mayChange: true, today: todayOf(found, at) }),
      })
    }
    const patch: Patch = { milestones: [{ id: milestone.id, was, now }] }
    return asked(found, patch, state, { use: 'change-milestone', isSure: input.sure !== undefined }, at)
  },
})

export const dropMilestone = changing('drop-milestone', {
  input: z.object({ milestone: MilestoneId, sure }),
  says: 'Drop a milestone; a delegate confirms',
  may: mayChange,
  load: (input, read: ChangeRead, at) => oneOf(input.milestone, read, at),
  decide: (input, state, at): Decision<ChangeFact> => {
    const meant = meantIn(state, at)
    if (isRefusal(meant)) return decline(meant)
    const { found, milestone } = meant
    const was = { text: milestone.text, due: milestone.due }
    const patch: Patch = { milestones: [{ id: milestone.id, was, now: null }] }
    return asked(found, patch, state, { use: 'drop-milestone', isSure: input.sure !== undefined }, at)
  },
})

export const reachMilestone = changing('reach-milestone', {
  input: z.object({ milestone: MilestoneId, reached: z.enum(['yes', 'no']) }),
  says: 'Say that a milestone is reached, or that it is not yet',
  may: mayChange,
  load: (input, read: ChangeRead, at) => oneOf(input.milestone, read, at),
  decide: (input, state, at): Decision<ChangeFact> => {
    const meant = meantIn(state, at)
    if (isRefusal(meant)) return decline(meant)
    if (at.actor.kind !== 'person') return decline(gone)
    const { found, milestone } = meant
    const { milestones } = state
    const isReached = input.reached === 'yes'
    const reachedAt = isReached ? at.now.toString({ fractionalSecondDigits: 3 }) : null
    const shown = milestones.map((one) => (one.id === milestone.id ? { ...one, reachedAt } : one))
    const says = milestonesCard(found, shown, { page: 1, mayChange: true, today: todayOf(found, at) })
    if (isReached === (milestone.reachedAt !== null)) return accept([], { says })
    const { id: commitment, organisation } = found.commitment
    const fact = { type: 'milestone-reached', commitment, milestone: milestone.id, isReached } as const
    return accept([{ ...fact, saidBy: at.actor.person }], {
      organisation,
      says,
      refresh: [{ kind: 'commitment', id: commitment }],
    })
  },
})

/** The day that it is where the owner is. */
function todayOf({ owner }: Named<Confirmed>, { now }: At): Temporal.PlainDate {
  return now.toZonedDateTimeISO(owner.zone).toPlainDate()
}

/** Days are shown in full before anything is saved. */
function asked(
  found: Named<Confirmed>,
  patch: Patch,
  state: Changing,
  { use, isSure }: { use: string; isSure: boolean },
  at: At,
): Decision<ChangeFact> {
  const signs = signingRole(at.actor, found.commitment.organisation) !== undefined
  if (!isSure) return ask(changePreview(found, patch, { signs, form: at.draft, use, recommendations: [] }))
  return conclude({ ...state, found }, patch, at)
}
