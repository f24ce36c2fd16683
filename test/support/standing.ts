/** Commitments of the demonstration that stand when a story begins. */
import { present } from '#src/core/assert.ts'
import { organisations } from '#src/demo/organisations.ts'
import type { Fact } from '#src/readers.ts'
import type { Store } from '#src/store.ts'
import type { Product } from './product.ts'

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

/** C-1 of Japan for: typed in the Evaluation channel of Teams by Hana, who stands by it at once. */
export async function promised({ teams, places }: Product): Promise<void> {
  const hana = teams.person('hana')
  await teams.say(hana, places.teams, 'commit Publish our evaluation results by 2027-03-01 for R-4.2')
  await teams.click(hana, await teams.shows(teams.chat(hana), 'Commit Publish'), 'Commit Japan')
}

/** gets a card in the places of Evaluation, on both platforms. */
export async function postRecommendation(store: Store): Promise<void> {
  await store.transact('con_demo', async (unit) => {
    const { id } = present(await unit.read.recommendations.byCode('4.2'), 'R-4.2')
    const places = (await unit.read.consortium.group('wg_evaluation'))?.places ?? []
    const subject = { kind: 'recommendation', id } as const
    await unit.enqueue(places.map((place) => ({ kind: 'post', subject, place: place.id })))
  })
}
