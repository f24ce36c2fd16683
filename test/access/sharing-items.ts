/** What there is in a world whose labels are random, and how much of it each person sees. */
import { statementItem } from '#src/advisories/statements/statement.ts'
import { commitmentItem } from '#src/commitments/commitment.ts'
import { seen as seenCommitment } from '#src/commitments/decide.ts'
import type { Actor } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { Labelled } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { isOwn, maySee, type Release, type Shared, seenBy } from '#src/core/sharing.ts'
import { commentItem, maySeeComment } from '#src/drafts/comment.ts'
import { draftItem } from '#src/drafts/draft.ts'
import { evidenceItem } from '#src/evidence/evidence.ts'
import { seen as seenPoll } from '#src/polls/decide.ts'
import { pollItem } from '#src/polls/poll.ts'
import { strawItem } from '#src/polls/straw/straw.ts'
import { recommendationItem } from '#src/recommendations/recommendation.ts'
import type { Unit } from '#src/store.ts'
import type { World } from './sharing-world.ts'

export type Known = {
  subject: Labelled
  item: Shared
  mark: string
  isShown: boolean
  seenBy: (actor: Actor) => Release
}
/** What stands on no card in a place. */
const uncarded = { kind: 'recommendation', id: 'rec_r0' } as const

export async function itemsOf(world: World, { read }: Pick<Unit, 'read'>): Promise<Known[]> {
  const known: Known[] = []
  for (const [id, mark] of world.marks) {
    if (id.startsWith('com_')) {
      const one = present(await read.commitments.byId(id as 'com_1'), id)
      const [subject, isShown] = [{ kind: 'commitment', id: one.id } as const, one.status === 'confirmed']
      known.push({ subject, item: commitmentItem(one), mark, isShown, seenBy: (actor) => seenCommitment(actor, one) })
    } else if (id.startsWith('comment_')) {
      const said = present(await read.following.comment(id as 'comment_1'), id)
      const one = present(await read.commitments.byId(said.subject.id as 'com_1'), id)
      const [subject, item] = [said.subject, commitmentItem(one)]
      // Its own organisation takes it away, where the label lets it.
      const isTaken = (actor: Actor) => isOwn(actor, { source: said.organisation }) && maySee(actor, item)
      const both = (actor: Actor) => (isTaken(actor) ? 'full' : seenCommitment(actor, one))
      known.push({ subject, item, mark, isShown: false, seenBy: both })
    } else if (id.startsWith('ev_')) {
      const piece = await read.evidence.byId(id as 'ev_1')
      if (!piece) continue
      const one = present(await read.commitments.byId(piece.subject.id as 'com_1'), id)
      const item = evidenceItem(piece)
      // Its own organisation takes it away, whatever becomes of the label of what it is about.
      const both = (actor: Actor) =>
        isOwn(actor, item) || seenCommitment(actor, one) === 'full' ? seenBy(actor, item) : 'nothing'
      known.push({ subject: piece.subject, item, mark, isShown: false, seenBy: both })
    } else if (id.startsWith('draft_')) {
      const item = draftItem(present(await read.drafts.byId(id as 'draft_1'), id))
      const subject = { kind: 'draft', id: id as 'draft_1' } as const
      known.push({ subject, item, mark, isShown: true, seenBy: (actor) => seenBy(actor, item) })
    } else if (id.startsWith('cmt_')) {
      const one = present(await read.comments.byId(id as 'cmt_1'), id)
      const both = (actor: Actor) => (maySeeComment(actor, one) ? 'full' : 'nothing')
      known.push({ subject: uncarded, item: commentItem(one), mark, isShown: false, seenBy: both })
    } else if (/^(disp|pull|pos)_/.test(id)) {
      const one = present(await read.comments.byId(`cmt_s${id.slice(-1)}`), id)
      const source = saidBy(id, world)
      const item = source
        ? { ...commentItem(one), source, policy: await read.consortium.release(source) }
        : commentItem(one)
      // What is said of a comment may quote it; its own organisation has its own words.
      const isShown = (actor: Actor) => maySeeComment(actor, one) || (source !== undefined && isOwn(actor, { source }))
      const both = (actor: Actor) => (isShown(actor) ? seenBy(actor, item) : 'nothing')
      known.push({ subject: uncarded, item, mark, isShown: false, seenBy: both })
    } else if (id.startsWith('stmt_')) {
      const item = statementItem(present(await read.statements.byId(id as 'stmt_1'), id))
      const subject = { kind: 'statement', id: id as 'stmt_1' } as const
      known.push({ subject, item, mark, isShown: true, seenBy: (actor) => seenBy(actor, item) })
    } else if (id.startsWith('straw_')) {
      const item = strawItem(present(await read.straws.byId(id as 'straw_1'), id))
      const subject = { kind: 'straw', id: id as 'straw_1' } as const
      known.push({ subject, item, mark, isShown: true, seenBy: (actor) => seenBy(actor, item) })
    } else if (id.startsWith('poll_')) {
      const one = present(await read.polls.byId(id as 'poll_1'), id)
      const subject = { kind: 'poll', id: one.id } as const
      known.push({ subject, item: pollItem(one), mark, isShown: true, seenBy: (actor) => seenPoll(actor, one) })
    } else {
      const one = present(await read.recommendations.byId(id as 'rec_1'), id)
      const [subject, item] = [{ kind: 'recommendation', id: one.id } as const, recommendationItem(one)]
      known.push({ subject, item, mark, isShown: true, seenBy: (actor) => seenBy(actor, item) })
    }
  }
  return known
}

/** Whose words a reason or a note is; undefined of a proposal, which is the comment's own. */
function saidBy(id: string, { facts }: World): OrganisationId | undefined {
  const type = { pull: 'comment-pulled-out', pos: 'position-taken' }[id.split('_')[0] ?? '']
  const comment = `cmt_s${id.slice(-1)}`
  return facts.flatMap((fact) =>
    (fact.type === 'comment-pulled-out' || fact.type === 'position-taken') &&
    fact.type === type &&
    fact.comment === comment
      ? [fact.organisation]
      : [],
  )[0]
}
