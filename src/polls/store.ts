/** What the use cases ask about polls. Ballots of one poll never wait for each other: no reader here locks a row that they share. */
import type { ContestId, GroupId, OrganisationId, PersonId, PollId, ReceivedVoteId, StrawId } from '#src/core/id.ts'
import type { PollAct } from './acts.ts'
import type { Contest, Flip, ReceivedVote } from './afterwards.ts'
import type { Ballot, Poll, Rule } from './poll.ts'
import type { Straw } from './straw/straw.ts'

export type AfterwardsReader = {
  /** All that was recorded for organisations of a poll, oldest first. */
  received(poll: PollId): Promise<ReceivedVote[]>
  receivedById(id: ReceivedVoteId): Promise<ReceivedVote | undefined>
  /** What the organisations cast themselves in the chat, and nothing of what was recorded for them. */
  cast(poll: PollId): Promise<Ballot[]>
  /** The file of a received vote, where it has one. */
  letter(id: ReceivedVoteId): Promise<{ name: string; hash: string; bytes: Uint8Array } | undefined>
  contestById(id: ContestId): Promise<Contest | undefined>
  /** Oldest first. */
  contests(poll: PollId): Promise<Contest[]>
  flips(poll: PollId): Promise<Flip[]>
}

/** What the register holds of a poll under a receipt, without what is sealed. `organisation`: of a vote; null of a result. */
export type Receipted = {
  receipt: string
  poll: PollId
  organisation: OrganisationId | null
  at: string
}

export type ReceiptReader = {
  /** The entry of the vote that stands of an organisation. */
  receiptOf(poll: PollId, ballot: Pick<Ballot, 'organisation' | 'castAt'>): Promise<Receipted | undefined>
  /** The receipt of the result that stands. */
  receiptOfResult(poll: PollId): Promise<string | null>
  /** A vote or a result whose bytes, as they stand in the register, have this receipt. */
  receipted(receipt: string): Promise<Receipted | undefined>
}

export type PollReader = AfterwardsReader &
  ReceiptReader & {
    byNumber(number: number): Promise<Poll | undefined>
    byId(id: PollId): Promise<Poll | undefined>
    /** Those that take ballots now. */
    open(): Promise<Poll[]>
    /** The vote that stands of each organisation, whether it was cast, recorded or changed after the close. */
    ballots(poll: PollId): Promise<Ballot[]>
    /**
     * For casting: the poll, share-locked against its closing while it is open and its time has not come
     * (`where status = 'open' and closes_at > now() for key share`), and that organisation's ballot, locked.
     */
    forBallot(
      id: PollId,
      organisation: OrganisationId,
    ): Promise<{ poll: Poll; takesBallots: boolean; ballot: Ballot | undefined } | undefined>
    /** For counting: locked for update, which waits only for ballots in flight. `results`: how many counts there were before. */
    forCount(id: PollId): Promise<{ poll: Poll; ballots: Ballot[]; results: number } | undefined>
    /** What was done with it besides voting, oldest first. */
    acts(poll: PollId): Promise<PollAct[]>
    /** Whether the clock has to remind its voters, and when they were last reminded. */
    reminders(poll: PollId): Promise<{ due: boolean; last: Temporal.Instant | undefined }>
    /** The rules by which each group decides: those of its own charter, else the consortium's; these under null. */
    charters(): Promise<ReadonlyMap<GroupId | null, Rule[]>>
    /** The next free number, locked until the transaction ends. */
    nextNumber(): Promise<number>
  }

export type StrawReader = {
  byNumber(number: number): Promise<Straw | undefined>
  byId(id: StrawId): Promise<Straw | undefined>
  /** What the person chose; nothing where there is no voice. */
  voiceOf(id: StrawId, person: PersonId): Promise<number[]>
  /** For a voice: the straw poll, share-locked against its closing while it is open, and the person's voice. */
  forVoice(id: StrawId, person: PersonId): Promise<{ straw: Straw; takesVoices: boolean; voice: number[] } | undefined>
  /** For closing: locked for update, which waits for voices in flight, then counted. */
  forClose(id: StrawId): Promise<Straw | undefined>
  /** The next free number, locked until the transaction ends. */
  nextNumber(): Promise<number>
}
