/** Writes what the secretariat and the operator state: organisations, memberships, people, seats, and what leaves an organisation. */
import { and, eq } from 'drizzle-orm'
import type { ConsortiumFact, Membership } from '#src/consortium/consortium.ts'
import type { ConsortiumId, GroupId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import {
  acting,
  consortia,
  memberships,
  organisations,
  people,
  releases,
  seats,
  workingGroups,
} from '../schema/consortium.ts'
import { addressWriters, wantAnewIn } from './address-writers.ts'
import { consortiumBatchWriters } from './consortium-batches.ts'
import { invitationWriters } from './invitations.ts'
import { leavingWriters } from './leaving.ts'

export function consortiumWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, ConsortiumFact['type']> {
  const many = consortiumBatchWriters(tx, consortium)
  return {
    ...addressWriters(tx, consortium),
    ...invitationWriters(tx, consortium),
    'consortium-founded': async ({ id, name, zone, label }) => {
      await tx.insert(consortia).values({ consortium: id, name, zone, label })
    },
    'organisation-admitted': (fact) => many['organisation-admitted']([fact]),
    'organisation-changed': async ({ id, short, name, kind, country, zone }) => {
      await tx.update(organisations).set({ short, name, kind, country, zone }).where(eq(organisations.id, id))
    },
    ...leavingWriters(tx, consortium),
    'working-group-formed': async ({ id, name, kind }) => {
      await tx.insert(workingGroups).values({ consortium, id, name, kind })
    },
    ...membershipWriters(tx, consortium),
    'person-added': (fact) => many['person-added']([fact]),
    'person-changed': async ({ person, zone, sealed: { name, contact } }) => {
      await tx.update(people).set({ name, zone, contact }).where(eq(people.id, person))
    },
    'seat-given': (fact) => many['seat-given']([fact]),
    'seat-ended': async ({ person, organisation, role, until }) => {
      const isSeat = and(eq(seats.person, person), eq(seats.organisation, organisation), eq(seats.role, role))
      await tx.update(seats).set({ until }).where(isSeat)
    },
    'acting-chosen': async ({ person, place, organisation }) => {
      if (organisation === null) {
        await tx.delete(acting).where(and(eq(acting.person, person), eq(acting.place, place)))
        return
      }
      await tx
        .insert(acting)
        .values({ consortium, person, place, organisation })
        .onConflictDoUpdate({ target: [acting.consortium, acting.person, acting.place], set: { organisation } })
    },
    'release-set': async ({ organisation, label, what }) => {
      await tx
        .insert(releases)
        .values({ consortium, organisation, label, what })
        .onConflictDoUpdate({ target: [releases.consortium, releases.organisation, releases.label], set: { what } })
    },
  }
}

function membershipWriters(
  tx: Tx,
  consortium: ConsortiumId,
): Pick<Writers, 'membership-begun' | 'membership-changed' | 'membership-ended'> {
  const setMembership = async ({ body, organisation, ...stated }: Membership) => {
    const { category, votes, from, until } = stated
    const set = { category, class: stated.class, votes, from, until }
    const group = body === consortium ? null : (body as GroupId)
    await tx
      .insert(memberships)
      .values({ consortium, body, group, organisation, ...set })
      .onConflictDoUpdate({ target: [memberships.consortium, memberships.body, memberships.organisation], set })
    if (group !== null) await wantAnewIn(tx, group)
  }
  return {
    'membership-begun': async (membership) => {
      await setMembership(membership)
      // Whoever begins a membership of the consortium anew is back; what was left behind stays so.
      if (membership.body === consortium) {
        await tx.update(organisations).set({ leftAt: null }).where(eq(organisations.id, membership.organisation))
      }
    },
    'membership-changed': setMembership,
    'membership-ended': async ({ body, organisation, until }) => {
      await tx
        .update(memberships)
        .set({ until })
        .where(and(eq(memberships.body, body), eq(memberships.organisation, organisation)))
    },
  }
}
