import { expect, test } from 'vitest'
import { type Proposing, proposalWrong, settlementWrong } from '#src/commitments/transfer-decide.ts'
import type { Confirmed } from '#src/commitments/views.ts'
import type { Actor, Role } from '#src/core/access.ts'
import { foundCommitment, organisation } from '../../support/commitments.ts'

const left = Temporal.Instant.from('2026-11-20T00:00:00Z')

function proposing(more: Partial<Proposing> = {}): Proposing {
  const base = { found: undefined, typed: 'france', to: organisation('france'), waiting: undefined }
  return { ...base, signatories: [{ person: 'person_luc' }], ...more }
}

function holder(of: string, role: Role): Actor {
  const seat = { organisation: `org_${of}` as const, name: of, zone: 'UTC', role, standing: 'staff' } as const
  return { kind: 'person', person: 'person_x', name: 'X', seats: [seat], acting: null }
}

const orphan = { ownerLeftAt: '2026-11-20T00:00:00Z' }
const hana = holder('japan', 'delegate')
const eva = holder('germany', 'secretariat')
const nobody: Proposing['signatories'] = []
const offered = { commitment: 'com_1', from: 'org_japan', to: 'org_korea', proposedBy: null } as const

test.each([
  ['its owner’s delegate', hana, {}, {}, undefined],
  ['its owner’s member', holder('japan', 'member'), {}, {}, 'owner-hands-over'],
  ['another’s delegate', holder('france', 'delegate'), {}, {}, 'owner-hands-over'],
  ['the secretariat while its owner is a member', eva, {}, {}, 'owner-hands-over'],
  ['the operator while its owner is a member', { kind: 'operator' } as Actor, {}, {}, 'owner-hands-over'],
  ['the secretariat once its owner left', eva, orphan, {}, undefined],
  ['the operator once its owner left', { kind: 'operator' } as Actor, orphan, {}, undefined],
  ['a delegate of the owner that left and came back', hana, orphan, {}, 'owner-left'],
  ['the secretariat, back to the owner that left', eva, orphan, { to: organisation('japan') }, undefined],
  ['its owner, to itself', hana, {}, { to: organisation('japan') }, 'owner-already'],
  ['its owner, to nobody', hana, {}, { typed: undefined, to: undefined }, 'transferee-needed'],
  ['its owner, to an unknown organisation', hana, {}, { to: undefined }, 'no-such-organisation'],
  ['its owner, to one that left', hana, {}, { to: organisation('france', left) }, 'transferee-left'],
  ['its owner, to one outside the group', hana, {}, { to: organisation('polder') }, 'transferee-outside'],
  ['its owner, to one that nobody signs for', hana, {}, { signatories: nobody }, 'nobody-signs'],
  ['its owner, once it is complete', hana, { progress: 'complete' }, {}, 'transfer-of-done'],
  ['its owner, once it is withdrawn', hana, { progress: 'withdrawn' }, {}, 'transfer-of-done'],
  ['its owner, while another is asked', hana, {}, { waiting: offered }, 'transfer-waits'],
  ['its owner, again to the same', hana, {}, { waiting: { ...offered, to: 'org_france' } }, undefined],
  ['its owner, to one that the label leaves out', hana, { label: 'TLP:AMBER' }, {}, 'transferee-blind'],
  ['its owner, to a recipient', hana, { label: 'TLP:AMBER', recipients: ['org_france'] }, {}, undefined],
] as const)('a transfer proposed by %s is judged', (_who, actor, commitment, state, code) => {
  expect(proposalWrong(foundCommitment(commitment as Partial<Confirmed>), proposing(state), actor as Actor)?.code).toBe(
    code,
  )
})

test.each([
  ['waits for it', {}, { ...offered, to: 'org_france' }, organisation('france'), undefined],
  ['waits for nobody', {}, undefined, organisation('france'), 'proposal-settled'],
  ['waits for another', {}, offered, organisation('france'), 'proposal-settled'],
  [
    'was done meanwhile',
    { progress: 'complete' },
    { ...offered, to: 'org_france' },
    organisation('france'),
    'transfer-of-done',
  ],
  [
    'waits for one that left the group',
    {},
    { ...offered, to: 'org_polder' },
    organisation('polder'),
    'transferee-outside',
  ],
  ['waits for one that left', {}, { ...offered, to: 'org_france' }, organisation('france', left), 'transferee-left'],
] as const)('a transfer that %s is confirmed or not', (_what, commitment, waiting, target, code) => {
  const state = { found: undefined, to: target.id, target, waiting, owners: [] }
  expect(settlementWrong(foundCommitment(commitment as Partial<Confirmed>), state)?.code).toBe(code)
})
