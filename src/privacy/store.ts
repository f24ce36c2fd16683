/** What the use cases of privacy ask of the database: everything held about one person, and what may not be erased. */
import type { Subject } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import type { Item } from '#src/core/sharing.ts'
import type { Cell } from '#src/view/document.ts'
import type { Hold, RecordKind } from './privacy.ts'

/** Rows of one kind that are about the person. */
export type HeldTable = {
  name: string
  columns: string[]
  rows: HeldRow[]
}
/** `shown`: which cells hold the text of items, left out for a person who may not see all of them; or that the row is not for the person at all. */
export type HeldRow = {
  cells: Cell[]
  shown?: { items: readonly Item[]; words: readonly number[] } | 'to the operator'
}

/** What an erasure takes away, and where the person is named besides. */
export type Traces = {
  /** Rows that go, by what they are; none is listed with 0. */
  going: { what: string; count: number }[]
  /** Texts of the organisations that name the person: the name in them is replaced. */
  naming: { where: string; count: number }[]
  /** Cards that may show the name. */
  subjects: Subject[]
  /** True where the person takes part in another consortium here: the chat accounts stay linked for that one. */
  elsewhere: boolean
}

export type PersonFound = { id: PersonId; name: string; erasedAt: Temporal.Instant | null }

export type PrivacyReader = {
  /** By id, also one who was erased; else by name, in any case. */
  found(typed: string): Promise<PersonFound[]>
  tables(person: PersonId): Promise<HeldTable[]>
  traces(person: PersonId): Promise<Traces>
  /** Those that stand, the oldest first. */
  holds(): Promise<Hold[]>
  /** The consortium's own days, where it has said any. */
  retentions(): Promise<Partial<Record<RecordKind, number>>>
}
