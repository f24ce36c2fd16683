import type { Confirmed, Named } from '#src/commitments/views.ts'
import type { OrganisationId } from '#src/core/id.ts'

const days = { kind: 'government', country: 'JP', zone: 'UTC' } as const
export function organisation(name: string, leftAt: Temporal.Instant | null = null) {
  return { id: `org_${name}` as OrganisationId, short: name, name, ...days, leftAt }
}

/** C-12 of Japan, as the rules of commitments see it. */
export function foundCommitment(more: Partial<Confirmed> = {}): Named<Confirmed> {
  const members = ['japan', 'france', 'korea'].map((name) => ({
    ...organisation(name),
    ...({ category: 'P', class: '', votes: true } as const),
  }))
  return {
    commitment: {
      ...({ status: 'confirmed', id: 'com_1', number: 12, organisation: 'org_japan', group: 'wg_data' } as const),
      ...({
        recommendations: [],
        kind: 'other',
        details: null,
        due: '2027-01-01',
        originalDue: '2027-01-01',
        revision: 1,
        contact: null,
        label: 'TLP:GREEN',
        recipients: [],
        text: 'Publish',
      } as const),
      ...({ proposedBy: 'person_a', confirmedBy: 'person_a', confirmedAt: '2026-01-01T00:00:00Z' } as const),
      ...({
        progress: 'limited',
        outlook: null,
        progressNote: null,
        progressAt: null,
        ownerLeftAt: null,
        ownedSince: null,
      } as const),
      policy: {},
      ...more,
    },
    owner: organisation('japan'),
    group: { id: 'wg_data', name: 'Data', kind: 'working-group', members, places: [] },
    ...{ recommendations: [], proposer: 'Alice', quotation: undefined, found: null },
  }
}
