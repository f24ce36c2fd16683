/** Which openings of the register are handed out: those of a ballot's choice and words only where a file may hold them. */
import { and, inArray, not, type SQL, sql } from 'drizzle-orm'
import { isInFiles } from '#src/polls/disclosed.ts'
import type { Poll } from '#src/polls/poll.ts'
import type { Fact } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { polls } from '../schema/polls.ts'
import { registerEntries, registerOpenings } from '../schema/register.ts'

const statuses: Poll['status'][] = ['open', 'closing', 'closed']
const answers = [true, false]

/** The terms under which {@link isInFiles} says no, as rows of the database. */
const kept = statuses
  .flatMap((status) => answers.flatMap((hidden) => answers.map((unattributed) => ({ status, hidden, unattributed }))))
  .filter((terms) => !isInFiles(terms))

/** Whose words tell how somebody voted: why a record was objected to does as well. */
const ofVotes: Fact['type'][] = ['ballot-cast', 'vote-recorded', 'vote-objected', 'vote-ruled', 'ballot-flipped']

/** Holds for an opening that somebody may be given. */
export function isHandedOut(tx: Tx): SQL {
  const isKept = sql.join(
    kept.map(
      ({ status, hidden, unattributed }) =>
        sql`(${polls.status} = ${status} and ${polls.hidden} = ${hidden} and ${polls.unattributed} = ${unattributed})`,
    ),
    sql` or `,
  )
  const ballotsKept = tx
    .select({ n: registerEntries.n })
    .from(registerEntries)
    .innerJoin(
      polls,
      sql`${polls.consortium} = ${registerEntries.consortium}
        and ${polls.id} = convert_from(${registerEntries.bytes}, 'UTF8')::jsonb -> 'fact' ->> 'poll'`,
    )
    .where(and(inArray(registerEntries.type, ofVotes), sql`(${isKept})`))
  return not(inArray(registerOpenings.entry, ballotsKept))
}
