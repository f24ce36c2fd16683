/** Commitments of the demonstration that stand when a story begins. */
import { organisations } from '#src/demo/organisations.ts'
import type { Fact } from '#src/readers.ts'

const delegates = { org_japan: 'person_hana', org_france: 'person_luc' } as const
type Owner = keyof typeof delegates

/** The day that it is where an organisation is, so many days on: with 'UTC' a story would hold at some hours of the day only. */
export function dayAt(owner: Owner, days: number): string {
  const zone = organisations.find(({ id }) => id === owner)?.zone
  if (!zone) throw new Error(`the demonstration has no ${owner}`)
  return Temporal.Now.plainDateISO(zone).add({ days }).toString()
}

/** A confirmed commitment `com_standingN`, due so many days from its owner's today. */
export function standing(number: number, organisation: Owner, text: string, days: number): Fact[] {
  const commitment = `com_standing${number}` as const
  const by = delegates[organisation]
  const plain = { group: 'wg_evaluation', recommendations: [], kind: 'other', label: 'TLP:GREEN' } as const
  const due = dayAt(organisation, days)
  return [
    {
      ...{ type: 'commitment-proposed', commitment, organisation, due, ...plain },
      ...{ recipients: [], proposedBy: by, sealed: { text } },
    },
    { type: 'commitment-confirmed', commitment, number, confirmedBy: by },
  ]
}
