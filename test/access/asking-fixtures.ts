/** What is asked for: of a commitment of that organisation, which answers what the author coordinates. */
import { recommendation } from './recommendation-fixtures.ts'
import type { Fixture, Subject } from './stage.ts'

export const askingFixtures: Record<string, Fixture> = {
  'ask-for-update': async (on) => ({ args: { reference: (await answering(on)).reference } }),
  'ask-for-evidence': async (on) => ({ args: { reference: (await answering(on)).reference } }),
  'decline-evidence': async (on) => {
    const { id, reference } = await answering(on)
    const { author } = on
    await on.given({
      ...{ type: 'evidence-asked', subject: { kind: 'commitment', id }, askedBy: author, askedOf: author },
    })
    return { args: { reference, reason: 'Nothing was written down' } }
  },
}

async function answering(on: Subject) {
  const { organisation, group, author, number, words } = on
  const one = await recommendation({ ...on, words: 'What everybody may read' })
  const id = on.newId('com')
  const by = { proposedBy: author, recipients: [] as never[] }
  await on.given(
    {
      ...{ type: 'recommendation-assigned', recommendation: one.id, group, lead: null },
      ...{ supporting: [], coordinators: [author] },
    },
    {
      ...{ type: 'commitment-proposed', commitment: id, organisation, group, recommendations: [one.id], ...by },
      ...{ kind: 'other', due: '2099-12-31', label: 'TLP:GREEN', sealed: { text: words } },
    },
    { type: 'commitment-confirmed', commitment: id, number, confirmedBy: author },
  )
  return { id, reference: `C-${number}` }
}
