/** Telling followers what moved: one message per move and person, of what the person may see; asked again at the moment of sending. */
import { stamped } from './answers.ts'
import { commitmentReference } from './commitments/commitment.ts'
import { said } from './core/answer.ts'
import type { Effect, Tracked } from './core/effect.ts'
import type { PersonId } from './core/id.ts'
import type { Tlp } from './core/tlp.ts'
import { type Move, movesIn, subjectsOf } from './following/moves.ts'
import { saidOf } from './following/says.ts'
import { movedCard, type Told } from './following/views.ts'
import { once } from './once.ts'
import type { Fact, Readers } from './readers.ts'
import { recommendationReference } from './recommendations/recommendation.ts'
import type { JobOutcome, MovedJob, Store, Unit } from './store.ts'
import { seenOf } from './subjects.ts'
import { card } from './view/build.ts'

/** A job for each subject that moved and that somebody follows. `key` names the attempt. */
export async function movedEffects(
  facts: Fact[],
  read: Readers,
  { key, by }: { key: string; by: PersonId | null },
): Promise<Effect[]> {
  const moves = movesIn(facts)
  if (moves.length === 0) return []
  const each = moves.flatMap((move) => subjectsOf(move).map((subject) => ({ subject, move })))
  const followed = await read.following.followedAmong(each.map(({ subject }) => subject))
  return followed.flatMap((subject): Effect[] => {
    const own = each.filter((one) => one.subject.id === subject.id).map(({ move }) => move)
    const [later, now] = [own.filter(opensLater), own.filter((move) => !opensLater(move))]
    return [
      ...(now.length > 0 ? [{ kind: 'moved' as const, subject, moves: now, key: `${key} ${subject.id}`, by }] : []),
      ...later.map((move) => {
        const { assessment, opensAt: after } = move
        return { kind: 'moved' as const, subject, moves: [move], key: assessment, by, after }
      }),
    ]
  })
}

/** A finding is its owner's alone until it opens. */
function opensLater(move: Move): move is Extract<Move, { type: 'assessment-made' }> {
  return move.type === 'assessment-made'
}

/** Throws what the store throws. */
export async function tellFollowers(job: MovedJob, store: Store): Promise<JobOutcome> {
  await once(store, job.consortium, async (unit) => {
    const effects = await tellings(job, unit)
    await unit.enqueue(effects)
    await unit.keep(`moved:${keyOf(job)}`, said(card('Followers were told')))
  })
  return { done: true }
}

/** A finding that opened before its time is told then, and not again at its time. */
function keyOf({ key, moves }: MovedJob): string {
  const [first] = moves
  return first && 'assessment' in first ? first.assessment : key
}

async function tellings({ consortium, subject, moves, by }: MovedJob, { read, now }: Unit): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const person of await read.following.followers(subject)) {
    if (person === by) continue
    const actor = await read.consortium.actor(person)
    const release = actor && (await seenOf(actor, subject, read))
    const told = release && release !== 'nothing' ? await toldOf(subject, release, read) : undefined
    if (!actor || !told || !release || release === 'nothing') continue
    const says: string[] = []
    for (const move of moves) {
      const line = await saidOf(move, { actor, release, label: told.label, now }, read)
      if (line !== undefined) says.push(line)
    }
    if (says.length === 0) continue
    const drawn = stamped(movedCard(told, says), consortium)
    effects.push({ kind: 'tell', person, card: drawn, about: [{ subject, as: release }] })
  }
  return effects
}

/** As much of it as is told; undefined where it is not there any more. */
export async function toldOf(
  subject: Tracked,
  release: 'full' | 'reference',
  read: Readers,
): Promise<Told | undefined> {
  const told = (reference: string, words: string, label: Tlp): Told => {
    return { subject, reference, title: release === 'full' ? words : '', label }
  }
  if (subject.kind === 'commitment') {
    const one = await read.commitments.byId(subject.id)
    return one?.status === 'confirmed' ? told(commitmentReference(one), one.text, one.label) : undefined
  }
  const one = await read.recommendations.byId(subject.id)
  return one && told(recommendationReference(one), one.title, one.label)
}
