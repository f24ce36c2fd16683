/** A unit of work that several attempts share: what they ask for in one turn of the event loop goes to the database as one statement. */
import DataLoader from 'dataloader'
import type { ConsortiumId, OrganisationId, PersonId, PollId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import type { Signature, Unit } from '#src/store.ts'
import type { Tx } from './link.ts'
import { type Kept, keepAnswers } from './stores/attempts.ts'
import { actors } from './stores/consortium.ts'
import { forBallots } from './stores/polls.ts'
import type { Signed } from './stores/register.ts'
import { policyOf, releasesOf } from './stores/releases.ts'
import { organisationsAmong } from './stores/standing.ts'

/** Each of these is asked for again in every attempt, and nothing else that a vote asks for. */
export function sharedUnit(
  unit: Unit,
  tx: Tx,
  consortium: ConsortiumId,
  saveAll: (signed: readonly Signed[]) => Promise<string[]>,
): Unit {
  const { read, now } = unit
  const actor = many((asked: readonly { person: PersonId; actingIn: string }[]) => actors(tx, now, asked))
  const ballot = many((asked: readonly { poll: PollId; organisation: OrganisationId }[]) => forBallots(tx, asked))
  const organisation = many(async (ids: readonly OrganisationId[]) => {
    const found = await organisationsAmong(tx, [...new Set(ids)])
    return ids.map((id) => found.find((one) => one.id === id))
  })
  const release = many(async (ids: readonly OrganisationId[]) => {
    const rows = await releasesOf(tx, [...new Set(ids)])
    return ids.map((id) => policyOf(rows.filter((row) => row.organisation === id)))
  })
  const save = many(async (acts: readonly { facts: Fact[]; signature: Signature }[]) => {
    const signed = acts.flatMap(({ facts, signature }) => facts.map((fact) => ({ fact, signature })))
    const receipts = (await saveAll(signed)).values()
    return acts.map(({ facts }) => receipts.take(facts.filter((fact) => !('personal' in fact)).length).toArray())
  })
  const keep = many(async (kept: readonly Kept[]) => {
    await keepAnswers(tx, consortium, kept, now)
    return kept.map(() => undefined)
  })
  let own: ReturnType<Unit['read']['consortium']['consortium']> | undefined
  return {
    ...unit,
    read: {
      ...read,
      consortium: {
        ...read.consortium,
        actor: (person, actingIn = '') => actor({ person, actingIn }),
        consortium: () => {
          own ??= read.consortium.consortium()
          return own
        },
        organisation,
        release,
      },
      polls: { ...read.polls, forBallot: (poll, of) => ballot({ poll, organisation: of }) },
    },
    save: (facts, signature) => save({ facts, signature }),
    keep: (key, answer, person = null) => keep({ key, answer, person }),
  }
}

/** One call for all that is asked for in a turn; nothing is remembered, since what is read may be written meanwhile. */
function many<Asked, Found>(batch: (asked: readonly Asked[]) => Promise<Found[]>): (one: Asked) => Promise<Found> {
  const loader = new DataLoader<Asked, Found>(batch, { cache: false })
  return (one) => loader.load(one)
}
