/** A small consortium, stated through the store as the operator would: two organisations, alice and bob, a group with a place. */

import type { GroupId, OrganisationId, PersonId, PlaceId, PollId } from '#src/core/id.ts'
import { ConsortiumId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import type { Signature, Store } from '#src/store.ts'
import { terms } from './polls.ts'

export const operator: Signature = { by: 'operator', organisation: null }

export type Founded = {
  id: ConsortiumId
  japan: OrganisationId
  kenya: OrganisationId
  alice: PersonId
  bob: PersonId
  group: GroupId
  place: PlaceId
}

/** `name` (letters and digits) makes every id and address its own. */
export async function found(store: Store, name: string): Promise<Founded> {
  const ids: Founded = {
    id: ConsortiumId.parse(`con_${name}`),
    japan: `org_${name}jp`,
    kenya: `org_${name}ke`,
    alice: `person_${name}alice`,
    bob: `person_${name}bob`,
    group: `wg_${name}`,
    place: `place_${name}`,
  }
  await state(store, ids.id, foundingFacts(ids, name))
  return ids
}

export async function state(
  store: Store,
  consortium: ConsortiumId,
  facts: Fact[],
  signature = operator,
): Promise<void> {
  await store.transact(consortium, (unit) => unit.save(facts, signature))
}

export function pollOpened(ids: Founded, poll: PollId, number: number, closesAt: Temporal.Instant): Fact {
  return {
    type: 'poll-opened',
    poll,
    number,
    group: ids.group,
    openedBy: ids.alice,
    closesAt: closesAt.toString(),
    ...terms([ids.japan, ids.kenya], [[ids.japan, ids.alice]]),
    label: 'TLP:GREEN',
    source: ids.japan,
    recipients: [],
    sealed: { question: 'Approve the draft?' },
  }
}

export function commitmentProposed(
  ids: Founded,
  commitment: `com_${string}`,
): Extract<Fact, { type: 'commitment-proposed' }> {
  return {
    type: 'commitment-proposed',
    commitment,
    organisation: ids.japan,
    group: ids.group,
    recommendations: [],
    kind: 'other',
    due: '2027-03-31',
    label: 'TLP:GREEN',
    recipients: [],
    proposedBy: ids.alice,
    sealed: { text: 'Publish the catalogue' },
  }
}

function foundingFacts(ids: Founded, name: string): Fact[] {
  const { japan, kenya, alice, bob, group, place } = ids
  const organisation = { type: 'organisation-admitted', kind: 'government' } as const
  return [
    { type: 'consortium-founded', id: ids.id, name: `Consortium ${name}`, zone: 'UTC', label: 'TLP:GREEN' },
    { ...organisation, id: japan, short: 'Japan', name: 'Japan', country: 'JP', zone: 'Asia/Tokyo' },
    { ...organisation, id: kenya, short: 'Kenya', name: 'Kenya', country: 'KE', zone: 'Africa/Nairobi' },
    { type: 'working-group-formed', id: group, name: 'Data', kind: 'working-group' },
    {
      type: 'membership-begun',
      body: group,
      organisation: japan,
      category: 'P',
      class: '',
      votes: true,
      from: '2020-01-01',
      until: null,
    },
    {
      type: 'membership-begun',
      body: group,
      organisation: kenya,
      category: 'O',
      class: '',
      votes: false,
      from: '2020-01-01',
      until: null,
    },
    { type: 'person-added', person: alice, zone: 'Asia/Tokyo', sealed: { name: 'Alice', contact: '' } },
    { type: 'person-added', person: bob, zone: 'Africa/Nairobi', sealed: { name: 'Bob', contact: '' } },
    {
      type: 'seat-given',
      person: alice,
      organisation: japan,
      role: 'delegate',
      standing: 'staff',
      from: '2020-01-01',
      until: null,
    },
    {
      type: 'seat-given',
      person: bob,
      organisation: japan,
      role: 'head-delegate',
      standing: 'staff',
      from: '2020-01-01',
      until: null,
    },
    {
      type: 'seat-given',
      person: bob,
      organisation: kenya,
      role: 'observer',
      standing: 'staff',
      from: '2020-01-01',
      until: null,
    },
    { type: 'account-linked', person: alice, platform: 'slack', sealed: { workspace: `T${name}`, account: 'Ualice' } },
    {
      type: 'place-bound',
      place,
      group,
      platform: 'slack',
      sealed: { workspace: `T${name}`, channel: 'C1', name: 'data' },
    },
  ]
}
