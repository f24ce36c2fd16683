/**
 * Store: what the app asks of the database. `db` implements it twice over: on a PostgreSQL server and on the embedded one.
 * Unit: everything that may be touched inside one transaction; it is bound to one consortium, and nothing else may be used in there.
 */
import type { Answer } from './core/answer.ts'
import type { Effect, Subject, Tracked } from './core/effect.ts'
import type {
  CommentId,
  ConsentId,
  ConsortiumId,
  FormId,
  OrganisationId,
  PersonId,
  PlaceId,
  PollId,
  StatementId,
  StrawId,
} from './core/id.ts'
import type { Access, Standing, Tickets } from './core/installation.ts'
import type { ChatPlatform, Intent } from './core/intent.ts'
import type { Documents } from './documents/store.ts'
import type { Move } from './following/moves.ts'
import type { Fact, Readers } from './readers.ts'
import type { Handed } from './view/document.ts'

/** Where an account and a place belong: ids only, read before any consortium is known. */
export type Located = {
  /** False where no operator has let this workspace or tenant in. */
  workspaceKnown: boolean
  person: PersonId | null
  /** Consortia that the person takes part in. */
  consortia: ConsortiumId[]
  /** The consortium whose place this is. */
  here: ConsortiumId | null
}

/** What was typed into a form, or came before one, kept for its account alone until `expiresAt`. */
export type FormDraft = { id: FormId; use: string; values: Record<string, string> }

/** Who stands behind the facts: a person's id, or what else may act; and for whom. */
export type Signature = { by: PersonId | 'stranger' | 'operator' | 'system'; organisation: OrganisationId | null }

export type Unit = {
  /** The database's clock at the start of the transaction. */
  now: Temporal.Instant
  read: Readers
  documents: Documents
  /**
   * Stores the state of each fact and appends it to the register; returns the receipts of the entries, in order. Throws {@link Conflict}
   * where a concurrent change came first.
   */
  save(facts: Fact[], signature: Signature): Promise<string[]>
  /** Notes that a place was looked at and showed nothing new. */
  looked(place: PlaceId): Promise<void>
  /** No card of the place is drawn before then; a moment that is not to come wakes those that rest. */
  restCards(place: PlaceId, until: Temporal.Instant): Promise<void>
  /** Makes each effect a job of this transaction. `asker`: whose act it was, to be told where the bot may not post. */
  enqueue(effects: Effect[], asker?: PersonId | null): Promise<void>
  /** Keeps the answer under its key, for the person whose attempt it was: the last statement. Throws {@link Repeated} where the key was used. */
  keep(key: string, answer: Answer, person?: PersonId | null): Promise<void>
  draft(id: FormId, owner: Owner): Promise<FormDraft | undefined>
  /** Drafts live from the last change for as many days as the consortium keeps them: usually one. */
  keepDraft(draft: FormDraft, owner: Owner): Promise<void>
}
export type Owner = Pick<Intent, 'platform' | 'workspace' | 'account'>

export type Store = {
  locate(intent: Pick<Intent, 'platform' | 'workspace' | 'via' | 'account' | 'place'>): Promise<Located>
  /** The consortium of an invitation, by the half of its code that is no secret. */
  invitedTo(half: string): Promise<ConsortiumId | undefined>
  /** Every consortium here: for the operator, who stands outside all of them. */
  consortia(): Promise<ConsortiumId[]>
  /**
   * Runs `fn` in one transaction bound to the consortium. Throws {@link Unavailable} where the database can't be reached or is too
   * slow, and {@link OutcomeUnknown} where the answer to COMMIT was lost.
   */
  transact<T>(consortium: ConsortiumId, fn: (unit: Unit) => Promise<T>): Promise<T>
  /**
   * As {@link Store.transact}, in a transaction that may be shared with others that come at the same time: what they ask for alike is asked
   * once. No two of one `apart` share. `fn` may run twice, in two transactions of which the first is undone.
   */
  gather<T>(consortium: ConsortiumId, apart: string, fn: (unit: Unit) => Promise<T>): Promise<T>
  /** The stored answer to a key; asked on a new connection. */
  answerTo(consortium: ConsortiumId, key: string): Promise<Answer | undefined>
  /** Raises what every card of the subject should show: a hint after commit. */
  refresh(consortium: ConsortiumId, subject: Subject): Promise<void>
  /** Polls of all consortia whose time has come and that are not yet counted. */
  pollsDue(): Promise<{ consortium: ConsortiumId; poll: PollId }[]>
  /** Straw polls of all consortia whose time has come and that are not yet counted. */
  strawsDue(): Promise<{ consortium: ConsortiumId; straw: StrawId }[]>
  /** Polls of all consortia that close within a day and whose voters were not reminded since. */
  pollsToRemind(): Promise<{ consortium: ConsortiumId; poll: PollId }[]>
  /** Joint statements of all consortia whose deadline has passed and is not yet recorded. */
  statementsDue(): Promise<{ consortium: ConsortiumId; statement: StatementId }[]>
  /** Consent lists of all consortia whose deadline has passed and is not yet recorded. */
  consentsDue(): Promise<{ consortium: ConsortiumId; consent: ConsentId }[]>
  /** Milliseconds by the database's clock until the nearest closing time; null where no poll and no straw poll is open. */
  untilNextClosing(): Promise<number | null>
  /** People of all consortia whose digest's time has come. */
  digestsDue(): Promise<{ consortium: ConsortiumId; person: PersonId }[]>
  /** Removes what is older than its consortium keeps it, but for what is under a legal hold. */
  forgetExpired(): Promise<void>
}

/** The key was used: the answer that was given stands. */
export class Repeated extends Error {
  override name = 'Repeated'
}
/** Somebody else changed the same thing first: the use case is run again from its load. */
export class Conflict extends Error {
  override name = 'Conflict'
}
/** The database can't be reached, or is too slow: nothing was saved. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}
/** COMMIT was sent and its answer was lost: nobody knows yet whether it was saved. */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown'
}

/** No key here opens a sealed token, or it was changed since. */
export class Unopened extends Error {
  override name = 'Unopened'
  /** The name of the key that sealed it. */
  readonly key: string
  constructor(key: string) {
    super(`no key here opens what ${key} sealed`)
    this.key = key
  }
}

export type Workspace = {
  platform: ChatPlatform
  workspace: string
  /** When it was turned out or uninstalled; null while it is in. */
  removedAt: Temporal.Instant | null
  /** When its token came by OAuth; null where none did. */
  installedAt: Temporal.Instant | null
}

/** `consortia`: those with a place or a linked account there. */
export type Removal = { removedAt: Temporal.Instant; consortia: ConsortiumId[] }

/** Which workspaces and tenants are in; adapters ask it before they take or send anything. */
export type Installations = {
  /** `serviceUrl` is where Teams takes messages for this tenant; null in Slack and before the first activity. */
  find(platform: ChatPlatform, workspace: string): Promise<{ serviceUrl: string | null } | undefined>
  keepServiceUrl(workspace: string, serviceUrl: string): Promise<void>
  /** Throws {@link Unopened}. */
  access(platform: ChatPlatform, workspace: string): Promise<Standing>
  list(): Promise<Workspace[]>
  /** True where it was not in before. */
  allow(platform: ChatPlatform, workspace: string): Promise<boolean>
  /** Lets it in with its token and uses up the ticket, both or neither: false where the ticket was used or is too old. */
  install(platform: ChatPlatform, workspace: string, access: Access, ticket: string): Promise<boolean>
  /** Turns it out and forgets its token; a repeat finds the first time again. Undefined where it was never in, or was installed anew after it `happened`. */
  remove(platform: ChatPlatform, workspace: string, happened: Temporal.Instant | null): Promise<Removal | undefined>
  /** Seals every token by the present key, all or none. Throws {@link Unopened}. */
  reseal(): Promise<{ resealed: number; already: number }>
  tickets: Tickets
}

/** How a job ended: done, to be tried again after some seconds, or given up for a reason. */
export type JobOutcome = { done: true } | { again: number } | { cancel: string }

export type MovedJob = {
  consortium: ConsortiumId
  subject: Tracked
  moves: Move[]
  key: string
  by: PersonId | null
}

/** The process's side of the jobs that transactions leave behind. */
export type JobHandlers = {
  /** Some card wants drawing: claim and draw. */
  'draw-cards': () => Promise<JobOutcome>
  tell: (job: { consortium: ConsortiumId } & Omit<Extract<Effect, { kind: 'tell' }>, 'kind'>) => Promise<JobOutcome>
  reply: (job: { consortium: ConsortiumId; comment: CommentId; place: PlaceId }) => Promise<JobOutcome>
  moved: (job: MovedJob) => Promise<JobOutcome>
  import: (job: { consortium: ConsortiumId } & Omit<Extract<Effect, { kind: 'import' }>, 'kind'>) => Promise<JobOutcome>
  plenary: (
    job: { consortium: ConsortiumId } & Omit<Extract<Effect, { kind: 'plenary' }>, 'kind'>,
  ) => Promise<JobOutcome>
  file: (job: {
    consortium: ConsortiumId
    person: PersonId
    document: Handed
    prefers?: ChatPlatform
  }) => Promise<JobOutcome>
}
