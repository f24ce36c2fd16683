/** Commitments of an organisation and what hangs on them, as the operator states them. */
import type { Patch } from '#src/commitments/change.ts'
import type { AssessmentId, ChangeId, CommitmentId, EvidenceId, MilestoneId, RecastId } from '#src/core/id.ts'
import { consortium, type Subject } from './stage.ts'

const due = '2099-12-31'

export async function proposal(on: Subject): Promise<CommitmentId> {
  const { organisation, group, author: proposedBy } = on
  const id = on.newId('com')
  const kept = { organisation, group, recommendations: [], kind: 'other', due, label: 'TLP:GREEN', proposedBy } as const
  const words = { text: on.words }
  await on.given({ type: 'commitment-proposed', commitment: id, ...kept, recipients: [], sealed: words })
  return id
}

/** Confirmed, with the next number as the product gives it. */
export async function confirmed(on: Subject) {
  const id = await proposal(on)
  const number = await on.store.transact(consortium, ({ read }) => read.commitments.nextNumber())
  await on.given({ type: 'commitment-confirmed', commitment: id, number, confirmedBy: on.author })
  return { id, reference: `C-${number}` }
}

/** Its reference. */
export async function commitment(on: Subject): Promise<string> {
  return (await confirmed(on)).reference
}

/** With a file, on a commitment of the same organisation. */
export async function evidence(on: Subject): Promise<{ id: EvidenceId; reference: string }> {
  const found = await confirmed(on)
  const id = on.newId('ev')
  const plain = { kind: 'file', day: '2026-11-01', label: 'TLP:GREEN', file: { type: 'text/plain', size: 1 } } as const
  await on.given(
    {
      ...{ type: 'evidence-added', evidence: id, subject: { kind: 'commitment', id: found.id }, ...plain },
      ...{ recipients: [], organisation: on.organisation, addedBy: on.author },
      sealed: { words: on.words, url: '', name: 'minutes.txt', hash: 'h' },
    },
    { type: 'evidence-file-kept', personal: true, evidence: id, bytes: 'eA==' },
  )
  return { id, reference: found.reference }
}

/** A finding on a commitment of that organisation, which its owner alone sees yet. */
export async function assessment(on: Subject): Promise<AssessmentId> {
  const id = on.newId('assess')
  const subject = await confirmed(on)
  await on.given({
    type: 'assessment-made',
    assessment: id,
    subject: { kind: 'commitment', id: subject.id },
    owner: on.organisation,
    found: 'limited',
    assessedBy: on.author,
    opensAt: `${due}T12:00:00Z`,
    sealed: { why: on.words },
  })
  return id
}

/** Two of the same organisation, by their references. */
export async function twoCommitments(on: Subject): Promise<string> {
  return `${await commitment(on)}, ${await commitment(on)}`
}

/** A split of a commitment of that organisation, proposed by its author. */
export async function recast(on: Subject): Promise<RecastId> {
  const found = await confirmed(on)
  const id = on.newId('recast')
  await on.given({
    ...{ type: 'recast-proposed', recast: id, kind: 'split', organisation: on.organisation, sources: [found.id] },
    ...{ dues: [due, due], proposedBy: on.author },
    sealed: { texts: JSON.stringify([`${on.words} one`, `${on.words} two`]) },
  })
  return id
}

/** A commitment with a milestone, and a change of its text that its author proposed. */
export async function change(on: Subject): Promise<{ milestone: MilestoneId; waiting: ChangeId }> {
  const { id } = await confirmed(on)
  const [milestone, made, waiting] = [on.newId('mil'), on.newId('chg'), on.newId('chg')]
  const added: Patch = { milestones: [{ id: milestone, was: null, now: { text: 'A step', due } }] }
  const other: Patch = { text: { was: on.words, now: `${on.words} soon` }, milestones: [] }
  const by = { proposedBy: on.author }
  await on.given(
    {
      ...{ type: 'change-made', commitment: id, change: made, revision: 2, ...by, madeBy: on.author },
      sealed: { patch: JSON.stringify(added) },
    },
    { type: 'change-proposed', commitment: id, change: waiting, ...by, sealed: { patch: JSON.stringify(other) } },
  )
  return { milestone, waiting }
}
