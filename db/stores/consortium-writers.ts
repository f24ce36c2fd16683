/** Writes what the secretariat and the operator state: organisations, people, seats, accounts and places. */
import { sql } from 'drizzle-orm'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { chatAccounts, installations, participants, places } from '../schema/addresses.ts'
import {
  consortia,
  memberships,
  organisations,
  people,
  placeNames,
  seats,
  workingGroups,
} from '../schema/consortium.ts'

export function consortiumWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, ConsortiumFact['type']> {
  const letIn = async (platform: ChatPlatform, workspace: string) => {
    await tx.insert(installations).values({ platform, workspace }).onConflictDoNothing()
  }
  return {
    'consortium-founded': async ({ id, name, zone, label }) => {
      await tx.insert(consortia).values({ consortium: id, name, zone, label })
    },
    'organisation-admitted': async ({ id, short, name, kind, country, zone }) => {
      await tx.insert(organisations).values({ consortium, id, short, name, kind, country, zone })
    },
    'working-group-formed': async ({ id, name }) => {
      await tx.insert(workingGroups).values({ consortium, id, name })
    },
    'membership-begun': async ({ group, organisation, category }) => {
      await tx.insert(memberships).values({ consortium, group, organisation, category })
    },
    'person-added': async ({ person, zone, sealed }) => {
      await tx.insert(people).values({ consortium, id: person, name: sealed.name, zone })
      await tx.insert(participants).values({ consortium, person }).onConflictDoNothing()
    },
    'seat-given': async ({ person, organisation, role }) => {
      await tx.insert(seats).values({ consortium, person, organisation, role }).onConflictDoNothing()
    },
    'account-linked': async ({ person, platform, sealed: { workspace, account } }) => {
      await letIn(platform, workspace)
      // Not the transaction's time: of two accounts linked in one transaction the later one comes first as well.
      const owned = { person, linkedAt: sql`clock_timestamp()` }
      await tx
        .insert(chatAccounts)
        .values({ platform, workspace, account, ...owned })
        .onConflictDoUpdate({
          target: [chatAccounts.platform, chatAccounts.workspace, chatAccounts.account],
          set: owned,
        })
    },
    'place-bound': async ({ place, group, platform, sealed: { workspace, channel, name } }) => {
      await letIn(platform, workspace)
      await tx.insert(places).values({ id: place, platform, workspace, channel, consortium, group })
      await tx.insert(placeNames).values({ consortium, place, name })
    },
  }
}
