/** What the use cases ask about joint statements. */
import type { StatementId } from '#src/core/id.ts'
import type { Statement } from './statements/statement.ts'

export type StatementReader = {
  byNumber(number: number): Promise<Statement | undefined>
  byId(id: StatementId): Promise<Statement | undefined>
  /** The next free number, locked until the transaction ends. */
  nextNumber(): Promise<number>
}
