/** What the acts on straw polls are carried out with. */
import type { StrawId } from '#src/core/id.ts'
import type { Fixture, Subject } from './stage.ts'

const due = '2099-12-31'

export const strawFixtures: Record<string, Fixture> = {
  'open-straw': ({ words, group }) => ({
    args: { question: words, answers: 'Yes; No', closes: `${due} 12:00`, group, sure: 'yes' },
  }),
  'show-straw': async (on) => ({ args: { straw: await straw(on) }, shows: on.words }),
  'give-voice': async (on) => ({ args: { straw: await straw(on), answers: '0' } }),
  'close-straw': async (on) => ({ args: { straw: await straw(on) } }),
}

async function straw(on: Subject): Promise<StrawId> {
  const { number, group, organisation: source, author: openedBy, words } = on
  const id = on.newId('straw')
  await on.given({
    ...{ type: 'straw-opened', straw: id, number, group, openedBy, closesAt: `${due}T12:00:00Z`, several: false },
    ...{ label: 'TLP:GREEN', source, recipients: [], about: '' },
    sealed: { question: words, answers: 'Yes\nNo' },
  })
  return id
}
