/** Reads and writes invitations, and what accounts tried in vain. The tries stand in a table without policies: ids and a number only. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { InvitationFact } from '#src/consortium/invitation.ts'
import type { InvitationReader } from '#src/consortium/store.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Account } from '#src/core/intent.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { codeAttempts } from '../schema/addresses.ts'
import { invitations, people } from '../schema/consortium.ts'

export function invitationReader(tx: Tx): InvitationReader {
  return {
    byHalf: async (half) => {
      const [row] = await tx
        .select({
          half: invitations.id,
          hash: invitations.hash,
          person: invitations.person,
          madeBy: invitations.madeBy,
          state: invitations.state,
          tries: invitations.tries,
          expiresAt: invitations.expiresAt,
        })
        .from(invitations)
        .innerJoin(people, and(eq(people.consortium, invitations.consortium), eq(people.id, invitations.person)))
        .where(and(eq(invitations.id, half), isNull(people.erasedAt)))
        .for('update', { of: invitations })
      return row && { ...row, expiresAt: row.expiresAt.toString() }
    },
    openFor: async (person) => {
      const rows = await tx
        .select({ half: invitations.id })
        .from(invitations)
        .where(and(eq(invitations.person, person), eq(invitations.state, 'open')))
        .for('update')
      return rows.map(({ half }) => half)
    },
    isTaken: async (half) => {
      const [row] = await tx.execute<{ taken: boolean }>(
        sql`select invitation_consortium(${half}) is not null as taken`,
      )
      return row?.taken ?? false
    },
    attempts: async (account) => {
      // A row that is not there yet can't be locked.
      const key = [account.platform, account.workspace, account.account].join(' ')
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
      const [row] = await tx
        .select({ tries: codeAttempts.tries, since: codeAttempts.since })
        .from(codeAttempts)
        .where(isOf(account))
      return row && { tries: row.tries, since: row.since.toString() }
    },
  }
}

export function invitationWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, InvitationFact['type']> {
  return {
    // Its code is stated apart, and kept out of the register.
    'person-invited': async () => {},
    'invitation-made': async ({ half, hash, person, madeBy, expiresAt }) => {
      const set = { hash, person, madeBy, expiresAt: Temporal.Instant.from(expiresAt) }
      await tx.insert(invitations).values({ consortium, id: half, state: 'open', ...set })
    },
    'invitation-tried': async ({ half, tries }) => {
      await tx.update(invitations).set({ tries }).where(eq(invitations.id, half))
    },
    'invitation-settled': async ({ half, state }) => {
      await tx.update(invitations).set({ state }).where(eq(invitations.id, half))
    },
    'code-tried': async ({ account, tries, since }) => {
      const set = { tries, since: Temporal.Instant.from(since) }
      await tx
        .insert(codeAttempts)
        .values({ ...account, ...set })
        .onConflictDoUpdate({ target: [codeAttempts.platform, codeAttempts.workspace, codeAttempts.account], set })
    },
  }
}

function isOf({ platform, workspace, account }: Account) {
  return and(
    eq(codeAttempts.platform, platform),
    eq(codeAttempts.workspace, workspace),
    eq(codeAttempts.account, account),
  )
}
