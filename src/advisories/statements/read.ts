/** What the use cases of joint statements load. */
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import { type Actor, actingSeats, type Seat, signingRole } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { seenBy } from '#src/core/sharing.ts'
import type { StatementReader } from '../store.ts'
import { type Statement, statementAsSeen, statementItem } from './statement.ts'

export type Read = { consortium: ConsortiumReader; statements: StatementReader }

export type StatementState = {
  statement: Statement
  group: Group
  /** What organisations are called, also those that left since. */
  names: ReadonlyMap<string, string>
  zone: string
}

/** The statement with the names that its card shows. */
export async function statementState(statement: Statement, read: Pick<Read, 'consortium'>): Promise<StatementState> {
  const [{ zone }, group, organisations] = await Promise.all([
    read.consortium.consortium(),
    read.consortium.group(statement.group),
    read.consortium.organisations(),
  ])
  const names = new Map<string, string>(organisations.map(({ id, short }) => [id, short]))
  return { statement, group: present(group, 'the working group'), names, zone }
}

/** As much of it as the actor may have. */
export function seenStatement(actor: Actor, statement: Statement | undefined): Statement | undefined {
  return statement && statementAsSeen(statement, seenBy(actor, statementItem(statement)))
}

/** The seats from which the actor can bind organisations of the working group, one for each. */
export function bindingSeats(actor: Actor, { members }: Pick<Group, 'members'>): Seat[] {
  const seats = actingSeats(actor).filter(
    ({ organisation }) =>
      signingRole(actor, organisation) !== undefined && members.some(({ id }) => id === organisation),
  )
  return [...new Map(seats.map((seat) => [seat.organisation, seat])).values()]
}
