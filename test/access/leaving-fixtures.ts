/** What leaving and transfers are carried out with: an organisation of its own for each, so that the stage stays as it is. */
import { signingRoles } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { consortium, type Fixture, type Subject } from './stage.ts'

export const leavingFixtures: Record<string, Fixture> = {
  'propose-transfer': async (on) => {
    const { reference, other } = await owned(on)
    return { args: { reference, to: other } }
  },
  'show-transfer': async (on) => ({ args: await offered(on), shows: on.words }),
  'confirm-transfer': async (on) => ({ args: await offered(on) }),
  'decline-transfer': async (on) => ({ args: await offered(on) }),
  'withdraw-transfer': async (on) => {
    const { id: commitment, owner: from, other: to } = await owned(on)
    await on.given({ type: 'transfer-proposed', commitment, from, to, proposedBy: null })
    return { args: { commitment, to } }
  },
  'ask-support': async (on) => {
    const { reference, other } = await owned(on)
    return { args: { reference, by: other, part: on.words } }
  },
  'show-support': async (on) => ({ args: await sought(on), shows: on.words }),
  'confirm-support': async (on) => ({ args: await sought(on) }),
  'decline-support': async (on) => ({ args: await sought(on) }),
  'end-support': async (on) => ({ args: await sought(on) }),
  'take-export': async (on) => ({ args: { organisation: await signedFor(on) } }),
  'export-organisation': ({ organisation }) => ({ args: { organisation } }),
  leave: async (on) => {
    await on.given(seat('org_away', 'secretariat'))
    return { args: { organisation: on.organisation, reason: 'Its funding ended' } }
  },
}

/** The subject's organisation; for whom has no signing seat there, one for which that person signed on the day it left. */
async function signedFor({ number, organisation, standpoint, given }: Subject): Promise<OrganisationId> {
  if (organisation === 'org_away' || signingRoles.some((role) => role === standpoint)) return organisation
  const left: OrganisationId = `org_signed${number}`
  const signatories = [`person_${standpoint.replaceAll('-', '')}` as const]
  const sealed = { reason: 'Its funding ended' }
  await given(...founded(left), {
    type: 'organisation-left',
    organisation: left,
    signatories,
    commitments: [],
    polls: [],
    sealed,
  })
  return left
}

/** Owned by the subject's organisation; for the secretariat and the operator, by one that has left. `other` could take it over. */
async function owned(on: Subject) {
  const { number, organisation, given, standpoint } = on
  const isLeft = standpoint === 'secretariat' || standpoint === 'operator'
  const owner: OrganisationId = isLeft ? `org_left${number}` : organisation
  const other: OrganisationId = `org_other${number}`
  await given(...(isLeft ? founded(owner) : []), ...founded(other), seat(other, 'delegate'))
  const { id, reference } = await promised(on, owner, other)
  if (isLeft) {
    const left = { signatories: [], commitments: [id], polls: [], sealed: { reason: 'Its funding ended' } }
    await given({ type: 'organisation-left', organisation: owner, ...left })
  }
  return { id, reference, owner, other }
}

/** Another organisation's, offered to the subject's. */
async function offered(on: Subject) {
  const from: OrganisationId = `org_other${on.number}`
  await on.given(...founded(from))
  const { id: commitment } = await promised(on, from, on.organisation)
  await on.given({ type: 'transfer-proposed', commitment, from, to: on.organisation, proposedBy: null })
  return { commitment, to: on.organisation }
}

/** Another organisation's, which asks the subject's to take part. */
async function sought(on: Subject) {
  const { commitment, to: organisation } = await offered(on)
  const { author: askedBy, words } = on
  await on.given({ type: 'support-asked', commitment, organisation, askedBy, sealed: { part: words } })
  return { commitment, organisation }
}

/** In a working group of the owner and of who may take it over. */
async function promised(
  { number, words, author, newId, store, given }: Subject,
  owner: OrganisationId,
  other: OrganisationId,
) {
  const id = newId('com')
  const group = `wg_both${number}` as const
  const kept = {
    recommendations: [],
    kind: 'other',
    due: '2099-12-31',
    label: 'TLP:GREEN',
    recipients: [] as never[],
  } as const
  const next = await store.transact(consortium, ({ read }) => read.commitments.nextNumber())
  await given(
    { type: 'working-group-formed', id: group, name: `Both ${number}`, kind: 'working-group' },
    member(group, owner),
    member(group, other),
    {
      type: 'commitment-proposed',
      commitment: id,
      organisation: owner,
      group,
      ...kept,
      proposedBy: author,
      sealed: { text: words },
    },
    { type: 'commitment-confirmed', commitment: id, number: next, confirmedBy: author },
  )
  return { id, reference: `C-${next}` }
}

function founded(id: OrganisationId): Fact[] {
  return [{ type: 'organisation-admitted', id, short: id, name: id, kind: 'company', country: 'KE', zone: 'UTC' }]
}

const days = { from: '2020-01-01', until: null }

function member(body: `wg_${string}`, organisation: OrganisationId): Fact {
  return { type: 'membership-begun', body, organisation, category: 'P', class: '', votes: true, ...days }
}

function seat(organisation: OrganisationId, role: 'delegate' | 'secretariat'): Fact {
  return { type: 'seat-given', person: 'person_awayauthor', organisation, role, standing: 'staff', ...days }
}
