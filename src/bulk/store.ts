/** What the use cases ask about imports. */
import type { ImportId, PersonId } from '#src/core/id.ts'
import type { ImportState } from './import.ts'

/** A table that is read, batch by batch. */
export type ImportRead = {
  id: ImportId
  /** What its rows are: `people`, `commitments`. */
  table: string
  name: string
  person: PersonId | null
  rows: string
  total: number
  done: number
  state: ImportState
  report: string
  /** The message that shows how far it is. */
  ref: string | null
}

export type ImportReader = {
  byId(id: ImportId): Promise<ImportRead | undefined>
  /** The same, kept from others until the transaction ends. */
  forUpdate(id: ImportId): Promise<ImportRead | undefined>
}
