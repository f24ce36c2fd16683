/** Showing a home, and more of one kind of what waits. */

import { z } from 'zod'
import { seenLines } from '#src/commitments/decide.ts'
import { trackedIn, withFound } from '#src/commitments/lines.ts'
import type { Actor } from '#src/core/access.ts'
import { organisationsOf, participant, proposingSeats } from '#src/core/access.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { homeUse } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { isOver } from '#src/recommendations/axes.ts'
import type { Card } from '#src/view/card.ts'
import { type Owner, perKind } from './home.ts'
import { kinds } from './kinds.ts'
import type { Read } from './store.ts'

import { type GroupSeen, homeCard, type Promises, waitingCard } from './views.ts'

type Person = Extract<Actor, { kind: 'person' }>

export const showHome = showing(homeUse, {
  input: z.object({}),
  says: 'Show your home: what waits for you, your organisations’ commitments, your working groups',
  may: participant,
  typed: {
    word: 'home',
    usage: 'home',
    examples: ['home'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: async (_input, read: Read, { actor, now }) => (actor.kind === 'person' ? homeOf(actor, read, now) : undefined),
  show: (_input, card) => (card ? { card, isHome: true } : refuse('no-seat', {})),
})

export const showWaiting = showing('show-waiting', {
  input: z.object({ kind: z.enum(kinds.map(({ kind }) => kind)), from: z.coerce.number().int().min(0).max(100_000) }),
  says: 'Show more of what waits for you',
  may: participant,
  load: async ({ kind: named, from }, read: Read, { actor, now }) => {
    const kind = kinds.find((one) => one.kind === named)
    if (!kind || actor.kind !== 'person') return undefined
    const owner = await ownerOf(actor, read, now)
    return waitingCard(kind, await kind.read(read, owner, { offset: from, limit: perKind }), from)
  },
  show: (_input, card) => card ?? refuse('no-seat', {}),
})

/** The most that a home holds of each; the rest is a word away. */
const mostOrganisations = 3
const mostPromises = 2
const mostGroups = 10

/** A person's home as it stands now. */
export async function homeOf(actor: Person, read: Read, now: Temporal.Instant): Promise<Card> {
  const owner = await ownerOf(actor, read, now)
  const all = organisationsOf(actor)
  const groups = await groupsOf(owner, read)
  return homeCard({
    consortium: (await read.consortium.consortium()).name,
    waiting: await inTurn(kinds, async (kind) => {
      return { kind, waiting: await kind.read(read, owner, { offset: 0, limit: perKind }) }
    }),
    promises: await inTurn(all.slice(0, mostOrganisations), (one) => promisesOf(one, owner, read)),
    moreOrganisations: Math.max(0, all.length - mostOrganisations),
    groups: groups.slice(0, mostGroups),
    moreGroups: Math.max(0, groups.length - mostGroups),
    proposes: proposingSeats(actor).length > 0,
  })
}

async function ownerOf(actor: Person, read: Read, now: Temporal.Instant): Promise<Owner> {
  const groups = await read.consortium.groupsOf(organisationsOf(actor).map(({ id }) => id))
  const zone = (await read.consortium.person(actor.person))?.zone ?? 'UTC'
  return { actor: { ...actor, acting: null }, groups: groups.map(({ id }) => id), zone, now }
}

async function promisesOf(
  { id, name }: ReturnType<typeof organisationsOf>[number],
  { actor, now }: Owner,
  read: Read,
): Promise<Promises> {
  const filter = { now, seenBy: actor, organisations: [id] }
  const { total, rows } = await read.commitments.list(filter, { offset: 0, limit: mostPromises })
  const late = await read.commitments.list({ ...filter, overdue: true }, { offset: 0, limit: 0 })
  const open = seenLines(actor, rows).filter(({ progress }) => !isOver(progress))
  const next = withFound(open, await read.axes.of(trackedIn(open), actor, now))
  const led = await read.recommendations.page(
    { prefix: undefined, seenBy: actor, organisation: id },
    { offset: 0, limit: 0 },
  )
  return { organisation: id, name, total, overdue: late.total, next, led: led.total }
}

async function groupsOf({ actor, groups, now }: Owner, read: Read): Promise<GroupSeen[]> {
  const named = await read.consortium.groups()
  const counts = await read.homes.groups(groups, actor, now)
  return named.flatMap(({ id, name }) => {
    const counted = counts.find(({ group }) => group === id)
    return counted ? [{ ...counted, name }] : []
  })
}
