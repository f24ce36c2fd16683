/**
 * Effect: what must happen because a change was made; it becomes a job in the same transaction.
 * Subject: the thing that a card in a shared place shows; such a card is drawn from the subject's state at that moment.
 * A refresh is only a hint: it may be lost, and the sweep heals it.
 */
import { z } from 'zod'
import type { Card } from '#src/view/card.ts'
import type { Handed } from '#src/view/document.ts'
import type { CommentId, ImportId, PersonId, PlaceId } from './id.ts'
import {
  BoardId,
  CommitmentId,
  ConsentId,
  type DocumentId,
  DraftCommentId,
  DraftId,
  OrganisationId,
  PollId,
  RecommendationId,
  StatementId,
  StrawId,
} from './id.ts'
import type { Account, ChatPlatform } from './intent.ts'
import { Release } from './sharing.ts'

/** What is tracked: reported on, assessed, shown by evidence, commented on and followed. */
export const Tracked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('commitment'), id: CommitmentId }),
  z.object({ kind: z.literal('recommendation'), id: RecommendationId }),
])
export type Tracked = z.infer<typeof Tracked>

/** What bears a label of its own. */
export const Labelled = z.discriminatedUnion('kind', [
  ...Tracked.options,
  z.object({ kind: z.literal('poll'), id: PollId }),
  z.object({ kind: z.literal('draft'), id: DraftId }),
  z.object({ kind: z.literal('straw'), id: StrawId }),
  z.object({ kind: z.literal('statement'), id: StatementId }),
])
export type Labelled = z.infer<typeof Labelled>

/** What is found by its words. */
export const Findable = z.discriminatedUnion('kind', [
  ...Labelled.options,
  z.object({ kind: z.literal('draft-comment'), id: DraftCommentId }),
])
export type Findable = z.infer<typeof Findable>

export const Subject = z.discriminatedUnion('kind', [
  ...Labelled.options,
  z.object({ kind: z.literal('board'), id: BoardId }),
  z.object({ kind: z.literal('consent'), id: ConsentId }),
])
export type Subject = z.infer<typeof Subject>

/** What is told of, and how much of it. */
export const About = z.object({ subject: Labelled, as: Release.extract(['full', 'reference']) })
export type About = z.infer<typeof About>

/** Whose vote makes what is told needless. */
export const UnlessVoted = z.object({ poll: PollId, organisation: OrganisationId })
export type UnlessVoted = z.infer<typeof UnlessVoted>

export type Effect =
  /** Puts the subject's card into a place and keeps it current there. */
  | { kind: 'post'; subject: Subject; place: PlaceId }
  /**
   * Says something to another person, 1:1; on `prefers` where an account there takes it, or by the one account `through`. `about`: what it
   * tells of. Where the person no longer sees as much of one of these when it is delivered, `otherwise` is said, or nothing.
   */
  | {
      kind: 'tell'
      person: PersonId
      card: Card
      about?: About[]
      /** Nothing is said where that organisation has voted by then, or the poll takes no more votes. */
      unlessVoted?: UnlessVoted
      otherwise?: Card
      prefers?: ChatPlatform
      through?: Account
    }
  /** Posts a comment under the card of what it is about, in a place that shows it. */
  | { kind: 'reply'; comment: CommentId; place: PlaceId }
  /** Tells those who follow the subject what moved. `key` names the move: each follower hears of it once. Not before `after`. */
  | {
      kind: 'moved'
      subject: Tracked
      moves: readonly object[]
      key: string
      by: PersonId | null
      after?: string
    }
  /** Reads on in a table, from this row; how far it is shows in a message to whoever brought it. */
  | { kind: 'import'; import: ImportId; from: number; prefers?: ChatPlatform }
  /** Rebuilds how things stood at `asOf`, with what changed after `since` (null: the beginning), and hands that over as a `file` is. */
  | {
      kind: 'plenary'
      person: PersonId
      document: DocumentId
      asOf: string
      since: string | null
      prefers?: ChatPlatform
    }
  /** Makes the document into files, or takes the file that somebody brought, and hands them to one person, 1:1: as files, or by a link where the platform takes none. */
  | { kind: 'file'; person: PersonId; document: Handed; prefers?: ChatPlatform }
